"""Counts as they are kept: made once, when a wave was closed, or taken in from a printed table or a file."""

from collections.abc import Collection, Iterable

from pydantic import TypeAdapter

from survey_app.dataset.counts import GroupCounts, Scored, WaveCounts
from survey_app.dataset.from_responses import also_by_trait, also_scored, count_responses
from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.life import NotClosed
from survey_app.fieldwork.ports import Clock, Store, Stores, utc_now
from survey_app.fieldwork.wave import Origin, Wave, WaveState, check_wave

_WAVE_COUNTS = TypeAdapter(WaveCounts)


def counts_of(store: Store, wave: Wave, rescored: Iterable[Scored] = ()) -> WaveCounts:
    """The counts of a closed wave: those that are kept, or else made now, for who looks keeps nothing.

    The same for scales on some of their items. Of a withheld wave there is only the number of respondents. Raises
    NotClosed, ResponseNotKnown or AnswerNotKnown.
    """
    if wave.state is not WaveState.CLOSED:
        raise NotClosed(wave.id)
    if wave.withheld:
        return WaveCounts(wave.id, wave.origin, GroupCounts(wave.responses or 0, {}))
    kept, instrument = store.counts.find(wave.id), wave.frozen_instrument()
    if kept is None:
        counts = count_responses(wave.id, instrument, store.responses.read(wave.id))
    else:
        counts = also_by_trait(counts_from_json(kept), instrument, lambda: store.responses.read(wave.id))
    return also_scored(counts, instrument, rescored, lambda: store.responses.read(wave.id))


def keep_counts(stores: Stores, wave: Wave, rescored: Collection[Scored] = ()) -> None:
    """Count a closed wave, and these scales on some of their items, as far as that is not kept yet, and keep it.

    Nobody waits for it: the responses are read without a lock, and counts are kept only of responses that still stand
    where they stood. Raises as `counts_of` does.
    """
    with stores.reading() as store:
        kept = store.counts.find(wave.id)
        if wave.withheld or not wave.is_held_here:
            return
        places = store.responses.places(wave.id)
        text = counts_to_json(counts_of(store, wave, rescored))
    if text == kept:
        return
    with stores.writing() as store:
        store.waves.lock(wave.id)
        if store.counts.find(wave.id) == kept and store.responses.places(wave.id) == places:
            store.counts.put(wave.id, text)


_TAKEN_IN = {Origin.PRINTED: "printed counts imported", Origin.FILE: "counts of a file kept"}


def keep_counted_wave(stores: Stores, wave: Wave, counts: WaveCounts, who: str, *, clock: Clock = utc_now) -> None:
    """Keep a wave that is known only from counts, with those; raises BadWave or WaveExists."""
    check_wave(wave)
    with stores.writing() as store:
        store.waves.add(wave)
        store.counts.put(wave.id, counts_to_json(counts))
        store.audit.append(AuditEntry(clock(), who, _TAKEN_IN[wave.origin], wave.id))


def counts_to_json(counts: WaveCounts) -> str:
    """One text for one set of counts, in the order of the instrument; ids are all ASCII, so it is too."""
    return _WAVE_COUNTS.dump_json(counts).decode("ascii")


def counts_from_json(text: str) -> WaveCounts:
    """The counts that `counts_to_json` wrote; raises pydantic.ValidationError when it did not."""
    return _WAVE_COUNTS.validate_json(text)
