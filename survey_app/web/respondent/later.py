"""Stopping for now: what it takes to go on, on this device."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from survey_app.web.respondent.layout import page_layouts, page_to_go_on
from survey_app.web.respondent.sitting import Sitting, current_sitting
from survey_app.web.respondent.visit import current_visit, end_visit

later = Blueprint("later", __name__)


@later.get("/vragenlijst/later")
def pause() -> ResponseReturnValue:
    """Say how to go on later; after an open link that is in this browser only."""
    return _pause_page(current_sitting())


@later.post("/vragenlijst/later")
def stop_for_now() -> ResponseReturnValue:
    """Close the way into the draft on this device until the code is typed again; after an open link there is none."""
    if current_visit().secret is None:
        return redirect(url_for("later.pause"), 303)
    end_visit()
    return redirect(url_for("later.stopped"), 303)


@later.get("/gestopt")
def stopped() -> ResponseReturnValue:
    """Say that it is kept, and how to go on."""
    return render_template("respondent/stopped.html")


def _pause_page(sitting: Sitting) -> str:
    return render_template(
        "respondent/later.html",
        questionnaire=sitting.wave.frozen_instrument().questionnaire,
        with_code=sitting.visit.secret is not None,
        position=page_to_go_on(page_layouts(sitting.wave, sitting.answers), sitting.answers),
    )
