"""Weights that give respondents the make-up of the population, by segment and one trait (raking; STATISTICS 11)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from survey_app.comparison.weighting.population_margin import Group, collapse, factors
from survey_app.dataset.counts import CellCounts

Table = NDArray[np.float64]
Cell = tuple[str | None, str | None]
"""A segment and an answer to the trait; None is unknown."""

LOWEST_WEIGHT, HIGHEST_WEIGHT = 1 / 4, 4.0
LARGEST_DESIGN_EFFECT = 2.0
_CLOSE_ENOUGH = 1e-8
_MOST_ROUNDS = 1000
NOTHING: tuple[Set[str], Set[str]] = (frozenset(), frozenset())


class Unusable(StrEnum):
    """Why weighted figures must not be shown."""

    NOBODY = "nobody"
    NO_CONVERGENCE = "no-convergence"
    DESIGN_EFFECT = "design-effect"
    TELLS_CELLS = "tells-cells"
    VILLAGE_UNKNOWN = "village-unknown"
    ALL_AS_ONE = "all-as-one"


@dataclass(frozen=True)
class Weighting:
    """The weights of one wave; their mean over `respondents` is 1.

    `weights`: of one respondent, for each cell that was handed in.
    `design_effect`: Kish's, 1 + mean((w - 1)^2). `effective_base`: (sum w)^2 / sum w^2, of all respondents.
    `trimmed`: respondents whose weight was cut off at 1/4 or 4. All are then raked once more, which may take some
    weights past those bounds again: the margins come first, and the design effect tells what that costs.
    `collapsed_segments`, `collapsed_categories`: what counted as one: hidden, or fewer than 10 respondents.
    `unknown_segment`, `unknown_category`: respondents who were weighted on the other margin alone, or on neither.
    `why_not`: why the weights must not be used; None if they may. Those of NO_CONVERGENCE are all 1.
    """

    weights: Mapping[Cell, float]
    respondents: int
    design_effect: float
    effective_base: float
    trimmed: int = 0
    collapsed_segments: tuple[tuple[str, ...], ...] = ()
    collapsed_categories: tuple[tuple[str, ...], ...] = ()
    unknown_segment: int = 0
    unknown_category: int = 0
    why_not: Unusable | None = None

    @property
    def is_usable(self) -> bool:
        """Whether weighted figures may be shown."""
        return self.why_not is None


def cell_sizes(cells: Iterable[CellCounts]) -> dict[Cell, int]:
    """The respondents in each cell; one may be made of several."""
    sizes: Counter[Cell] = Counter()
    for cell in cells:
        sizes[cell.row, cell.category] += cell.counts.respondents
    return dict(sizes)


def rake(
    cells: Mapping[Cell, int],
    segments: Mapping[str, int],
    categories: Mapping[str, int],
    as_one: tuple[Set[str], Set[str]] = NOTHING,
) -> Weighting:
    """Weight the respondents in `cells` to the people per segment and per category, both in display order.

    `as_one` are segments, and categories, that weigh as one.
    Who is known in both ways is raked (iterative proportional fitting) until no step changes a weight by more than 1e-8
    of itself. Who has an unknown category gets 1 times the factor of the segment: its share of the population over its
    share of the respondents; the others of the segment then make up the rest of that share. An unknown segment likewise
    gets the factor of the category; who is unknown in both ways gets 1. Raises ValueError as `collapse` does.
    """
    rows = collapse(segments, _totals(cells, 0), as_one[0])
    columns = collapse(categories, _totals(cells, 1), as_one[1])
    places = {cell: (_place(cell[0], rows), _place(cell[1], columns)) for cell in cells}
    table = np.zeros((len(rows) + 1, len(columns) + 1))
    for cell, place in places.items():
        table[place] += cells[cell]
    fitted, trimmed = _find_weights(table, factors(rows), factors(columns))
    weights = np.ones_like(table) if fitted is None else fitted
    design_effect, effective_base = _cost(table, weights)
    return Weighting(
        weights={cell: float(weights[place]) for cell, place in places.items()},
        respondents=int(table.sum()),
        design_effect=design_effect,
        effective_base=effective_base,
        trimmed=trimmed,
        collapsed_segments=_collapsed(rows),
        collapsed_categories=_collapsed(columns),
        unknown_segment=int(table[-1].sum()),
        unknown_category=int(table[:, -1].sum()),
        why_not=_why_not(table, design_effect, has_converged=fitted is not None),
    )


def _totals(cells: Mapping[Cell, int], side: int) -> Counter[str]:
    """Respondents per segment (side 0) or category (side 1), of those in whom it is known."""
    totals: Counter[str] = Counter()
    for cell, number in cells.items():
        name = cell[side]
        if name is not None:
            totals[name] += number
    return totals


def _place(name: str | None, groups: Sequence[Group]) -> int:
    """The row or column of a category; the last one, after all groups, is of the unknown."""
    return next((place for place, group in enumerate(groups) if name in group.categories), len(groups))


def _collapsed(groups: Sequence[Group]) -> tuple[tuple[str, ...], ...]:
    return tuple(group.categories for group in groups if len(group.categories) > 1)


def _cost(table: Table, weights: Table) -> tuple[float, float]:
    """The design effect and the effective base; 1 and 0 of nobody."""
    respondents = float(table.sum())
    if not respondents:
        return 1.0, 0.0
    effect = 1 + float((table * (weights - 1) ** 2).sum()) / respondents
    return effect, float((table * weights).sum() ** 2 / (table * weights**2).sum())


def _why_not(table: Table, design_effect: float, *, has_converged: bool) -> Unusable | None:
    """`table` has one row and one column more than there are groups."""
    if not table.any():
        return Unusable.NOBODY
    if max(table.shape) <= 2:
        return Unusable.ALL_AS_ONE
    if not has_converged:
        return Unusable.NO_CONVERGENCE
    return Unusable.DESIGN_EFFECT if design_effect > LARGEST_DESIGN_EFFECT else None


def _find_weights(table: Table, of_rows: list[float], of_columns: list[float]) -> tuple[Table | None, int]:
    """Weights in the shape of the table, and how many respondents were trimmed; None when raking does not converge."""
    known = table[:-1, :-1]
    row_targets = known.sum(axis=1) * of_rows
    column_targets = known.sum(axis=0) * of_columns
    if known.any():
        column_targets *= row_targets.sum() / column_targets.sum()
    targets = row_targets, column_targets
    start = np.ones_like(table)
    start[:-1, -1], start[-1, :-1] = of_rows, of_columns
    weights = _find_fit(table, start, targets)
    if weights is None:
        return None, 0
    trimmed = int(table[(weights < LOWEST_WEIGHT) | (weights > HIGHEST_WEIGHT)].sum())
    if trimmed:
        weights = _find_fit(table, np.clip(weights, LOWEST_WEIGHT, HIGHEST_WEIGHT), targets)
    return weights, trimmed


def _find_fit(table: Table, start: Table, targets: tuple[Table, Table]) -> Table | None:
    """Iterative proportional fitting of what is known in both ways, and then a mean weight of 1 for everybody.

    `table` holds respondents by row and column, the last of each the unknown; `start` their weights so far, of which
    those of the unknown are kept; `targets` the sum of weights that each known row and column must reach. It is done
    when no step of a round changes a weight by more than 1e-8 of itself; None when that takes more than 1,000 rounds.
    Both steps must stand still: where the margins contradict each other the weights come back to the same values every
    round without ever meeting both.
    """
    known = table[:-1, :-1]
    fitted = known * start[:-1, :-1]
    for _ in range(_MOST_ROUNDS):
        by_row = _steps(targets[0], fitted.sum(axis=1))
        fitted = fitted * by_row[:, np.newaxis]
        by_column = _steps(targets[1], fitted.sum(axis=0))
        fitted = fitted * by_column
        if max(np.abs(by_row - 1).max(initial=0), np.abs(by_column - 1).max(initial=0)) < _CLOSE_ENOUGH:
            weights = start.copy()
            np.divide(fitted, known, out=weights[:-1, :-1], where=known > 0)
            return weights * (table.sum() / (table * weights).sum() if table.any() else 1)
    return None


def _steps(targets: Table, reached: Table) -> Table:
    """What each row or column must be multiplied by; nobody is left as nobody."""
    return np.divide(targets, reached, out=np.ones_like(targets), where=reached > 0)
