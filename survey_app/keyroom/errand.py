"""What is to be done with words or a private key, and how that and what came of it go from one process to another."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO, Generic, TypeVar

from survey_app.installation import Installation

_Result = TypeVar("_Result")


class Unspeakable(Exception):
    """What went wrong in the other process cannot be handed over; its own log says where it was."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"{kind} in a process of its own; see the log")


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


def write(file: IO[bytes], thing: object) -> None:
    """Hand over to the process at the other end."""
    pickle.dump(thing, file)
    file.flush()


def write_outcome(file: IO[bytes], outcome: Outcome) -> None:
    """Hand over what came of it; what cannot be handed over is named."""
    try:
        made = pickle.dumps(outcome)
        pickle.loads(made)  # noqa: S301  # our own
    except Exception as error:  # noqa: BLE001  # whatever an error of a driver holds that cannot be copied
        kind = type(error) if outcome.raised is None else outcome.raised[0]
        made = pickle.dumps(Outcome.of(Unspeakable(kind.__qualname__)))
    file.write(made)
    file.flush()


def read(file: IO[bytes]) -> object:
    """What the process at the other end handed over; raises EOFError when it ended without."""
    return pickle.load(file)  # noqa: S301  # it is our own program that writes there, under the same user
