"""A closing, which runs beside the request so that nobody waits too long (decisions 0078, 0131), and what it left."""

from __future__ import annotations

from concurrent.futures import Future, wait
from dataclasses import dataclass

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from survey_app.fieldwork.coarsening import keeps_too_much
from survey_app.fieldwork.contact_desk import unopened
from survey_app.fieldwork.keys import Keys
from survey_app.fieldwork.life import ClosingReport
from survey_app.fieldwork.ports import Store
from survey_app.fieldwork.wave import Origin, Wave, WaveState
from survey_app.store.closings import BeingClosed, Closings
from survey_app.web.stores import installation

PATIENCE = 4.0
"""Seconds that an administrator waits for the result itself before he gets the page that shows how far it is."""


@dataclass(frozen=True)
class ClosingResult:
    """Derived from what is there, so that it is true whenever it is read.

    `quarantined` is the number of envelopes that did not open; they stay, and so does the key. `keeps_too_much`: it was
    closed by an older rule, so that closing once more takes something away.
    """

    opened: int
    quarantined: int
    is_key_destroyed: bool
    is_withheld: bool
    keeps_too_much: bool


def find_closing_result(store: Store, keys: Keys, wave: Wave) -> ClosingResult | None:
    """The result, or None for a wave that was never closed here: not yet, or known from a printed table."""
    if wave.state is not WaveState.CLOSED or wave.origin is Origin.PRINTED:
        return None
    return ClosingResult(
        opened=wave.responses or 0,
        quarantined=unopened(store, wave.id),
        is_key_destroyed=not keys.has_wave_key(wave.id),
        is_withheld=wave.withheld,
        keeps_too_much=keeps_too_much(store, wave),
    )


def closings() -> Closings:
    """The closings of the running application."""
    return Closings(installation().keys.path)


def is_being_closed(wave_id: str) -> bool:
    """Whether somebody is closing this wave at this moment."""
    headway = closings().find(wave_id)
    return headway is not None and headway.alive


def is_unfinished(wave_id: str, result: ClosingResult | None) -> bool:
    """Whether a closed wave still has a key that nothing needs, a database that was not scrubbed, or too much kept."""
    if result is None:
        return False
    key_left = not result.is_key_destroyed and result.quarantined == 0
    return key_left or result.keeps_too_much or closings().find(wave_id) is not None


def run_closing(wave_id: str, result: Future[ClosingReport]) -> ResponseReturnValue:
    """Wait a little for a closing that was begun; then on to what it did, or to how far it is.

    What it raises in time is raised here.
    """
    if wait([result], PATIENCE).not_done or isinstance(result.exception(), BeingClosed):
        return to_headway(wave_id)
    result.result()
    return redirect(url_for("admin.closed", wave_id=wave_id))


def to_headway(wave_id: str) -> ResponseReturnValue:
    """To the page that shows how far a closing is."""
    return redirect(url_for("admin.headway", wave_id=wave_id))
