"""Fisher's exact test of a share in two waves, for the options of a multiple choice (STATISTICS 14)."""

from math import sqrt

import numpy as np
import numpy.typing as npt

_TIE = 1 + 1e-7
"""Tables whose probability differs less than this count as equally likely, as in R: rounding must not part them."""


def fisher_p(earlier: tuple[int, int], later: tuple[int, int]) -> float | None:
    """Two-sided p: the probability, margins given, of the tables that are at most as likely as this one.

    Each wave is (successes, base); None if a base is 0. Exact on any base: only tables further from the likeliest than
    1,000 successes and 40 standard deviations are left out, which together have a probability below 1e-300 (Bernstein).
    """
    before, after = earlier[1], later[1]
    if not before or not after:
        return None
    successes, base = earlier[0] + later[0], before + after
    likeliest = (successes + 1) * (before + 1) // (base + 2)
    variance = before * after * successes * (base - successes) / (base * base * max(1, base - 1))
    reach = 1000 + int(40 * sqrt(variance))
    first = max(0, successes - after, likeliest - reach)
    last = min(before, successes, likeliest + reach)
    if not first <= earlier[0] <= last:
        return 0.0
    likelihoods = _likelihoods(first, last, successes, before, after)
    as_unlikely = likelihoods <= likelihoods[earlier[0] - first] * _TIE
    return min(1.0, float(likelihoods[as_unlikely].sum() / likelihoods.sum()))


def _likelihoods(first: int, last: int, successes: int, before: int, after: int) -> npt.NDArray[np.float64]:
    """Of first, first + 1, … last successes in the earlier wave, the likeliest at 1: products of the hypergeometric
    distribution's ratios of neighbours, so that no factorial of a million is needed.
    """
    at = np.arange(first, last, dtype=np.float64)
    ratios = (successes - at) * (before - at) / ((at + 1) * (after - successes + at + 1))
    logs = np.concatenate(([0.0], np.cumsum(np.log(ratios))))
    likelihoods: npt.NDArray[np.float64] = np.exp(logs - logs.max())
    return likelihoods
