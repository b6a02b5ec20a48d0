"""The way in: a code from a letter, or the open link for staff."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey_app.fieldwork.codes import TypingError, read_code
from survey_app.fieldwork.draft import new_random
from survey_app.fieldwork.entrance import Entrance, UnknownCode, enter, enter_openly, is_open_trial
from survey_app.web.attempts import WrongCodes
from survey_app.web.form_token import form_token
from survey_app.web.network import client, is_within
from survey_app.web.respondent.admission import ENTER, Guest, admit, begun_before, take_the_place
from survey_app.web.respondent.done import is_done
from survey_app.web.respondent.idle import MINUTES, leave_alone
from survey_app.web.respondent.made import TOKEN, face_of, made_page
from survey_app.web.respondent.promise import promise
from survey_app.web.respondent.reading import FIELD, as_read, changes_language, choose
from survey_app.web.respondent.scene import look_around, set_scene
from survey_app.web.respondent.tablet import is_fresh, is_read_out, note_who, on_tablet
from survey_app.web.respondent.visit import Visit, find_visit
from survey_app.web.stores import installation, kept
from survey_app.web.this_page import path_here
from survey_app.web.translation import gettext as _

entrance = Blueprint("entrance", __name__)


class NotOnStaffNetwork(Exception):
    """The open link was followed from outside the configured networks."""


class TooManyWrongCodes(Exception):
    """This address typed too many codes that nobody has."""


@entrance.get("/")
def start() -> ResponseReturnValue:
    """Ask for the code."""
    look_around()
    if on_tablet():
        leave_alone()
    return _code_page()


@entrance.post("/taal")
def read_in() -> ResponseReturnValue:
    """Go on in another language, on the page where it was chosen."""
    choose(request.form.get(FIELD, ""))
    return redirect(path_here(request.form.get("page", "")) or url_for("entrance.start"), 303)


@entrance.post("/")
def enter_code() -> ResponseReturnValue:
    """From a code to the introduction."""
    note_who(request.form)
    if changes_language() and "ask" not in request.form:
        look_around()
        return _code_page(request.form.get("code", ""))
    typed, keys = request.form.get("code", ""), installation().keys
    try:
        with installation().stores.reading() as store:
            entry = enter(store, keys.pepper() if keys.has_pepper() else None, typed)
    except TypingError:
        look_around()
        wrong = _("Deze code klopt niet. Een code heeft 12 letters en cijfers. Kijk hem nog eens na.")
        return _code_page(
            typed, wrong if typed.strip() else _("Vul eerst uw code in. Hij staat in uw brief of op uw kaart.")
        ), 422
    except UnknownCode as error:
        if not kept(WrongCodes).count(client()):
            raise TooManyWrongCodes("too many wrong codes from one address") from error
        look_around()
        return _code_page(typed, _("Deze code kennen wij niet. Kijk hem nog eens na.")), 422
    return admit(Guest(entry, read_code(typed)), request.form.get("ask", ENTER), request.form.get("words", ""))


@entrance.get("/m/<wave_id>")
def open_link(wave_id: str) -> ResponseReturnValue:
    """The introduction for staff; kindly different when this browser has begun, or has sent answers."""
    wave = openly(wave_id).wave
    set_scene(wave)
    visit, promised, done = find_visit(), promise(wave), is_done()
    begun, other_begun = (visit is not None and (visit.wave == wave_id) is here for here in (True, False))
    begun_with_code = visit is not None and visit.secret is not None
    return made_page(
        "respondent/open-link.html",
        (face_of(wave), promised, begun, other_begun, begun_with_code, done, is_fresh()),
        {TOKEN: form_token()},
        lambda _slot: {
            "questionnaire": as_read(wave).questionnaire,
            "promise": promised,
            "begun": begun,
            "begun_with_code": begun_with_code,
            "other_begun": other_begun,
            "done": done,
            "minutes": MINUTES,
            "fresh": is_fresh(),
        },
    )


@entrance.post("/m/<wave_id>")
def begin_openly(wave_id: str) -> ResponseReturnValue:
    """Begin, under a receipt drawn for this occasion, once it was told what becomes of what was begun before."""
    entry = openly(wave_id)
    note_who(request.form)
    if request.form.get("ask", ENTER) == ENTER and begun_before(entry.receipt):
        return redirect(url_for("entrance.open_link", wave_id=wave_id), 303)
    take_the_place(Visit(wave_id, entry.receipt, new_random()))
    return redirect(url_for("pages.show_page", position=1), 303)


def _code_page(typed: str = "", fault: str | None = None) -> str:
    begun = find_visit() is not None and not on_tablet()
    fresh = is_fresh() and not typed
    return render_template(
        "respondent/start.html", typed=typed, fault=fault, begun=begun, read_out=is_read_out(), fresh=fresh
    )


def openly(wave_id: str) -> Entrance:
    """From the networks of staff, or into a trial from everywhere; who is outside is not told which waves there are."""
    is_inside = is_within(client(), installation().settings.staff_networks)
    with installation().stores.reading() as store:
        if not is_inside and not is_open_trial(store, wave_id):
            raise NotOnStaffNetwork("the open link works on the configured networks only (PEILSTOK_STAFF_NETWORKS)")
        return enter_openly(store, wave_id)
