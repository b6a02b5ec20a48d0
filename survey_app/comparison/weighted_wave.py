"""The weights of a wave: to the people per segment and per category of one trait, what is hidden weighing as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import replace

from survey_app.comparison.disclosure.weighted_secrets import (
    Masks,
    WeightedCells,
    categories_as_one,
    hidden_segments,
    segments_as_one,
)
from survey_app.comparison.groups import EVERYBODY
from survey_app.comparison.results import FieldedWave
from survey_app.comparison.weighting.raking import Unusable, Weighting, cell_sizes, rake
from survey_app.dataset.counts import ALL_REST, CellCounts, row_of
from survey_app.fieldwork.place import Place

NONE: frozenset[str] = frozenset()


def weighted(fielded: FieldedWave, masks: Masks) -> tuple[Weighting | None, frozenset[str]]:
    """Weights to the margins of the study, and the statements that must not be weighted by them.

    None if the study stores no margins, or the wave is not known by person. The weights are not used where figures that
    are weighted by them would tell how many responded from a cell; nor where nobody knows for which villages those
    stand of whom no village is known.
    """
    margins, cells = fielded.instrument.study.margins, fielded.counts.cells
    if margins is None or not cells:
        return None, NONE
    margin, population = segment_margin(fielded), margins.population
    hidden = hidden_segments(masks, fielded.instrument.questionnaire)
    as_one = segments_as_one(hidden)
    rows = _rows_as_one(margin, fielded, as_one)
    categories = categories_as_one(masks[EVERYBODY].items[margins.item], population)
    named = [replace(cell, segment=_named(cell, margin, rows), arm=None) for cell in cells]
    found = rake(cell_sizes(named), margin, population, (rows, categories))
    told = WeightedCells(named, found, fielded.instrument.study.disclosure_threshold)
    weighting = replace(
        found,
        weights={
            (cell.row, cell.category): found.weights[of.row, of.category] for cell, of in zip(cells, named, strict=True)
        },
        unknown_segment=sum(cell.counts.respondents for cell in cells if cell.row is None and ALL_REST not in margin),
        why_not=_why_not(fielded, margin, found, tells=told.tell),
    )
    return weighting, told.secret(hidden, as_one)


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
    return frozenset(row for row in margin if row in hidden or row not in segments) if hidden else NONE


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
