"""Codes: how letters are made, cards, and what ends reminders. No address ever comes to these pages."""

from io import BytesIO

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms import BooleanField, SelectChoice, SelectField
from wtforms.validators import NumberRange, ValidationError

from survey_app.fieldwork.inviting import check_takes_codes, make_cards
from survey_app.fieldwork.letters import delivery_of
from survey_app.fieldwork.printed_address import is_for_trials
from survey_app.fieldwork.reminding import export_unused, forget_letters
from survey_app.questionnaire.look.folder import folder_of, usable_look
from survey_app.questionnaire.study import Study
from survey_app.web.admin.equipment import equipment
from survey_app.web.admin.forms import AdminForm, FinalForm, Needed, PlainForm, WholeNumber
from survey_app.web.admin.response_board import read_board
from survey_app.web.admin.showing import File, file_to_save, form_page, go_to, read_wave
from survey_app.web.segment_names import spoken_names
from survey_app.web.stores import installation
from survey_app.web.translation import gettext as _
from survey_app.web.translation import lazy_gettext as _l
from survey_app.writers.cards import cards_pdf

MOST_AT_ONCE = 200
"""Some seconds of work; more cards are made by the command."""


class CardsForm(AdminForm):
    """How many cards, and for which segment if any."""

    number = WholeNumber(
        _l("Aantal kaarten"),
        validators=[
            Needed(),
            NumberRange(
                1, MOST_AT_ONCE, _l("Vul een getal in van 1 tot en met 200. Maak zo nodig nog een keer kaarten.")
            ),
        ],
    )
    segment = SelectField()

    is_trial = BooleanField(_l("Dit is een proef"))

    def __init__(self, study: Study, base_url: str) -> None:
        super().__init__()
        self.asks_for_trial = is_for_trials(base_url)
        self.has_segments = bool(study.segments)
        self.segment.label.text = spoken_names(study)["Segment"]
        self.segment.choices = [
            SelectChoice("", _("Geen: de kaarten zijn voor iedereen")),
            *(SelectChoice(segment.id, segment.label) for segment in study.segments),
        ]

    def validate_is_trial(self, field: BooleanField) -> None:
        """Whoever draws a card must be able to reach the address on it, and in secret."""
        if self.asks_for_trial and not field.data:
            raise ValidationError(_("Zet eerst het goede adres in PEILSTOK_BASE_URL, of kies: dit is een proef."))


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
    instrument = at.instrument_of(wave)
    form = CardsForm(instrument.study, at.settings.base_url)
    if not form.validate_on_submit():
        return form_page("admin/cards.html", form, wave=wave, address=at.settings.base_url)
    drawn, look = BytesIO(), usable_look(folder_of(at.settings.questionnaire_directory, [wave.source]))
    make_cards(
        at.stores,
        at.keys,
        wave_id,
        form.number.data,
        form.segment.data or None,  # cards without one are for anybody
        who=current_user.name,
        deliver=lambda codes: drawn.write(cards_pdf(instrument, at.settings.base_url, codes, look)),
        study=instrument.study,
        clock=equipment().clock,
    )
    return file_to_save(File(f"kaarten_{wave_id}.pdf", "application/pdf", drawn.getvalue()))


def unused(wave_id: str) -> ResponseReturnValue:
    """The hashes of codes that were not used, for reminders; the log says who took them."""
    at = installation()
    if not PlainForm().validate_on_submit():
        return redirect(url_for("admin.invite", wave_id=wave_id))
    text = export_unused(at.stores, at.keys, wave_id, current_user.name, clock=equipment().clock)
    return file_to_save(File(f"ongebruikt_{wave_id}.json", "application/json", text.encode("ascii")))


def forget(wave_id: str) -> ResponseReturnValue:
    """Destroy the letter key, after asking; pressed twice, it says that there is nothing left to destroy."""
    at, wave = installation(), read_wave(wave_id)
    if not at.keys.has_letter_key(wave_id):
        return go_to("invite", _("De adressleutel is er niet (meer). Er is niets veranderd."), wave_id)
    form = FinalForm(wave_id)
    if not form.validate_on_submit():
        return form_page("admin/forget.html", form, wave=wave)
    forget_letters(at.stores, at.keys, wave_id, current_user.name, clock=equipment().clock)
    flash(_("De adressleutel is vernietigd. Vanaf nu zijn er hier geen herinneringen meer te maken."))
    return redirect(url_for("admin.invite", wave_id=wave_id))
