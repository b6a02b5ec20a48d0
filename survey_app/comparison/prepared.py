"""A wave made ready to be compared with any other: each of its groups by itself, masked, and its weights."""

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace

from survey_app.comparison.disclosure.breakdown import broken_down
from survey_app.comparison.disclosure.by_trait import told_by_trait
from survey_app.comparison.disclosure.weighted_secrets import Masks, WeightedCells, hidden_segments, segments_as_one
from survey_app.comparison.groups import EVERYBODY, Group, GroupKind, WhyNot
from survey_app.comparison.pair import Half
from survey_app.comparison.results import FieldedWave
from survey_app.comparison.weighting.raking import Unusable, Weighting, cell_sizes, rake
from survey_app.comparison.weighting.told import WeightingTold, told_of
from survey_app.dataset.counts import ALL_REST, CellCounts, GroupCounts, WaveCounts, row_of
from survey_app.dataset.merging import merged
from survey_app.fieldwork.place import Place
from survey_app.language.words import Words


@dataclass(frozen=True)
class PreparedWave:
    """What is worked out once of a wave, however many comparisons it is in.

    `fielded` is the wave as far as it may be told where its respondents came from, `halves` each of its groups that
    responded, as one side of every comparison that it is in; everybody always is there. `weighting` is what may be told
    of the weights; None where there are none. `traits` are the categories of each trait that something may be told of;
    with those in `joined` everybody counts who is in none that is told. `not_by_trait` says why of others nothing.
    """

    fielded: FieldedWave
    halves: Mapping[Group, Half]
    weighting: WeightingTold | None
    traits: Mapping[Group, Half]
    joined: frozenset[Group]
    not_by_trait: Mapping[str, WhyNot]


def prepared(fielded: FieldedWave, name: Words, unfolded: FieldedWave | None = None) -> PreparedWave:
    """The wave, that sentences call so, with its groups as far as they may be shown and its weights.

    `unfolded` is the same wave before any category was folded, which depends on the waves beside it: what is told by
    trait must not, or two choices of waves would tell what neither does.
    """
    fielded, masks = broken_down(fielded)
    weighting, unweighted = _weighted(fielded, masks)
    everybody = Half(name, fielded, masks[EVERYBODY].items, masks[EVERYBODY].scales, weighting, unweighted)
    parts = {
        group: Half(name, _part_of(fielded, group), mask.items, mask.scales, unweighted=unweighted, whole=fielded)
        for group, mask in masks.items()
        if group != EVERYBODY
    }
    by_trait, not_by_trait = told_by_trait(unfolded or fielded, masks[EVERYBODY])
    traits = {
        group: Half(
            name, _of_category(fielded, told.counts[group]), mask.items, mask.scales, whole=fielded, is_category=True
        )
        for told in by_trait.values()
        for group, mask in told.masks.items()
    }
    joined = frozenset(told.joined for told in by_trait.values() if told.joined)
    return PreparedWave(fielded, {EVERYBODY: everybody, **parts}, _told(everybody), traits, joined, not_by_trait)


def _of_category(fielded: FieldedWave, people: GroupCounts) -> FieldedWave:
    """The wave as if only these had responded; how many of them were approached, and in which modes, nobody knows."""
    counts = fielded.counts
    of_them = WaveCounts(counts.wave, counts.origin, people, {}, counts.blanks_known)
    return replace(fielded, counts=of_them, invited={}, responded={})


def _told(everybody: Half) -> WeightingTold | None:
    study = everybody.fielded.instrument.study
    if everybody.weighting is None or study.margins is None:
        return None
    trait = everybody.shown.get(study.margins.item)
    in_order = [item for item in everybody.questionnaire.items if item in everybody.unweighted]
    return told_of(everybody.weighting, trait, study.disclosure_threshold, in_order)


def _part_of(fielded: FieldedWave, group: Group) -> FieldedWave:
    """The wave as if only this group had been approached and had responded."""
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
    modes = Counter[str]()
    for row in (*segments, rest):
        modes.update(counts.modes_of.get(row or "", {}))
    return modes


