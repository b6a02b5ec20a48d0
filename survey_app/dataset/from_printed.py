"""Counts of a wave that is known only from printed tables, checked row by row against n."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from survey_app.dataset.counts import GroupCounts, WaveCounts
from survey_app.dataset.from_files.names import folded
from survey_app.dataset.printed_item import PrintedItem, answer_of, counts_of, read_item, wrong_sums
from survey_app.dataset.printed_rows import PrintedRow, PrintedTableRefused, read_printed_rows
from survey_app.fieldwork.wave import Origin
from survey_app.questionnaire.deciders import looked_at
from survey_app.questionnaire.handed_in import RowFault
from survey_app.questionnaire.model import Counting, Questionnaire

Rows = Mapping[str, Sequence[PrintedRow]]


def read_printed_counts(file: Path, wave_id: str, questionnaire: Questionnaire, n: int) -> WaveCounts:
    """The counts in the table, all or nothing; raises PrintedTableRefused with every fault at once.

    Every statement, choice and mark of the questionnaire has a row per answer, n.v.t. included where it is offered.
    Of a number only the values that were given have a row. Open texts have none. Items that were put to everybody add
    up to n, with those who left them blank if the table tells that; of those that were not, who is missing was not
    asked.
    """
    rows = _by_item(read_printed_rows(file), questionnaire)
    faults = [*_unknown_items(rows, questionnaire)]
    told: list[PrintedItem] = []
    looked_at_by = looked_at(questionnaire)
    for item in questionnaire.items.values():
        given = rows.get(item.id, ())
        if item.counting is Counting.WHETHER:
            wrong = f"{item.id}: an open question has no counts"
            faults += [RowFault(row.line, wrong, "leave it out") for row in given]
            continue
        found = read_item(item, questionnaire, given, routed=bool(looked_at_by[item.id]))
        if isinstance(found, PrintedItem):
            told.append(found)
            faults += wrong_sums(found, n)
        else:
            faults += found
    if faults:
        raise PrintedTableRefused(file, faults)
    counts = {one.item.id: counts_of(one, n) for one in told}
    blanks_known = any(one.tells_blanks for one in told)
    return WaveCounts(wave_id, Origin.PRINTED, GroupCounts(n, counts), blanks_known=blanks_known)


def _by_item(rows: Sequence[PrintedRow], questionnaire: Questionnaire) -> Rows:
    """The rows under the id of their item, as far as it is known, with the ids of its answers."""
    known = {folded(item_id): item for item_id, item in questionnaire.items.items()}
    found: dict[str, list[PrintedRow]] = {}
    for row in rows:
        item = known.get(folded(row.item))
        meant = replace(row, item=item.id, answer=answer_of(row.answer, item, questionnaire)) if item else row
        found.setdefault(meant.item, []).append(meant)
    return found


def _unknown_items(rows: Rows, questionnaire: Questionnaire) -> Iterator[RowFault]:
    for item_id, given in rows.items():
        if item_id not in questionnaire.items:
            yield RowFault(given[0].line, f"unknown item {item_id!r}", f"known: {', '.join(questionnaire.items)}")
