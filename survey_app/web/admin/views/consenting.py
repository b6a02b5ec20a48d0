"""Closing takes two people: one asks and another closes, or a day is announced on which one may."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from survey_app.fieldwork.consent import (
    BadClosingDay,
    announce_closing,
    ask_for_closing,
    find_asker,
    first_closing_day,
    takes_consent,
    unask_closing,
    withdraw_closing_day,
)
from survey_app.fieldwork.wave import Wave, WaveState
from survey_app.web.admin.equipment import equipment
from survey_app.web.admin.forms import AdminForm, Day, Needed, PlainForm
from survey_app.web.admin.notation import day_words
from survey_app.web.admin.showing import form_page, go_to, read_wave
from survey_app.web.stores import installation
from survey_app.web.translation import gettext as _
from survey_app.web.translation import lazy_gettext as _l


class ClosingDayForm(AdminForm):
    """The day on which one administrator may close a wave; `go` is keep or withdraw."""

    day = Day(_l("Dag van sluiting"), validators=[Needed()])


def ask_to_close(wave_id: str) -> ResponseReturnValue:
    """Ask a second administrator to close this wave today, or take that back."""
    stores, who, clock = installation().stores, current_user.name, equipment().clock
    if PlainForm().validate_on_submit():
        if request.form.get("go") == "unask":
            unask_closing(stores, wave_id, who, clock=clock)
            flash(_("Uw vraag is ingetrokken."))
        else:
            ask_for_closing(stores, wave_id, who, equipment().today(), clock=clock)
            flash(_("Uw vraag staat op de pagina van de meting. Een andere beheerder kan nu sluiten, vandaag."))
    return redirect(url_for("admin.close", wave_id=wave_id))


def closing_day(wave_id: str) -> ResponseReturnValue:
    """Announce the day of closing to respondents, put it off, or withdraw it."""
    at, who, clock = installation(), current_user.name, equipment().clock
    if request.method == "GET":
        return redirect(url_for("admin.close", wave_id=wave_id))
    wave = read_wave(wave_id, WaveState.OPEN)
    if request.form.get("go") == "withdraw":
        withdraw_closing_day(at.stores, wave_id, who, clock=clock)
        return go_to("close", _("Er is geen aangekondigde dag meer."), wave_id)
    form = ClosingDayForm()
    if form.validate_on_submit():
        try:
            announce_closing(at.stores, wave_id, form.day.data, who, equipment().today(), clock=clock)
        except BadClosingDay as refusal:
            form.refuse(_("Kies %(day)s of later.", day=day_words(refusal.earliest)), form.day)
        else:
            return go_to("close", _("De dag staat vanaf nu op de eerste pagina van de vragenlijst."), wave_id)
    return page_for_one(wave, form)


def find_second(wave: Wave) -> str | None:
    """Who else asked today that this wave be closed."""
    with installation().stores.reading() as store:
        asker = find_asker(store, wave, equipment().today())
    return asker if asker != current_user.name else None


def may_close_now(wave: Wave, second: str | None) -> bool:
    """Whether the administrator who looks at this page may close it, with whoever asked."""
    return not takes_consent(wave) or second is not None or wave.closing_day == equipment().today()


def page_for_one(wave: Wave, form: ClosingDayForm | None = None) -> ResponseReturnValue:
    """What one administrator can do who may not close alone now."""
    today = equipment().today()
    return form_page(
        "admin/close-with-two.html",
        form or ClosingDayForm(formdata=None, day=wave.closing_day),
        wave=wave,
        asked_by_me=wave.closing_asked_by == current_user.name and wave.closing_asked_on == today,
        earliest=first_closing_day(wave, today),
        is_over=wave.closing_day is not None and wave.closing_day < today,
    )
