"""Counts as they are kept: made once, when they are first asked for, or read from a printed table."""

from __future__ import annotations

from pydantic import TypeAdapter

from survey_app.dataset.counts import GroupCounts, WaveCounts
from survey_app.dataset.from_responses import count_responses
from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.clock import Clock, utc_now
from survey_app.fieldwork.life import NotClosed
from survey_app.fieldwork.ports import Store
from survey_app.fieldwork.stores import Stores
from survey_app.fieldwork.wave import Wave, WaveState
from survey_app.fieldwork.wave_bounds import check_wave

_WAVE_COUNTS = TypeAdapter(WaveCounts)


def counts_of(store: Store, wave: Wave) -> WaveCounts:
    """The kept counts of a closed wave; if there are none yet they are made and kept, so the store must be for writing.

    Of a withheld wave there is only the number of respondents. Raises NotClosed, ResponseNotKnown or AnswerNotKnown.
    """
    if wave.state is not WaveState.CLOSED:
        raise NotClosed(wave.id)
    kept = store.counts.find(wave.id)
    if kept is not None:
        return counts_from_json(kept)
    counts = _withheld(wave) if wave.withheld else _counted(store, wave)
    store.counts.put(wave.id, counts_to_json(counts))
    return counts


def keep_printed_wave(stores: Stores, wave: Wave, counts: WaveCounts, who: str, *, clock: Clock = utc_now) -> None:
    """Keep a wave that is known only from printed tables, with its counts; raises BadWave or WaveExists."""
    check_wave(wave)
    with stores.writing() as store:
        store.waves.add(wave)
        store.counts.put(wave.id, counts_to_json(counts))
        store.audit.append(AuditEntry(clock(), who, "printed counts imported", wave.id))


def counts_to_json(counts: WaveCounts) -> str:
    """One text for one set of counts, in the order of the instrument; ids are all ASCII, so it is too."""
    return _WAVE_COUNTS.dump_json(counts).decode("ascii")


def counts_from_json(text: str) -> WaveCounts:
    """The counts that `counts_to_json` wrote; raises pydantic.ValidationError when it did not."""
    return _WAVE_COUNTS.validate_json(text)


def _withheld(wave: Wave) -> WaveCounts:
    return WaveCounts(wave.id, wave.origin, GroupCounts(wave.responses or 0, {}))


def _counted(store: Store, wave: Wave) -> WaveCounts:
    return count_responses(wave.id, wave.frozen_instrument(), store.responses.read(wave.id))
