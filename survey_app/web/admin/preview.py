"""A questionnaire as an administrator reads it: every question, every answer, and when it is asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from survey_app.questionnaire.conditions import Condition
from survey_app.questionnaire.model import AnyItem, Entry, Passage, Questionnaire
from survey_app.web.admin.conditions_in_words import condition_words
from survey_app.web.items import kind_words
from survey_app.web.translation import gettext as _
from survey_app.web.translation import ngettext


@dataclass(frozen=True)
class ShownEntry:
    """A question or a text between. `number` counts questions through the questionnaire; None for a text."""

    number: int | None
    text: str
    help: str | None
    kind: str
    answers: tuple[str, ...]
    condition: str | None
    is_required: bool


@dataclass(frozen=True)
class ShownSection:
    """One page of the questionnaire."""

    title: str
    lead_in: str | None
    condition: str | None
    entries: tuple[ShownEntry, ...]


def preview(questionnaire: Questionnaire) -> tuple[ShownSection, ...]:
    """All sections, whatever would be answered."""
    numbers = {item_id: number for number, item_id in enumerate(questionnaire.items, start=1)}
    return tuple(
        ShownSection(
            section.title,
            section.lead_in,
            _when(questionnaire, section.when),
            _said_once(_entry(questionnaire, entry, numbers) for entry in section.items),
        )
        for section in questionnaire.sections
    )


def count_words(questionnaire: Questionnaire) -> str:
    """As in: 25 vragen in 4 onderdelen."""
    items = ngettext("%(num)s vraag", "%(num)s vragen", len(questionnaire.items))
    sections = ngettext("%(num)s onderdeel", "%(num)s onderdelen", len(questionnaire.sections))
    return _("%(items)s in %(sections)s", items=items, sections=sections)


def kind_and_answers(questionnaire: Questionnaire, item: AnyItem) -> tuple[str, tuple[str, ...]]:
    """What kind of question it is, and the answers to choose from."""
    return kind_words(item), tuple(item.labels(questionnaire.response_scales).values())


def _entry(questionnaire: Questionnaire, entry: Entry, numbers: dict[str, int]) -> ShownEntry:
    condition = _when(questionnaire, entry.when)
    if isinstance(entry, Passage):
        return ShownEntry(None, entry.text, None, "", (), condition, is_required=False)
    kind, answers = kind_and_answers(questionnaire, entry)
    return ShownEntry(numbers[entry.id], entry.text, entry.help, kind, answers, condition, is_required=entry.required)


def _said_once(entries: Iterable[ShownEntry]) -> tuple[ShownEntry, ...]:
    """The entries, with answers that are the same as those of the entry before them left out, and that said."""
    told: list[ShownEntry] = []
    before: tuple[str, ...] = ()
    for entry in entries:
        is_same = bool(entry.answers) and entry.answers == before
        kind = _("%(kind)s, zelfde antwoorden", kind=entry.kind)
        told.append(replace(entry, kind=kind, answers=()) if is_same else entry)
        before = entry.answers
    return tuple(told)


def _when(questionnaire: Questionnaire, condition: Condition | None) -> str | None:
    return None if condition is None else condition_words(questionnaire, condition)
