"""What is computed of pilot against mirror on one statement or scale (STATISTICS 10)."""

from collections.abc import Mapping

from survey_app.comparison.figures.figure import Figure, bounds, by_id, columns, count, figure, of_part, text
from survey_app.comparison.results import Contrast
from survey_app.comparison.statistics.arms import ArmComparison, ArmTest, Permutation
from survey_app.language.words import Words

UNIT = "points"
IN_POINTS = "percentage points of a statement, points of the score of a scale"
_TWO_STEP = "Donald & Lang 2007"


def _missing(arms: ArmComparison) -> str:
    return " ".join(arms.missing)


_TEST: tuple[Figure[ArmTest], ...] = columns(
    bounds("did", UNIT, "its 95% interval", lambda test: test.interval, _TWO_STEP, Words("95%")),
    figure("t", "t", "of no difference, on a change per segment", lambda test: test.statistic, _TWO_STEP, Words("t")),
    count("df", "its degrees of freedom: segments minus 2", lambda test: test.df, "df", Words("df")),
    figure("p", "p", "its p, two-sided", lambda test: test.p, _TWO_STEP, Words("p")),
)

_PERMUTATION: tuple[Figure[Permutation], ...] = (
    # No whole number of pandas: of 80 villages there are more than it can hold.
    figure("assignments", "ways", "ways to assign as many segments to the pilot", lambda swaps: swaps.assignments),
    figure(
        "permutation_p",
        "p",
        "share of them at least as far from 0, two-sided",
        lambda swaps: swaps.two_sided,
        heading=Words("p verw."),
    ),
    figure("permutation_p_one_sided", "p", "share of them at least as high", lambda swaps: swaps.one_sided),
    figure(
        "smallest_p",
        "p",
        "least that permutation_p can be in this design",
        lambda swaps: swaps.smallest_two_sided,
        heading=Words("Kleinste p"),
    ),
    figure("smallest_p_one_sided", "p", "the same, one-sided", lambda swaps: swaps.smallest_one_sided),
)

_ARMS: tuple[Figure[ArmComparison], ...] = columns(
    text("missing", "ids of the segments that take no part: they may not be shown in both waves", _missing),
    count("n_pilot", "pilot segments that take part", lambda arms: arms.taking_part[0], "segments"),
    count("n_mirror", "mirror segments that take part", lambda arms: arms.taking_part[1], "segments"),
    figure(
        "did",
        UNIT,
        f"mean change of those pilot segments minus that of those mirror segments, {IN_POINTS}; from 2 and 2 on",
        lambda arms: arms.did,
        "STATISTICS 10",
        Words("Verschil"),
    ),
    of_part(_TEST, lambda arms: arms.test),
    of_part(_PERMUTATION, lambda arms: arms.permutation),
    figure(
        "pooled",
        UNIT,
        "change of the whole pilot arm minus that of the whole mirror arm: each respondent counts once",
        lambda arms: arms.pooled,
        heading=Words("Samen"),
    ),
)

CONTRAST: Mapping[str, Figure[Contrast]] = by_id(
    of_part(_ARMS, lambda contrast: contrast.arms),
    figure(
        "holm",
        "p",
        "p within the statements of one block, or the reliable scales, at level 1",
        lambda contrast: contrast.holm,
        heading=Words("p Holm"),
    ),
)

ARM_MEANS: Mapping[str, Figure[Contrast]] = by_id(
    figure(
        "pilot_mean",
        UNIT,
        "mean change of the pilot segments that take part",
        lambda contrast: contrast.arms.means[0],
        heading=Words("Pilot"),
    ),
    figure(
        "mirror_mean",
        UNIT,
        "mean change of the mirror segments that take part",
        lambda contrast: contrast.arms.means[1],
        heading=Words("Spiegel"),
    ),
)
"""In tables only: in data frames they follow from the changes of the segments."""
