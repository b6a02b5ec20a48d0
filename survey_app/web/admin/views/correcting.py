"""What is known of a wave beside its answers, corrected; the codes of a draft stay."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from survey_app.fieldwork.particulars import CannotCorrect, correct_wave, correctable
from survey_app.web.admin.correcting_form import CorrectingForm
from survey_app.web.admin.equipment import equipment
from survey_app.web.admin.showing import form_page
from survey_app.web.stores import installation
from survey_app.web.translation import gettext as _


def correct(wave_id: str) -> ResponseReturnValue:
    """The fields that can still be corrected, with what is known now."""
    at = installation()
    with at.stores.reading() as store:
        wave = store.waves.get(wave_id)
        codes = store.invitations.count(wave_id)
    if not correctable(wave):
        raise CannotCorrect(wave, ["particulars"])
    form = CorrectingForm(wave, codes)
    if not form.validate_on_submit() or not form.was_shown():
        return form_page("admin/correct-wave.html", form, wave=wave, codes=codes)
    changed = correct_wave(at.stores, wave_id, form.corrected, current_user.name, clock=equipment().clock)
    flash(_("De gegevens zijn gewijzigd.") if changed else _("Er is niets veranderd."))
    return redirect(url_for("admin.wave", wave_id=wave_id))
