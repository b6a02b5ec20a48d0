"""A wave as a comparison takes it: its frozen instrument, its counts and its response per segment."""

from __future__ import annotations

from survey_app.comparison.results import FieldedWave
from survey_app.dataset.kept import counts_of
from survey_app.fieldwork.ports import Store


def fielded_wave(store: Store, wave_id: str) -> FieldedWave:
    """The closed wave, counted if it was not yet, so the store must be for writing; raises NoSuchWave or NotClosed."""
    wave = store.waves.get(wave_id)
    counts = counts_of(store, wave)
    segments = store.invitations.response_per_segment(wave_id)
    return FieldedWave(
        wave=wave,
        instrument=wave.frozen_instrument(),
        counts=counts,
        invited={segment.segment: segment.invited for segment in segments},
        responded={segment.segment: segment.responded for segment in segments},
    )
