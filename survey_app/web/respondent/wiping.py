"""Leaving nothing in a browser that others use next."""

from contextlib import suppress

from flask import session

from survey_app.web.respondent.device import forget_all
from survey_app.web.respondent.ended import say_ended
from survey_app.web.respondent.sitting import NOTHING_TO_WIPE, wipe_answers
from survey_app.web.respondent.visit import Visit, find_visit
from survey_app.web.stores import installation


def wipe() -> None:
    """Leave nothing in this browser; and no draft that nobody can open any more, for who has no four words."""
    visit = find_visit()
    if visit is not None:
        wipe_unless_wrapped(visit)
    session.clear()
    say_ended()
    forget_all()


def wipe_unless_wrapped(visit: Visit) -> None:
    """Wipe what this visit alone can open, if it is still there to be wiped."""
    with installation().stores.writing() as store:
        store.drafts.hold(visit.wave, visit.receipt)
        wrapped = None if visit.secret is None else store.drafts.find_wrapped(visit.wave, visit.receipt)
        if wrapped is None:
            with suppress(*NOTHING_TO_WIPE):
                wipe_answers(store, visit)
