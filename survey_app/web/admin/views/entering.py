"""Log in, log out, the language to do that in, and a new password of one's own."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from survey_app.fieldwork.administration import get_administrator, reset_password
from survey_app.fieldwork.passwords import find_weakness
from survey_app.web.admin.desk import client, desk
from survey_app.web.admin.forms import LanguageForm, LogInForm, PasswordForm, PlainForm, weakness_words
from survey_app.web.admin.language_choice import choose
from survey_app.web.admin.login import begin_session, end_session, find_administrator
from survey_app.web.admin.own_paths import own_path
from survey_app.web.stores import installation
from survey_app.web.translation import gettext as _


def log_in() -> ResponseReturnValue:
    """Ask for name and password, and let in who has both."""
    form = LogInForm()
    if not form.validate_on_submit():
        return render_template("admin/log-in.html", form=form), 422 if form.errors else 200
    name, address = form.name.data.strip().casefold(), client()
    desk().attempts.begin(name, address)
    with installation().stores.reading() as store:
        administrator = find_administrator(store, desk().passwords, name, form.password.data)
    if administrator is None:
        form.refuse(_("De naam of het wachtwoord klopt niet."))
        return render_template("admin/log-in.html", form=form), 422
    desk().attempts.forgive(name, address)
    begin_session(administrator)
    return redirect(own_path(request.args.get("next")) or url_for("admin.overview"))


def log_out() -> ResponseReturnValue:
    """End the session."""
    if PlainForm().validate_on_submit():
        end_session()
        flash(_("U bent uitgelogd."))
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
            reset_password(store, desk().passwords, current_user.name, desk().act(), form.new.data)
            administrator = get_administrator(store, current_user.name)
        begin_session(administrator)
        flash(_("Uw wachtwoord is gewijzigd. Op andere apparaten bent u uitgelogd."))
        return redirect(url_for("admin.overview"))
    return render_template("admin/own-password.html", form=form), 422 if form.errors else 200


def _is_allowed(form: PasswordForm) -> bool:
    """Whether the old password is right and the new one good enough; if not, the form says why."""
    name = current_user.name
    weakness = find_weakness(name, form.new.data)
    if weakness is not None:
        form.refuse(weakness_words(weakness), form.new)
        return False
    desk().attempts.begin(name, client())
    with installation().stores.reading() as store:
        if find_administrator(store, desk().passwords, name, form.current.data) is None:
            form.refuse(_("Dit is niet uw huidige wachtwoord."), form.current)
            return False
    desk().attempts.forgive(name, client())
    return True
