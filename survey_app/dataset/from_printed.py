"""Counts of a wave that is known only from printed tables, checked row by row against n."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from survey_app.dataset.countable import countable_answers
from survey_app.dataset.counts import GroupCounts, ItemCounts, WaveCounts
from survey_app.dataset.printed_rows import PrintedFault, PrintedRow, PrintedTableRefused, read_rows
from survey_app.fieldwork.wave import Origin
from survey_app.questionnaire.model import (
    NOT_APPLICABLE,
    AnyItem,
    LikertStatement,
    MultipleChoice,
    Number,
    OpenText,
    Questionnaire,
)

Rows = Mapping[str, Sequence[PrintedRow]]


def read_printed_counts(file: Path, wave_id: str, questionnaire: Questionnaire, n: int) -> WaveCounts:
    """The counts in the table, all or nothing; raises PrintedTableRefused with every fault at once.

    Every statement, choice and mark of the questionnaire has a row per answer, n.v.t. included where it is offered.
    Of a number only the values that were given have a row. Open texts have none. Items that were put to everybody add
    up to n; of those that were not, who is missing was not asked.
    """
    rows = _by_item(read_rows(file))
    faults = [*_unknown_items(rows, questionnaire)]
    for item in questionnaire.items.values():
        faults += _faults_of(item, questionnaire, rows.get(item.id, ()), n)
    if faults:
        raise PrintedTableRefused(file, faults)
    items = {
        item.id: _counts_of(item, questionnaire, rows[item.id], n)
        for item in questionnaire.items.values()
        if not isinstance(item, OpenText)
    }
    return WaveCounts(wave_id, Origin.PRINTED, GroupCounts(n, items), blanks_known=False)


def _by_item(rows: Sequence[PrintedRow]) -> Rows:
    found: dict[str, list[PrintedRow]] = {}
    for row in rows:
        found.setdefault(row.item, []).append(row)
    return found


def _unknown_items(rows: Rows, questionnaire: Questionnaire) -> Iterator[PrintedFault]:
    for item_id, given in rows.items():
        if item_id not in questionnaire.items:
            yield PrintedFault(given[0].line, f"unknown item {item_id!r}", f"known: {', '.join(questionnaire.items)}")


def _faults_of(
    item: AnyItem, questionnaire: Questionnaire, rows: Sequence[PrintedRow], n: int
) -> Iterator[PrintedFault]:
    """First the answers, for a sum over the wrong answers tells nothing; then what they add up to."""
    if isinstance(item, OpenText):
        yield from (
            PrintedFault(row.line, f"{item.id}: an open question has no counts", "leave it out") for row in rows
        )
        return
    answers = [*_wrong_answers(item, questionnaire, rows)]
    yield from answers or _wrong_sums(item, rows, n, routed=item.id in _routed(questionnaire))


def _wrong_answers(item: AnyItem, questionnaire: Questionnaire, rows: Sequence[PrintedRow]) -> Iterator[PrintedFault]:
    if not rows:
        yield PrintedFault(None, f"no rows for item {item.id}", "every item has a row per answer, with 0 if need be")
        return
    known = _expected(item, questionnaire)
    first: dict[str, int] = {}
    for row in rows:
        if not (row.answer in known or (isinstance(item, Number) and _within(item, row.answer))):
            yield PrintedFault(row.line, f"{item.id}: unknown answer {row.answer!r}", f"known: {_known(item, known)}")
        elif row.answer in first:
            wrong = f"{item.id}, {row.answer}: counted on line {first[row.answer]} already"
            yield PrintedFault(row.line, wrong, "an answer has one row")
        first.setdefault(row.answer, row.line)
    missing = [answer for answer in known if answer not in first]
    if missing:
        wrong = f"{item.id}: no row for {', '.join(missing)}"
        yield PrintedFault(rows[0].line, wrong, "every answer has a row, with 0 if nobody gave it")


def _expected(item: AnyItem, questionnaire: Questionnaire) -> tuple[str, ...]:
    """The answers that have a row: those that can be counted, and n.v.t. if it was offered."""
    offered = isinstance(item, LikertStatement) and questionnaire.response_scale_of(item).not_applicable is not None
    return (*countable_answers(item, questionnaire), *((NOT_APPLICABLE,) if offered else ()))


def _within(number: Number, answer: str) -> bool:
    digits = answer.removeprefix("-")
    return (
        digits.isascii()
        and digits.isdecimal()
        and str(int(answer)) == answer
        and (number.minimum <= int(answer) <= number.maximum)
    )


def _known(item: AnyItem, answers: Sequence[str]) -> str:
    return f"{item.minimum} to {item.maximum}" if isinstance(item, Number) else ", ".join(answers)


def _routed(questionnaire: Questionnaire) -> set[str]:
    """Items that only some respondents were asked, by a condition of their own or of their section."""
    return {
        item.id
        for section in questionnaire.sections
        for item in section.asks()
        if item.when is not None or section.when is not None
    }


def _wrong_sums(item: AnyItem, rows: Sequence[PrintedRow], n: int, *, routed: bool) -> Iterator[PrintedFault]:
    if isinstance(item, MultipleChoice):
        yield from _wrong_ticks(item, rows, n, routed=routed)
        return
    total = sum(row.count for row in rows)
    if total > n or (total < n and not routed):
        wrong = f"{item.id}: {' + '.join(str(row.count) for row in rows)} = {total}"
        by = f"{n - total} too few" if total < n else f"{total - n} too many"
        right = f"add up to at most n = {n}" if routed else f"add up to n = {n}"
        yield PrintedFault(rows[0].line, wrong, f"all answers, n.v.t. included, {right} ({by})")


def _wrong_ticks(item: AnyItem, rows: Sequence[PrintedRow], n: int, *, routed: bool) -> Iterator[PrintedFault]:
    """Ticks do not tell how many people saw the question; it must be everybody, or the base would be a guess."""
    if routed:
        right = "printed tables can only have a multiple choice that was put to everybody"
        yield PrintedFault(rows[0].line, f"{item.id}: it is not known how many people saw this question", right)
    for row in rows:
        if row.count > n:
            wrong = f"{item.id}, {row.answer}: {row.count} people chose it"
            yield PrintedFault(row.line, wrong, f"at most all {n} can")


def _counts_of(item: AnyItem, questionnaire: Questionnaire, rows: Sequence[PrintedRow], n: int) -> ItemCounts:
    """Counts in the order of the instrument; who left an item blank is not known, so nobody is said to have.

    Whoever is missing from the sum of a routed item was not asked it.
    """
    given = {row.answer: row.count for row in rows}
    asked = n if isinstance(item, MultipleChoice) else sum(given.values())
    not_applicable = given.pop(NOT_APPLICABLE, 0) if isinstance(item, LikertStatement) else 0
    order = countable_answers(item, questionnaire) or sorted(given, key=int)
    return ItemCounts(
        item=item.id,
        answers={answer: given[answer] for answer in order},
        answered=asked - not_applicable,
        not_applicable=not_applicable,
        not_asked=n - asked,
    )
