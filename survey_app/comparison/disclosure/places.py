"""A wave with no more of where respondents came from than closing it would have kept (STATISTICS 15.1, 15.13)."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Set
from dataclasses import replace

from survey_app.comparison.groups import EVERYBODY, Group, GroupKind, Hidden
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.counts import GroupCounts, row_of
from survey_app.dataset.merging import merged, merged_cells
from survey_app.fieldwork.place import NOWHERE, Place, kept_places
from survey_app.questionnaire.study import Segment

Unkept = Set[str | None]
"""Segments that are not told though they are large enough, and rests of arms (`row_of`) that there may not be.

None is of whom no segment is known.
"""

_Places = Mapping[str | None, Place]
"""By row of the wave (`row_of`): the place that is told of everybody in it."""


def with_kept_places(fielded: FieldedWave, unkept: Unkept) -> tuple[FieldedWave, Hidden]:
    """The wave, and by group who of it are in no segment that is told; a closed wave mostly stays as it is.

    Of those not even how many took part is told. An arm of which not even the arm is told has the others of it only.
    """
    places = _places(fielded, unkept)
    moved = {row: place for row, place in places.items() if row is not None and row_of(place) != row}
    if not moved:
        return fielded, {}
    counts, rows = fielded.counts, _rows(fielded)
    rests: defaultdict[str, list[GroupCounts]] = defaultdict(list)
    for row, group in rows.items():
        if arm := places[row].arm:
            rests[arm].append(group)
    coarse = replace(
        counts,
        segments={segment: group for segment, group in counts.segments.items() if segment not in moved},
        rests={arm: merged(groups) for arm, groups in rests.items()},
        cells=merged_cells(replace(cell, **places.get(cell.row, NOWHERE)._asdict()) for cell in counts.cells),
        modes_of=_modes(counts.modes_of, places),
    )
    numbers = fielded.responded.items()
    responded = {segment: None if segment is None or segment in moved else number for segment, number in numbers}
    return replace(fielded, counts=coarse, responded=responded), _hidden(fielded, rows, moved)


def _rows(fielded: FieldedWave) -> Mapping[str, GroupCounts]:
    """The segments of the study that somebody responded from, and the rests of its arms.

    Of a segment that left the study nobody knows where it is.
    """
    counts = fielded.counts
    known = {segment.id for segment in fielded.instrument.study.segments}
    segments = {id_: group for id_, group in counts.segments.items() if id_ in known and group.respondents}
    return {**segments, **{_rest(arm): group for arm, group in counts.rests.items()}}


def _places(fielded: FieldedWave, unkept: Unkept) -> _Places:
    study, rows = fielded.instrument.study, _rows(fielded)
    arms = {segment.arm for segment in study.segments if segment.arm in fielded.counts.rests}
    rests = [Segment.model_construct(id=_rest(arm), label="", arm=arm) for arm in arms if arm]
    numbers: dict[str | None, int] = {row: group.respondents for row, group in rows.items()}
    numbers[None] = fielded.counts.total.respondents - sum(numbers.values())
    segments = [
        segment.model_copy(update={"arm": None}) if _rest(segment.arm) in unkept else segment
        for segment in (*study.segments, *rests)
    ]
    places = kept_places(segments, numbers, study.disclosure_threshold, unkept)
    own: _Places = {rest.id: Place(None, rest.arm) for rest in rests if places[rest.id].segment}
    return {**places, **own}


def _rest(arm: str | None) -> str:
    return str(row_of(Place(None, arm)))


def _modes(modes_of: Mapping[str, Mapping[str, int]], places: _Places) -> Mapping[str, Mapping[str, int]]:
    coarse: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row, modes in modes_of.items():
        if kept := row_of(places.get(row, NOWHERE)):
            coarse[kept].update(modes)
    return coarse


def _hidden(fielded: FieldedWave, rows: Mapping[str, GroupCounts], moved: Mapping[str, Place]) -> Hidden:
    """Of an arm its segments; of everybody what stands right under it, an arm or a segment without one."""
    arms = {segment.id: segment.arm for segment in fielded.instrument.study.segments}
    within: defaultdict[Group, defaultdict[str, list[GroupCounts]]] = defaultdict(lambda: defaultdict(list))
    for row, place in moved.items():
        if place.arm:
            within[Group(GroupKind.ARM, place.arm)][row].append(rows[row])
        else:
            within[EVERYBODY][arms.get(row) or row].append(rows[row])
    return {parent: tuple(merged(groups) for groups in of.values()) for parent, of in within.items()}
