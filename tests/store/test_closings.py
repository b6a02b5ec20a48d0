"""How far a closing is, told across processes; and what two at once, or one that is killed, leave behind."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

import pytest

from survey_app.fieldwork.life import close_wave
from survey_app.fieldwork.wave import WaveState
from survey_app.store.closings import BeingClosed, Closings, Headway
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.small_wave import TODAY, WAVE, open_small_wave, send

_KILLED_HALFWAY = """
import os, signal, sys
from datetime import date
from pathlib import Path
from survey_app.fieldwork.life import close_wave
from survey_app.store.closings import Closings
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory

url, keys, wave, moment = sys.argv[1], Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])

class Mortal(KeyDirectory):
    def destroy_wave_key(self, wave_id):
        os.kill(os.getpid(), signal.SIGKILL)

with Closings(keys).begin(wave) as under_way:
    def tell(done, total):
        under_way(done, total)
        if done == moment:
            os.kill(os.getpid(), signal.SIGKILL)
    close_wave(Database(url), Mortal(keys), wave, date(2026, 7, 1), "an", tell, second="bea")
"""
_BEFORE_THE_KEY = 0


def killed(url: str, keys: KeyDirectory, moment: int) -> int:
    """Close in a process of its own that is killed at this look; what it ended with."""
    command = [sys.executable, "-c", _KILLED_HALFWAY, url, str(keys.path), WAVE, str(moment)]
    return subprocess.run(command, check=False, timeout=120).returncode


def answered(stores: Database, keys: KeyDirectory) -> None:
    for code in open_small_wave(stores, keys):
        send(stores, keys, code)


def test_a_closing_is_seen_by_others_for_as_long_as_it_lasts(tmp_path: Path) -> None:
    closings = Closings(tmp_path / "keys")

    with closings.begin(WAVE) as under_way:
        at_first = closings.find(WAVE)
        under_way(1500, 6000)
        later = closings.find(WAVE)

    assert at_first == Headway(0, 0, alive=True)
    assert later == Headway(1500, 6000, alive=True)
    assert later is not None
    assert later.percent == 25
    assert closings.find(WAVE) is None
    assert list((tmp_path / "keys").iterdir()) == []


def test_a_wave_is_closed_by_one_at_a_time_and_another_wave_meanwhile(tmp_path: Path) -> None:
    closings = Closings(tmp_path)

    with closings.begin(WAVE), closings.begin("another"):
        with pytest.raises(BeingClosed, match="is being closed already"), closings.begin(WAVE):
            raise AssertionError("two at once")
        assert closings.find(WAVE) == Headway(0, 0, alive=True)

    with closings.begin(WAVE):
        pass


def test_who_only_looks_never_keeps_a_closing_from_beginning(tmp_path: Path) -> None:
    closings = Closings(tmp_path)
    with closings.begin(WAVE) as under_way:
        under_way.is_finished = False
    stop = Event()

    def look() -> None:
        while not stop.is_set():
            closings.find(WAVE)

    looking = Thread(target=look)
    looking.start()
    try:
        for _ in range(200):
            with closings.begin(WAVE) as under_way:
                under_way.is_finished = False
    finally:
        stop.set()
        looking.join()


def test_progress_only_grows_and_ends_at_the_total(stores: Database, keys: KeyDirectory) -> None:
    answered(stores, keys)
    closings = Closings(keys.path)
    seen: list[tuple[int, int]] = []

    with closings.begin(WAVE) as under_way:

        def tell(done: int, total: int) -> None:
            under_way(done, total)
            now = closings.find(WAVE)
            assert now is not None
            seen.append((now.done, now.total))

        close_wave(stores, keys, WAVE, TODAY, "an", tell)

    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1] == (24, 24)


def test_the_file_holds_two_numbers_that_only_the_owner_can_read(tmp_path: Path) -> None:
    with Closings(tmp_path).begin(WAVE) as under_way:
        under_way(7, 9)
        file = tmp_path / f"closing-{WAVE}.progress"

        assert file.read_bytes() == (7).to_bytes(4, sys.byteorder) + (9).to_bytes(4, sys.byteorder)
        assert file.stat().st_mode & 0o777 == 0o600


def test_two_closers_at_once_close_once(stores: Database, keys: KeyDirectory) -> None:
    answered(stores, keys)
    second: list[Thread] = []

    def close() -> None:
        close_wave(stores, keys, WAVE, TODAY, "bert")

    def start_the_second(done: int, _total: int) -> None:
        if done == 1:
            second.append(Thread(target=close))
            second[0].start()

    report = close_wave(stores, keys, WAVE, TODAY, "anna", start_the_second)
    second[0].join()

    assert report.wave.responses == 12
    with stores.reading() as store:
        assert len(list(store.responses.read(WAVE))) == 12
        acts = [(entry.administrator, entry.act) for entry in store.audit.latest(9)]
    assert [one for one in acts if one[1] == "wave closed"] == [("anna", "wave closed")]


@pytest.mark.parametrize("moment", [1, 12, 13, 24], ids=["first look", "last look", "first written", "last written"])
def test_a_closing_killed_halfway_changed_nothing_and_closing_again_completes(
    database_url: str, stores: Database, keys: KeyDirectory, moment: int
) -> None:
    answered(stores, keys)

    assert killed(database_url, keys, moment) == -signal.SIGKILL

    left = Closings(keys.path).find(WAVE)
    assert left is not None
    assert not left.alive
    with stores.reading() as store:
        assert (store.waves.get(WAVE).state, store.box.count(WAVE)) == (WaveState.OPEN, 12)
        assert list(store.responses.read(WAVE)) == []
    assert keys.has_wave_key(WAVE)
    _complete(stores, keys)


def test_a_closing_killed_before_the_key_was_gone_is_completed_by_closing_again(
    database_url: str, stores: Database, keys: KeyDirectory
) -> None:
    answered(stores, keys)

    assert killed(database_url, keys, _BEFORE_THE_KEY) == -signal.SIGKILL

    with stores.reading() as store:
        assert (store.waves.get(WAVE).state, store.box.count(WAVE)) == (WaveState.CLOSED, 0)
    assert keys.has_wave_key(WAVE)
    _complete(stores, keys)


def _complete(stores: Database, keys: KeyDirectory) -> None:
    with Closings(keys.path).begin(WAVE):
        report = close_wave(stores, keys, WAVE, TODAY, "an")

    assert (report.wave.responses, report.key_destroyed, report.scrubbed) == (12, True, True)
    with stores.reading() as store:
        assert len(list(store.responses.read(WAVE))) == 12
    assert sorted(file.name for file in keys.path.iterdir()) == ["pepper.key"]
