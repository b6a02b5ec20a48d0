"""What a questionnaire page looks like before anybody's answers are on it: the same for all who are asked the same."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import count

from survey_app.fieldwork.wave import Wave
from survey_app.questionnaire.answers import Answer, Answers
from survey_app.questionnaire.conditions import Condition, items_in
from survey_app.questionnaire.model import ONE, AnyItem, Entry, Passage, Questionnaire, Section
from survey_app.questionnaire.routing import asked_sections, is_shown, settle
from survey_app.refusal import Saying
from survey_app.web.language import spoken

_SOMETHING = "?"
"""Stands for every text: no condition asks what a text says, and no text is to stay in memory."""


@dataclass(frozen=True)
class Fielded:
    """A wave by what never changes about it, in one of its languages, so that it can be a key."""

    wave_id: str
    fingerprint: str
    language: str
    wave: Wave = field(compare=False, repr=False)

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire as fielded."""
        return self.wave.frozen_instrument().in_language(self.language).questionnaire


@dataclass(frozen=True)
class Layout:
    """One page for everybody who is asked the same: equal layouts are equal pages, but for answers and tokens.

    `position` counts from 1 among the pages this respondent gets, `first_question` among their questions; so neither
    says which sections were passed over. `entries` are places within the section, `before` those on pages of it that
    came before. `from_review`: reached from the look over everything, and going back there. `has_new`: an answer just
    brought a question onto this page.
    """

    fielded: Fielded
    page_id: str
    position: int
    first_question: int
    before: tuple[int, ...]
    entries: tuple[int, ...]
    from_review: bool
    has_new: bool
    section: Section = field(compare=False, repr=False)

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire this is a page of."""
        return self.fielded.questionnaire

    @property
    def pages(self) -> int:
        """How many there are at most: the same on every page, whatever is answered."""
        return self.questions if self.is_one else len(self.questionnaire.sections)

    @property
    def questions(self) -> int:
        """How many there are at most."""
        return len(self.questionnaire.items)

    @property
    def is_one(self) -> bool:
        """Whether it holds one question, as each page of this questionnaire does."""
        return self.questionnaire.form == ONE

    @property
    def may_skip_pages(self) -> bool:
        """Whether somebody may get fewer pages than there are."""
        return any(section.when is not None for section in self.questionnaire.sections)

    @property
    def has_detours(self) -> bool:
        """Whether somebody may get fewer questions than there are."""
        return any(True for _ in _conditions(self.questionnaire))

    @property
    def shown(self) -> list[Entry]:
        """Items and passages on this page."""
        return _entries(self.section, self.entries)

    @property
    def numbered(self) -> list[tuple[Entry, int | None]]:
        """The same, each item with its number in the questionnaire, passages without."""
        numbers = {item.id: number for item, number in self.numbered_items}
        return [(entry, None if isinstance(entry, Passage) else numbers[entry.id]) for entry in self.shown]

    @cached_property
    def folded(self) -> Mapping[str, tuple[str, ...]]:
        """By id of an item that is not the first under it: the lead-in, and the last passage, to be read once more."""
        lead_in = (self.section.lead_in,) if self.section.lead_in else ()
        introduction, is_first, folded = lead_in, True, {}
        for entry in _entries(self.section, (*self.before, *self.entries)):
            if isinstance(entry, Passage):
                introduction, is_first = (*lead_in, entry.text), True
            else:
                folded[entry.id] = () if is_first else introduction
                is_first = False
        return folded

    @cached_property
    def numbered_items(self) -> list[tuple[AnyItem, int]]:
        """The items with their numbers in the questionnaire."""
        return list(zip(self.items, count(self.first_question), strict=False))

    @cached_property
    def items(self) -> list[AnyItem]:
        """The items on this page."""
        return [entry for entry in self.shown if not isinstance(entry, Passage)]


class NoSuchPage(Saying, says="page {}: not in this questionnaire"):
    """This respondent's questionnaire has no page with this number."""


def page_layouts(
    wave: Wave, answers: Answers, *, from_review: bool = False, has_new: bool = False
) -> tuple[Layout, ...]:
    """Every page this respondent gets, given the answers so far; worked out once for all who are asked the same."""
    fielded = Fielded(wave.id, wave.fingerprint or "", spoken(), wave)
    return _page_layouts(fielded, tuple(_deciding_answers(fielded, answers).items()), from_review, has_new)


