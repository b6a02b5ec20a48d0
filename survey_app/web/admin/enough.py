"""Is the response enough to compare with? By the same rules as the verdict itself."""

from dataclasses import dataclass
from functools import lru_cache

from survey_app.comparison.results import Level, Verdict
from survey_app.comparison.sentences import TOOK_PART
from survey_app.comparison.statistics.intervals import margin_pp
from survey_app.comparison.verdict.judging import Side, detectable, judge_sides
from survey_app.fieldwork.wave import Recruitment
from survey_app.language.words import joined
from survey_app.rounding import rounded

_MOST = 1000


@dataclass(frozen=True)
class Enough:
    """What this many responses are good for, if the other wave has as many; in percentage points.

    `margin_pp` is half the width of the 95% interval of a share of 50%, `detectable_pp` the difference that will mostly
    be found; None for no responses. From `needed` on the waves may be compared.
    """

    level: Level
    margin_pp: float | None
    detectable_pp: int | None
    needed: int


def enough(responded: int, approached: int | None) -> Enough:
    """Judge a number of responses, out of how many were approached if that is known."""
    if not responded:
        return Enough(Level.NOT_COMPARABLE, None, None, _needed())
    margin, verdict = margin_pp(responded, float("inf")), _verdict(responded, approached)
    seen = None if verdict.margin_pp is None else int(rounded(detectable(verdict.margin_pp)))
    return Enough(verdict.level, margin, seen, _needed())


def _verdict(responded: int, approached: int | None) -> Verdict:
    """On two waves that both have this many; what else may lower a verdict is not known here."""
    side = Side(joined([]), responded, responded, approached, Recruitment.CODES, "")
    return judge_sides((side, side), TOOK_PART, [])


@lru_cache
def _needed() -> int:
    """The smallest number per wave that is comparable, the population being large."""
    return next(number for number in range(1, _MOST) if _verdict(number, None).level is Level.COMPARABLE)
