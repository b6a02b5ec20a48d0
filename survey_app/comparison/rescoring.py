"""Scales scored anew on the items that the compared waves have in common (STATISTICS 7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from survey_app.comparison.common_items import common_items, to_rescore
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.counts import GroupCounts, Rescoring, ScaleCounts, Scored, row_of
from survey_app.dataset.from_responses import also_scored
from survey_app.fieldwork.place import NOWHERE, Place
from survey_app.fieldwork.ports import StoredResponse

ResponsesOf = Callable[[FieldedWave], Iterable[StoredResponse]]


def rescored(waves: Sequence[FieldedWave], responses_of: ResponsesOf) -> list[FieldedWave]:
    """The waves, with the scales whose items are not all common as they are scored on those that are.

    Responses are read for what is not kept. Scales that have all items in common, or fewer than two, stay as they were
    counted; so do printed waves.
    """
    ordered = sorted(waves, key=lambda fielded: fielded.wave.moment)
    common = common_items([wave.instrument.questionnaire for wave in ordered])
    return [_rescored(wave, to_rescore(wave.instrument.questionnaire, common), responses_of) for wave in waves]


def _rescored(wave: FieldedWave, wanted: Sequence[Scored], responses_of: ResponsesOf) -> FieldedWave:
    counts = also_scored(wave.counts, wave.instrument, wanted, lambda: responses_of(wave))
    found = [one for one in counts.rescored if one.scored in wanted]

    def changed(group: GroupCounts, place: Place) -> GroupCounts:
        return replace(group, scales={**group.scales, **{one.total.scale: _of(one, row_of(place)) for one in found}})

    return replace(
        wave,
        counts=replace(
            counts,
            total=changed(counts.total, NOWHERE),
            segments={segment: changed(group, Place(segment)) for segment, group in counts.segments.items()},
            rests={arm: changed(group, Place(None, arm)) for arm, group in counts.rests.items()},
            rescored=(),
        ),
    )


def _of(found: Rescoring, row: str | None) -> ScaleCounts:
    return found.total if row is None else found.rows[row]
