"""A wave's privacy papers, made from the rules it runs under as the promise is: Dutch, in Markdown, to be edited.

Each sentence stands in `templates/privacy` under what makes it true; what nobody here knows is left to be filled in.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from babel.dates import format_date
from jinja2 import Environment, PackageLoader, StrictUndefined

from survey_app.assurance.promise import promise_of
from survey_app.dataset.open_texts import open_questions
from survey_app.fieldwork.consent import takes_consent
from survey_app.fieldwork.letters import Delivery
from survey_app.fieldwork.wave import Origin, Wave, WaveState
from survey_app.passing import named, passing_folder
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.model import MultipleChoice, Questionnaire, SingleChoice
from survey_app.refusal import Refusal

PAPERS = (
    "pre-dpia.md",
    "register.md",
    "bijlage-verwerkersovereenkomst.md",
    "blad-ondernemingsraad.md",
    "bewaartabel.md",
)
_SHEETS = {None: "twee of drie", 2: "twee", 3: "drie"}
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~&])")
_READABLE = 0o755


class NoPrivacyPapers(Refusal):
    """A wave whose rules say nothing of respondents who still come."""

    def __init__(self, wave: Wave) -> None:
        why = {
            Origin.PRINTED: "it comes from a printed table, so nobody's data were ever here",
            Origin.FILE: "it was kept as counts of a file, so nobody was asked anything here",
            Origin.RESPONSES: "it is closed; what became of it is told by peilstok wave certificate",
        }[wave.origin]
        super().__init__(f"wave {wave.id}: {why}; privacy papers are made of a draft or an open wave")


def privacy_papers(wave: Wave, instrument: Instrument, delivery: Delivery, today: date) -> Mapping[str, str]:
    """Each paper by the name of its file; raises NoPrivacyPapers."""
    if not wave.is_held_here or wave.state is WaveState.CLOSED:
        raise NoPrivacyPapers(wave)
    facts = _facts(wave, instrument, delivery, today)
    return {paper: _environment().get_template(paper).render(facts) for paper in PAPERS}


def write_papers(folder: Path, papers: Mapping[str, str]) -> None:
    """A new folder with all of them, or nothing: papers that somebody edited are never replaced."""
    with named(folder), passing_folder(folder.parent, folder.name) as beside:
        unfinished = beside / folder.name
        unfinished.mkdir(mode=_READABLE)
        for name, text in papers.items():
            (unfinished / name).write_text(text, encoding="utf-8")
        unfinished.rename(folder)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("survey_app.writers", "templates/privacy"),
        autoescape=False,  # noqa: S701 - Markdown and no HTML: `finalize` escapes what is filled in
        finalize=_plain,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _facts(wave: Wave, instrument: Instrument, delivery: Delivery, today: date) -> Mapping[str, object]:
    """What the sentences depend on, and what is filled into them."""
    study, questionnaire = instrument.study, instrument.questionnaire
    promise = promise_of(wave, instrument, delivery)
    return {
        "wave": wave,
        "study": study,
        "questionnaire": questionnaire,
        "desk": questionnaire.contact_desk,
        "has_codes": wave.takes_codes,
        "has_letters": wave.takes_codes and (delivery.can_remind or delivery.elsewhere),
        "has_cards": wave.takes_codes and delivery.on_cards,
        "has_arms": any(segment.arm for segment in study.segments),
        "takes_consent": takes_consent(wave),
        "traits": [item.text for item in _traits(questionnaire)],
        "broken_down_by": [item.text for item in instrument.breakdowns],
        "words": list(open_questions(questionnaire).values()),
        "segment": study.segment_words.nl.one,
        "segments": study.segment_words.nl.many,
        "sheets": _SHEETS[wave.sheets],
        "promised": [words.spoken_in("nl") for words in promise.promised],
        "not_promised": [words.spoken_in("nl") for words in promise.not_promised],
        "month": format_date(wave.month, "MMMM y", locale="nl"),
        "made_on": format_date(today, "d MMMM y", locale="nl"),
    }


def _traits(questionnaire: Questionnaire) -> list[SingleChoice | MultipleChoice]:
    """What is asked of respondents themselves."""
    choices = [item for item in questionnaire.items.values() if isinstance(item, SingleChoice | MultipleChoice)]
    return [item for item in choices if item.background]


def _plain(value: object) -> object:
    """What is filled in, on one line and without what Markdown would read as more than words."""
    return _MARKDOWN.sub(r"\\\1", " ".join(value.split())) if isinstance(value, str) else value
