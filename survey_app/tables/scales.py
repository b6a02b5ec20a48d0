"""Response scales as columns: statements that share their categories stand in one table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from survey_app.comparison.results import ItemEstimate, StatementComparison, WaveComparison
from survey_app.questionnaire.model import Point, ResponseScale
from survey_app.tables.cells import OVER_NINETY, share_cell
from survey_app.tables.table import Cell, Sign

ScalePair = tuple[ResponseScale | None, ResponseScale | None]
_COMPLETELY = "helemaal "


@dataclass(frozen=True)
class ScaleGroup:
    """Statements judged on the same categories, wave by wave."""

    scales: ScalePair
    statements: tuple[StatementComparison, ...]

    def scale_in(self, wave: int) -> ResponseScale:
        """The categories in this wave; in a wave that asked none of the statements, those of the other."""
        scale = self.scales[wave] or self.scales[1 - wave]
        if scale is None:
            raise ValueError("a statement was asked in neither wave")
        return scale


def by_scale(comparison: WaveComparison, statements: Iterable[StatementComparison]) -> list[ScaleGroup]:
    """The statements grouped by their categories, in the order in which the categories first appear.

    A statement asked in one wave only joins the statements with the same categories in that wave.
    """
    groups: list[ScaleGroup] = []
    for statement in statements:
        scales = _scales_of(comparison, statement)
        for place, group in enumerate(groups):
            if _fit(group.scales, scales):
                known = (group.scales[0] or scales[0], group.scales[1] or scales[1])
                groups[place] = ScaleGroup(known, (*group.statements, statement))
                break
        else:
            groups.append(ScaleGroup(scales, (statement,)))
    return groups


def _scales_of(comparison: WaveComparison, statement: StatementComparison) -> ScalePair:
    earlier, later = (
        None if item is None else fielded.instrument.questionnaire.response_scale_of(item)
        for fielded, item in zip(comparison.waves, statement.items, strict=True)
    )
    return earlier, later


def _fit(known: ScalePair, new: ScalePair) -> bool:
    """Whether the categories are the same wherever both are known, and known together somewhere."""
    both = [(a.points, b.points) for a, b in zip(known, new, strict=True) if a is not None and b is not None]
    return bool(both) and all(a == b for a, b in both)


def agree_words(scale: ResponseScale) -> str:
    """The categories above the middle: "(helemaal) eens", "vaak of altijd"."""
    above = [point.label.lower() for point in scale.points[-(len(scale.points) // 2) :]]
    if len(above) == 2 and above[1] == _COMPLETELY + above[0]:
        return f"({_COMPLETELY.strip()}) {above[0]}"
    return above[0] if len(above) == 1 else f"{', '.join(above[:-1])} of {above[-1]}"


def point_cell(estimate: ItemEstimate | None, point: Point) -> Cell:
    """Share of one category; empty where the statement or the category was not offered."""
    if estimate is None:
        return Sign.IMPOSSIBLE
    if estimate.homogeneous is not None:
        return OVER_NINETY if estimate.homogeneous == point.id else Sign.SECRET
    if estimate.hidden:
        return Sign.SECRET
    return share_cell(estimate.shares[point.id]) if point.id in estimate.shares else Sign.IMPOSSIBLE
