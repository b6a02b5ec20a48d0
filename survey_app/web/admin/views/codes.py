"""Codes: how letters are made, cards, and what ends reminders. No address ever comes to these pages."""

from __future__ import annotations

from io import BytesIO

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from survey_app.fieldwork.inviting import check_takes_codes, make_cards
from survey_app.fieldwork.letters import delivery_of
from survey_app.fieldwork.reminding import export_unused, forget_letters
from survey_app.web.admin.code_forms import CardsForm
from survey_app.web.admin.equipment import equipment
from survey_app.web.admin.forms import FinalForm, PlainForm
from survey_app.web.admin.moved_on import read_wave
from survey_app.web.admin.questionnaire_files import instrument_of
from survey_app.web.admin.response_board import read_board
from survey_app.web.admin.showing import file_to_save, form_page
from survey_app.web.stores import installation
from survey_app.web.translation import gettext as _
from survey_app.writers.cards import card_text, cards_pdf


def invite(wave_id: str) -> ResponseReturnValue:
    """How codes are made for households: not here, for no address comes to these pages or into the database."""
    at = installation()
    with at.stores.reading() as store:
        wave = store.waves.get(wave_id)
        delivery = delivery_of(at.keys, wave_id, store.invitations.count(wave_id))
    board = read_board(at.stores, wave, equipment().clock)
    has_letter_key = at.keys.has_letter_key(wave_id)
    return render_template(
        "admin/invite.html", wave=wave, board=board, has_letter_key=has_letter_key, delivery=delivery
    )


def cards(wave_id: str) -> ResponseReturnValue:
    """Cards to print: the codes are in the file that is sent, and nowhere else."""
    at, wave = installation(), read_wave(wave_id)
    check_takes_codes(wave)
    instrument = instrument_of(wave, at.settings.questionnaire_directory)
    form = CardsForm(instrument.study, at.settings.base_url)
    if not form.validate_on_submit():
        return form_page("admin/cards.html", form, wave=wave, address=at.settings.base_url)
    drawn = BytesIO()
    make_cards(
        at.stores,
        at.keys,
        wave_id,
        form.number.data,
        form.chosen_segment(),
        who=current_user.name,
        deliver=lambda codes: drawn.write(cards_pdf(card_text(instrument, at.settings.base_url), codes)),
        study=instrument.study,
        clock=equipment().clock,
    )
    return file_to_save(drawn.getvalue(), "application/pdf", f"kaarten_{wave_id}.pdf")


def unused(wave_id: str) -> ResponseReturnValue:
    """The hashes of codes that were not used, for reminders; the log says who took them."""
    at = installation()
    if not PlainForm().validate_on_submit():
        return redirect(url_for("admin.invite", wave_id=wave_id))
    text = export_unused(at.stores, at.keys, wave_id, current_user.name, clock=equipment().clock)
    return file_to_save(text.encode("ascii"), "application/json", f"ongebruikt_{wave_id}.json")


def forget(wave_id: str) -> ResponseReturnValue:
    """Destroy the letter key, after asking; pressed twice, it says that there is nothing left to destroy."""
    at, wave = installation(), read_wave(wave_id)
    if not at.keys.has_letter_key(wave_id):
        flash(_("De adressleutel is er niet (meer). Er is niets veranderd."))
        return redirect(url_for("admin.invite", wave_id=wave_id))
    form = FinalForm(wave_id)
    if not form.validate_on_submit():
        return form_page("admin/forget.html", form, wave=wave)
    forget_letters(at.stores, at.keys, wave_id, current_user.name, clock=equipment().clock)
    flash(_("De adressleutel is vernietigd. Vanaf nu zijn er hier geen herinneringen meer te maken."))
    return redirect(url_for("admin.invite", wave_id=wave_id))
