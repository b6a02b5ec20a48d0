"""An integer programme over unknown numbers of people, and every solution that it has found so far (HiGHS)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

Vector = npt.NDArray[np.float64]
_MOST = 5000
"""People, of any one kind."""

Sum = Mapping[Hashable, float]
"""How often each unknown is in it."""


@dataclass(frozen=True)
class Known:
    """A sum of unknowns that is this number, or lies between these two."""

    of: Sum
    low: float
    high: float


@dataclass
class Programme:
    """Whole numbers, none below 0, that fit all that is known. `truth` is one solution; others are kept beside it."""

    known: Sequence[Known]
    truth: Mapping[Hashable, int]
    solutions: list[Vector] = field(init=False)

    def __post_init__(self) -> None:
        self._column = {unknown: place for place, unknown in enumerate(self.truth)}
        self.solutions = [np.array(list(self.truth.values()), dtype=float)]
        self._rows = csr_array(np.array([self.vector(one.of) for one in self.known]).reshape(-1, len(self._column)))
        self._low = np.array([one.low for one in self.known])
        self._high = np.array([one.high for one in self.known])
        inside = self._rows @ self.solutions[0]
        assert ((self._low - 1e-6 <= inside) & (inside <= self._high + 1e-6)).all(), "what was read is not true"

    def vector(self, of: Sum) -> Vector:
        """The sum as a row of the programme."""
        found = np.zeros(len(self._column))
        for unknown, times in of.items():
            found[self._column[unknown]] += times
        return found

    def values(self, of: Sum) -> list[float]:
        """What it is in every solution so far."""
        vector = self.vector(of)
        return [float(vector @ one) for one in self.solutions]

    def can_be_apart(self, of: Sum, width: float) -> bool:
        """Whether the sum has two values at least so far apart."""
        for sign in (1, -1):
            if self._spread(of) < width:
                self._solve(sign * self.vector(of))
        return self._spread(of) >= width

    def mean_can_be_apart(self, of: Sum, base: Sum, width: float) -> bool:
        """Whether the sum over this base has two values so far apart, of those where the base is not nobody."""
        for sign in (1, -1):
            while self._mean_spread(of, base) < width and self._push_mean(of, base, sign):
                pass
        return self._mean_spread(of, base) >= width

    def _spread(self, of: Sum) -> float:
        values = self.values(of)
        return max(values) - min(values)

    def _mean_spread(self, of: Sum, base: Sum) -> float:
        means = self._means(of, base)
        return max(means) - min(means)

    def _means(self, of: Sum, base: Sum) -> list[float]:
        return [total / number for total, number in zip(self.values(of), self.values(base), strict=True) if number]

    def _push_mean(self, of: Sum, base: Sum, sign: int) -> bool:
        """One step of Dinkelbach's towards the least or the most; whether it came further."""
        means = self._means(of, base)
        best = min(means) if sign > 0 else max(means)
        vector = sign * (self.vector(of) - best * self.vector(base))
        self._solve(vector, (self.vector(base), 1))
        return float(vector @ self.solutions[-1]) < -1e-6

    def _solve(self, objective: Vector, at_least: tuple[Vector, float] | None = None) -> None:
        rows, low, high = self._rows, self._low, self._high
        if at_least is not None:
            rows = csr_array(np.vstack([rows.toarray(), at_least[0]]))
            low, high = np.append(low, at_least[1]), np.append(high, np.inf)
        found = milp(
            objective, integrality=np.ones(len(objective)), bounds=Bounds(0, _MOST),
            constraints=LinearConstraint(rows, low, high), options={"time_limit": 20},
        )  # fmt: skip
        assert found.status == 0, found.message
        self.solutions.append(np.round(found.x))
