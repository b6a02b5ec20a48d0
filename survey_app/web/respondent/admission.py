"""Who came in with a code: begins, goes on, or is asked which of the two."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from survey_app.fieldwork.draft import draft_key, find_secret, new_random, opens
from survey_app.fieldwork.entrance import Entrance
from survey_app.web.respondent.device import remember_secret, secrets_here
from survey_app.web.respondent.scene import set_scene
from survey_app.web.respondent.sitting import has_draft, start_again
from survey_app.web.respondent.visit import Visit, begin_visit, find_visit
from survey_app.web.stores import installation

ENTER, INSTEAD, AGAIN, SURELY_AGAIN = "enter", "instead", "again", "surely-again"
"""What somebody with a code asks: come in; come in although another questionnaire was begun in this browser; start
again; start again, having read that this wipes what was begun."""


@dataclass(frozen=True)
class Guest:
    """Somebody with a code that is right. The code is in the form of each page that asks something, nowhere else."""

    entry: Entrance
    code: str

    def visit(self, secret: bytes) -> Visit:
        """The visit with the draft key that the code and this secret make."""
        wave_id = self.entry.wave.id
        return Visit(wave_id, self.entry.receipt, draft_key(wave_id, self.code, secret), secret)


def admit(guest: Guest, asked: str) -> ResponseReturnValue:
    """Let somebody in, or ask what is meant."""
    set_scene(guest.entry.wave)
    if asked == AGAIN:
        return ask(guest, "respondent/start-again.html")
    if asked == SURELY_AGAIN:
        return _start_again(guest)
    if asked == ENTER and (earlier := begun_before(guest.entry.receipt)):
        return ask(guest, "respondent/another-begun.html", with_code=earlier.secret is not None)
    visit = _find_way_in(guest)
    if visit is None:
        return ask(guest, "respondent/begun-elsewhere.html")
    return let_in(visit)


def let_in(visit: Visit) -> ResponseReturnValue:
    """Begin, or go on, as this visit."""
    take_the_place(visit)
    return redirect(url_for("pages.introduction"), 303)


def take_the_place(visit: Visit) -> None:
    """Make this the visit of this browser. A draft that only the visit before could open is wiped."""
    earlier = find_visit()
    if earlier is not None and earlier.receipt != visit.receipt and earlier.secret is None:
        with installation().stores.writing() as store:
            store.drafts.discard(earlier.wave, earlier.receipt)
    begin_visit(visit)
    if visit.secret is not None:
        remember_secret(visit.secret)


def begun_before(receipt: bytes) -> Visit | None:
    """The visit of this browser that would be left now, when something was kept of it; not one with this receipt."""
    visit = find_visit()
    if visit is None or visit.receipt == receipt:
        return None
    with installation().stores.reading() as store:
        return visit if has_draft(store, visit) else None


def ask(guest: Guest, template: str, **shown: object) -> str:
    """A page that asks; what is answered comes back with the code."""
    return render_template(template, code=guest.code, **shown)


def _find_way_in(guest: Guest) -> Visit | None:
    """A visit to begin, or one that opens what was begun; None when that was begun elsewhere."""
    wave_id, receipt = guest.entry.wave.id, guest.entry.receipt
    with installation().stores.reading() as store:
        draft = store.drafts.find(wave_id, receipt)
    running = find_visit()
    if running is not None and running.receipt == receipt and (draft is None or opens(running.draft_key, draft)):
        return running
    secret = new_random() if draft is None else find_secret(wave_id, guest.code, draft, secrets_here())
    return None if secret is None else guest.visit(secret)


def _start_again(guest: Guest) -> ResponseReturnValue:
    visit = guest.visit(new_random())
    with installation().stores.writing() as store:
        start_again(store, guest.entry.wave, visit)
    return let_in(visit)
