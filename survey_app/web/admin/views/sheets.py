"""Opening a wave whose key is on sheets of paper: they are shown once and typed back."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from survey_app.fieldwork.life import make_sheets, open_wave
from survey_app.fieldwork.sheets import SHEETS, WrongSheet, find_new_sheets, fingerprint_of
from survey_app.fieldwork.wave import Custody, Wave, WaveState
from survey_app.questionnaire.instrument import Instrument
from survey_app.web.admin.equipment import do_apart, equipment
from survey_app.web.admin.moved_on import expect, read_wave
from survey_app.web.admin.opening_advice import OpeningAdvice
from survey_app.web.admin.preview import count_words
from survey_app.web.admin.questionnaire_files import instrument_of
from survey_app.web.admin.response_board import Board
from survey_app.web.admin.sheet_forms import MakeSheetsForm, OpenWithSheetsForm
from survey_app.web.admin.showing import form_page, go_to
from survey_app.web.stores import installation
from survey_app.web.translation import gettext as _


def sheets(wave_id: str) -> ResponseReturnValue:
    """Make the sheets and show them, this once: a reload, or a second click, makes and shows none."""
    at, wave = installation(), read_wave(wave_id)
    to_opening = redirect(url_for("admin.open_", wave_id=wave_id))
    if request.method == "GET" or wave.custody is not Custody.SHEETS:
        return to_opening
    instrument = instrument_of(expect(wave, WaveState.DRAFT), at.settings.questionnaire_directory)
    form = MakeSheetsForm()
    if not form.validate_on_submit() or form.instead_of.data != _mark(wave_id):
        flash(_("Deze bladen zijn al gemaakt. U ziet ze maar één keer. Zijn ze weg? Maak dan nieuwe."))
        return to_opening
    new_sheets = do_apart(make_sheets, wave_id, current_user.name, form.number.data, clock=equipment().clock)
    return render_template("admin/sheets.html", wave=wave, sheets=new_sheets, instrument=instrument)


def open_with_sheets(
    wave: Wave, board: Board, instrument: Instrument, advice: OpeningAdvice | None
) -> ResponseReturnValue:
    """Open the wave when every sheet is typed back; before that, the page that asks for them."""
    kept = find_new_sheets(installation().keys, wave.id)
    form = OpenWithSheetsForm(fingerprint=instrument.fingerprint())
    form.keep_sheets(kept.sheets if kept else SHEETS)
    if form.validate_on_submit() and form.was_shown(instrument):
        today, who, clock = equipment().today(), current_user.name, equipment().clock
        try:
            do_apart(open_wave, wave.id, instrument, today, who, form.words(), clock=clock)
        except WrongSheet as refusal:
            form.refuse_sheets(refusal)
        else:
            return go_to("wave", _("De meting is geopend. Vanaf nu kunnen mensen antwoorden."), wave.id)
    return form_page(
        "admin/open-with-sheets.html",
        form,
        wave=wave,
        board=board,
        instrument=instrument,
        making=MakeSheetsForm(formdata=None),
        size=count_words(instrument.questionnaire),
        advice=advice,
        mark=_mark(wave.id),
        sheets=kept.sheets if kept else SHEETS,
        key_fingerprint=None if kept is None else fingerprint_of(kept.public_key),
    )


def _mark(wave_id: str) -> str:
    """Which sheets there are now; empty while there are none."""
    kept = find_new_sheets(installation().keys, wave_id)
    return "" if kept is None else kept.mark()
