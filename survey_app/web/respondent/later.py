"""Stopping for now: what it takes to go on, on this device or, with four words, on another."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey_app.fieldwork.draft import wrap_secret
from survey_app.web.attempts import WordAttempts
from survey_app.web.respondent.device import remember_secret
from survey_app.web.respondent.idle import MINUTES
from survey_app.web.respondent.layout import page_layouts, page_to_go_on
from survey_app.web.respondent.onward import way_on
from survey_app.web.respondent.reading import as_read, changes_language
from survey_app.web.respondent.scene import look_around
from survey_app.web.respondent.sitting import Sitting, current_sitting, keep_wrapped
from survey_app.web.respondent.tablet import on_tablet
from survey_app.web.respondent.visit import current_visit, leave_visit
from survey_app.web.respondent.wiping import wipe
from survey_app.web.stores import installation, kept

later = Blueprint("later", __name__)

HERE, STAY = "here", "stay"
"""Fields of the form that stops: the respondent asks to go on later on this very device; and goes on now, too."""


@later.get("/vragenlijst/later")
def pause() -> ResponseReturnValue:
    """Say how to go on later; after an open link that is in this browser only."""
    return _pause_page(current_sitting(), "respondent/later.html")


@later.post("/vragenlijst/later")
def stop_for_now() -> ResponseReturnValue:
    """Close the way into the draft until the code is typed again; after an open link there is none.

    Once the browser is closed the device remembers nothing, unless that was asked. That can be asked by who stays, too.
    """
    secret = current_visit().secret
    if secret is None:
        return redirect(url_for("later.pause"), 303)
    if on_tablet():
        wipe()
        return redirect(url_for("later.stopped"), 303)
    if HERE in request.form:
        remember_secret(secret)
    if STAY in request.form:
        return redirect(url_for("pages.introduction"), 303)
    leave_visit()
    return redirect(url_for("later.stopped"), 303)


@later.post("/vragenlijst/later/woorden")
def give_words() -> ResponseReturnValue:
    """Four fresh words, on this page and nowhere else; those of before open nothing any more."""
    sitting = current_sitting()
    visit = sitting.visit
    if visit.secret is None:
        return redirect(url_for("later.pause"), 303)
    if changes_language():
        return _pause_page(sitting, "respondent/words.html", words=request.form.getlist("word"))
    if not kept(WordAttempts).ask(visit.receipt):
        return _pause_page(sitting, "respondent/later.html", too_often=True), 429
    words, wrapped = wrap_secret(visit.wave, visit.receipt, visit.secret)
    with installation().stores.writing() as store:
        keep_wrapped(store, visit, wrapped)
    return _pause_page(sitting, "respondent/words.html", words=words)


@later.get("/gestopt")
def stopped() -> ResponseReturnValue:
    """Say that it is kept, and how to go on."""
    look_around()
    return render_template("respondent/stopped.html", onward=way_on())


def _pause_page(sitting: Sitting, template: str, **shown: object) -> str:
    return render_template(
        template,
        questionnaire=as_read(sitting.wave).questionnaire,
        with_code=sitting.visit.secret is not None,
        minutes=MINUTES,
        position=page_to_go_on(page_layouts(sitting.wave, sitting.answers), sitting.answers),
        **shown,
    )
