"""Log in, log out, the language to do that in, and a new password of one's own."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms import Field

from survey_app.fieldwork.administration import change_password, end_sessions
from survey_app.fieldwork.passwords import find_weakness
from survey_app.web.admin.equipment import equipment
from survey_app.web.admin.forms import AdminForm, LanguageForm, LogInForm, PasswordForm, PlainForm, weakness_words
from survey_app.web.admin.held import Held, held_in, own_path
from survey_app.web.admin.language_choice import choose
from survey_app.web.admin.login import begin_session, count_wrong, end_session, find_administrator
from survey_app.web.admin.showing import form_page, go_to
from survey_app.web.stores import installation
from survey_app.web.translation import gettext as _


def log_in() -> ResponseReturnValue:
    """Ask for name and password, and let in who has both."""
    form, typed = LogInForm(), held_in(request.form)
    if not form.validate_on_submit():
        return _log_in_page(form, typed)
    name = form.name.data.strip().casefold()
    with installation().stores.reading() as store:
        administrator = find_administrator(store, equipment().passwords, name, form.password.data)
    if administrator is None:
        status = _refuse(form, name, _("De naam of het wachtwoord klopt niet."))
        return _log_in_page(form, typed, status)
    begin_session(administrator)
    if typed and typed.name == administrator.name:
        return render_template("admin/held.html", held=typed)
    return redirect(_wanted() or url_for("admin.overview"))


def log_out() -> ResponseReturnValue:
    """End the session, here and elsewhere: a copy of the cookie is good for nothing any more."""
    if PlainForm().validate_on_submit() and current_user.is_authenticated:
        with installation().stores.writing() as store:
            end_sessions(store, current_user.name)
        end_session()
        flash(_("U bent uitgelogd, ook op andere apparaten."))
    return redirect(url_for("admin.log_in"))


def choose_language() -> ResponseReturnValue:
    """Speak another language, on the page where it was asked for and on every next one."""
    form = LanguageForm()
    if form.validate_on_submit():
        choose(form.language.data)
    return redirect(own_path(form.page.data) or url_for("admin.overview"))


def own_password() -> ResponseReturnValue:
    """Choose a new password; sessions elsewhere end."""
    form = PasswordForm()
    if form.validate_on_submit() and _is_allowed(form):
        with installation().stores.writing() as store:
            name = current_user.name
            administrator = change_password(store, equipment().passwords, name, equipment().act(), form.new.data)
        begin_session(administrator)
        return go_to("overview", _("Uw wachtwoord is gewijzigd. Op andere apparaten bent u uitgelogd."))
    return form_page("admin/own-password.html", form)


def _is_allowed(form: PasswordForm) -> bool:
    """Whether the old password is right and the new one good enough; if not, the form says why."""
    name = current_user.name
    weakness = find_weakness(name, form.new.data)
    if weakness is not None:
        form.refuse(weakness_words(weakness), form.new)
        return False
    with installation().stores.reading() as store:
        administrator = find_administrator(store, equipment().passwords, name, form.current.data)
    if administrator is None:
        _refuse(form, name, _("Dit is niet uw huidige wachtwoord."), form.current)
    return administrator is not None


def _log_in_page(form: LogInForm, typed: Held | None, status: int = 422) -> ResponseReturnValue:
    return form_page("admin/log-in.html", form, status, held=typed, wanted=_wanted())


def _wanted() -> str | None:
    return own_path(request.args.get("next"))


def _refuse(form: AdminForm, name: str, why: str, field: Field | None = None) -> int:
    """Say that the password is wrong, and how to go on if that happens often; returns the status of the page."""
    if count_wrong(name):
        form.refuse(why, field)
        return 422
    advice = _("Het ging nu vaak mis. Een andere beheerder kan u een nieuw wachtwoord geven.")
    form.refuse(f"{why} {advice}", field)
    return 429
