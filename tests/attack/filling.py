"""One round on a disk that fills up: while people send, and again and again while the wave is being closed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from click.testing import CliRunner

from survey_app.cli import main
from survey_app.store.keys import KeyDirectory
from tests.attack.crashing import is_closed_or_has_key
from tests.attack.crowd import sending
from tests.attack.outcome import Outcome, look
from tests.attack.served import Server, wait_until

_TRIES = 3
_ROOM = (8_192, 300_000)
"""Bytes left, drawn evenly over orders of magnitude: too little for anything, up to enough for all of a closing."""
_REFUSAL = re.compile(r"Error: [^\n]*(?:disk is full|cannot be reached)[^\n]*\n")
_NOT_ALL = "not scrubbed yet"


@dataclass(frozen=True)
class Installation:
    """Everything on one disk. `fill` leaves so many bytes; `make_room` does what an administrator has to do then."""

    url: str
    keys: KeyDirectory
    fill: Callable[[int], None]
    make_room: Callable[[], None]


def play_full_round(installation: Installation, server: Server, wave_id: str, random: Random) -> Outcome:
    """Open, let people send, fill the disk, try to close; make room, try again with little room, and close."""
    url, keys = installation.url, installation.keys
    with sending(url, keys, server, wave_id) as crowd:
        crowd.wait_until_enough()
        installation.fill(_some_room(random))
        wait_until(lambda: bool(crowd.errors) or crowd.is_done)
        refusals = int(not _close(installation, wave_id))
        installation.make_room()
        for _try in range(_TRIES):
            installation.fill(_some_room(random))
            refusals += not _close(installation, wave_id)
            installation.make_room()
            is_closed_or_has_key(url, keys, wave_id)
        assert _close(installation, wave_id)
    assert {page.heading for page in crowd.errors} <= {"Er ging iets mis bij ons"}
    return look(url, keys, wave_id, crowd, refusals)


def _some_room(random: Random) -> int:
    least, most = _ROOM
    return int(least * (most / least) ** random.random())


def _close(installation: Installation, wave_id: str) -> bool:
    """Whether `peilstok wave close` did all of it; if not it says in one sentence why, and what is to be done."""
    environment = {"PEILSTOK_DATABASE_URL": installation.url, "PEILSTOK_KEYS": str(installation.keys.path)}
    done = CliRunner(env=environment).invoke(main, ["wave", "close", wave_id, "--yes"])
    if done.exit_code != 0:
        assert _REFUSAL.fullmatch(done.stderr), repr(done.exception)
        assert done.stdout == ""
    return done.exit_code == 0 and _NOT_ALL not in done.stdout
