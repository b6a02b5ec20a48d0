"""Counting a closed wave through the store: processor time and peak memory, and how both grow with the responses."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.apart import apart, peak_memory
from survey_app.dataset.from_responses import count_responses
from survey_app.fieldwork.content import answers_to_json
from survey_app.fieldwork.ports import StoredResponse
from survey_app.fieldwork.wave import Origin, Recruitment, Wave, WaveState
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.model import (
    LikertStatement,
    Option,
    Point,
    Questionnaire,
    ResponseScale,
    Scale,
    Section,
    SingleChoice,
)
from survey_app.questionnaire.study import Margins, Segment, Study
from survey_app.store.database import Database

_SIZES = (100_000, 1_000_000)
_ITEMS = 25
_PER_SCALE = 5
_POINTS = ("helemaal_oneens", "oneens", "neutraal", "eens", "helemaal_eens")
_SEGMENTS = tuple(f"kern-{number}" for number in range(1, 7))
_GIVEN = (*_POINTS, "nvt", None)
_OFTEN = (3, 15, 30, 38, 8, 4, 2)
_AGES = ("tot_35", "35_54", "55_69", "vanaf_70")
_WAVE = "meting"


@dataclass(frozen=True)
class Counted:
    """One size: processor seconds of reading and counting, and the most memory that the process ever held.

    `cells` is how many the wave was counted in, 0 when its study has no margins.
    """

    responses: int
    cells: int
    seconds: float
    mebibytes: float


def instrument() -> Instrument:
    """Six villages and 25 statements on five points, n.v.t. offered, in five scales of which one item is reversed."""
    scale = ResponseScale(points=tuple(Point(id=point, label=point) for point in _POINTS), not_applicable="N.v.t.")
    items = tuple(
        LikertStatement(id=f"stelling_{number}", text=f"Stelling {number}", response_scale="eens")
        for number in range(1, _ITEMS + 1)
    )
    ids = [item.id for item in items]
    scales = tuple(
        Scale(
            id=f"schaal_{first}", title="Schaal", items=ids[first : first + _PER_SCALE], reversed=ids[first : first + 1]
        )
        for first in range(0, _ITEMS, _PER_SCALE)
    )
    study = Study(
        study="proef",
        title="Proef",
        client="Gemeente",
        bureau="Bureau",
        contact="Bel ons.",
        segments=tuple(Segment(id=segment, label=segment) for segment in _SEGMENTS),
    )
    questionnaire = Questionnaire(
        questionnaire="proef",
        version="1",
        title="Proef",
        population="Huishoudens",
        introduction="Welkom.",
        thanks="Dank u wel.",
        response_scales={"eens": scale},
        sections=(Section(id="stellingen", title="Stellingen", items=items),),
        scales=scales,
    )
    return Instrument(study=study, questionnaire=questionnaire)


def weighted_instrument() -> Instrument:
    """The same with a question about age, on which the study weights: 24 cells."""
    plain = instrument()
    options = tuple(Option(id=age, label=age) for age in _AGES)
    age = SingleChoice(id="leeftijd", text="Hoe oud bent u?", options=options, background=True)
    sections = (*plain.questionnaire.sections, Section(id="achtergrond", title="Over u", items=(age,)))
    margins = Margins(item=age.id, population=dict.fromkeys(_AGES, 2_500))
    return Instrument(
        study=plain.study.model_copy(update={"margins": margins}),
        questionnaire=plain.questionnaire.model_copy(update={"sections": sections}),
    )


def generate(number: int, fielded: Instrument, seed: int = 2020) -> Iterator[StoredResponse]:
    """Made-up responses in the order of their keys, the same ones for the same seed."""
    random = Random(seed)
    statements = [item.id for item in fielded.questionnaire.items.values() if isinstance(item, LikertStatement)]
    for key in range(number):
        answers = dict(zip(statements, random.choices(_GIVEN, _OFTEN, k=len(statements)), strict=True))
        if fielded.study.margins is not None:
            answers[fielded.study.margins.item] = random.choice(_AGES)
        yield StoredResponse(key.to_bytes(16, "big"), random.choice(_SEGMENTS), "web", answers_to_json(answers))


def fill(
    database: Database, wave_id: str, month: date, number: int, *, seed: int = 2020, fielded: Instrument | None = None
) -> Wave:
    """Keep a closed wave with this many made-up responses, written through the store."""
    fielded = fielded or instrument()
    wave = Wave(
        id=wave_id,
        label=wave_id,
        month=month,
        source="proef/proef.yaml",
        recruitment=Recruitment.CODES,
        origin=Origin.RESPONSES,
        state=WaveState.CLOSED,
        fictitious=True,
        instrument=fielded,
        fingerprint=fielded.fingerprint(),
        responses=number,
    )
    with database.writing() as store:
        store.waves.add(wave)
        store.responses.write(wave_id, generate(number, fielded, seed))
    return wave


def measure(number: int, fielded: Instrument) -> Counted:
    """Fill a fresh SQLite database, then count in a process of its own, so that peak memory is that of counting."""
    with TemporaryDirectory() as directory:
        url = f"sqlite:///{Path(directory) / 'bench.sqlite'}"
        database = Database(url)
        database.upgrade()
        fill(database, _WAVE, date(2020, 5, 1), number, fielded=fielded)
        database.close()
        return apart(_count, url, number)


def _count(url: str, number: int) -> Counted:
    database = Database(url)
    with database.reading() as store:
        wave = store.waves.get(_WAVE)
        begun = time.process_time()
        counts = count_responses(wave.id, wave.frozen_instrument(), store.responses.read(wave.id))
        seconds = time.process_time() - begun
    database.close()
    if counts.total.respondents != number or any(item.asked != number for item in counts.total.items.values()):
        raise AssertionError("the counts do not add up to the number of responses")
    return Counted(number, len(counts.cells), seconds, peak_memory())


def table(found: Sequence[Counted]) -> str:
    """The measurements as a Markdown table; the ratio is per response, against the smallest size in as many cells."""
    least = {one.cells: one for one in sorted(found, key=lambda one: -one.responses)}
    rows = [
        f"| {one.responses:,} | {one.cells} | {one.seconds:.2f} | {one.mebibytes:.0f} | "
        f"{one.seconds / one.responses / (least[one.cells].seconds / least[one.cells].responses):.2f} |"
        for one in found
    ]
    heading = (
        f"| responses of {_ITEMS} items | cells | processor time, s | peak memory, MiB | time per response, ratio |",
        "|--:|--:|--:|--:|--:|",
    )
    return "\n".join((*heading, *rows))


def main(sizes: Sequence[int]) -> None:
    """Measure each size, without weighting margins and with them, and print the table."""
    print(table([measure(size, fielded) for fielded in (instrument(), weighted_instrument()) for size in sizes]))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or _SIZES)
