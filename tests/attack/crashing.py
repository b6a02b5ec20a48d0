"""One round of trouble: people send over HTTP, something is killed, closing is killed, and then all is counted."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from random import Random

from survey_app.fieldwork.life import close_wave
from survey_app.fieldwork.wave import WaveState
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.attack.crowd import opened, sending
from tests.attack.outcome import Outcome, look
from tests.attack.served import Server
from tests.small_wave import TODAY

_LIFE_OF_A_CLOSING = (0.02, 2.0)
"""Parts of the time that a closing takes here and now, drawn evenly over orders of magnitude."""

_LONGEST_WAIT_FOR_TROUBLE = 0.3

# A process that closes must begin at once, so that it can be killed at every moment of its work.
_processes = get_context("forkserver")
_processes.set_forkserver_preload(["tests.attack.crashing"])


@dataclass
class Pace:
    """Seconds that the closing took which was measured last: on a busy machine it takes ten times as long."""

    closing: float = 0.3


def play_round(
    url: str, keys: KeyDirectory, server: Server, wave_id: str, random: Random, trouble: Callable[[], None], pace: Pace
) -> Outcome:
    """Open, let people send, cause trouble, kill a closing while they go on, and close."""
    with sending(url, keys, server, wave_id) as crowd:
        time.sleep(random.uniform(0, _LONGEST_WAIT_FOR_TROUBLE))
        trouble()
        crowd.wait_until_enough()
        refused = not _kill_a_closing(url, keys, wave_id, _moment(random, pace))
        began = time.monotonic()
        with opened(url) as stores:
            close_wave(stores, keys, wave_id, TODAY, "an")
        if refused:
            pace.closing = time.monotonic() - began
    return look(url, keys, wave_id, crowd, int(refused))


def _moment(random: Random, pace: Pace) -> float:
    shortest, longest = _LIFE_OF_A_CLOSING
    return float(pace.closing * shortest * (longest / shortest) ** random.random())


def _kill_a_closing(url: str, keys: KeyDirectory, wave_id: str, moment: float) -> bool:
    """Whether its transaction was there; an open wave must have its key still, whenever the closing was killed."""
    begun = _processes.Event()
    closing = _processes.Process(target=_close, args=(url, keys, wave_id, begun))
    closing.start()
    assert begun.wait(60)
    time.sleep(moment)
    closing.kill()
    closing.join()
    assert closing.exitcode in (0, -signal.SIGKILL)
    closing.close()
    return is_closed_or_has_key(url, keys, wave_id)


def is_closed_or_has_key(url: str, keys: KeyDirectory, wave_id: str) -> bool:
    """Whether the wave is closed; while it is not it must have its key, whatever stopped the closing."""
    with opened(url) as stores, stores.reading() as store:
        state = store.waves.get(wave_id).state
    assert state is WaveState.CLOSED or keys.has_wave_key(wave_id)
    return state is WaveState.CLOSED


def _close(url: str, keys: KeyDirectory, wave_id: str, begun: Event) -> None:
    stores = Database(url)
    begun.set()
    close_wave(stores, keys, wave_id, TODAY, "an")
