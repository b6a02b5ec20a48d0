"""Sums of unknown whole numbers of people, each between two bounds, and what follows from all of them together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

Vector = npt.NDArray[np.float64]
Row = tuple[Vector, float, float]
"""How often each unknown is in the sum, and between what the sum is."""
_SURE = 1e-7


class Equations:
    """No unknown is below 0. A sum of which both bounds are the same is an equation."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows

    def solves(self, wanted: Vector) -> bool:
        """Whether equations alone give it away: nothing that they leave open changes it."""
        return bool(np.abs(wanted @ self._left_open).max(initial=0) < _SURE)

    def may_be_other_than(self, wanted: Vector, number: int) -> bool:
        """Whether whole numbers exist that fit all that is told and have another sum here."""
        return any(self._fits(wanted, *bounds) for bounds in ((-np.inf, number - 1), (number + 1, np.inf)))

    def _fits(self, wanted: Vector, low: float, high: float) -> bool:
        rows, lows, highs = zip(*self._rows, (wanted, low, high), strict=True)
        found = milp(
            np.zeros(len(wanted)),
            integrality=np.ones(len(wanted)),
            bounds=Bounds(0, np.inf),
            constraints=LinearConstraint(csr_array(np.array(rows)), np.array(lows), np.array(highs)),
            options={"time_limit": 20},
        )
        assert found.status in (0, 2), found.message
        return bool(found.status == 0)

    @cached_property
    def _left_open(self) -> Vector:
        """A basis of the directions in which the unknowns can move without touching an equation."""
        equations = np.unique([row for row, low, high in self._rows if high - low < 1e-6], axis=0)
        squares, directions = np.linalg.eigh(equations.T @ equations)
        return np.asarray(directions[:, squares < _SURE])
