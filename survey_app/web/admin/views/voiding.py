"""Giving up a box that nobody can open, after a page that says what is lost."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from survey_app.fieldwork.voiding import void_wave
from survey_app.fieldwork.wave import WaveState
from survey_app.keyroom import errands
from survey_app.web.admin.equipment import do_apart, equipment
from survey_app.web.admin.forms import FinalForm, VoidForm
from survey_app.web.admin.moved_on import read_wave
from survey_app.web.admin.response_board import read_board
from survey_app.web.admin.showing import form_page
from survey_app.web.stores import installation
from survey_app.web.translation import gettext as _


def void(wave_id: str) -> ResponseReturnValue:
    """Void the box of an open wave; while its key may be there, only for who says so."""
    at, wave = installation(), read_wave(wave_id, WaveState.OPEN)
    board = read_board(at.stores, wave, equipment().clock)
    has_key = do_apart(errands.has_key, wave)
    form = VoidForm(wave_id) if has_key else FinalForm(wave_id)
    if not form.validate_on_submit():
        return form_page("admin/void.html", form, wave=wave, board=board, has_key=has_key)
    report = do_apart(void_wave, wave_id, current_user.name, even_with_key=has_key, clock=equipment().clock)
    flash(
        _("De bus is ongeldig gemaakt; %(lost)s enveloppen zijn weg. De meting is weer een concept.", lost=report.lost)
    )
    return redirect(url_for("admin.wave", wave_id=wave_id))
