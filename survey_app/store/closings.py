"""Closings under way on this machine: one at a time for a wave, and how far it is, for every process to see.

For each there is one file in the key directory. Who closes holds a lock on it, which the kernel gives back when the
process dies; in it stand two numbers and nothing else. A file that nobody holds is what a closing that was stopped
left behind.
"""

import fcntl
import os
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from survey_app.passing import is_still_there, lock_at_once
from survey_app.refusal import Refusal
from survey_app.store.keys import room_for

_NUMBERS = struct.Struct("=II")
_STEPS = 200
"""How often at most a closing writes down how far it is."""
_TRIES = 20
_PAUSE = 0.01


class BeingClosed(Refusal, says="wave {}: is being closed already; wait until that is done"):
    """Another program, or another administrator, is closing this wave at this moment."""


@dataclass(frozen=True)
class Headway:
    """How far a closing is: looks at envelopes that were taken, of all there are to take. `alive`: it still runs."""

    done: int
    total: int
    alive: bool

    @property
    def percent(self) -> int:
        """What part is done, rounded down; 0 as long as the envelopes were not counted."""
        return 100 * self.done // self.total if self.total else 0


class Underway:
    """A closing that is held; called with what is done and what there is to do.

    Unless it `is_finished`, its file stays, so that a page can say that something is still to be done.
    """

    def __init__(self, file: int, path: Path) -> None:
        self._file = file
        self._next = 0
        self.is_finished = True
        with room_for(path):
            os.pwrite(file, _NUMBERS.pack(0, 0), 0)

    def __call__(self, done: int, total: int) -> None:
        """Write it down, when it makes a difference: eight bytes in one piece."""
        if done >= self._next or done == total:
            self._next = done + max(total // _STEPS, 1)
            os.pwrite(self._file, _NUMBERS.pack(done, total), 0)


class Closings:
    """The closings of one installation, told by files in its key directory."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    @contextmanager
    def begin(self, wave_id: str) -> Iterator[Underway]:
        """Hold the closing of this wave for as long as the block lasts; raises BeingClosed.

        The file goes when the block ends well with nothing left to do.
        """
        path = self._path(wave_id)
        file = _hold(path, wave_id)
        try:
            underway = Underway(file, path)
            yield underway
            if underway.is_finished:
                path.unlink()
        finally:
            os.close(file)

    def find(self, wave_id: str) -> Headway | None:
        """How far the closing of this wave is; None when none is under way and none was left unfinished."""
        try:
            file = os.open(self._path(wave_id), os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            return None
        try:
            written = os.pread(file, _NUMBERS.size, 0)
            done, total = _NUMBERS.unpack(written) if len(written) == _NUMBERS.size else (0, 0)
            return Headway(done, total, alive=_is_held(file))
        finally:
            os.close(file)

    def _path(self, wave_id: str) -> Path:
        return self._directory / f"closing-{wave_id}.progress"


def _hold(path: Path, wave_id: str) -> int:
    """The file, opened and locked. Who looks holds it for a moment too, so one refusal says nothing yet."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for _ in range(_TRIES):
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        if lock_at_once(file) and is_still_there(path, file):
            return file
        os.close(file)
        time.sleep(_PAUSE)
    raise BeingClosed(wave_id)


def _is_held(file: int) -> bool:
    if not lock_at_once(file, fcntl.LOCK_SH):
        return True
    fcntl.flock(file, fcntl.LOCK_UN)
    return False
