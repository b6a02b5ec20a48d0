"""A wave made ready to be compared with any other: each of its groups by itself, masked, and its weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from survey_app.comparison.disclosure.breakdown import Mask, broken_down
from survey_app.comparison.groups import EVERYBODY, Group, GroupKind
from survey_app.comparison.pair import Half
from survey_app.comparison.results import FieldedWave
from survey_app.comparison.weighted_wave import weighted
from survey_app.comparison.weighting.raking import Weighting
from survey_app.comparison.weighting.told import WeightingTold, told_of
from survey_app.dataset.counts import GroupCounts, WaveCounts, row_of
from survey_app.dataset.merging import merged
from survey_app.fieldwork.place import Place
from survey_app.language.words import Words


@dataclass(frozen=True)
class PreparedWave:
    """What is worked out once of a wave, however many comparisons it is in.

    `fielded` is the wave as far as it may be told where its respondents came from, `parts` the wave as far as each
    group goes, `masks` what may be shown of each. Only groups that responded are there; everybody always is. Of the
    items in `unweighted` a weighted figure would tell what is hidden.
    """

    fielded: FieldedWave
    parts: Mapping[Group, FieldedWave]
    masks: Mapping[Group, Mask]
    weighting: Weighting | None
    unweighted: frozenset[str]
    _halves: dict[tuple[Group, Words], Half] = field(default_factory=dict, compare=False, repr=False)

    def told_of_weights(self) -> WeightingTold | None:
        """What may be told of the weights; None where there are none."""
        study = self.fielded.instrument.study
        if self.weighting is None or study.margins is None:
            return None
        trait = self.masks[EVERYBODY].items.get(study.margins.item)
        in_order = [item for item in self.fielded.instrument.questionnaire.items if item in self.unweighted]
        return told_of(self.weighting, trait, study.disclosure_threshold, in_order)

    def half(self, group: Group, name: Words) -> Half:
        """One group of the wave, as one side of every comparison that it is in."""
        key = group, name
        if key not in self._halves:
            mask, is_part = self.masks[group], group != EVERYBODY
            self._halves[key] = Half(
                name,
                self.parts[group],
                mask.items,
                mask.scales,
                None if is_part else self.weighting,
                unweighted=self.unweighted,
                whole=self.fielded if is_part else None,
            )
        return self._halves[key]


def prepared(fielded: FieldedWave) -> PreparedWave:
    """The wave with its groups, masks and weights."""
    fielded, masks = broken_down(fielded)
    parts = {group: part_of(fielded, group) for group in masks}
    weighting, unweighted = weighted(fielded, masks)
    return PreparedWave(fielded, parts, masks, weighting, unweighted)


def part_of(fielded: FieldedWave, group: Group) -> FieldedWave:
    """The wave as if only this group had been approached and had responded."""
    if group == EVERYBODY:
        return fielded
    segments = segments_in(fielded, group)
    counts = fielded.counts
    answered = [counts.segments[segment] for segment in segments if segment in counts.segments]
    answered += [counts.rests[group.id]] if _has_rest(fielded, group) else []
    total = merged(answered) if answered else GroupCounts(0, {})
    return replace(
        fielded,
        counts=WaveCounts(
            counts.wave, counts.origin, total, {}, counts.blanks_known, modes=_modes(counts, group, segments)
        ),
        invited={segment: fielded.invited[segment] for segment in segments if segment in fielded.invited},
        responded={segment: fielded.responded[segment] for segment in segments if segment in fielded.responded},
    )


def _modes(counts: WaveCounts, group: Group, segments: Iterable[str]) -> Mapping[str, int]:
    """How many of a group responded in each mode; empty where that was not counted by village."""
    rest = row_of(Place(None, group.id)) if group.kind is GroupKind.ARM else None
    found = Counter[str]()
    for row in (*segments, rest):
        found.update(counts.modes_of.get(row or "", {}))
    return found


def left_out(fielded: FieldedWave, group: Group) -> frozenset[str]:
    """The segments of an arm of whose respondents not even the arm is told, so that its figures are without them."""
    of_arm = {one.id for one in fielded.instrument.study.segments if one.arm == group.id}
    return frozenset(of_arm.difference(segments_in(fielded, group)) if group.kind is GroupKind.ARM else ())


def segments_in(fielded: FieldedWave, group: Group) -> list[str]:
    """The segments of the study that a group consists of.

    Of an arm without a rest those of whose respondents not even the arm was kept are no part of it.
    """
    segments = fielded.instrument.study.segments
    if group.kind is GroupKind.ARM:
        of_arm = [segment.id for segment in segments if segment.arm == group.id]
        return [one for one in of_arm if _has_rest(fielded, group) or fielded.responded.get(one, 0) is not None]
    return [segment.id for segment in segments if segment.id == group.id]


def _has_rest(fielded: FieldedWave, group: Group) -> bool:
    return group.kind is GroupKind.ARM and group.id in fielded.counts.rests
