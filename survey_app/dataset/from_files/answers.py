"""A cell of responses.csv as an answer to its item."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final, Literal, assert_never

from survey_app.dataset.from_files.bands import band_of
from survey_app.dataset.from_files.fields import BACKGROUND, field_of
from survey_app.dataset.from_files.names import as_whole, folded
from survey_app.dataset.from_files.words import UNKNOWN, flag, is_not_applicable, is_not_asked
from survey_app.dataset.tally import Kind
from survey_app.questionnaire.answers import Answer
from survey_app.questionnaire.model import (
    NOT_APPLICABLE,
    Amount,
    AnyItem,
    LikertStatement,
    Mark,
    MultipleChoice,
    Number,
    OpenText,
    Questionnaire,
    ResponseScale,
    SingleChoice,
)

NOT_ASKED: Final = Kind.NOT_ASKED
Given = Answer | None | Literal[Kind.NOT_ASKED]
"""An answer, None (left blank), or that the item was not put to this respondent."""

Read = Callable[[str], Given]

_WHOLE = re.compile(r"-?[0-9]{1,15}", re.ASCII)
_MAY_BE_MISSING = frozenset({"na", "n/a", "#n/a", "nan", "null", ".", "?"})
_AMBIGUOUS = (
    "leave the cell empty for not answered, write nvt for n.v.t., or tell that this text stands for missing (--missing)"
)
_IN_ONE_CELL = ("|", ";", "\n", ",")
"""What parts several answers in one cell, as form tools write them."""


class NotAnAnswer(Exception):
    """A cell is no answer to its item; says what would be."""


def reader_of(item: AnyItem, questionnaire: Questionnaire, codes: Mapping[str, str], missing: frozenset[str]) -> Read:
    """What a cell of the item's column says; `codes` are the file's own for its options, `missing` its words for blank.

    What is read raises NotAnAnswer.
    """
    known = _known(item, questionnaire, codes)
    blank = missing | UNKNOWN if _is_trait(item) else missing

    def read(raw: str) -> Given:
        cell = raw.strip()
        if is_not_asked(cell):
            return NOT_ASKED
        if not cell:
            return None
        whole = as_whole(cell)
        answer = _answer(item, questionnaire, known, cell)
        if answer is None and whole != cell:
            answer = _answer(item, questionnaire, known, whole)
        written = {folded(cell), folded(whole)}
        if _is_trait(item) and written & missing and known.keys().isdisjoint(written):
            return None
        if answer is None and not written & blank:
            raise NotAnAnswer(_AMBIGUOUS if folded(cell) in _MAY_BE_MISSING else _right(item, questionnaire, known))
        if answer is not None and written & missing:
            raise NotAnAnswer("this is an answer to it as well; choose other words for what is missing")
        _check_alone(item, answer)
        return answer

    return read


def _is_trait(item: AnyItem) -> bool:
    """Whether the item is a trait of people; a number is one by its name, as ages in years are."""
    return (isinstance(item, SingleChoice) and item.background) or (
        isinstance(item, Number) and field_of(item.id, BACKGROUND) is not None
    )


def tick(raw: str) -> bool | None:
    """A cell of the column of one option: chosen, not chosen, or None for blank; raises NotAnAnswer."""
    cell = as_whole(raw.strip())
    if cell and flag(cell) is None:
        raise NotAnAnswer("write 1 for chosen and 0 for not chosen, or nothing in all columns of the item")
    return flag(cell) if cell else None


def ticked(
    cells: Iterable[str], item: AnyItem, options: Iterable[str], missing: frozenset[str], *, blank_is_no: bool
) -> Given:
    """The options chosen, in columns of their own; None when none is, or all are blank. Raises NotAnAnswer."""
    cells = list(cells)
    if all(is_not_asked(cell) for cell in cells):
        return NOT_ASKED
    ticks = [tick("" if {folded(cell), folded(as_whole(cell.strip()))} & missing else cell) for cell in cells]
    if None in ticks and any(is_ticked is not None for is_ticked in ticks) and not blank_is_no:
        raise NotAnAnswer("fill in 0 or 1 for every option of the item, or leave all of them empty")
    chosen = tuple(option for option, is_ticked in zip(options, ticks, strict=True) if is_ticked)
    _check_alone(item, chosen)
    return chosen or None


def _check_alone(item: AnyItem, answer: Answer | None) -> None:
    alone = item.not_alone(answer) if isinstance(item, MultipleChoice) and isinstance(answer, tuple) else None
    if alone is not None:
        raise NotAnAnswer(f'"{alone.label}" goes with no other option: keep it or the others')


def _answer(item: AnyItem, questionnaire: Questionnaire, known: Mapping[str, str], text: str) -> Answer | None:
    """The answer that a filled cell gives; None when it gives none."""
    match item:
        case LikertStatement():
            label = questionnaire.response_scale_of(item).not_applicable
            said = label is not None and (is_not_applicable(text) or folded(text) == folded(label))
            return known.get(folded(text), NOT_APPLICABLE if said else None)
        case SingleChoice():
            return known.get(folded(text)) or (band_of(text, item.options) if item.background else None)
        case MultipleChoice():
            return _chosen(text, known)
        case Amount():
            return item.number_of(int(text)) if _WHOLE.fullmatch(text) else None
        case OpenText():
            return None
        case _:
            assert_never(item)


def _chosen(text: str, known: Mapping[str, str]) -> tuple[str, ...] | None:
    """Several options in one cell, each once; None when it is not known where one ends, or what it is."""
    if folded(text) in known:
        return (known[folded(text)],)
    for sign in _IN_ONE_CELL:
        if sign in text and not any(sign in name for name in known):
            chosen = [known.get(folded(part)) for part in text.split(sign) if part.strip()]
            whole = tuple(option for option in chosen if option is not None)
            return whole if len(whole) == len(set(chosen)) == len(chosen) else None
    return None


def _known(item: AnyItem, questionnaire: Questionnaire, codes: Mapping[str, str]) -> dict[str, str]:
    """Point and option ids by every text that means one of them, a code before a label; one that means two is none."""
    parts = item.answers(questionnaire.response_scales)
    named: dict[str, set[str]] = {}
    for part in parts:
        for name in (part.id, part.label):
            named.setdefault(folded(name), set()).add(part.id)
    named |= {folded(code): {part_id} for code, part_id in codes.items()}
    return {name: meant.pop() for name, meant in named.items() if name and len(meant) == 1}


def _right(item: AnyItem, questionnaire: Questionnaire, known: Mapping[str, str]) -> str:
    match item:
        case LikertStatement():
            scale = questionnaire.response_scale_of(item)
            nvt = "nvt for n.v.t., " if scale.not_applicable is not None else "n.v.t. is not offered, "
            return f"write {_codes_of(scale, known)}; {nvt}nothing for not answered"
        case MultipleChoice(options=options):
            few = ", ".join(option.label for option in options[:12])
            if any("," in option.label for option in options):
                few += "; an option has a comma itself, so several are parted by | or ;, or have columns item__option"
            return f"known: {few}; nothing for not answered"
        case SingleChoice(options=options):
            return f"known: {', '.join(option.label for option in options[:12])}; nothing for not answered"
        case Number(minimum=minimum, maximum=maximum):
            return f"write a whole number from {minimum} to {maximum}, or nothing for not answered"
        case Mark():
            return "write a whole mark from 1 to 10, or nothing for not answered"
        case OpenText():
            return "words of one's own are not read here"
        case _:
            assert_never(item)


def _codes_of(scale: ResponseScale, known: Mapping[str, str]) -> str:
    """What can be written for a point: 1 to 5 where that is all, and else each code with its label."""
    codes = {point_id: name for name, point_id in known.items() if _WHOLE.fullmatch(name)}
    listed = [codes.get(point.id) for point in scale.points]
    if listed == [str(number) for number in range(int(listed[0] or 0), int(listed[0] or 0) + len(listed))]:
        return f"{listed[0]} to {listed[-1]}, or a label"
    return ", ".join(
        f"{code} or {point.label}" if code else point.label for code, point in zip(listed, scale.points, strict=True)
    )
