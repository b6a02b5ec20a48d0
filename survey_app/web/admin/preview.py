"""A questionnaire as an administrator reads it: every question, every answer, and in words when it is asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from survey_app.questionnaire.conditions import AllOf, Answered, AnyOf, AtLeast, Condition, In, Is, Not
from survey_app.questionnaire.media import Image, Recording
from survey_app.questionnaire.model import ONE, AnyItem, Entry, Passage, Questionnaire
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
    image: Image | None = None
    audio: Recording | None = None


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
    """As in: 25 vragen in 4 onderdelen, één vraag tegelijk."""
    items = ngettext("%(num)s vraag", "%(num)s vragen", len(questionnaire.items))
    sections = ngettext("%(num)s onderdeel", "%(num)s onderdelen", len(questionnaire.sections))
    size = _("%(items)s in %(sections)s", items=items, sections=sections)
    return _("%(size)s, één vraag tegelijk", size=size) if questionnaire.form == ONE else size


def kind_and_answers(questionnaire: Questionnaire, item: AnyItem) -> tuple[str, tuple[str, ...]]:
    """What kind of question it is, and the answers to choose from."""
    return kind_words(item), tuple(item.labels(questionnaire.response_scales).values())


def _entry(questionnaire: Questionnaire, entry: Entry, numbers: dict[str, int]) -> ShownEntry:
    condition = _when(questionnaire, entry.when)
    if isinstance(entry, Passage):
        return ShownEntry(None, entry.text, None, "", (), condition, is_required=False)
    kind, answers = kind_and_answers(questionnaire, entry)
    told = numbers[entry.id], entry.text, entry.help, kind, answers, condition
    return ShownEntry(*told, is_required=entry.required, image=entry.image, audio=entry.audio)


def _said_once(entries: Iterable[ShownEntry]) -> tuple[ShownEntry, ...]:
    """The entries, with answers that are the same as those of the entry before them left out, and that said."""
    shown: list[ShownEntry] = []
    before: tuple[str, ...] = ()
    for entry in entries:
        is_same = bool(entry.answers) and entry.answers == before
        kind = _("%(kind)s, zelfde antwoorden", kind=entry.kind)
        shown.append(replace(entry, kind=kind, answers=()) if is_same else entry)
        before = entry.answers
    return tuple(shown)


def _when(questionnaire: Questionnaire, condition: Condition | None) -> str | None:
    return None if condition is None else condition_words(questionnaire, condition)


Value = str | int


def condition_words(questionnaire: Questionnaire, condition: Condition) -> str:
    """When something is asked, as in: bij ‘Kent u hem?’ is geantwoord: Ja."""
    match condition:
        case AllOf(conditions=parts):
            return _joined(questionnaire, parts, _(" en "))
        case AnyOf(conditions=parts):
            return _joined(questionnaire, parts, _(" of "))
        case Not(condition=part):
            return _("niet (%(condition)s)", condition=condition_words(questionnaire, part))
        case Is() | In() | AtLeast() | Answered():
            return _single(questionnaire, condition)


def _joined(questionnaire: Questionnaire, parts: Iterable[Condition], between: str) -> str:
    parted = [(part, condition_words(questionnaire, part)) for part in parts]
    return between.join(f"({words})" if isinstance(part, AllOf | AnyOf) else words for part, words in parted)


def _single(questionnaire: Questionnaire, condition: Is | In | AtLeast | Answered) -> str:
    item = questionnaire.items[condition.item]
    labels = item.labels(questionnaire.response_scales)
    match condition:
        case Is(value=value):
            return _("bij ‘%(text)s’ is geantwoord: %(answer)s", text=item.text, answer=_label(labels, value))
        case In(values=values):
            answers = ", ".join(_label(labels, value) for value in values)
            return _("bij ‘%(text)s’ is een van deze gekozen: %(answers)s", text=item.text, answers=answers)
        case AtLeast(bound=bound):
            answer = _label(labels, bound)
            return _("bij ‘%(text)s’ is geantwoord: %(answer)s of hoger", text=item.text, answer=answer)
        case Answered(answered=True):
            return _("‘%(text)s’ is beantwoord", text=item.text)
        case Answered():
            return _("‘%(text)s’ is niet beantwoord", text=item.text)


def _label(labels: Mapping[str, str], value: Value) -> str:
    return labels.get(str(value), str(value))
