"""Leaving nothing in a browser that others use next."""

from flask import session

from survey_app.web.respondent.device import forget_all
from survey_app.web.respondent.sitting import has_draft
from survey_app.web.respondent.visit import Visit, find_visit
from survey_app.web.stores import installation


def wipe() -> None:
    """Leave nothing in this browser; and no draft that nobody can open any more, for who has no four words."""
    visit = find_visit()
    if visit is not None:
        _discard_unless_wrapped(visit)
    session.clear()
    forget_all()


def _discard_unless_wrapped(visit: Visit) -> None:
    with installation().stores.writing() as store:
        store.drafts.hold(visit.wave, visit.receipt)
        wrapped = None if visit.secret is None else store.drafts.find_wrapped(visit.wave, visit.receipt)
        if wrapped is None and has_draft(store, visit):
            store.drafts.discard(visit.wave, visit.receipt)
