"""Iterative proportional fitting: weights under which two margins are reached at once (STATISTICS 11)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]

_CLOSE_ENOUGH = 1e-8
_MOST_ROUNDS = 1000


def find_fit(table: Table, start: Table, targets: tuple[Table, Table]) -> Table | None:
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
            return _with_mean_one(table, weights)
    return None


def _steps(targets: Table, reached: Table) -> Table:
    """What each row or column must be multiplied by; nobody is left as nobody."""
    return np.divide(targets, reached, out=np.ones_like(targets), where=reached > 0)


def _with_mean_one(table: Table, weights: Table) -> Table:
    respondents = table.sum()
    return weights * (respondents / (table * weights).sum()) if respondents else weights
