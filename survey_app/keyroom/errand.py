"""What is to be done with words or a private key, in a process of its own, and how that and what came of it get there
and back."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from threading import Thread
from typing import IO, Generic, TypeVar

from survey_app.installation import Installation
from survey_app.refusal import Saying

_Result = TypeVar("_Result")
_COMMAND = (sys.executable, "-P", "-m", "survey_app.keyroom")
"""-P: no module is taken from the folder that the server was started in."""


class Unspeakable(Saying, says="{} in a process of its own; see the log"):
    """What went wrong in the other process cannot be handed over; its own log says where it was."""


class KeyroomEnded(
    Saying, says="the process that was to do this ended without saying what came of it; look whether it was done"
):
    """The process ended without a word: killed, or out of memory. What it had not committed was rolled back."""


@dataclass(frozen=True)
class Errand(Generic[_Result]):
    """A function of this program that takes stores and keys first, and what else it takes."""

    function: Callable[..., _Result]
    arguments: tuple[object, ...]
    named: Mapping[str, object]

    def do(self, at: Installation) -> _Result:
        """Do it here."""
        return self.function(at.stores, at.keys, *self.arguments, **self.named)


@dataclass(frozen=True)
class Outcome:
    """What an errand returned, or what it raised: the kind, what it was made with and what it holds."""

    returned: object = None
    raised: tuple[type[Exception], tuple[object, ...], dict[str, object]] | None = None

    @staticmethod
    def of(error: Exception) -> Outcome:
        """Of an errand that failed."""
        return Outcome(raised=(type(error), error.args, vars(error)))

    def result(self) -> object:
        """Return it, or raise it."""
        if self.raised is None:
            return self.returned
        kind, arguments, holds = self.raised
        error = kind.__new__(kind, *arguments)
        error.args = arguments
        vars(error).update(holds)
        raise error


def send(at: Installation, errand: Errand[_Result]) -> Future[_Result]:
    """Begin it, and go on. It is told what to do on its standard input, never by its arguments or environment.

    It is in a session of its own, so it goes on when the process that sent it ends.
    """
    process = subprocess.Popen(_COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)  # noqa: S603  # our own
    result: Future[_Result] = Future()
    Thread(target=_hear, args=(process, (at.settings, errand), result), daemon=True).start()
    return result


def write_outcome(file: IO[bytes], outcome: Outcome) -> None:
    """Hand over what came of it; what cannot be handed over is named."""
    try:
        pickled = pickle.dumps(outcome)
        pickle.loads(pickled)  # noqa: S301  # our own
    except Exception as error:  # noqa: BLE001  # whatever an error of a driver holds that cannot be copied
        kind = type(error) if outcome.raised is None else outcome.raised[0]
        pickled = pickle.dumps(Outcome.of(Unspeakable(kind.__qualname__)))
    file.write(pickled)
    file.flush()


def read(file: IO[bytes]) -> object:
    """What the process at the other end handed over; raises EOFError when it ended without."""
    return pickle.load(file)  # noqa: S301  # it is our own program that writes there, under the same user


def _hear(process: subprocess.Popen[bytes], task: object, result: Future[object]) -> None:
    with suppress(BrokenPipeError), process:  # what one that was killed did not read is still in the pipe at the end
        try:
            outcome = _converse(process.stdin, process.stdout, task)
            result.set_result(outcome.result())
        except (EOFError, BrokenPipeError):
            result.set_exception(KeyroomEnded())
        except Exception as error:  # noqa: BLE001  # whatever it was, who waits for the result raises it
            result.set_exception(error)


def _converse(to: IO[bytes] | None, back: IO[bytes] | None, task: object) -> Outcome:
    if to is None or back is None:
        raise KeyroomEnded
    pickle.dump(task, to)
    to.flush()
    outcome = read(back)
    if not isinstance(outcome, Outcome):
        raise KeyroomEnded
    return outcome
