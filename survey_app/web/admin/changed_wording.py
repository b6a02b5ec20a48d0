"""A changed question as a researcher reads it: both wordings, what changed in words, and may it be accepted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from survey_app.fieldwork.editorial import ChangedQuestion, TwoWordings
from survey_app.fieldwork.ports import EditorialChange
from survey_app.fieldwork.wave import Wave
from survey_app.questionnaire.model import Option
from survey_app.questionnaire.revisions import Change, ItemRevision, Placed, is_same_spelled, is_same_text
from survey_app.web.admin.preview import kind_and_answers
from survey_app.web.translation import gettext as _

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_ANSWERS = frozenset({Change.TYPE, Change.RESPONSE_SCALE, Change.NOT_APPLICABLE, Change.BOUNDS, Change.OPTIONS})


class Standing(StrEnum):
    """What a researcher decided about a changed question, or can decide."""

    ACCEPTED = "accepted"
    ACCEPTABLE = "acceptable"
    OTHER_QUESTION = "other_question"


@dataclass(frozen=True)
class Piece:
    """A part of a text; `differs`: the other wave has something else there."""

    text: str
    differs: bool


@dataclass(frozen=True)
class ShownWording:
    """What one wave asked; `kind` and `answers` only where they changed, else empty."""

    wave: Wave
    language: str
    text: tuple[Piece, ...]
    help: tuple[Piece, ...]
    kind: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """One thing that changed, as a sentence; `stops`: because of it the change cannot be accepted."""

    sentence: str
    stops: bool


@dataclass(frozen=True)
class ShownChange:
    """A changed question; `number` is its place among the questions of the later wave."""

    item: str
    number: int
    wordings: tuple[ShownWording, ShownWording]
    differences: tuple[Difference, ...]
    standing: Standing
    accepted: EditorialChange | None


def shown_changes(wordings: TwoWordings) -> list[ShownChange]:
    """Every question that both waves ask in other words, in the order of the later."""
    return [shown_change(wordings, question) for question in wordings.changed]


def shown_change(wordings: TwoWordings, question: ChangedQuestion) -> ShownChange:
    """One question that both waves ask; raises ValueError for one that they do not."""
    revision = question.revision
    before, after = revision.earlier, revision.later
    if before is None or after is None:
        raise ValueError(f"{revision.item_id} is not asked in both waves")
    texts, helps = _marked(before.item.text, after.item.text), _marked(before.item.help or "", after.item.help or "")
    sides = (wordings.earlier, before, texts[0], helps[0]), (wordings.later, after, texts[1], helps[1])
    first, second = (_wording(revision, *side) for side in sides)
    return ShownChange(
        item=revision.item_id,
        number=list(wordings.later.frozen_instrument().questionnaire.items).index(revision.item_id) + 1,
        wordings=(first, second),
        differences=tuple(_differences(revision, before, after)),
        standing=_standing(question),
        accepted=question.accepted,
    )


def _wording(
    revision: ItemRevision, wave: Wave, placed: Placed, text: tuple[Piece, ...], help_text: tuple[Piece, ...]
) -> ShownWording:
    questionnaire = wave.frozen_instrument().questionnaire
    kind, answers = kind_and_answers(questionnaire, placed.item) if revision.changes & _ANSWERS else ("", ())
    return ShownWording(wave, questionnaire.language, text, help_text, kind, answers)


def _standing(question: ChangedQuestion) -> Standing:
    if question.accepted is not None:
        return Standing.ACCEPTED
    return Standing.ACCEPTABLE if question.revision.is_editorial else Standing.OTHER_QUESTION


def _marked(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces, word by word and sign by sign."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return (
        tuple(Piece("".join(old[start:end]), kind != "equal") for kind, start, end, _from, _to in steps if end > start),
        tuple(Piece("".join(new[start:end]), kind != "equal") for kind, _from, _to, start, end in steps if end > start),
    )


def _differences(revision: ItemRevision, before: Placed, after: Placed) -> Iterator[Difference]:
    changes, old, new = revision.changes, before.item, after.item
    if Change.TEXT in changes:
        yield _text_difference(old.text, new.text)
    if Change.HELP in changes:
        yield _help_difference(old.help, new.help)
    for change, sentence in _of_question().items():
        if change in changes:
            yield Difference(sentence, stops=True)
    for pair in revision.options.relabelled:
        yield _option_difference(*pair)
    if revision.has_other_alternatives:
        yield Difference(_("De lijst van antwoorden waaruit men er één kiest is anders."), stops=True)


def _text_difference(before: str, after: str) -> Difference:
    if is_same_spelled(before, after):
        sentence = _("De vraag heeft dezelfde woorden, met andere hoofdletters, leestekens of spaties.")
        return Difference(sentence, stops=False)
    return Difference(_("De vraag heeft andere woorden."), stops=True)


def _help_difference(before: str | None, after: str | None) -> Difference:
    if is_same_spelled(before, after):
        sentence = _("De toelichting heeft dezelfde woorden, met andere hoofdletters, leestekens of spaties.")
        return Difference(sentence, stops=False)
    if before is None:
        return Difference(_("Er is een toelichting bij gekomen."), stops=True)
    if after is None:
        return Difference(_("De toelichting is weg."), stops=True)
    return Difference(_("De toelichting heeft andere woorden."), stops=True)


def _option_difference(before: Option, after: Option) -> Difference:
    if is_same_text(before.label, after.label):
        sentence = _("Bij het antwoord ‘%(label)s’ vroeg maar één van de twee om woorden.", label=after.label)
    else:
        sentence = _("Het antwoord ‘%(earlier)s’ werd ‘%(later)s’.", earlier=before.label, later=after.label)
    return Difference(sentence, stops=True)


def _of_question() -> dict[Change, str]:
    return {
        Change.TYPE: _("Het is een ander soort vraag."),
        Change.RESPONSE_SCALE: _("De antwoorden waaruit men kiest zijn anders."),
        Change.NOT_APPLICABLE: _("In één van de twee kon men kiezen dat de vraag niet van toepassing is."),
        Change.REQUIRED: _("In één van de twee was een antwoord verplicht."),
        Change.BOUNDS: _("Men kan andere getallen invullen."),
    }
