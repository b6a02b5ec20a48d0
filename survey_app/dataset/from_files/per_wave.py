"""What is told of waves by their names: how respondents of each were approached, and its month, wherever it stands."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from survey_app.dataset.from_files.faults import Faults, shown
from survey_app.dataset.from_files.fields import FRAME, field_of
from survey_app.dataset.from_files.names import identifier
from survey_app.dataset.from_files.responses import Responses
from survey_app.dataset.from_files.table import Table
from survey_app.dataset.from_files.wave_names import WaveName, find_wave, known_waves, month_in
from survey_app.fieldwork.wave import Recruitment

_Of = TypeVar("_Of")

Recruited = Recruitment | Mapping[str, Recruitment]
"""Of all waves alike, or by the name of a wave; under "" of those that are not named."""

_Month = tuple[str, int | None, str, str]
"""File, line, wave and month, as they are written."""


def by_wave(
    named: Mapping[str, _Of], file: str, waves: Sequence[WaveName], faults: Faults, *, wrong: str
) -> dict[str, _Of]:
    """By wave id, what is told by the name of a wave, or under "" of those that are not named; never assumed.

    A fault for a wave that is not there; `wrong` says what was told of it.
    """
    by_id = dict.fromkeys((wave.id for wave in waves), named[""]) if "" in named else {}
    for name in filter(None, named):
        wave = find_wave(name, waves)
        if wave is None:
            faults.add(file, None, "wave", wrong.format(name=name, shown=shown(name)), known_waves(waves))
        else:
            by_id[wave.id] = named[name]
    return by_id


def recruitment_of(
    recruited: Recruited, file: str, waves: Sequence[WaveName], faults: Faults
) -> Mapping[str, Recruitment]:
    """By wave id, of every wave: unknown where nobody said it."""
    named = {"": recruited} if isinstance(recruited, Recruitment) else recruited
    wrong = "recruitment of {shown}, which is no wave here"
    return by_wave({"": Recruitment.UNKNOWN, **named}, file, waves, faults, wrong=wrong)


def months_of(
    months: Mapping[str, date], responses: Responses, frame: Table | None, faults: Faults
) -> Mapping[str, date]:
    """By wave id; a fault for each month that is none, of no wave, or not the only one of its wave."""
    waves = [WaveName(wave_id, rows.text, rows.text, date.min) for wave_id, rows in responses.waves.items()]
    by_id: dict[str, date] = {}
    beside = [(responses.file, None, wave, month.isoformat()) for wave, month in months.items()]
    for file, line, name, text in (*beside, *_in_responses(responses), *(_in_frame(frame) if frame else ())):
        wave, month = find_wave(name, waves), month_in(text)
        if wave is None:
            faults.add(file, line, "month", f"a month of {shown(name)}, which is no wave here", known_waves(waves))
        elif month is None:
            faults.add(file, line, "month", f"{shown(text)} is no month", "write it as 2020-05")
        elif by_id.setdefault(wave.id, month) != month:
            wrong = f"wave {wave.text} is of {text} here, and of {by_id[wave.id]:%Y-%m} elsewhere"
            faults.add(file, line, "month", wrong, "a wave has one month: the one in which most was done")
    return by_id


def _in_responses(responses: Responses) -> Iterator[_Month]:
    place = responses.structure.get("month")
    if place is not None:
        for rows in responses.waves.values():
            for text, line in rows.lines_of(place).items():
                if text.strip():
                    yield responses.file, line, rows.text, text.strip()


def _in_frame(frame: Table) -> Iterator[_Month]:
    meant = {field_of(heading, FRAME): place for place, heading in enumerate(frame.headings) if identifier(heading)}
    if "wave" in meant and "month" in meant:
        for row, line in zip(frame.rows, frame.lines, strict=True):
            if row[meant["month"]].strip():
                yield frame.file, line, row[meant["wave"]].strip(), row[meant["month"]].strip()
