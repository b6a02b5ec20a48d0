"""Closing in a thread of its own, so that no browser waits for it longer than a browser should (decision 0078)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from logging import Logger

from flask import current_app, redirect, url_for
from flask.typing import ResponseReturnValue

from survey_app.fieldwork.closing import Progress
from survey_app.fieldwork.life import ClosingReport
from survey_app.store.closings import BeingClosed, Closings
from survey_app.web.admin.closing_result import ClosingResult
from survey_app.web.errors import places_of
from survey_app.web.stores import installation

Work = Callable[[Progress], ClosingReport]

PATIENCE = 3.0
"""Seconds that an administrator waits for the result itself before he gets the page that shows how far it is."""


def closings() -> Closings:
    """The closings of the running application."""
    return Closings(installation().keys.path)


def is_being_closed(wave_id: str) -> bool:
    """Whether somebody is closing this wave at this moment."""
    headway = closings().find(wave_id)
    return headway is not None and headway.alive


def is_unfinished(wave_id: str, result: ClosingResult | None) -> bool:
    """Whether a closed wave still has a key that nothing needs, or a database that was not scrubbed."""
    if result is None:
        return False
    key_left = not result.is_key_destroyed and result.quarantined == 0
    return key_left or closings().find(wave_id) is not None


def run_closing(wave_id: str, work: Work) -> ResponseReturnValue:
    """Do the work, once; then on to what it did, or to how far it is. What it raises in time is raised here.

    What the work needs to open the box stays in the memory of this process, and dies with it.
    """
    executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"closing {wave_id}")
    result = executor.submit(_do, closings(), wave_id, work)
    executor.shutdown(wait=False)
    result.add_done_callback(partial(_write_down, current_app.logger, wave_id))
    if wait([result], PATIENCE).not_done or isinstance(result.exception(), BeingClosed):
        return to_headway(wave_id)
    result.result()
    return redirect(url_for("admin.closed", wave_id=wave_id))


def to_headway(wave_id: str) -> ResponseReturnValue:
    """To the page that shows how far a closing is."""
    return redirect(url_for("admin.headway", wave_id=wave_id))


def _do(under_way: Closings, wave_id: str, work: Work) -> None:
    with under_way.begin(wave_id) as progress:
        if not work(progress).scrubbed:
            progress.leave_unfinished()


def _write_down(log: Logger, wave_id: str, result: Future[None]) -> None:
    """Why a closing stopped, when nobody waits for it any more: types and lines of code, never messages."""
    error = result.exception()
    if error is not None and not isinstance(error, BeingClosed):
        log.error("closing %s stopped\n%s", wave_id, "".join(places_of(error)))
