"""How many answered an open wave, as far as anybody is told: in steps, once a day.

A number that grows tells when somebody answered. So it is looked up at the first look of a day and kept until the
next, per segment in steps of ten. A day begins at four at night, when hardly anybody answers: two looks close together,
one on either side, tell nothing. Whoever wants to know goes through here, pages and commands alike.
"""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from survey_app.fieldwork.ports import Clock, Store, Stores, ToldResponse, utc_now
from survey_app.fieldwork.wave import Wave

STEP, SEGMENT_STEP = 5, 10
"""Everybody together is told in steps of five, one segment in steps of ten, both rounded down."""

_DUTCH_TIME = ZoneInfo("Europe/Amsterdam")
_NIGHT = timedelta(hours=4)


def told_response(stores: Stores, wave: Wave, clock: Clock = utc_now) -> ToldResponse:
    """What is told of an open wave today; the first who asks has it looked up."""
    today = (clock().astimezone(_DUTCH_TIME).replace(tzinfo=None) - _NIGHT).date()
    with stores.reading() as store:
        last_told = store.told.find(wave.id)
    if last_told is not None and last_told.day >= today:
        return last_told
    with stores.writing() as store:
        return store.told.keep(wave.id, _look(store, wave, today))


def _look(store: Store, wave: Wave, today: date) -> ToldResponse:
    answered = store.box.count(wave.id)
    by_segment = {
        village.segment: village.responded - village.responded % SEGMENT_STEP
        for village in store.invitations.in_box(wave.id)
        if village.segment is not None and village.responded is not None
    }
    return ToldResponse(today, answered - answered % STEP, answered >= wave.minimum, by_segment)
