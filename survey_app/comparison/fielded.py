"""Waves as a comparison takes them: the frozen instrument, the counts and the response per segment of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from survey_app.comparison.rescoring import rescored
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.kept import counts_of
from survey_app.fieldwork.ports import Store
from survey_app.fieldwork.response_numbers import response_per_segment
from survey_app.fieldwork.wave import Wave


def fielded_wave(store: Store, wave_id: str) -> FieldedWave:
    """The closed wave; raises NoSuchWave or NotClosed."""
    wave = store.waves.get(wave_id)
    counts = counts_of(store, wave)
    segments = response_per_segment(store, wave)
    return FieldedWave(
        wave=wave,
        instrument=wave.frozen_instrument(),
        counts=counts,
        invited={segment.segment: segment.invited for segment in segments} or _approached(wave),
        responded={segment.segment: segment.responded for segment in segments},
    )


def _approached(wave: Wave) -> Mapping[str | None, int]:
    """Of a wave without codes: as many as somebody said."""
    return {} if wave.approached is None else {None: wave.approached}


def fielded_waves(store: Store, wave_ids: Sequence[str]) -> list[FieldedWave]:
    """Closed waves that will be compared, in this order, their scales scored on what they have in common."""
    waves = [fielded_wave(store, wave_id) for wave_id in wave_ids]
    return rescored(waves, lambda wave: store.responses.read(wave.wave.id))


def accepted_changes(store: Store, wave_ids: Sequence[str]) -> Mapping[tuple[str, str, str], str]:
    """The reason for each editorial change between these waves, by earlier wave, later wave and item."""
    return {
        (change.earlier, change.later, change.item): change.reason for change in store.editorial_changes.among(wave_ids)
    }