def left_out(fielded: FieldedWave, group: Group) -> frozenset[str]:
    """The segments of an arm of whose respondents not even the arm is told, so that its figures are without them."""
    of_arm = {segment.id for segment in fielded.instrument.study.segments if segment.arm == group.id}
    return frozenset(of_arm.difference(segments_in(fielded, group)) if group.kind is GroupKind.ARM else ())


def segments_in(fielded: FieldedWave, group: Group) -> list[str]:
    """The segments of the study that a group consists of.

    Of an arm without a rest those of whose respondents not even the arm was kept are no part of it.
    """
    segments = fielded.instrument.study.segments
    if group.kind is GroupKind.ARM:
        of_arm = [segment.id for segment in segments if segment.arm == group.id]
        return [id_ for id_ in of_arm if _has_rest(fielded, group) or fielded.responded.get(id_, 0) is not None]
    return [segment.id for segment in segments if segment.id == group.id]


def _has_rest(fielded: FieldedWave, group: Group) -> bool:
    return group.kind is GroupKind.ARM and group.id in fielded.counts.rests


def _weighted(fielded: FieldedWave, masks: Masks) -> tuple[Weighting | None, frozenset[str]]:
    """Weights to the margins of the study, and the statements that must not be weighted by them.

    None if the study stores no margins, or the wave is not known by person. The weights are not used where figures that
    are weighted by them would tell how many responded from a cell; nor where nobody knows for which villages those
    stand of whom no village is known. Hidden categories of the trait weigh as one; all of them where it is withheld.
    """
    margins, cells = fielded.instrument.study.margins, fielded.counts.cells
    if margins is None or not cells:
        return None, frozenset()
    margin, population = segment_margin(fielded), margins.population
    hidden = hidden_segments(masks, fielded.instrument.questionnaire)
    as_one = segments_as_one(hidden)
    rows = _rows_as_one(margin, fielded, as_one)
    trait = masks[EVERYBODY].items[margins.item]
    categories = frozenset(population) if trait is None else trait.hidden
    named = [replace(cell, segment=_named(cell, margin, rows), arm=None) for cell in cells]
    raked = rake(cell_sizes(named), margin, population, (rows, categories))
    weighed = WeightedCells(named, raked, fielded.instrument.study.disclosure_threshold)
    weighting = replace(
        raked,
        weights={
            (cell.row, cell.category): raked.weights[of.row, of.category] for cell, of in zip(cells, named, strict=True)
        },
        unknown_segment=sum(cell.counts.respondents for cell in cells if cell.row is None and ALL_REST not in margin),
        why_not=_why_not(fielded, margin, raked, tells=weighed.tell),
    )
    return weighting, weighed.secret(hidden, as_one)


def segment_margin(fielded: FieldedWave) -> Mapping[str, int]:
    """People per segment; those whose respondents are known by their arm alone, or by nothing, are taken together."""
    margin: Counter[str] = Counter()
    for segment in fielded.instrument.study.segments:
        is_told = fielded.responded.get(segment.id, 0) is not None
        rest = row_of(Place(None, segment.arm)) if segment.arm in fielded.counts.rests else ALL_REST
        if segment.frame is not None:
            margin[segment.id if is_told else rest or ALL_REST] += segment.frame
    return margin


def _rows_as_one(margin: Mapping[str, int], fielded: FieldedWave, hidden: Set[str]) -> frozenset[str]:
    """The hidden segments, and whoever is known by no segment, who is hidden too."""
    segments = {segment.id for segment in fielded.instrument.study.segments}
    return frozenset(row for row in margin if row in hidden or row not in segments) if hidden else frozenset()


def _named(cell: CellCounts, margin: Mapping[str, int], as_one: Set[str]) -> str | None:
    """The row of the margin that a cell stands in; who is of no segment stands among the hidden ones."""
    if cell.row is not None:
        return cell.row
    if ALL_REST in margin:
        return ALL_REST
    return next((row for row in margin if row in as_one), None)


def _why_not(fielded: FieldedWave, margin: Mapping[str, int], weighting: Weighting, *, tells: bool) -> Unusable | None:
    if ALL_REST in margin and fielded.invited.get(None):
        return Unusable.VILLAGE_UNKNOWN
    return Unusable.TELLS_CELLS if tells else weighting.why_not
