"""Counting a closed wave through the store: processor time and peak memory, and how both grow with the responses."""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from survey_app.dataset.from_responses import count_responses
from survey_app.fieldwork.answer_json import answers_to_json
from survey_app.fieldwork.ports import StoredResponse
from survey_app.fieldwork.wave import Origin, Recruitment, Wave, WaveState
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.model import LikertStatement, Point, Questionnaire, ResponseScale, Section
from survey_app.questionnaire.study import Segment, Study
from survey_app.store.database import Database

_SIZES = (100_000, 1_000_000)
_ITEMS = 25
_POINTS = ("helemaal_oneens", "oneens", "neutraal", "eens", "helemaal_eens")
_SEGMENTS = tuple(f"kern-{number}" for number in range(1, 7))
_GIVEN = (*_POINTS, "nvt", None)
_OFTEN = (3, 15, 30, 38, 8, 4, 2)
_WAVE = "meting"


@dataclass(frozen=True)
class Counted:
    """One size: processor seconds of reading and counting, and the most memory that the process ever held."""

    responses: int
    seconds: float
    mebibytes: float


def instrument() -> Instrument:
    """Six villages and 25 statements on five points, n.v.t. offered."""
    scale = ResponseScale(points=tuple(Point(id=point, label=point) for point in _POINTS), not_applicable="N.v.t.")
    items = tuple(
        LikertStatement(id=f"stelling_{number}", text=f"Stelling {number}", response_scale="eens")
        for number in range(1, _ITEMS + 1)
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
    )
    return Instrument(study=study, questionnaire=questionnaire)


def generate(number: int, items: Sequence[str], seed: int = 2020) -> Iterator[StoredResponse]:
    """Made-up responses in the order of their keys, the same ones for the same seed."""
    random = Random(seed)
    for key in range(number):
        given = random.choices(_GIVEN, _OFTEN, k=len(items))
        answers = answers_to_json(dict(zip(items, given, strict=True)))
        yield StoredResponse(key.to_bytes(16, "big"), random.choice(_SEGMENTS), "web", answers)


def fill(database: Database, wave_id: str, month: date, number: int, *, seed: int = 2020) -> Wave:
    """Keep a closed wave with this many made-up responses, written through the store."""
    fielded = instrument()
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
        store.responses.write(wave_id, generate(number, list(fielded.questionnaire.items), seed))
    return wave


def measure(number: int) -> Counted:
    """Fill a fresh SQLite database, then count in a process of its own, so that peak memory is that of counting."""
    with TemporaryDirectory() as directory:
        url = f"sqlite:///{Path(directory) / 'bench.sqlite'}"
        database = Database(url)
        database.upgrade()
        fill(database, _WAVE, date(2020, 5, 1), number)
        database.close()
        context = multiprocessing.get_context("spawn")
        results: SimpleQueue[Counted] = context.SimpleQueue()
        process = context.Process(target=_count, args=(url, number, results))
        process.start()
        counted = results.get()
        process.join()
    return counted


def _count(url: str, number: int, results: SimpleQueue[Counted]) -> None:
    database = Database(url)
    with database.reading() as store:
        wave = store.waves.get(_WAVE)
        begun = time.process_time()
        counts = count_responses(wave.id, wave.frozen_instrument(), store.responses.read(wave.id))
        seconds = time.process_time() - begun
    database.close()
    if counts.total.respondents != number or any(item.asked != number for item in counts.total.items.values()):
        raise AssertionError("the counts do not add up to the number of responses")
    results.put(Counted(number, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def table(found: Sequence[Counted]) -> str:
    """The measurements as a Markdown table; the ratio is per response, against the smallest size."""
    least = min(found, key=lambda one: one.responses)
    rows = [
        f"| {one.responses:,} | {one.seconds:.2f} | {one.mebibytes:.0f} | "
        f"{one.seconds / one.responses / (least.seconds / least.responses):.2f} |"
        for one in found
    ]
    heading = (
        f"| responses of {_ITEMS} items | processor time, s | peak memory, MiB | time per response, ratio |",
        "|--:|--:|--:|--:|",
    )
    return "\n".join((*heading, *rows))


def main(sizes: Sequence[int]) -> None:
    """Measure each size and print the table."""
    print(table([measure(size) for size in sizes]))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or _SIZES)
