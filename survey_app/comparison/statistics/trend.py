"""Tests over three waves and more, from counts (STATISTICS 8): a trend in a share, a trend in answers, any change.

Each is None when it is not defined: fewer than two waves, an empty wave, or nothing that differs. On two waves they are
the tests of a difference, so the caller decides from how many waves on to speak of a trend.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import copysign, perm, sqrt

from scipy.special import chdtrc, ndtr

from survey_app.comparison.statistics.midranks import doubled_midranks, spread_of_ranks

Table = Sequence[Sequence[int]]
"""Per wave its counts over the same ordered categories, from low to high."""


@dataclass(frozen=True, slots=True)
class ShareTrend:
    """Cochran-Armitage: `z` is above 0 when the share rises with time, `chi2` its square (1 df), `p` two-sided."""

    z: float
    chi2: float
    p: float


@dataclass(frozen=True, slots=True)
class AnswerTrend:
    """Kendall's tau-b of answer against date, -1 to 1, above 0 when answers rise, and its two-sided p."""

    tau_b: float
    p: float


@dataclass(frozen=True, slots=True)
class AnyChange:
    """Kruskal-Wallis' H, corrected for ties, its degrees of freedom (waves - 1) and p."""

    h: float
    df: int
    p: float


def share_trend(waves: Sequence[tuple[int, int]], months: Sequence[float]) -> ShareTrend | None:
    """Of (successes, base) per wave, with the months since any fixed month as scores: only their distances matter."""
    if not all(base for _, base in waves):
        return None
    total, successes = sum(base for _, base in waves), sum(number for number, _ in waves)
    if successes in (0, total) or len(set(months)) < 2:
        return None
    share = successes / total
    # Multiplied by the total before it is subtracted, whole months stay whole: equal shares have moved exactly 0.
    summed = sum(base * month for (_, base), month in zip(waves, months, strict=True))
    moved = sum(number * (total * month - summed) for (number, _), month in zip(waves, months, strict=True)) / total
    centre = summed / total
    spread = sum(base * (month - centre) ** 2 for (_, base), month in zip(waves, months, strict=True))
    chi2 = moved * moved / (share * (1 - share) * spread)
    return ShareTrend(copysign(sqrt(chi2), moved), chi2, float(chdtrc(1, chi2)))


def answer_trend(waves: Table) -> AnswerTrend | None:
    """Kendall's tau-b over all pairs of answers of two waves, waves from early to late; p by the normal distribution,
    with the variance corrected for ties in both (Kendall 1970), not for continuity.
    """
    bases, answers = [sum(wave) for wave in waves], [sum(column) for column in zip(*waves, strict=True)]
    total = sum(bases)
    if not _differs(bases, answers) or total < 3:
        return None
    pairs = total * (total - 1)
    untied = [pairs - sum(count * (count - 1) for count in counts) for counts in (bases, answers)]
    score = _concordance(waves)
    p = 2 * float(ndtr(-abs(score) / sqrt(_variance_of_concordance(bases, answers))))
    return AnswerTrend(2 * score / sqrt(untied[0] * untied[1]), p)


def any_change(waves: Table) -> AnyChange | None:
    """Kruskal-Wallis: whether the answers of any wave lie higher or lower than those of another."""
    bases, answers = [sum(wave) for wave in waves], [sum(column) for column in zip(*waves, strict=True)]
    if not _differs(bases, answers):
        return None
    total, ranks = sum(bases), doubled_midranks(answers)
    moved = [sum(n * (rank - total - 1) for n, rank in zip(wave, ranks, strict=True)) for wave in waves]
    between = sum(distance * distance / base for distance, base in zip(moved, bases, strict=True))
    h = 3 * (total - 1) * between / spread_of_ranks(answers)
    return AnyChange(h, len(bases) - 1, float(chdtrc(len(bases) - 1, h)))


def _differs(bases: Sequence[int], answers: Sequence[int]) -> bool:
    """Whether there are two waves or more, each with answers, and more than one answer was given."""
    return len(bases) > 1 and all(bases) and sum(1 for count in answers if count) > 1


def _concordance(waves: Table) -> int:
    """Pairs of answers of two waves of which the later is higher, less those of which it is lower."""
    score = 0
    earlier = [0] * len(waves[0])
    for wave in waves:
        reached, total = 0, sum(earlier)
        for position, count in enumerate(wave):
            score += count * (2 * reached + earlier[position] - total)
            reached += earlier[position]
        earlier = [before + count for before, count in zip(earlier, wave, strict=True)]
    return score


def _variance_of_concordance(bases: Sequence[int], answers: Sequence[int]) -> float:
    """When answers do not depend on the wave, with ties t among waves and u among answers (Kendall 1970)."""
    total = sum(bases)
    pairs = total * (total - 1)
    twos, threes = ([sum(perm(tied, size) for tied in counts) for counts in (bases, answers)] for size in (2, 3))
    fives = [perm(tied, 2) * (2 * tied + 5) for tied in (*bases, *answers)]
    untied = pairs * (2 * total + 5) - sum(fives)
    return untied / 18 + twos[0] * twos[1] / (2 * pairs) + threes[0] * threes[1] / (9 * pairs * (total - 2))
