"""Is the response enough to compare with? By the same rules as the verdict itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from survey_app.comparison.intervals import margin_pp
from survey_app.comparison.results import Level
from survey_app.comparison.sentences import TOOK_PART
from survey_app.comparison.verdict import Side, base_reasons, conclude
from survey_app.fieldwork.wave import Recruitment
from survey_app.questionnaire.words import Words

_MOST = 1000


@dataclass(frozen=True)
class Enough:
    """What this many responses are good for, if the other wave has as many.

    `margin_pp` is half the width of the 95% interval of a share of 50%, in percentage points; None for no responses.
    """

    level: Level
    margin_pp: float | None
    needed_indicative: int
    needed_comparable: int


def enough(responded: int, frame: int | None) -> Enough:
    """Judge a number of responses, out of a frame if that is known."""
    margin = margin_pp(responded, float("inf")) if responded else None
    return Enough(_level(responded, frame), margin, _least(Level.INDICATIVE), _least(Level.COMPARABLE))


def _level(responded: int, frame: int | None) -> Level:
    """The verdict on two waves that both have this many; what else may lower a verdict is not known here."""
    side = Side(Words("", ""), responded, responded, frame, Recruitment.CODES, "")
    return conclude(base_reasons((side, side), TOOK_PART), None).level if responded else Level.NOT_COMPARABLE


@lru_cache
def _least(level: Level) -> int:
    """The smallest number per wave that reaches a level, the population being large."""
    return next(number for number in range(1, _MOST) if _level(number, None) >= level)
