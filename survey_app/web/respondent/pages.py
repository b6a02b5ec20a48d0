"""The questionnaire itself: introduction, one page a section, a look over everything, send, thanks."""

from collections.abc import Mapping
from contextlib import suppress

from flask import Blueprint, Response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from survey_app.fieldwork.contacts import DECLINED, Contact, ContactRefused
from survey_app.fieldwork.ports import AlreadyAnswered
from survey_app.fieldwork.response import Envelope
from survey_app.fieldwork.sealing import TooLong
from survey_app.fieldwork.submission import AnswersRefused, seal_answers
from survey_app.fieldwork.wave import Wave
from survey_app.questionnaire.answers import AnswerFault
from survey_app.store.troubles import DatabaseUnreachable
from survey_app.web.form_token import form_token
from survey_app.web.respondent.asking import from_review, look_over_page, marks_to_show, next_address, section_page
from survey_app.web.respondent.device import forget_secret
from survey_app.web.respondent.done import done_headers
from survey_app.web.respondent.faults import too_long
from survey_app.web.respondent.idle import MINUTES, is_left_alone, note_work
from survey_app.web.respondent.layout import page_layouts, page_to_go_on
from survey_app.web.respondent.made import TOKEN, face_of, made_page
from survey_app.web.respondent.onward import way_on
from survey_app.web.respondent.page import page_not_kept
from survey_app.web.respondent.promise import promise
from survey_app.web.respondent.reading import as_read, changes_language, offered
from survey_app.web.respondent.review import typed_contact
from survey_app.web.respondent.scene import look_around, set_scene
from survey_app.web.respondent.sitting import (
    DraftWiped,
    Sitting,
    add_answers,
    current_sitting,
    sitting_to_add_to,
    wipe_answers,
)
from survey_app.web.respondent.tablet import mode, on_tablet
from survey_app.web.respondent.turn import KEEP, read_turn
from survey_app.web.respondent.visit import (
    NotStarted,
    current_visit,
    end_visit,
    end_with_thanks,
    find_visit,
    go_on_veiled,
    take_sent_secret,
    thanked_wave,
)
from survey_app.web.session import TWICE
from survey_app.web.stores import installation

pages = Blueprint("pages", __name__)

OVERVIEW, THANKS = "/vragenlijst/controle", "/bedankt"


@pages.get("/vragenlijst")
def introduction() -> ResponseReturnValue:
    """What the questionnaire is about, and what happens to answers."""
    sitting = current_sitting()
    return render_template(
        "respondent/introduction.html",
        questionnaire=as_read(sitting.wave).questionnaire,
        promise=promise(sitting.wave),
        begun=bool(sitting.answers),
        with_code=sitting.visit.secret is not None,
        minutes=MINUTES,
        position=page_to_go_on(page_layouts(sitting.wave, sitting.answers), sitting.answers),
    )


@pages.get("/vragenlijst/<int:position>")
def show_page(position: int) -> ResponseReturnValue:
    """One page, with what was answered before."""
    return section_page(current_sitting(), position)


@pages.post("/vragenlijst/<int:position>")
def keep_page(position: int) -> ResponseReturnValue:  # noqa: ARG001 - the form says which section it is
    """Keep what was filled in, and go where the respondent wants to go."""
    sitting = sitting_to_add_to()
    turn = read_turn(sitting, request.form, from_review=from_review())
    try:
        sitting = add_answers(sitting, turn.given, turn.left_blank)
    except TooLong:
        return page_not_kept(turn.layout, form_token(), turn.sent, sitting.shown, too_long(turn.layout, turn.sent)), 422
    if turn.go == KEEP:
        note_work()
    return marks_to_show(turn) if turn.shows_nothing else redirect(next_address(turn, sitting), 303)


@pages.get(OVERVIEW)
def look_over() -> ResponseReturnValue:
    """All answers on one page, before they are sent."""
    return _look_over(current_sitting(), {}, DECLINED)


