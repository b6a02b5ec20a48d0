"""Intervals of Wilson and Newcombe (1998), worked out by another road than ours: from the roots of a quadratic."""

from __future__ import annotations

from math import sqrt

import numpy as np

Z = 1.959963984540054


def wilson(successes: float, base: float, z: float = Z) -> tuple[float, float]:
    """As Newcombe (1998) writes it: the roots of a quadratic, not our formula."""
    low, high = np.sort(
        np.roots([base**2 + base * z * z, -(2 * base * successes + base * z * z), float(successes) ** 2]).real
    )
    return float(low), float(high)


def newcombe(earlier: tuple[int, int], later: tuple[int, int], z: float = Z) -> tuple[float, float, float]:
    """Difference, low and high in percentage points."""
    before, after = earlier[0] / earlier[1], later[0] / later[1]
    (low_b, high_b), (low_a, high_a) = wilson(*earlier, z), wilson(*later, z)
    return (
        100 * (after - before),
        100 * (after - before - sqrt((after - low_a) ** 2 + (high_b - before) ** 2)),
        100 * (after - before + sqrt((high_a - after) ** 2 + (before - low_b) ** 2)),
    )
