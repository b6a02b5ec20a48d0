"""The month of each wave, wherever it is told: beside the files, in the responses or in the frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from survey_app.dataset.from_files.faults import csv_fault, shown
from survey_app.dataset.from_files.fields import FRAME, field_of
from survey_app.dataset.from_files.names import identifier
from survey_app.dataset.from_files.responses import Responses
from survey_app.dataset.from_files.table import Table
from survey_app.dataset.from_files.wave_names import WaveName, find_wave, month_in
from survey_app.questionnaire.faults import Fault

_Told = tuple[str, int | None, str, str]
"""File, line, wave and month, as they are written."""


def months_of(
    told: Mapping[str, date], responses: Responses, frame: Table | None, faults: list[Fault]
) -> Mapping[str, date]:
    """By wave id; a fault for each month that is none, of no wave, or not the only one of its wave."""
    waves = [WaveName(wave_id, rows.text, rows.text, date.min) for wave_id, rows in responses.waves.items()]
    found: dict[str, date] = {}
    beside = [(responses.file, None, wave, month.isoformat()) for wave, month in told.items()]
    for file, line, name, text in (*beside, *_in_responses(responses), *(_in_frame(frame) if frame else ())):
        wave, month = find_wave(name, waves), month_in(text)
        if wave is None:
            right = f"known: {', '.join(one.text for one in waves)}"
            faults.append(csv_fault(file, line, "month", f"a month of {shown(name)}, which is no wave here", right))
        elif month is None:
            faults.append(csv_fault(file, line, "month", f"{shown(text)} is no month", "write it as 2020-05"))
        elif found.setdefault(wave.id, month) != month:
            wrong = f"wave {wave.text} is of {text} here, and of {found[wave.id]:%Y-%m} elsewhere"
            faults.append(csv_fault(file, line, "month", wrong, "a wave has one month: the one in which most was done"))
    return found


def _in_responses(responses: Responses) -> Iterator[_Told]:
    place = responses.structure.get("month")
    if place is not None:
        for rows in responses.waves.values():
            for text, line in rows.lines_of(place).items():
                if text.strip():
                    yield responses.file, line, rows.text, text.strip()


def _in_frame(frame: Table) -> Iterator[_Told]:
    meant = {field_of(heading, FRAME): place for place, heading in enumerate(frame.headings) if identifier(heading)}
    if "wave" in meant and "month" in meant:
        for row, line in zip(frame.rows, frame.lines, strict=True):
            if row[meant["month"]].strip():
                yield frame.file, line, row[meant["wave"]].strip(), row[meant["month"]].strip()
