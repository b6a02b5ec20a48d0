"""Comparison and workbook, from counts: processor time and peak memory, and how both grow when the size doubles."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.apart import apart, peak_memory
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.counts import GroupCounts, ItemCounts, WaveCounts
from survey_app.fieldwork.wave import Origin, Recruitment, Wave, WaveState
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.model import LikertStatement, Point, Questionnaire, ResponseScale, Section
from survey_app.questionnaire.study import Study
from survey_app.reporting import comparison_workbook

_POINTS = ("helemaal_oneens", "oneens", "neutraal", "eens", "helemaal_eens")
_PER_SECTION = 25
_ANSWERS = 2000
_SIZES = ((25, 2), (500, 10), (1000, 10), (500, 20), (1000, 20))


@dataclass(frozen=True)
class Compared:
    """One size: processor seconds from counts to the finished file, and the most memory that the process ever held."""

    items: int
    waves: int
    seconds: float
    mebibytes: float
    file_mebibytes: float


def instrument(items: int) -> Instrument:
    """This many statements on five points, in blocks of 25."""
    scale = ResponseScale(points=tuple(Point(id=point, label=point) for point in _POINTS), not_applicable="N.v.t.")
    statements = [
        LikertStatement(id=f"stelling_{number}", text=f"Stelling {number}", response_scale="eens")
        for number in range(1, items + 1)
    ]
    sections = tuple(
        Section(id=f"blok_{first}", title=f"Blok {first}", items=tuple(statements[first : first + _PER_SECTION]))
        for first in range(0, items, _PER_SECTION)
    )
    study = Study(study="proef", title="Proef", client="Gemeente", bureau="Bureau", contact="Bel ons.")
    questionnaire = Questionnaire(
        questionnaire="proef",
        version="1",
        title="Proef",
        population="Huishoudens",
        introduction="Welkom.",
        thanks="Dank u wel.",
        response_scales={"eens": scale},
        sections=sections,
    )
    return Instrument(study=study, questionnaire=questionnaire)


def waves(items: int, number: int) -> list[FieldedWave]:
    """Waves a year apart, each with made-up counts of 2,000 answers per statement, the same ones every time."""
    asked = instrument(items)
    return [_wave(asked, year) for year in range(2000, 2000 + number)]


def _wave(asked: Instrument, year: int) -> FieldedWave:
    random = Random(year)
    items = {item: _counts(item, random) for item in asked.questionnaire.items}
    wave = Wave(
        id=f"meting-{year}",
        label=f"Meting {year}",
        month=date(year, 5, 1),
        source="proef/proef.yaml",
        recruitment=Recruitment.CODES,
        origin=Origin.RESPONSES,
        state=WaveState.CLOSED,
        fictitious=True,
        instrument=asked,
        responses=_ANSWERS,
    )
    counts = WaveCounts(wave.id, wave.origin, GroupCounts(_ANSWERS, items))
    return FieldedWave(wave, asked, counts, {None: 4 * _ANSWERS}, {None: _ANSWERS})


def _counts(item: str, random: Random) -> ItemCounts:
    given = random.choices(range(len(_POINTS)), (3, 15, 30, 38, 14), k=200)
    counts = {point: 9 * given.count(place) for place, point in enumerate(_POINTS)}
    answered = sum(counts.values())
    return ItemCounts(item, counts, answered, not_applicable=_ANSWERS - answered)


def measure(items: int, number: int) -> Compared:
    """In a process of its own, so that peak memory is that of this comparison."""
    return apart(_compare, items, number)


def _compare(items: int, number: int) -> Compared:
    fielded = waves(items, number)
    with TemporaryDirectory() as folder:
        target = Path(folder) / "vergelijking.xlsx"
        begun = time.process_time()
        comparison_workbook(fielded, target)
        seconds = time.process_time() - begun
        size = target.stat().st_size / 2**20
    return Compared(items, number, seconds, peak_memory(), size)


def table(found: Sequence[Compared]) -> str:
    """The measurements as a Markdown table."""
    rows = [
        f"| {one.items:,} | {one.waves} | {one.seconds:.2f} | {one.mebibytes:.0f} | {one.file_mebibytes:.1f} |"
        for one in found
    ]
    heading = ("| items | waves | processor time, s | peak memory, MiB | file, MiB |", "|--:|--:|--:|--:|--:|")
    return "\n".join((*heading, *rows))


def main(sizes: Sequence[tuple[int, int]] = _SIZES) -> None:
    """Measure each size and print the table."""
    print(table([measure(items, number) for items, number in sizes]))


if __name__ == "__main__":
    given = [int(number) for number in sys.argv[1:]]
    main(list(zip(given[::2], given[1::2], strict=True)) or _SIZES)
