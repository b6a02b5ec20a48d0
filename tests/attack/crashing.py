"""One round of trouble: people send over HTTP, something is killed, closing is killed, and then all is counted."""

from __future__ import annotations

import json
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from queue import Empty, SimpleQueue
from random import Random

from survey_app.fieldwork.life import close_wave
from survey_app.fieldwork.wave import WaveState
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.attack.respondent import Respondent, WaveIsOver
from tests.attack.served import Server, wait_until
from tests.small_wave import TODAY, open_small_wave

_PEOPLE = 30
_BROWSERS = 4
_ENOUGH = 6
"""Sent before anything is closed: with fewer than five responses none would be kept, and nothing could be counted."""

_LIFE_OF_A_CLOSING = (0.003, 0.6)
"""Seconds, drawn evenly over orders of magnitude: on a busy machine a closing takes ten times as long."""

_LONGEST_WAIT_FOR_TROUBLE = 0.3

# A process that closes must begin at once, so that it can be killed at every moment of its work.
_processes = get_context("forkserver")
_processes.set_forkserver_preload(["tests.attack.crashing"])


@dataclass
class Crowd:
    """People who answer at the same time, until all have or the wave is over."""

    port: int
    waiting: SimpleQueue[tuple[str, str]]
    acknowledged: list[str] = field(default_factory=list)
    astray: list[str] = field(default_factory=list)
    retries: int = 0

    def work(self) -> None:
        """What one browser does, for one person after the other."""
        while True:
            try:
                code, text = self.waiting.get_nowait()
            except Empty:
                return
            respondent = Respondent(self.port)
            try:
                sent = respondent.send(respondent.fill_in(code, text))
                (self.acknowledged if sent else self.astray).append(text)
            except WaveIsOver:
                return
            finally:
                respondent.close()
                self.retries += respondent.errors + respondent.lost


@dataclass(frozen=True)
class Outcome:
    """What was found in the end. `closing_came_through`: the transaction was there when the closing was killed."""

    acknowledged: list[str]
    astray: list[str]
    stored: Counter[str]
    counted: int
    left_in_box: int
    key_left: bool
    closing_came_through: bool
    retries: int

    @property
    def lost(self) -> int:
        """Acknowledged and not there."""
        return len(set(self.acknowledged) - set(self.stored))

    @property
    def doubled(self) -> int:
        """There more than once."""
        return sum(number > 1 for number in self.stored.values())


def play_round(
    url: str, keys: KeyDirectory, server: Server, wave_id: str, random: Random, trouble: Callable[[], None]
) -> Outcome:
    """Open, let people send, cause trouble, kill a closing while they go on, and close."""
    with _database(url) as stores:
        codes = open_small_wave(stores, keys, codes=_PEOPLE, wave_id=wave_id, minimum=5)
    crowd = Crowd(server.port, SimpleQueue())
    for serial, code in enumerate(codes):
        crowd.waiting.put((code, f"{wave_id} nummer {serial}"))
    with ThreadPoolExecutor(_BROWSERS) as threads:
        working = [threads.submit(crowd.work) for _ in range(_BROWSERS)]
        wait_until(lambda: len(crowd.acknowledged) > 0)
        time.sleep(random.uniform(0, _LONGEST_WAIT_FOR_TROUBLE))
        trouble()
        wait_until(lambda: len(crowd.acknowledged) >= _ENOUGH or all(browser.done() for browser in working))
        came_through = _kill_a_closing(url, keys, wave_id, random)
        with _database(url) as stores:
            close_wave(stores, keys, wave_id, TODAY, "an")
        for browser in working:
            browser.result()
    return _look(url, keys, wave_id, crowd, came_through=came_through)


def _kill_a_closing(url: str, keys: KeyDirectory, wave_id: str, random: Random) -> bool:
    """Whether its transaction was there; an open wave must have its key still, whenever the closing was killed."""
    begun = _processes.Event()
    closing = _processes.Process(target=_close, args=(url, keys, wave_id, begun))
    closing.start()
    assert begun.wait(60)
    shortest, longest = _LIFE_OF_A_CLOSING
    time.sleep(shortest * (longest / shortest) ** random.random())
    closing.kill()
    closing.join()
    assert closing.exitcode in (0, -signal.SIGKILL)
    closing.close()
    with _database(url) as stores, stores.reading() as store:
        state = store.waves.get(wave_id).state
    assert state is WaveState.CLOSED or keys.has_wave_key(wave_id)
    return state is WaveState.CLOSED


def _close(url: str, keys: KeyDirectory, wave_id: str, begun: Event) -> None:
    stores = Database(url)
    begun.set()
    close_wave(stores, keys, wave_id, TODAY, "an")


def _look(url: str, keys: KeyDirectory, wave_id: str, crowd: Crowd, *, came_through: bool) -> Outcome:
    with _database(url) as stores, stores.reading() as store:
        wave = store.waves.get(wave_id)
        stored = Counter(json.loads(response.answers)["why"] for response in store.responses.read(wave_id))
        return Outcome(
            crowd.acknowledged,
            crowd.astray,
            stored,
            wave.responses or 0,
            store.box.count(wave_id),
            keys.has_wave_key(wave_id),
            came_through,
            crowd.retries,
        )


@contextmanager
def _database(url: str) -> Iterator[Database]:
    stores = Database(url)
    try:
        yield stores
    finally:
        stores.close()
