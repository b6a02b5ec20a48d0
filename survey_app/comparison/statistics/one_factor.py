"""One common factor by maximum likelihood, and the omega it gives (STATISTICS 7)."""

from dataclasses import dataclass
from functools import cache
from math import log

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from threadpoolctl import ThreadpoolController

Matrix = NDArray[np.float64]

_BOUNDS = log(0.005), 0.0
"""Of the logarithm of a uniqueness."""

_FLAT = 1e-6


@dataclass(frozen=True)
class OneFactor:
    """Of standardised items: how each hangs on the factor, and which part of its variance is its own."""

    loadings: Matrix
    uniquenesses: Matrix

    @property
    def omega(self) -> float:
        """Share of the variance of the sum of the standardised items that the factor gives, 0 to 1."""
        common = float(self.loadings.sum()) ** 2
        return common / (common + float(self.uniquenesses.sum()))


def find_factor(correlations: Matrix) -> OneFactor | None:
    """The most likely factor of a positive definite k × k matrix, k at least 3; None when none was reached.

    The likelihood is maximised over the uniquenesses, between .005 and 1, from (1 - 0.5/k) / diag(inverse): the bounds
    and the start of R's factanal. The steps are taken in their logarithms, which need fewer of them, and in one thread:
    on matrices of a few items others only wait for each other.
    """
    with _threads().limit(limits=1, user_api="blas"):
        start = (1 - 0.5 / len(correlations)) / np.diag(np.linalg.inv(correlations))
        lowest = minimize(
            _misfit,
            np.clip(np.log(start), *_BOUNDS),
            args=(correlations,),
            jac=True,
            method="L-BFGS-B",
            bounds=[_BOUNDS] * len(correlations),
            options={"ftol": 1e-15, "gtol": 1e-9, "maxiter": 1000, "maxfun": 5000},
        )
        if not _is_lowest(lowest.x, correlations):
            return None
        uniquenesses = np.exp(lowest.x)
        return OneFactor(_loadings(uniquenesses, *_eigen(uniquenesses, correlations)), uniquenesses)


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


def _misfit(logarithms: Matrix, correlations: Matrix) -> tuple[float, Matrix]:
    """What the likelihood leaves to fit (0 is a perfect fit), with its gradient."""
    uniquenesses = np.exp(logarithms)
    values, vectors = _eigen(uniquenesses, correlations)
    own = values[:-1]
    slope = _loadings(uniquenesses, values, vectors) ** 2 + uniquenesses - 1
    return float((own - np.log(own) - 1).sum()), slope / uniquenesses


def _eigen(uniquenesses: Matrix, correlations: Matrix) -> tuple[Matrix, Matrix]:
    """Eigenvalues, lowest first, and vectors of the correlations once each item is divided by its own spread."""
    own = np.sqrt(uniquenesses)
    values, vectors = np.linalg.eigh(correlations / np.outer(own, own))
    return values, vectors


def _loadings(uniquenesses: Matrix, values: Matrix, vectors: Matrix) -> Matrix:
    length = np.sqrt(max(values[-1] - 1, 0.0))
    return np.asarray(vectors[:, -1] * length * np.sqrt(uniquenesses))


def _is_lowest(logarithms: Matrix, correlations: Matrix) -> bool:
    """Whether no step down is left within the bounds; the minimiser's own verdict also fails on the last digits."""
    _, slope = _misfit(logarithms, correlations)
    step = np.clip(logarithms - slope, *_BOUNDS) - logarithms
    return float(np.abs(step).max()) < _FLAT
