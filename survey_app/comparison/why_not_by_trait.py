"""Why there are no results by a trait: a reason that tells nothing of who is of what."""

from enum import Enum


class WhyNot(Enum):
    """Why a wave is not broken down by a trait that it asked; no more than that of what hangs on who is of what."""

    NOT_SAID_BEFORE = "not said before"
    WEIGHTED = "weighted"
    BOTH_SEVERAL = "both several"
    TOO_MUCH = "too much would follow"
