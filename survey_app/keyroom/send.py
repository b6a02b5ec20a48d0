"""Having an errand done in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import Future
from contextlib import suppress
from threading import Thread
from typing import IO, TypeVar

from survey_app.installation import Installation
from survey_app.keyroom.errand import Errand, Outcome, read, write

_Result = TypeVar("_Result")
_COMMAND = (sys.executable, "-P", "-m", "survey_app.keyroom")
"""-P: no module is taken from the folder that the server was started in."""


class KeyroomEnded(Exception):
    """The process ended without a word: killed, or out of memory. What it had not committed was rolled back."""

    def __init__(self) -> None:
        super().__init__(
            "the process that was to do this ended without saying what came of it; look whether it was done"
        )


def send(at: Installation, errand: Errand[_Result]) -> Future[_Result]:
    """Begin it, and go on. It is told what to do on its standard input, never by its arguments or environment.

    It is in a session of its own, so it goes on when the process that sent it ends.
    """
    process = subprocess.Popen(_COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)  # noqa: S603  # our own
    result: Future[_Result] = Future()
    Thread(target=_hear, args=(process, (at.settings, errand), result), daemon=True).start()
    return result


def _hear(process: subprocess.Popen[bytes], told: object, result: Future[object]) -> None:
    with suppress(BrokenPipeError), process:  # what one that was killed did not read is still in the pipe at the end
        try:
            outcome = _converse(process.stdin, process.stdout, told)
            result.set_result(outcome.result())
        except (EOFError, BrokenPipeError):
            result.set_exception(KeyroomEnded())
        except Exception as error:  # noqa: BLE001  # whatever it was, who waits for the result raises it
            result.set_exception(error)


def _converse(to: IO[bytes] | None, back: IO[bytes] | None, told: object) -> Outcome:
    if to is None or back is None:
        raise KeyroomEnded
    write(to, told)
    outcome = read(back)
    if not isinstance(outcome, Outcome):
        raise KeyroomEnded
    return outcome
