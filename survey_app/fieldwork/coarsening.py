"""A wave that was closed while every village was kept, however small: closing it once more keeps what may be kept."""

from collections import Counter

from survey_app.fieldwork.place import NOWHERE, kept_places, too_small
from survey_app.fieldwork.ports import Store
from survey_app.fieldwork.wave import Wave, WaveState


def keeps_too_much(store: Store, wave: Wave) -> bool:
    """Whether beside its responses stands a place that fewer than its minimum share."""
    if wave.state is not WaveState.CLOSED or not wave.is_held_here:
        return False
    return bool(too_small(store.responses.places(wave.id), wave.minimum))


def coarsen(store: Store, wave: Wave) -> bool:
    """Keep no more of the places of a closed wave than closing would have kept; whether that changed anything.

    What was counted goes too. Of the rest of an arm nobody knows the villages any more, so if that itself is too small
    it belongs to no arm from now on.
    """
    if not keeps_too_much(store, wave):
        return False
    places = store.responses.places(wave.id)
    numbers = Counter[str | None]()
    for place, number in places.items():
        numbers[place.segment] += number
    kept = kept_places(wave.frozen_instrument().study.segments, numbers, wave.minimum)
    store.responses.move(wave.id, {place: kept[place.segment] if place.segment else NOWHERE for place in places})
    store.counts.forget(wave.id)
    return True
