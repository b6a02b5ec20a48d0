"""What a questionnaire or a study that is well-formed can still have wrong with itself, or with each other."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from survey_app.questionnaire.breakdown_checks import check_breakdowns
from survey_app.questionnaire.condition_checks import check_conditions, check_contradictions
from survey_app.questionnaire.faults import Finding, Steps, suggestion
from survey_app.questionnaire.goal_checks import check_goals, check_goals_of
from survey_app.questionnaire.model import NOT_APPLICABLE, Entry, Passage, SingleChoice
from survey_app.questionnaire.outline import Named, Outline, OutlinedEntry, Part, ids_in, outline_of, repeated
from survey_app.questionnaire.scalars import Data
from survey_app.questionnaire.scale_checks import check_scales
from survey_app.questionnaire.source import forbidden_in
from survey_app.questionnaire.study import Margins, Study
from survey_app.questionnaire.types.item import labels_given_twice

MAXIMUM_CHARACTERS = 20_000
"""What respondents may write in their own words in one questionnaire, at three bytes a character in an envelope."""

_NOUNS = {
    "nl": (re.compile(r"(?=.{1,40}$)[a-zà-öø-ÿ]+(-[a-zà-öø-ÿ]+)*"), "one word", "one: wijk, many: wijken"),
    "en": (re.compile(r"(?=.{1,40}$)[a-zà-öø-ÿ]+([- ][a-zà-öø-ÿ]+)*"), "words", "one: district, many: districts"),
    "ar": (re.compile(r"(?=.{1,40}$)[ء-ي]+( [ء-ي]+)*"), "words", "one: حي, many: أحياء"),
}
"""By language: the form of a word for segments, in words, and an example."""
_PAGE = re.compile(r"https://[^\s/]+\.\S+")
_PROSE = (
    *("introduction", "thanks", "lead_in", "contact"),
    *("controller", "purpose", "officer", "recipients", "retention", "complaint"),
)


def questionnaire_findings(data: Data, study: Study | None = None) -> Iterator[Finding]:
    """Everything wrong with a questionnaire that its model cannot tell, and with it in its study if that is known."""
    outline = outline_of(data)
    yield from _check_ids(outline)
    yield from _check_reserved(outline)
    yield from _check_response_scales(outline)
    yield from check_scales(outline)
    yield from _check_items(outline)
    yield from _check_sections(outline)
    yield from _check_room(outline)
    yield from check_conditions(outline)
    yield from check_contradictions(outline)
    yield from _check_trait(outline, study.margins) if study and study.margins else ()
    yield from check_breakdowns(outline, study) if study else ()
    yield from check_goals_of(outline, Part((), data).at("questionnaire").text, study.goals if study else ())
    yield from _check_texts(Part((), data))


def study_findings(data: Data) -> Iterator[Finding]:
    """Everything wrong with a study that its model cannot tell."""
    study = Part((), data)
    yield from _check_doubles("segment", ids_in(study.at("segments")))
    yield from _check_arms(study.at("segments"))
    yield from _check_segment_words(study.at("segment_words"))
    yield from _check_margins(study)
    yield from check_goals(study.at("goals"))
    yield from _check_statement(study.at("accessibility"))
    yield from _check_texts(study)


def _check_statement(statement: Part) -> Iterator[Finding]:
    """That the day of an accessibility statement is one, and that its place in the register can be opened."""
    day, address = statement.at("date"), statement.at("statement")
    if day.text and not _is_day(day.text):
        yield Finding(day.path, f'"{day.text}" is not a day', 'write it in quotes, as in "2026-03-31"')
    if address.text and not _PAGE.fullmatch(address.text):
        wrong = f'"{address.text}" is not the address of a page'
        yield Finding(address.path, wrong, "write the whole address, beginning with https://")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _check_ids(outline: Outline) -> Iterator[Finding]:
    sections = [Named((*section.path, "id"), section.id) for section in outline.sections if section.id]
    yield from _check_doubles("section", sections)
    items = [Named((*entry.path, "id"), entry.id) for entry in outline.entries() if entry.id]
    yield from _check_doubles("item", items)
    yield from _check_doubles("scale", [named for scale in outline.scales for named in scale.id])
    for points in outline.points.values():
        yield from _check_doubles("point", points)
    for entry in outline.entries():
        yield from _check_doubles("option", entry.options)


def _check_doubles(what: str, ids: Iterable[Named]) -> Iterator[Finding]:
    for named in repeated(ids):
        yield Finding(named.path, f'{what} id "{named.id}" is used before', "give each an id of its own")


def _check_reserved(outline: Outline) -> Iterator[Finding]:
    options = [option for entry in outline.entries() for option in entry.options]
    points = [point for scale in outline.points.values() for point in scale]
    for answer in (*options, *points):
        if answer.id == NOT_APPLICABLE:
            right = "choose another id; on a response scale n.v.t. is offered with not_applicable: and its label"
            yield Finding(answer.path, f'the id "{NOT_APPLICABLE}" is kept for n.v.t.', right)


def _check_response_scales(outline: Outline) -> Iterator[Finding]:
    used = {entry.response_scale for entry in outline.entries()}
    for entry in outline.entries():
        scale = entry.response_scale
        if scale is not None and scale not in outline.response_scales:
            right = suggestion(scale, list(outline.response_scales))
            yield Finding((*entry.path, "response_scale"), f'unknown response scale "{scale}"', right)
    for name, known in outline.response_scales.items():
        if name not in used:
            right = "remove it, or name it in response_scale: of an item"
            yield Finding(("response_scales", name), f'response scale "{name}" is not used', right)
        if known is not None:
            yield from _check_scores([point.score for point in known.points], ("response_scales", name, "points"))
            labels = [point.label for point in known.points]
            for remedy in labels_given_twice([*labels, *filter(None, [known.not_applicable])]):
                yield Finding(("response_scales", name), *remedy)


def _check_scores(scores: Sequence[int | None], path: Steps) -> Iterator[Finding]:
    """All points have one or none; from least to most."""
    stated = [score for score in scores if score is not None]
    if stated and (len(stated) < len(scores) or stated != sorted(set(stated))):
        right = "give every point a score that is higher than the one before, or give none a score"
        yield Finding(path, "the scores do not rise from point to point", right)


def _check_items(outline: Outline) -> Iterator[Finding]:
    for entry in outline.entries():
        if entry.entry is not None and not isinstance(entry.entry, Passage):
            for key, remedy in entry.entry.own_faults():
                yield Finding((*entry.path, key), *remedy)


def _check_sections(outline: Outline) -> Iterator[Finding]:
    """A section that asks nothing is never shown."""
    for section in outline.sections:
        if section.entries and all(entry.kind == "passage" for entry in section.entries):
            right = "put its text in the lead_in of the section that follows, or in introduction or thanks"
            yield Finding((*section.path, "items"), "this section asks nothing, so it would not be shown", right)


def _check_room(outline: Outline) -> Iterator[Finding]:
    """Whoever fills in every text to the full must be able to send it: an envelope holds 64 KiB."""
    asked = [entry.entry for entry in outline.entries() if entry.entry is not None]
    room = sum(item.most_characters for item in asked if not isinstance(item, Passage))
    if room > MAXIMUM_CHARACTERS:
        wrong = (
            f"the texts that respondents may write hold {room} characters together, of which {MAXIMUM_CHARACTERS} fit"
        )
        yield Finding(("sections",), wrong, "give items of type open_text a lower maximum_length")


def _check_arms(segments: Part) -> Iterator[Finding]:
    """Pilot without mirror (or the reverse) is a comparison that cannot be made."""
    arms = {segment.at("arm").text for segment in segments.parts} & {"pilot", "mirror"}
    if len(arms) == 1:
        right = "give other segments the other arm (pilot or mirror), or leave arm: out"
        yield Finding(segments.path, f"only one arm is named ({arms.pop()})", right)


def _check_segment_words(words: Part) -> Iterator[Finding]:
    """Words that fit in our sentences: amid others, and in Dutch behind "pilot" and "spiegel" too."""
    for language, (form, what, as_in) in _NOUNS.items():
        for number, word in words.at(language).block.items():
            if isinstance(word, str) and not form.fullmatch(word.strip()):
                right = f"write {what} in small letters without an article, 40 letters at most, as in {as_in}"
                yield Finding((*words.path, language, number), f'"{word}" does not fit in our sentences', right)


def _check_margins(study: Part) -> Iterator[Finding]:
    """Margins of a study: there are people in the population, and of each segment it is known how many addresses."""
    population = study.at("margins").at("population")
    if population.block and all(number == 0 for number in population.block.values()):
        wrong = "there is nobody in this population"
        yield Finding(population.path, wrong, "write behind each option how many people it has")
    for segment in study.at("segments").parts if isinstance(study.at("margins").data, dict) else ():
        if isinstance(segment.data, dict) and "frame" not in segment.data:
            wrong = f'segment "{segment.at("id").data}" has no frame, which weighting by margins: needs'
            yield Finding(segment.path, wrong, "add frame: with its number of addresses, or take margins: out")


def _check_trait(outline: Outline, margins: Margins) -> Iterator[Finding]:
    """The item of the margins in a questionnaire that asks it; one that does not can do without."""
    for entry in outline.entries():
        if entry.id == margins.item and entry.entry is not None:
            yield from _check_kind(entry, entry.entry)
            if isinstance(entry.entry, SingleChoice):
                yield from _check_options(entry, entry.entry, margins)


def _check_kind(entry: OutlinedEntry, item: Entry) -> Iterator[Finding]:
    if not isinstance(item, SingleChoice):
        wrong = f'the margins of study.yaml are of item "{entry.id}", which is of type {item.type}'
        yield Finding((*entry.path, "type"), wrong, "weighting needs a single_choice; name another item in margins:")
    elif not item.background:
        wrong = f'the margins of study.yaml are of item "{entry.id}", which is no background trait'
        yield Finding(entry.path, wrong, "add background: true")


def _check_options(entry: OutlinedEntry, item: SingleChoice, margins: Margins) -> Iterator[Finding]:
    """Options and population are the same: who is in none of them could not be weighted."""
    known = {option.id for option in item.options}
    for named in entry.options:
        if named.id not in margins.population:
            right = f"add {named.id}: to population: in study.yaml, with 0 if nobody is in it"
            yield Finding(named.path, f'option "{named.id}" is not in the margins of study.yaml', right)
    for category in margins.population:
        if category not in known:
            wrong = f'the margins of study.yaml have "{category}", which is no option of item "{entry.id}"'
            yield Finding(
                (*entry.path, "options"), wrong, f"make the two the same; {suggestion(category, sorted(known))}"
            )


def _check_texts(part: Part, *, prose: bool = False) -> Iterator[Finding]:
    """Prose has lines and paragraphs; every other text is one line."""
    is_long = part.at("type").text == "passage" or part.path == ("contact_desk",)
    for key in part.block:
        yield from _check_texts(part.at(key), prose=key in _PROSE or (is_long and key == "text"))
    for listed in part.parts:
        yield from _check_texts(listed)
    if part.text is not None:
        yield from _check_text(part.text.strip(), part.path, prose=prose)


def _check_text(text: str, path: Steps, *, prose: bool) -> Iterator[Finding]:
    unseen = forbidden_in(text)
    if unseen is not None:
        wrong = f"the text has the character U+{ord(unseen.group()):04X}, which cannot be seen"
        yield Finding(path, wrong, "write the text without it")
    if not prose and ("\n" in text or "\t" in text):
        yield Finding(
            path, "a line break or tab stands in a text of one line", "write it on one line, or begin with >-"
        )
