"""A trial is thrown away, after asking."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from survey_app.fieldwork.ports import NoSuchWave
from survey_app.fieldwork.trial import check_is_trial, throw_away
from survey_app.web.admin.comparing_forms import comparable_waves
from survey_app.web.admin.equipment import equipment
from survey_app.web.admin.forms import FinalForm
from survey_app.web.admin.recent_results import RecentResults
from survey_app.web.admin.showing import form_page, go_to, read_wave
from survey_app.web.stores import installation, kept
from survey_app.web.translation import gettext as _


def throw_trial_away(wave_id: str) -> ResponseReturnValue:
    """Throw a trial away; pressed twice, it says that there is nothing left."""
    try:
        return _throw_away(wave_id)
    except NoSuchWave:
        if request.method == "GET":
            raise
        return go_to("overview", _("Deze meting is er niet meer. Er is niets veranderd."))


def _throw_away(wave_id: str) -> ResponseReturnValue:
    at, wave = installation(), read_wave(wave_id)
    check_is_trial(wave)
    form = FinalForm(wave_id)
    if not form.validate_on_submit():
        return form_page("admin/throw-away.html", form, wave=wave)
    throw_away(at.stores, at.keys, wave_id, current_user.name, clock=equipment().clock)
    with at.stores.reading() as store:
        kept(RecentResults).keep_only(comparable_waves(store))
    return go_to("overview", _("De proef is weggegooid."))
