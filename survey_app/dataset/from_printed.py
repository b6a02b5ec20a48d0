"""Counts of a wave that is known only from printed tables, checked row by row against n; and a table to fill in."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path

from survey_app.dataset.counts import GroupCounts, WaveCounts
from survey_app.dataset.from_files.names import folded
from survey_app.dataset.printed_item import BLANK, answer_of, counts_of, expected_answers, read_item, wrong_sums
from survey_app.dataset.printed_rows import HEADING, PrintedRow, PrintedTableRefused, read_printed_rows
from survey_app.dataset.spreadsheet_cells import guarded
from survey_app.fieldwork.wave import Origin
from survey_app.questionnaire.handed_in import RowFault
from survey_app.questionnaire.model import NOT_APPLICABLE, AnyItem, Counting, Questionnaire
from survey_app.questionnaire.routing import looked_at

Rows = Mapping[str, Sequence[PrintedRow]]


def read_printed_counts(file: Path, wave_id: str, questionnaire: Questionnaire, n: int) -> WaveCounts:
    """The counts in the table, all or nothing; raises PrintedTableRefused with every fault at once.

    Every statement, choice and mark of the questionnaire has a row per answer, n.v.t. included where it is offered.
    Of a number only the values that were given have a row. Open texts have none. Items that were put to everybody add
    up to n, with those who left them blank if the table tells that; of those that were not, who is missing was not
    asked.
    """
    rows = _by_item(read_printed_rows(file), questionnaire)
    known = f"known: {', '.join(questionnaire.items)}"
    unknown = {item_id: of_item for item_id, of_item in rows.items() if item_id not in questionnaire.items}
    faults = [RowFault(of_item[0].line, f"unknown item {item_id!r}", known) for item_id, of_item in unknown.items()]
    printed = []
    looked_at_by = looked_at(questionnaire)
    for item in questionnaire.items.values():
        of_item = rows.get(item.id, ())
        if item.counting is Counting.WHETHER:
            wrong = f"{item.id}: an open question has no counts"
            faults += [RowFault(row.line, wrong, "leave it out") for row in of_item]
            continue
        read = read_item(item, questionnaire, of_item, routed=bool(looked_at_by[item.id]))
        if isinstance(read, list):
            faults += read
        else:
            printed.append(read)
            faults += wrong_sums(read, n)
    if faults:
        raise PrintedTableRefused(file, faults)
    counts = {read.item.id: counts_of(read, n) for read in printed}
    blanks_known = any(read.blank is not None or read.n is not None for read in printed)
    return WaveCounts(wave_id, Origin.PRINTED, GroupCounts(n, counts), blanks_known=blanks_known)


def printed_template(questionnaire: Questionnaire) -> str:
    """A table to fill in: every item and answer with an empty count, with semicolons as Dutch spreadsheets write it.

    Of a number there is a row without an answer, to be filled in and repeated for each value that was given. The last
    row of each item is for those who left it blank; it stays empty where the report does not tell them apart.
    """
    written = StringIO(newline="")
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADING)
    for item in questionnaire.items.values():
        if item.counting is not Counting.WHETHER:
            writer.writerows(_rows_to_fill(item, questionnaire))
    return written.getvalue()


def _by_item(rows: Sequence[PrintedRow], questionnaire: Questionnaire) -> Rows:
    """The rows under the id of their item, as far as it is known, with the ids of its answers."""
    known = {folded(item_id): item for item_id, item in questionnaire.items.items()}
    by_item: dict[str, list[PrintedRow]] = {}
    for row in rows:
        item = known.get(folded(row.item))
        meant = replace(row, item=item.id, answer=answer_of(row.answer, item, questionnaire)) if item else row
        by_item.setdefault(meant.item, []).append(meant)
    return by_item


def _rows_to_fill(item: AnyItem, questionnaire: Questionnaire) -> Iterator[tuple[str, ...]]:
    labels = {**item.labels(questionnaire.response_scales), NOT_APPLICABLE: "n.v.t."}
    answers = expected_answers(item, questionnaire)
    for answer in answers or ("",):
        yield item.id, answer, "", guarded(f"{item.text} {labels.get(answer, answer)}".strip())
    if BLANK not in answers:
        yield item.id, BLANK, "", guarded(item.text)
