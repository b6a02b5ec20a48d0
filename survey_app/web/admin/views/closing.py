"""A closing that takes a while, finishing one that was stopped, and the certificate of one."""

from __future__ import annotations

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from survey_app.assurance.certificate import SIGNATURE, SIGNERS, SIGNING, TITLE, certify, facts
from survey_app.fieldwork.wave import Origin, WaveState
from survey_app.keyroom import errands
from survey_app.web.admin.closing_run import closings, run_closing
from survey_app.web.admin.equipment import begin_apart, equipment
from survey_app.web.admin.moved_on import expect, read_wave
from survey_app.web.language import spoken
from survey_app.web.stores import installation

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
        if wave.origin is Origin.PRINTED:
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
