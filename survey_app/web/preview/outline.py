"""Every page of a questionnaire, when it comes and which of its questions come only sometimes; and how to get there."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import abort

from survey_app.fieldwork.wave import Wave
from survey_app.questionnaire.answers import Answers
from survey_app.questionnaire.model import Passage, Questionnaire, Section
from survey_app.questionnaire.ways import find_way_to
from survey_app.web.admin.preview import condition_words
from survey_app.web.respondent.layout import Layout, page_layouts
from survey_app.web.respondent.reading import as_read

_WITHIN = ":"


@dataclass(frozen=True)
class OutlinedEntry:
    """A question or text that comes only sometimes; `part` names it to `find_route`."""

    part: str
    text: str
    condition: str


@dataclass(frozen=True)
class OutlinedSection:
    """One page; `condition` is None when everybody gets it."""

    part: str
    title: str
    questions: int
    condition: str | None
    entries: tuple[OutlinedEntry, ...]


def outline(questionnaire: Questionnaire) -> tuple[OutlinedSection, ...]:
    """All pages, in their order."""
    return tuple(_outlined(questionnaire, section) for section in questionnaire.sections)


def find_route(wave: Wave, part: str) -> tuple[Answers, int, str | None]:
    """What to fill in to get to a part that the outline names, and the page and place where that is.

    404 when there is none such, or nothing leads there.
    """
    questionnaire = as_read(wave).questionnaire
    section_id, _, place = part.partition(_WITHIN)
    section = next((section for section in questionnaire.sections if section.id == section_id), None)
    if section is None or (place and place not in map(str, range(len(section.items)))):
        abort(404)
    within = int(place) if place else None
    answers = find_way_to(questionnaire, section_id, within)
    page = None if answers is None else _find_page(page_layouts(wave, answers), section_id, within)
    if answers is None or page is None:
        abort(404)
    entry = None if within is None else section.items[within]
    return answers, page.position, None if entry is None or isinstance(entry, Passage) else f"vraag-{entry.id}"


def _find_page(layouts: Iterable[Layout], section_id: str, place: int | None) -> Layout | None:
    """The first page of a section, or the one that shows this entry of it."""
    pages = (layout for layout in layouts if layout.section.id == section_id)
    return next((page for page in pages if place is None or place in page.entries), None)


def _outlined(questionnaire: Questionnaire, section: Section) -> OutlinedSection:
    entries = tuple(
        OutlinedEntry(f"{section.id}{_WITHIN}{place}", entry.text, condition_words(questionnaire, entry.when))
        for place, entry in enumerate(section.items)
        if entry.when is not None
    )
    condition = None if section.when is None else condition_words(questionnaire, section.when)
    return OutlinedSection(section.id, section.title, sum(1 for _item in section.asks()), condition, entries)
