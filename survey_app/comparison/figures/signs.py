"""Which sign stands where a figure is not there, and why: decided here and by the figures, by no table."""

from enum import StrEnum

from survey_app.comparison.results import Code, ItemEstimate, OptionEstimate, ScaleEstimate, ValueEstimate, Verdict


class Sign(StrEnum):
    """What stands in a cell that has no figure (CBS), or no more of it than may be said (STATISTICS 15, rule 7)."""

    SECRET = "x"  # noqa: S105 - a sign in a cell, not a password
    UNKNOWN = "."
    NIL = "-"
    IMPOSSIBLE = ""
    NEARLY_ALL = "> 90%"


class Signed:
    """What figures are read from, where it says itself which sign stands in their place."""

    @property
    def sign(self) -> Sign:
        """That sign."""
        return Sign.UNKNOWN


def sign_of(row: object) -> Sign:
    """Which sign stands where a figure of this is not there: not asked, withheld, or not defined on so few answers."""
    match row:
        case Signed():
            return row.sign
        case None | OptionEstimate(offered=False):
            return Sign.IMPOSSIBLE
        case ItemEstimate():
            return Sign.UNKNOWN if is_shown(row) else Sign.SECRET
        case ValueEstimate(homogeneous=True) | ValueEstimate(hidden=True):
            return Sign.SECRET
        case ScaleEstimate(hidden=True) | OptionEstimate(hidden=True):
            return Sign.SECRET
        case _:
            return Sign.UNKNOWN


def is_shown(estimate: ItemEstimate) -> bool:
    """Whether the shares and scores of a statement may be shown."""
    return not estimate.hidden and estimate.homogeneous is None


def sign_of_two_waves(verdict: Verdict) -> Sign:
    """Which one stands where two waves have no figures: withheld, not asked twice, or not computable."""
    codes = {reason.code for reason in verdict.reasons}
    if Code.WITHHELD in codes:
        return Sign.SECRET
    return Sign.IMPOSSIBLE if codes & {Code.NOT_ASKED, Code.OPTION_NOT_OFFERED} else Sign.UNKNOWN


def if_there(row: object | None, sign: Sign) -> Sign:
    """This sign; of what is not there at all that of nothing."""
    return Sign.IMPOSSIBLE if row is None else sign


def unknown(_row: object) -> Sign:
    """Where it is not known, or not made, even of nothing."""
    return Sign.UNKNOWN
