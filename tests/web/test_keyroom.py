"""Errands in a process of their own: what it is told, what comes back, and that it goes on alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from survey_app.config import Settings
from survey_app.fieldwork.life import add_wave, make_sheets, open_wave
from survey_app.fieldwork.passphrase import new_words
from survey_app.fieldwork.ports import NoSuchWave, utc_now
from survey_app.fieldwork.sheets import WrongSheet
from survey_app.fieldwork.wave import Custody, WaveState
from survey_app.installation import Installation
from survey_app.keyroom import errands
from survey_app.keyroom.errand import Errand, KeyroomEnded, send
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.attack.served import children_of, wait_until
from tests.small_wave import INSTRUMENT, TODAY, WAVE, open_small_wave, small_wave

Result = TypeVar("Result")
ROOT = Path(__file__).parents[2]
NO_CORE = """
import ctypes, os, resource, sys
from survey_app.cli import main
main(["schema", sys.argv[1]], standalone_mode=False)
child = os.fork()
if child:
    os.waitpid(child, 0)
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), *resource.getrlimit(resource.RLIMIT_CORE), flush=True)
os._exit(0)
"""
ASK_AND_END = """
import os, sys, time
from datetime import date
from pathlib import Path
from survey_app.config import Settings
from survey_app.fieldwork.ports import utc_now
from survey_app.installation import Installation
from survey_app.keyroom import errands
from survey_app.keyroom.errand import Errand, send
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
settings = Settings.from_environment(os.environ)
at = Installation(settings, Database(settings.database_url), KeyDirectory(settings.key_directory))
send(at, Errand(errands.close, ("bewoners-2026", date(2026, 6, 1), "an", ()), {"second": "bert", "clock": utc_now}))
while not list(settings.key_directory.glob("closing-*")):
    time.sleep(0.05)
os._exit(0)
"""


@pytest.fixture
def environment(sqlite_url: str, tmp_path: Path) -> dict[str, str]:
    return {
        "PEILSTOK_DATABASE_URL": sqlite_url,
        "PEILSTOK_KEYS": str(tmp_path / "keys"),
        "PEILSTOK_INSTANCE": str(tmp_path),
    }


@pytest.fixture
def at(sqlite_stores: Database, keys: KeyDirectory, environment: dict[str, str]) -> Installation:
    return Installation(Settings.from_environment(environment), sqlite_stores, keys)


def draft_on_sheets(at: Installation) -> list[tuple[str, ...]]:
    """A draft, made here; the words of its sheets, made there."""
    add_wave(at.stores, replace(small_wave(), custody=Custody.SHEETS), "an")
    return [sheet.words for sheet in send(at, Errand(make_sheets, (WAVE, "an"), {})).result()]


@contextmanager
def held(at: Installation) -> Iterator[None]:
    """As long as this lasts nobody else can write."""
    with at.stores.writing() as store:
        store.waves.lock(WAVE)
        store.key_checks.put("test", b"")
        yield


def sent(at: Installation, errand: Errand[Result]) -> tuple[Future[Result], int]:
    """Send it; the process that does it, which is none of those that are about to end."""
    before = errands_running()
    result = send(at, errand)
    wait_until(lambda: bool(errands_running() - before))
    (process,) = errands_running() - before
    return result, process


def errands_running() -> set[int]:
    """The processes that were sent and did not end yet."""
    return {one for one in children_of(os.getpid()) if b"survey_app.keyroom" in _command_of(one)}


def _command_of(process: int) -> bytes:
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{process}/cmdline").read_bytes()
    return b""


def test_what_is_refused_there_is_raised_here_as_it_was(at: Installation) -> None:
    words = draft_on_sheets(at)
    wrong = [words[0], new_words(7), words[2]]

    with pytest.raises(NoSuchWave, match="nergens: no such wave"):
        send(at, Errand(make_sheets, ("nergens", "an"), {})).result()
    with pytest.raises(WrongSheet) as refused:
        send(at, Errand(open_wave, (WAVE, INSTRUMENT, TODAY, "an", wrong), {})).result()

    assert refused.value.sheet == 2
    assert "sheet 2" in str(refused.value)


def test_words_are_told_by_no_argument_and_no_environment_in_a_session_of_its_own(at: Installation) -> None:
    words = draft_on_sheets(at)
    with held(at):
        opening, process = sent(at, Errand(open_wave, (WAVE, INSTRUMENT, TODAY, "an", words), {}))
        told = Path(f"/proc/{process}/cmdline").read_bytes() + Path(f"/proc/{process}/environ").read_bytes()
        session = os.getsid(process)

    assert opening.result().state is WaveState.OPEN
    assert not any(
        word.encode() in told.split(b"\0") or f" {word} ".encode() in told for sheet in words for word in sheet
    )
    assert session == process != os.getsid(0)


def test_one_that_is_killed_is_told_and_changed_nothing(at: Installation) -> None:
    open_small_wave(at.stores, at.keys)
    named = {"second": "bert", "clock": utc_now}
    with held(at):
        closing, process = sent(at, Errand(errands.close, (WAVE, TODAY, "an", ()), named))
        os.kill(process, signal.SIGKILL)
        with pytest.raises(KeyroomEnded):
            closing.result()

    with at.stores.reading() as store:
        assert store.waves.get(WAVE).state is WaveState.OPEN


def test_a_closing_goes_on_when_the_process_that_asked_for_it_ends(
    at: Installation, environment: dict[str, str]
) -> None:
    open_small_wave(at.stores, at.keys)
    with held(at):
        asked = subprocess.run(
            [sys.executable, "-c", ASK_AND_END], env={**os.environ, **environment}, cwd=ROOT, timeout=60
        )
        assert asked.returncode == 0

    def is_closed() -> bool:
        with at.stores.reading() as store:
            return store.waves.get(WAVE).state is WaveState.CLOSED

    wait_until(is_closed)
    wait_until(lambda: not at.keys.has_wave_key(WAVE))


def test_no_command_and_nothing_that_it_forks_dumps_core_or_can_be_looked_into(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", NO_CORE, str(tmp_path)], capture_output=True, text=True, cwd=ROOT)

    assert done.stdout.splitlines()[-2:] == ["0 0 0", "0 0 0"], done.stderr
