"""A tablet for everybody: how it is set up, and how it is wiped for who comes next."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey_app.web.respondent.entrance import openly
from survey_app.web.respondent.idle import note_work
from survey_app.web.respondent.scene import look_around
from survey_app.web.respondent.tablet import end_tablet, first_page, first_page_here, set_tablet
from survey_app.web.respondent.wiping import wipe

sharing = Blueprint("sharing", __name__)

ON = "on"
"""Field of the form that turns it on or off."""


@sharing.get("/tablet")
@sharing.get("/m/<wave_id>/tablet")
def setup(wave_id: str | None = None) -> ResponseReturnValue:
    """Say what a tablet for everybody does, and turn it on or off; with a wave, its open link is the first page."""
    if wave_id is not None:
        openly(wave_id)
    look_around()
    return render_template("respondent/tablet.html", first_page=first_page_here())


@sharing.post("/tablet")
@sharing.post("/m/<wave_id>/tablet")
def turn(wave_id: str | None = None) -> ResponseReturnValue:
    """Turn it on or off. Either way nothing of before stays, who was logged in for the fieldwork included."""
    if wave_id is not None:
        openly(wave_id)
    wipe()
    if ON in request.form:
        answer = redirect(first_page(wave_id), 303)
        set_tablet(answer, wave_id)
    else:
        answer = redirect(url_for("sharing.setup", wave_id=wave_id), 303)
        end_tablet(answer)
    return answer


@sharing.post("/tablet/wissen")
def clean() -> ResponseReturnValue:
    """Wipe, and begin at the first page for who comes next."""
    wipe()
    return redirect(first_page_here(), 303)


@sharing.post("/tablet/bezig")
def busy() -> ResponseReturnValue:
    """Somebody still reads or types on the page that is shown."""
    note_work()
    return "", 204
