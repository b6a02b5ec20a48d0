"""The way in: a code from a letter, with which one begins, goes on or is asked which; or the open link for staff."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey_app.fieldwork.codes import TypingError, read_code
from survey_app.fieldwork.draft import (
    draft_key,
    find_secret,
    is_wiped,
    new_random,
    opens,
    read_four_words,
    unwrap_secret,
)
from survey_app.fieldwork.entrance import Entrance, UnknownCode, enter, enter_openly, is_open_trial
from survey_app.fieldwork.passphrase import WordNotInList, WordsNotRead, WrongNumberOfWords, WrongWords
from survey_app.web.attempts import WordAttempts, WrongCodes
from survey_app.web.form_token import form_token
from survey_app.web.network import client, is_within
from survey_app.web.respondent.device import secrets_here
from survey_app.web.respondent.done import is_done
from survey_app.web.respondent.idle import MINUTES, leave_alone
from survey_app.web.respondent.made import TOKEN, face_of, made_page
from survey_app.web.respondent.promise import promise
from survey_app.web.respondent.reading import FIELD, as_read, changes_language, choose
from survey_app.web.respondent.scene import look_around, set_scene
from survey_app.web.respondent.sitting import has_draft, start_again
from survey_app.web.respondent.tablet import is_fresh, is_read_out, note_who, on_tablet
from survey_app.web.respondent.visit import Visit, begin_visit, find_visit, secrets_of_before
from survey_app.web.respondent.wiping import wipe_unless_wrapped
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


ENTER, INSTEAD, WORDS, AGAIN, SURELY_AGAIN = "enter", "instead", "words", "again", "surely-again"
"""What somebody with a code asks: come in; come in although another questionnaire was begun in this browser; go on
with four words; start again; start again, having read that this wipes what was begun."""


@dataclass(frozen=True)
class Guest:
    """Somebody with a code that is right. The code is in the form of each page that asks something, nowhere else."""

    entry: Entrance
    code: str

    def visit(self, secret: bytes) -> Visit:
        """The visit with the draft key that the code and this secret make."""
        wave_id = self.entry.wave.id
        return Visit(wave_id, self.entry.receipt, draft_key(wave_id, self.code, secret), secret)


def admit(guest: Guest, asked: str, words: str) -> ResponseReturnValue:
    """Let somebody in, or ask what is meant; `words` are the four words as typed."""
    set_scene(guest.entry.wave)
    if asked == AGAIN:
        return ask(guest, "respondent/start-again.html", asked=AGAIN)
    if asked == SURELY_AGAIN:
        return _start_again(guest)
    if asked == ENTER and not on_tablet() and (earlier := begun_before(guest.entry.receipt)):
        return ask(guest, "respondent/another-begun.html", asked=ENTER, with_code=earlier.secret is not None)
    visit = _find_way_in(guest)
    if visit is not None:
        return let_in(visit)
    with installation().stores.reading() as store:
        wrapped = store.drafts.find_wrapped(guest.entry.wave.id, guest.entry.receipt)
    if asked == WORDS and changes_language():
        return _ask_for_words(guest, has_words=wrapped is not None, typed=words)
    if asked == WORDS and wrapped is not None:
        return _go_on_with_words(guest, wrapped, words)
    return _ask_for_words(guest, has_words=wrapped is not None)


def let_in(visit: Visit) -> ResponseReturnValue:
    """Begin, or go on, as this visit."""
    take_the_place(visit)
    return redirect(url_for("pages.introduction"), 303)


def take_the_place(visit: Visit) -> None:
    """Make this the visit of this browser. A draft that only the visit before could open is wiped."""
    earlier = find_visit()
    if earlier is not None and earlier.receipt != visit.receipt and earlier.secret is None:
        wipe_unless_wrapped(earlier)
    begin_visit(visit)


def begun_before(receipt: bytes) -> Visit | None:
    """The visit of this browser that would be left now, when something was kept of it; not one with this receipt."""
    visit = find_visit()
    if visit is None or visit.receipt == receipt:
        return None
    with installation().stores.reading() as store:
        return visit if has_draft(store, visit) else None


def ask(guest: Guest, template: str, asked: str, **shown: object) -> str:
    """A page that asks; what is answered comes back with the code. `asked` leads to the same page once more."""
    return render_template(template, code=guest.code, asked=asked, **shown)


def _find_way_in(guest: Guest) -> Visit | None:
    """A visit to begin, or one that opens what was begun; None when that was begun elsewhere."""
    wave_id, receipt = guest.entry.wave.id, guest.entry.receipt
    with installation().stores.reading() as store:
        draft = store.drafts.find(wave_id, receipt)
    if is_wiped(wave_id, receipt, draft):
        return _begin_anew(guest)
    running = find_visit()
    if running is not None and running.receipt == receipt and (draft is None or opens(running.draft_key, draft)):
        return running
    begun_here = [*secrets_of_before(), *secrets_here()]
    secret = new_random() if draft is None else find_secret(wave_id, guest.code, draft, begun_here)
    return None if secret is None else guest.visit(secret)


def _go_on_with_words(guest: Guest, wrapped: bytes, typed: str) -> ResponseReturnValue:
    wave_id, receipt = guest.entry.wave.id, guest.entry.receipt
    try:
        words = read_four_words(typed)
        if not kept(WordAttempts).type_in(receipt):
            fault = _("Er is te vaak geprobeerd. Probeer het over tien minuten nog eens.")
            return _ask_for_words(guest, has_words=True, fault=fault), 429
        return let_in(guest.visit(unwrap_secret(wave_id, receipt, wrapped, words)))
    except (WordsNotRead, WrongWords) as error:
        return _ask_for_words(guest, has_words=True, fault=_in_words(error), typed=typed), 422


def _in_words(error: WordsNotRead | WrongWords) -> str:
    match error:
        case WordNotInList(position=position):
            return _("Woord %(position)s kennen wij niet. Kijk het nog eens na.", position=position)
        case WrongNumberOfWords():
            return _("Typ precies vier woorden, met een spatie ertussen.")
    return _("Deze vier woorden kloppen niet. Kijk ze nog eens na, en ook de volgorde.")


def _ask_for_words(guest: Guest, *, has_words: bool, fault: str | None = None, typed: str = "") -> str:
    shown = {"has_words": has_words, "fault": fault, "typed": typed}
    return ask(guest, "respondent/begun-elsewhere.html", asked=INSTEAD, **shown)


def _start_again(guest: Guest) -> ResponseReturnValue:
    return let_in(_begin_anew(guest))


def _begin_anew(guest: Guest) -> Visit:
    visit = guest.visit(new_random())
    with installation().stores.writing() as store:
        start_again(store, guest.entry.wave, visit)
    return visit
