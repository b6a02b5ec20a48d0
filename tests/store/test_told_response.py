"""What is told of an open wave changes once a day, in steps, and tells nobody when somebody answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from re import sub
from secrets import token_bytes
from threading import Barrier

from click.testing import CliRunner

from survey_app.cli import main
from survey_app.fieldwork.codes import receipt_of
from survey_app.fieldwork.inviting import invite
from survey_app.fieldwork.life import add_wave, close_wave, open_wave
from survey_app.fieldwork.ports import ToldResponse
from survey_app.fieldwork.response import Envelope
from survey_app.fieldwork.told_response import told_response
from survey_app.fieldwork.voiding import void_wave
from survey_app.fieldwork.wave import Custody
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.small_wave import INSTRUMENT, TODAY, WAVE, open_small_wave, small_wave

START = datetime(2026, 6, 1, 9, tzinfo=UTC)
VILLAGES = ("eck", "ingen", "lienden", "maurik", "ommeren", "zoelen")


def test_the_first_look_of_a_day_holds_until_the_next(stores: Database, keys: KeyDirectory) -> None:
    codes = open_small_wave(stores, keys, codes=30)  # to Ingen and Maurik in turn
    drop(stores, keys, codes[:12])
    morning = look(stores, START)
    drop(stores, keys, codes[12:])

    assert morning == ToldResponse(TODAY, 10, is_enough=True, by_segment={"ingen": 0, "maurik": 0})
    assert look(stores, START + timedelta(hours=12)) == morning
    assert look(stores, START + timedelta(days=1)) == ToldResponse(
        date(2026, 6, 2), 30, is_enough=True, by_segment={"ingen": 10, "maurik": 10}
    )


def test_two_looks_around_midnight_tell_the_same_for_a_day_begins_at_four(stores: Database, keys: KeyDirectory) -> None:
    codes = open_small_wave(stores, keys, codes=30)
    before = look(stores, datetime(2026, 6, 1, 21, 59, tzinfo=UTC))  # in the Netherlands a minute to midnight
    drop(stores, keys, codes)

    assert look(stores, datetime(2026, 6, 1, 22, 1, tzinfo=UTC)) == before
    assert look(stores, datetime(2026, 6, 2, 1, 59, tzinfo=UTC)) == before
    assert look(stores, datetime(2026, 6, 2, 2, 1, tzinfo=UTC)).total == 30


def test_the_minimum_is_told_by_yes_or_no(stores: Database, keys: KeyDirectory) -> None:
    codes = open_small_wave(stores, keys, codes=30)
    drop(stores, keys, codes[:9])

    assert look(stores, START).is_enough is False
    drop(stores, keys, codes[9:10])
    assert look(stores, START + timedelta(days=1)).is_enough is True


def test_of_two_who_look_first_at_once_both_are_told_the_same(stores: Database, keys: KeyDirectory) -> None:
    codes = open_small_wave(stores, keys, codes=30)
    together = Barrier(3)

    def look_at_once(_who: int) -> ToldResponse:
        together.wait(timeout=30)
        return look(stores, START)

    with ThreadPoolExecutor(3) as people:
        looks = people.map(look_at_once, range(2))
        together.wait(timeout=30)
        drop(stores, keys, codes)
        first, second = looks

    assert first == second == look(stores, START)


def test_nothing_of_it_is_left_when_a_wave_is_closed_or_voided(stores: Database, keys: KeyDirectory) -> None:
    codes = open_small_wave(stores, keys, codes=12)
    drop(stores, keys, codes)
    look(stores, START)
    void_wave(stores, keys, WAVE, "an", even_with_key=True)
    assert kept(stores) is None

    open_wave(stores, keys, WAVE, INSTRUMENT, TODAY, "an")
    assert look(stores, START).total == 0
    close_wave(stores, keys, WAVE, TODAY, "an", second="bea")
    assert kept(stores) is None


def test_hourly_looks_over_a_fieldwork_tell_a_handful_of_arrivals_in_six_villages(
    stores: Database, keys: KeyDirectory
) -> None:
    random = Random(8)
    codes = open_six_villages(stores, keys, random)
    hours = sorted(random.sample(range(21 * 24 * 60), len(codes)))
    arrivals = [
        (START + timedelta(minutes=at), village, code) for at, (code, village) in zip(hours, codes, strict=True)
    ]
    exactly: Counter[str] = Counter()
    every_hour: list[tuple[datetime, Mapping[str, int]]] = []
    once_a_day: list[tuple[datetime, Mapping[str, int]]] = []
    days: set[date] = set()

    waiting = iter(arrivals)
    coming = next(waiting, None)
    for hour in range(21 * 24 + 1):
        at = START + timedelta(hours=hour)
        while coming is not None and coming[0] <= at:
            drop(stores, keys, [coming[2]])
            exactly[coming[1]] += 1
            coming = next(waiting, None)
        every_hour.append((at, {village: exactly[village] // 5 for village in VILLAGES}))
        told = look(stores, at)
        if told.day not in days:  # whoever looks again is told what he was told before
            days.add(told.day)
            once_a_day.append((at, told.by_segment))

    assert told_alone(every_hour, arrivals) > 30, "the board as it was: 36 of 200 when this was found"
    assert told_alone(once_a_day, arrivals) <= 5


def told_alone(
    looks: Sequence[tuple[datetime, Mapping[str, int]]], arrivals: Iterable[tuple[datetime, str, str]]
) -> int:
    """How many arrivals are told with their village: the only one between two looks of which the number grew."""
    came = list(arrivals)
    found = 0
    for village in VILLAGES:
        changes = _changes((at, told[village]) for at, told in looks)
        for since, until in changes:
            found += sum(since < at <= until and where == village for at, where, _code in came) == 1
    return found


def _changes(numbers: Iterable[tuple[datetime, int]]) -> list[tuple[datetime, datetime]]:
    """Between which two looks a number grew."""
    return [(since, until) for (since, before), (until, after) in pairwise(numbers) if after != before]


def open_six_villages(stores: Database, keys: KeyDirectory, random: Random) -> list[tuple[str, str]]:
    """An open wave in six villages; 200 codes with their village, in the order in which they will be used."""
    segments = [{"id": village, "label": village.title()} for village in VILLAGES]
    study = INSTRUMENT.study.model_validate(INSTRUMENT.study.model_dump() | {"segments": segments})
    instrument = INSTRUMENT.model_copy(update={"study": study})
    frame = [random.choice(VILLAGES) for _one in range(200)]
    add_wave(stores, small_wave(), "an")
    codes = invite(stores, keys, WAVE, frame, who="an", study=study)
    open_wave(stores, keys, WAVE, instrument, TODAY, "an")
    return random.sample(list(zip(codes, frame, strict=True)), 200)


def drop(stores: Database, keys: KeyDirectory, codes: Iterable[str]) -> None:
    """Answer with these codes."""
    pepper = keys.pepper()
    for code in codes:
        stores.drop(Envelope(WAVE, receipt_of(pepper, WAVE, code), token_bytes(4096)))


def look(stores: Database, at: datetime) -> ToldResponse:
    """What is told at this moment."""
    with stores.reading() as store:
        wave = store.waves.get(WAVE)
    return told_response(stores, wave, lambda: at)


def kept(stores: Database) -> ToldResponse | None:
    """What the database holds of it."""
    with stores.reading() as store:
        return store.told.find(WAVE)


def test_commands_tell_all_day_long_what_the_first_look_told(
    stores: Database, keys: KeyDirectory, database_url: str, tmp_path: Path
) -> None:
    codes = open_small_wave(stores, keys, codes=30)
    with stores.writing() as store:  # so that closing asks for no second administrator before it tells anything
        store.waves.save(replace(store.waves.get(WAVE), custody=Custody.SHEETS, sheets=3, sheets_needed=2))
    drop(stores, keys, codes[:4])
    peilstok = CliRunner(env={"PEILSTOK_DATABASE_URL": database_url, "PEILSTOK_KEYS": str(keys.path)})
    page = tmp_path / "audit.html"

    def told() -> list[str]:
        asked = [
            peilstok.invoke(main, ["wave", "list"]),
            peilstok.invoke(main, ["wave", "close", WAVE], input="n\n"),
            peilstok.invoke(main, ["wave", "void", WAVE, "--even-with-key"], input="n\n"),
            peilstok.invoke(main, ["doctor"]),
            peilstok.invoke(main, ["audit", "-o", str(page)]),
        ]
        return [one.output for one in asked] + [sub(r"\d\d:\d\d", "", page.read_text(encoding="utf-8"))]

    before = told()
    drop(stores, keys, codes[4:])

    assert told() == before
    assert "at least 0 envelope(s) in the box, and the minimum of 10 was NOT reached" in before[1]
