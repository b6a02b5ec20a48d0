"""Whether the items of a scale measure one thing: Cronbach's alpha and omega, from sums and products (STATISTICS 7)."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from survey_app.comparison.statistics.one_factor import Matrix, find_factor
from survey_app.dataset.counts import ScaleCounts

LEAST_ALPHA = 0.70
"""Below it a scale is of limited reliability, and carries no confirmatory test."""

LEAST_COMPLETE_OF_OMEGA = 100
"""Below this many complete answers a factor model is not fitted."""

_LEAST_EIGENVALUE = 1e-10


class NotComputed(StrEnum):
    """Why a coefficient is not there."""

    FEW_ITEMS = "few-items"
    FEW_COMPLETE = "few-complete"
    NO_SPREAD = "no-spread"
    DEPENDENT_ITEMS = "dependent-items"
    NO_FIT = "no-fit"


@dataclass(frozen=True)
class Reliability:
    """Of one scale in one group, on the `complete` respondents who answered all of its items.

    `alpha`: Cronbach's, k/(k-1) (1 - sum of the variances of the items / variance of their sum); at most 1, and below 0
    when items contradict each other. It needs 2 items, 2 respondents, and some spread in the sum.
    `omega`: (sum l)^2 / ((sum l)^2 + sum psi), of a one-factor maximum likelihood model of the correlations; 0 to 1.
    It needs 3 items, 100 complete respondents, spread in each item, and no item that follows from the others.
    Where one of them is None, `no_alpha` or `no_omega` says why.
    """

    complete: int
    alpha: float | None
    omega: float | None
    no_alpha: NotComputed | None
    no_omega: NotComputed | None

    @property
    def is_limited(self) -> bool:
        """Whether alpha is known and too low; a scale without an alpha has not been shown to be reliable either."""
        return self.alpha is not None and self.alpha < LEAST_ALPHA


def measure_reliability(counts: ScaleCounts) -> Reliability:
    """Both coefficients of a scale, each with the reason when it is not there."""
    alpha = cronbach_alpha(counts)
    is_small = len(counts.items) >= 3 and counts.complete < LEAST_COMPLETE_OF_OMEGA
    omega = NotComputed.FEW_COMPLETE if is_small else mcdonald_omega(counts)
    return Reliability(
        complete=counts.complete,
        alpha=None if isinstance(alpha, NotComputed) else alpha,
        omega=None if isinstance(omega, NotComputed) else omega,
        no_alpha=alpha if isinstance(alpha, NotComputed) else None,
        no_omega=omega if isinstance(omega, NotComputed) else None,
    )


def cronbach_alpha(counts: ScaleCounts) -> float | NotComputed:
    """Alpha on the complete respondents, however few; see Reliability."""
    items = len(counts.items)
    if items < 2:
        return NotComputed.FEW_ITEMS
    if counts.complete < 2:
        return NotComputed.FEW_COMPLETE
    spread = _spread(counts)
    of_sum = sum(map(sum, spread))
    if of_sum == 0:
        return NotComputed.NO_SPREAD
    of_items = sum(spread[item][item] for item in range(items))
    return items * (of_sum - of_items) / ((items - 1) * of_sum)


def mcdonald_omega(counts: ScaleCounts) -> float | NotComputed:
    """Omega on the complete respondents, however few: the least number is a rule of `measure_reliability`."""
    if len(counts.items) < 3:
        return NotComputed.FEW_ITEMS
    if counts.complete < 2:
        return NotComputed.FEW_COMPLETE
    spread = _spread(counts)
    if any(spread[item][item] == 0 for item in range(len(spread))):
        return NotComputed.NO_SPREAD
    correlations = _correlations(spread)
    if np.linalg.eigvalsh(correlations)[0] < _LEAST_EIGENVALUE:
        return NotComputed.DEPENDENT_ITEMS
    factor = find_factor(correlations)
    return factor.omega if factor else NotComputed.NO_FIT


def _spread(counts: ScaleCounts) -> list[list[int]]:
    """Variances and covariances of the items times n(n-1): in whole numbers, so that none is exactly none."""
    return [
        [counts.complete * product - own * other for product, other in zip(products, counts.sums, strict=True)]
        for products, own in zip(counts.products, counts.sums, strict=True)
    ]


def _correlations(spread: list[list[int]]) -> Matrix:
    covariances = np.array(spread, dtype=np.float64)
    deviations = np.sqrt(np.diag(covariances))
    return np.asarray(covariances / np.outer(deviations, deviations))
