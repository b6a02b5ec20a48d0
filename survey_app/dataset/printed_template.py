"""A printed table to fill in: every item and answer of a questionnaire with an empty count, as it is read."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from survey_app.dataset.printed_item import BLANK, expected_answers, labels_of
from survey_app.dataset.printed_rows import HEADING
from survey_app.dataset.spreadsheet_cells import guarded
from survey_app.questionnaire.model import AnyItem, Counting, Questionnaire


def printed_template(questionnaire: Questionnaire) -> str:
    """CSV with semicolons, as Dutch spreadsheets read and write it.

    Of a number there is a row without an answer, to be filled in and repeated for each value that was given. The last
    row of each item is for those who left it blank; it stays empty where the report does not tell them apart.
    """
    written = StringIO(newline="")
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADING)
    for item in questionnaire.items.values():
        if item.counting is not Counting.WHETHER:
            writer.writerows(_rows(item, questionnaire))
    return written.getvalue()


def _rows(item: AnyItem, questionnaire: Questionnaire) -> Iterator[tuple[str, ...]]:
    labels = {answer: label for label, answer in labels_of(item, questionnaire).items()}
    answers = expected_answers(item, questionnaire)
    for answer in answers or ("",):
        yield item.id, answer, "", guarded(f"{item.text} {labels.get(answer, answer)}".strip())
    if BLANK not in answers:
        yield item.id, BLANK, "", guarded(item.text)