def page_layout(wave: Wave, answers: Answers, position: int, *, from_review: bool, has_new: bool) -> Layout:
    """The page at this position; raises NoSuchPage."""
    layouts = page_layouts(wave, answers, from_review=from_review, has_new=has_new)
    if not 1 <= position <= len(layouts):
        raise NoSuchPage(position)
    return layouts[position - 1]


def find_page_of(layouts: Iterable[Layout], page_id: str) -> Layout | None:
    """The page with this id, or None when it is passed over."""
    return next((layout for layout in layouts if layout.page_id == page_id), None)


def page_to_go_on(layouts: Sequence[Layout], answers: Answers) -> int:
    """The position of the first page that was not gone through to its end, or of the last."""
    unfinished = (page.position for page in layouts if any(_is_open(item, answers) for item in page.items))
    return next(unfinished, len(layouts))


def _is_open(item: AnyItem, answers: Answers) -> bool:
    """Whether nobody went on from it; what was left blank then is kept as None."""
    return item.id not in answers or (item.required and answers[item.id] is None)


@lru_cache(maxsize=1024)
def _page_layouts(
    fielded: Fielded,
    deciding: tuple[tuple[str, Answer | None], ...],
    from_review: bool,  # noqa: FBT001 - lru_cache tells arguments apart by place
    has_new: bool,  # noqa: FBT001 - as above
) -> tuple[Layout, ...]:
    questionnaire = fielded.questionnaire
    settled = settle(questionnaire, dict(deciding))
    layouts: list[Layout] = []
    question = 1
    for section in asked_sections(questionnaire, settled):
        before: tuple[int, ...] = ()
        for entries in _pages_of(questionnaire, section, settled):
            items = [entry.id for entry in _entries(section, entries) if not isinstance(entry, Passage)]
            layouts.append(
                Layout(
                    fielded=fielded,
                    page_id=f"{section.id}/{items[0]}" if questionnaire.form == ONE else section.id,
                    position=len(layouts) + 1,
                    first_question=question,
                    before=before,
                    entries=entries,
                    from_review=from_review,
                    has_new=has_new,
                    section=section,
                )
            )
            question += len(items)
            before += entries
    return tuple(layouts)


def _pages_of(questionnaire: Questionnaire, section: Section, settled: Answers) -> Iterator[tuple[int, ...]]:
    """What is shown of a section on each of its pages: all of it, or one item with the passages that it comes under.

    Passages at the end go with the last item.
    """
    places = tuple(place for place, entry in enumerate(section.items) if is_shown(questionnaire, entry, settled))
    first = 0
    if questionnaire.form == ONE:
        asks = [index for index, place in enumerate(places) if not isinstance(section.items[place], Passage)]
        for index in asks[:-1]:
            yield places[first : index + 1]
            first = index + 1
    yield places[first:]


def _entries(section: Section, places: Iterable[int]) -> list[Entry]:
    return [section.items[place] for place in places]


def _deciding_answers(fielded: Fielded, answers: Answers) -> dict[str, Answer | None]:
    """As much of these answers as routing looks at: whoever agrees in them is asked the same."""
    return {item_id: _as_far_as_offered(offered, answers.get(item_id)) for item_id, offered in _decisive_items(fielded)}


@lru_cache(maxsize=64)
def _decisive_items(fielded: Fielded) -> tuple[tuple[str, frozenset[str]], ...]:
    """The items that conditions name, in the order in which they are asked, each with what it offers."""
    questionnaire = fielded.questionnaire
    named = {item_id for condition in _conditions(questionnaire) for item_id in items_in(condition)}
    scales = questionnaire.response_scales
    return tuple(
        (item_id, frozenset(item.labels(scales))) for item_id, item in questionnaire.items.items() if item_id in named
    )


def _conditions(questionnaire: Questionnaire) -> Iterator[Condition]:
    for section in questionnaire.sections:
        for part in (section, *section.items):
            if part.when is not None:
                yield part.when


def _as_far_as_offered(offered: frozenset[str], answer: Answer | None) -> Answer | None:
    if not answer or isinstance(answer, int):
        return answer
    if isinstance(answer, tuple):
        return tuple(option for option in answer if option in offered) or (_SOMETHING,)
    return answer if answer in offered else _SOMETHING