@pages.post(OVERVIEW)
def send() -> ResponseReturnValue:
    """Send. A second click finds the box occupied, or a visit that has ended, and is thanked as kindly as the first."""
    if thanked_wave() is not None and find_visit() is None:
        session[TWICE] = True
        return redirect(url_for("pages.thanks"), 303)
    contact = DECLINED
    try:
        sitting = sitting_to_add_to()
        contact = typed_contact(sitting.wave, request.form)
        if changes_language():
            return _look_over(sitting, {}, contact)
        envelope = seal_answers(sitting.wave, sitting.visit.receipt, sitting.answers, mode(), contact)
        _drop(envelope)
    except AnswersRefused as refused:
        return _look_over(sitting, refused.faults, contact), 422
    except ContactRefused:
        return _look_over(sitting, {}, contact), 422
    except AlreadyAnswered:
        visit = current_visit()
        wave, twice = _wave(visit.wave), True
    else:
        visit, wave, twice = sitting.visit, sitting.wave, False
    end_with_thanks(visit, wave, twice=twice)
    answer = redirect(url_for("pages.thanks"), 303)
    answer.headers.extend(done_headers(wave))
    return answer


@pages.get(THANKS)
def thanks() -> ResponseReturnValue:
    """Thanks, and what happens next."""
    wave_id = thanked_wave() or _wave_sent()
    if wave_id is None:
        raise NotStarted
    wave = _wave(wave_id)
    set_scene(wave)
    secret = take_sent_secret()
    if secret is not None:
        forget_secret(secret)
    shown = {"questionnaire": as_read(wave).questionnaire, "twice": session.get(TWICE, False)}
    own = {TOKEN: form_token()} if offered() or on_tablet() else {}
    return made_page("respondent/thanks.html", (face_of(wave), shown["twice"]), own, lambda _slot: shown)


@pages.get("/vragenlijst/stoppen")
def stop() -> ResponseReturnValue:
    """Ask whether the answers should really go."""
    return render_template("respondent/stop.html", questionnaire=as_read(current_sitting().wave).questionnaire)


@pages.post("/vragenlijst/stoppen")
def wipe() -> ResponseReturnValue:
    """Wipe the answers so far; a second press is told the same."""
    visit = current_visit()
    with installation().stores.writing() as store, suppress(DraftWiped):
        wipe_answers(store, visit)
    if visit.secret is not None:
        forget_secret(visit.secret)
    end_visit()
    return redirect(url_for("pages.wiped"), 303)


@pages.post("/vragenlijst/verder")
def go_on() -> ResponseReturnValue:
    """Go on after a time of nothing without a code to type: nothing that was answered before is shown."""
    sitting = sitting_to_add_to()
    if sitting.visit.secret is None and is_left_alone():
        go_on_veiled()
    position = page_to_go_on(page_layouts(sitting.wave, sitting.answers), sitting.answers)
    return redirect(url_for("pages.show_page", position=position), 303)


@pages.get("/gewist")
def wiped() -> ResponseReturnValue:
    """Say that they are gone."""
    look_around()
    return render_template("respondent/wiped.html", onward=way_on())


def _drop(envelope: Envelope) -> None:
    """Once more when the connection is lost: only the box knows whether it has it, and it takes no second one."""
    try:
        installation().stores.drop(envelope)
    except DatabaseUnreachable:
        installation().stores.drop(envelope)


def _wave_sent() -> str | None:
    """The wave of the visit that is still in the cookie, if that was sent: a page that came late put it back."""
    visit = find_visit()
    if visit is None:
        return None
    with installation().stores.reading() as store:
        standing = store.standing(visit.wave, visit.receipt)
    if not standing.answered:
        return None
    end_with_thanks(visit, standing.wave, twice=False)
    return visit.wave


def _wave(wave_id: str) -> Wave:
    with installation().stores.reading() as store:
        return store.waves.as_opened(wave_id)


def _look_over(sitting: Sitting, faults: Mapping[str, AnswerFault], contact: Contact) -> Response:
    return look_over_page(sitting, faults, contact, left_alone=is_left_alone())
