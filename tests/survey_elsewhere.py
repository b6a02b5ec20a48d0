"""A survey that was held elsewhere, as CSV files: three waves, six villages, about 3,000 rows, drawn with a fixed seed.

What is drawn is known (a table of plain numbers), so that a test can count it without reading the files.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

WAVES = ("2019", "2020", "2022")
VILLAGES: Mapping[str, tuple[str, int]] = {
    "Ravenswaaij": ("pilot", 420),
    "Zoelen": ("pilot", 610),
    "Ingen": ("pilot", 560),
    "Maurik": ("mirror", 900),
    "Kerk-Avezaath": ("mirror", 120),
    "Ommeren": ("mirror", 30),
}
"""By name: arm and households. In Ommeren nine people answer in every wave."""

AGES: Mapping[str, int] = {"18-34": 1800, "35-49": 2100, "50-64": 2400, "65+": 1900}
ITEMS = ("luistert", "serieus", "formulieren", "contact", "trots", "invloed")
REWORDED, IN_TWO_WAVES, REVERSED = "serieus", "invloed", "formulieren"
SMALL_VILLAGE, SMALL_NUMBER = "Ommeren", 9
_NUMBERS = {"Ravenswaaij": 150, "Zoelen": 210, "Ingen": 190, "Maurik": 280, "Kerk-Avezaath": 30, "Ommeren": 9}
_HEADINGS = ("wave", "village", "arm", "age", *ITEMS)

Row = dict[str, str]


@dataclass(frozen=True)
class Files:
    """Where the three files are, and the rows as they were drawn."""

    responses: Path
    codebook: Path
    frame: Path
    rows: tuple[Row, ...]


def drawn_rows(times: int = 1, seed: int = 20221125) -> tuple[Row, ...]:
    """About 3,000 rows (times as many), in a shuffled order, with about 3% blank, 4% n.v.t. and 5% unknown ages."""
    random = Random(seed)
    rows = [
        _row(random, wave, village, shift)
        for shift, wave in enumerate(WAVES)
        for village, number in _NUMBERS.items()
        for _ in range(number * (1 if village == SMALL_VILLAGE else times))
    ]
    random.shuffle(rows)
    return tuple(rows)


def write_survey(folder: Path, rows: tuple[Row, ...] | None = None) -> Files:
    """The three files in a folder."""
    rows = drawn_rows() if rows is None else rows
    files = Files(folder / "responses.csv", folder / "codebook.csv", folder / "frame.csv", rows)
    _write(files.responses, [_HEADINGS, *([row[heading] for heading in _HEADINGS] for row in rows)])
    _write(files.codebook, _codebook())
    villages = [(name, arm, str(households), "", "") for name, (arm, households) in VILLAGES.items()]
    ages = [("", "", "", age, str(people)) for age, people in AGES.items()]
    _write(files.frame, [("village", "arm", "households", "age", "population"), *villages, *ages])
    return files


def _row(random: Random, wave: str, village: str, shift: int) -> Row:
    answers = {item: _answer(random, shift if VILLAGES[village][0] == "pilot" else 0) for item in ITEMS}
    if wave == WAVES[0]:
        answers[IN_TWO_WAVES] = ""
    age = "" if random.random() < 0.05 else random.choices(list(AGES), weights=(2, 3, 5, 6))[0]
    return {"wave": wave, "village": village, "arm": VILLAGES[village][0], "age": age, **answers}


def _answer(random: Random, shift: int) -> str:
    draw = random.random()
    if draw < 0.03:
        return ""
    if draw < 0.07:
        return "nvt"
    return str(random.choices(range(1, 6), weights=(2, 4, 6, 5 + shift, 2 + shift))[0])


def _codebook() -> list[tuple[str, ...]]:
    labels = "1=Helemaal oneens|2=Oneens|3=Neutraal|4=Eens|5=Helemaal eens"
    texts = {
        "luistert": "De gemeente luistert naar inwoners.",
        "serieus": "De gemeente neemt inwoners serieus.",
        "formulieren": "De gemeente maakt het inwoners moeilijk.",
        "contact": "De gemeente zoekt zelf contact.",
        "trots": "Ik ben trots op mijn dorp.",
        "invloed": "Ik heb genoeg invloed.",
    }
    gemeente = ("luistert", "serieus", "formulieren", "contact")
    rows = [
        (item, "", text, "De gemeente" if item in gemeente else "Uw dorp", "Vertrouwen" if item in gemeente else "")
        for item, text in texts.items()
    ]
    rows.append((REWORDED, WAVES[2], "De gemeente neemt de mening van inwoners serieus.", "", ""))
    heading = ("item", "wave", "text", "block", "scale", "reversed", "labels", "nvt")
    return [heading, *((*row, "1" if row[0] == REVERSED else "", labels, "1") for row in rows)]


def _write(file: Path, rows: Sequence[Sequence[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)
