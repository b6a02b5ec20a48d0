"""A closing, which runs beside the request so that nobody waits too long (decisions 0078, 0131), and what it left."""

from concurrent.futures import Future, wait
from dataclasses import dataclass

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from survey_app.assurance.certificate import SIGNATURE, SIGNERS, SIGNING, TITLE, certify, facts
from survey_app.fieldwork.coarsening import keeps_too_much
from survey_app.fieldwork.contact_desk import unopened
from survey_app.fieldwork.keys import Keys
from survey_app.fieldwork.life import ClosingReport
from survey_app.fieldwork.ports import Store
from survey_app.fieldwork.wave import Wave, WaveState
from survey_app.keyroom import errands
from survey_app.store.closings import BeingClosed, Closings
from survey_app.web.admin.equipment import begin_apart, equipment
from survey_app.web.admin.showing import expect, read_wave
from survey_app.web.language import spoken
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
    """The result, or None for a wave that was never closed here: not yet, or known from a printed table or a file."""
    if wave.state is not WaveState.CLOSED or not wave.is_held_here:
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
        return redirect(url_for("admin.headway", wave_id=wave_id))
    result.result()
    return redirect(url_for("admin.closed", wave_id=wave_id))


_AGAIN = 4
"""Seconds after which the page asks anew how far it is."""


def headway(wave_id: str) -> ResponseReturnValue:
    """How far the closing is; asks again by itself, unless the reader does not want that."""
    wave, now = read_wave(wave_id), closings().find(wave_id)
    if now is None or not now.alive:
        return _ended(wave_id)
    by_itself = request.args.get("vanzelf") != "nee"
    page = make_response(render_template("admin/headway.html", wave=wave, headway=now, by_itself=by_itself))
    if by_itself:
        page.headers["Refresh"] = str(_AGAIN)
    return page


def finish(wave_id: str) -> ResponseReturnValue:
    """Do what an interrupted closing, or one by an older rule, left undone."""
    read_wave(wave_id, WaveState.CLOSED)
    today, who, clock = equipment().today(), current_user.name, equipment().clock
    return run_closing(wave_id, begin_apart(errands.close, wave_id, today, who, (), second=None, clock=clock))


def certificate(wave_id: str) -> ResponseReturnValue:
    """What the closing did, looked up now, to be printed and signed."""
    at = installation()
    with at.stores.reading() as store:
        wave = expect(store.waves.get(wave_id), WaveState.CLOSED)
        if not wave.is_held_here:
            return redirect(url_for("admin.closed", wave_id=wave_id))
        certified = certify(store, at.keys, wave, equipment().today())
    language = spoken()
    return render_template(
        "admin/certificate.html",
        wave=wave,
        facts=facts(certified),
        title=TITLE.spoken_in(language),
        signing=SIGNING.spoken_in(language),
        signature=SIGNATURE,
        signers=SIGNERS,
        language=language,
    )


def _ended(wave_id: str) -> ResponseReturnValue:
    """It is done; or it stopped, and then nothing happened. Asked anew, for it may have ended a moment ago."""
    wave = read_wave(wave_id)
    if wave.state is WaveState.OPEN:
        return render_template("admin/closing-stopped.html", wave=wave)
    return redirect(url_for("admin.closed", wave_id=expect(wave, WaveState.CLOSED).id))
