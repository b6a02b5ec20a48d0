"""The process: reads one errand, does it, tells what came of it, and ends with all that it knew."""

import os
import sys
from contextlib import suppress
from datetime import date
from typing import BinaryIO, cast

from survey_app.config import Settings
from survey_app.installation import installation_of
from survey_app.keyroom.errand import Errand, Outcome, read, write_outcome
from survey_app.places import places_of
from survey_app.processes import dump_no_core


def main() -> None:
    """Once."""
    dump_no_core()
    settings, errand = cast(tuple[Settings, Errand[object]], read(sys.stdin.buffer))  # what send hands over
    with suppress(BrokenPipeError), _private_output() as answer:  # nobody waits for it any more
        write_outcome(answer, _outcome_of(settings, errand))


def _outcome_of(settings: Settings, errand: Errand[object]) -> Outcome:
    try:
        with installation_of(settings) as at:
            return Outcome(errand.do(at))
    except Exception as error:  # noqa: BLE001  # it is raised again in the process that sent us
        _write_down(errand.function.__name__, error)
        return Outcome.of(error)


def _write_down(what: str, error: Exception) -> None:
    """What is no refusal of ours, for perhaps nobody waits any more: types and lines of code, never messages."""
    if type(error).__module__.startswith("survey_app."):
        return
    day = date.today()  # noqa: DTZ011  # as the log of the server: the day here
    print(f"[{day}] ERROR: {what} stopped\n{''.join(places_of(error))}", end="", file=sys.stderr, flush=True)


def _private_output() -> BinaryIO:
    """The way back; whatever else is printed goes where errors go."""
    way_back = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(way_back, "wb")


if __name__ == "__main__":
    main()
