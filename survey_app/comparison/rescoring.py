"""Scales scored anew on the items that the compared waves have in common (STATISTICS 7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from survey_app.comparison.common_items import common_items
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.counts import GroupCounts, ScaleCounts, row_of
from survey_app.dataset.from_responses import count_scale
from survey_app.fieldwork.place import NOWHERE, Place
from survey_app.fieldwork.ports import StoredResponse
from survey_app.fieldwork.wave import Origin

ResponsesOf = Callable[[FieldedWave], Iterable[StoredResponse]]


def rescored(waves: Sequence[FieldedWave], responses_of: ResponsesOf) -> list[FieldedWave]:
    """The waves, with the scales whose items are not all common counted once more from the responses.

    Scales that have all items in common, or fewer than two, stay as they were counted; so do printed waves.
    """
    ordered = sorted(waves, key=lambda fielded: fielded.wave.moment)
    common = common_items([wave.instrument.questionnaire for wave in ordered])
    return [_rescored(wave, common, responses_of) for wave in waves]


def _rescored(wave: FieldedWave, common: Mapping[str, tuple[str, ...]], responses_of: ResponsesOf) -> FieldedWave:
    if wave.wave.origin is Origin.PRINTED:
        return wave
    for scale_id, items in common.items():
        counted = wave.counts.total.scales.get(scale_id)
        if counted is not None and counted.items != items and len(items) > 1:
            found = count_scale(wave.wave.id, wave.instrument, responses_of(wave), scale_id, items)
            wave = _with_scale(wave, scale_id, found)
    return wave


def _with_scale(wave: FieldedWave, scale_id: str, found: Mapping[str | None, ScaleCounts]) -> FieldedWave:
    def changed(group: GroupCounts, place: Place) -> GroupCounts:
        return replace(group, scales={**group.scales, scale_id: found[row_of(place)]})

    counts = wave.counts
    segments = {segment: changed(group, Place(segment)) for segment, group in counts.segments.items()}
    rests = {arm: changed(group, Place(None, arm)) for arm, group in counts.rests.items()}
    total = changed(counts.total, NOWHERE)
    return replace(wave, counts=replace(counts, total=total, segments=segments, rests=rests))
