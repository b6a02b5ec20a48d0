"""frame.csv: the villages with their arms and households, and how the population is made up."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from survey_app.dataset.from_files.faults import Faults, shown
from survey_app.dataset.from_files.fields import FRAME, field_and_wave, field_of, known_names
from survey_app.dataset.from_files.names import as_whole, folded, name_of
from survey_app.dataset.from_files.table import Table
from survey_app.dataset.from_files.wave_names import WaveName, find_wave, known_waves
from survey_app.dataset.from_files.words import ARMS, EMPTY, TOTALS, UNKNOWN, Arm

_WHOLE = re.compile(r"[0-9]{1,9}", re.ASCII)
_AGES = re.compile(r"[0-9]+ ?[-–_.]+ ?[0-9]+|[0-9]+ ?(?:\+|plus)")
_NUMBERS = ("households", "population")


@dataclass(frozen=True)
class FrameRow:
    """One row: of a wave (None: all), a village (None: all together), and a category of a trait (None: all together).

    `households` are the addresses approached, `people` the population; None where the row does not say.
    """

    line: int
    wave: str | None
    village: str | None
    arm: Arm | None
    trait: str | None
    category: str | None
    households: int | None
    people: int | None


@dataclass(frozen=True)
class Frame:
    """The rows of frame.csv, as they are meant."""

    file: str
    rows: tuple[FrameRow, ...] = ()


_Placed = Mapping[tuple[str, str | None], int]
"""Where each column is, by what it means and the wave that it is of (None: all)."""


def read_frame(table: Table, waves: Sequence[WaveName], unread: frozenset[str]) -> Frame:
    """The frame; raises CsvRefused with everything that is wrong with its columns and cells."""
    faults = Faults()
    placed = _columns(table, waves, unread, faults)
    faults.refuse()
    rows = tuple(
        _row(table.file, line, wave, cells, waves, faults)
        for row, line in zip(table.rows, table.lines, strict=True)
        for wave, cells in _cells(row, placed)
    )
    faults.refuse()
    return Frame(table.file, rows)


def _columns(table: Table, waves: Sequence[WaveName], unread: frozenset[str], faults: Faults) -> _Placed:
    placed: dict[tuple[str, str | None], int] = {}
    for place, heading in enumerate(table.headings):
        if not heading or name_of(heading) in unread:
            continue
        meant = _meaning(heading, waves)
        if meant is None:
            right = f"known: {known_names(FRAME)}; numbers also for one wave, as in households_2019; or leave it unread"
            if _AGES.search(heading):
                right = (
                    "each age has a row of its own, crossed with the villages or not: write columns age and population"
                )
            faults.add(table.file, 1, heading, "a frame has no such column", right)
        elif meant in placed:
            faults.add(table.file, 1, heading, f"a second column for {meant[0]}", "keep one of them")
        else:
            placed[meant] = place
    if not faults and not any(name in _NUMBERS or name == "arm" for name, _ in placed):
        right = "a frame has a column households or population (numbers), or arm (pilot or mirror)"
        faults.add(table.file, 1, None, "nothing is told of the villages", right)
    return placed


def _meaning(heading: str, waves: Sequence[WaveName]) -> tuple[str, str | None] | None:
    """What it means and the wave that it is of; only numbers can be of one wave."""
    meant = field_and_wave(heading, FRAME, waves, alone="households")
    if meant is None:
        return None
    name, wave = meant
    if wave is None:
        return name, None
    return (name, wave.id) if name in _NUMBERS else None


def _cells(row: Sequence[str], placed: _Placed) -> Iterator[tuple[str | None, dict[str, str]]]:
    """What a row says, apart for each wave that has columns of its own."""
    said = {key: "" if folded(row[place]) in EMPTY else row[place].strip() for key, place in placed.items()}
    general = {name: text for (name, wave), text in said.items() if wave is None}
    per_wave = dict.fromkeys(wave for _, wave in placed if wave is not None)
    for wave in per_wave or [None]:
        own = {name: text for (name, of), text in said.items() if of is not None and of == wave}
        yield wave, {**general, **own}


def _row(
    file: str, line: int, wave_id: str | None, cells: Mapping[str, str], waves: Sequence[WaveName], faults: Faults
) -> FrameRow:
    named = cells.get("wave", "")
    wave = find_wave(named, waves) if named else None
    if named and wave is None:
        right = f"{known_waves(waves)}; empty for all of them"
        faults.add(file, line, "wave", f"the responses have no wave {shown(named)}", right)
    arm = cells.get("arm", "")
    if folded(arm) not in (*ARMS, *UNKNOWN):
        faults.add(file, line, "arm", f"{shown(arm)} is no arm", "write pilot or mirror (spiegel), or nothing")
    village, trait, category = _group(cells)
    if village and category and folded(village) in TOTALS:
        village = None
    if village and folded(village) in TOTALS:
        wrong = f"{shown(village)} is no village, but all of them together"
        faults.add(file, line, "village", wrong, "leave this row out: villages add up by themselves")
    if category and trait is None:
        wrong = f"it is not told of which trait {shown(category)} is a category"
        faults.add(file, line, "trait", wrong, "write the name of the column in the responses, as in age")
    if category and folded(category) in UNKNOWN:
        wrong = f"{shown(category)} is no category of a population"
        faults.add(file, line, trait, wrong, "leave this row out: who did not tell is weighted on the village")
    households, people = (_number(file, line, name, cells.get(name, ""), faults) for name in _NUMBERS)
    return FrameRow(
        line=line,
        wave=wave_id or (wave.id if wave else None),
        village=village,
        arm=ARMS.get(folded(arm)),
        trait=trait if category else None,
        category=category,
        households=households,
        people=people,
    )


def _group(cells: Mapping[str, str]) -> tuple[str | None, str | None, str | None]:
    """Village, trait and category; a trait may have a column of its own (age) or be named (trait, category).

    All ages together are no category.
    """
    village, trait, category = cells.get("village") or None, cells.get("trait") or None, cells.get("category") or None
    if trait and field_of(trait, FRAME) == "village":
        return category, None, None
    if not trait:
        trait, category = "age" if "age" in cells else None, cells.get("age") or category
    category = None if category and folded(category) in TOTALS else category
    return village, name_of(trait) if trait else None, category


def _number(file: str, line: int, name: str, text: str, faults: Faults) -> int | None:
    whole = as_whole(text)
    if text and not _WHOLE.fullmatch(whole):
        right = "write a whole number in digits only, or nothing when it is not known"
        faults.add(file, line, name, f"{shown(text)} is not a number of people or households", right)
        return None
    return int(whole) if text else None
