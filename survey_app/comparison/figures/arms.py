"""What is computed of pilot against mirror on one statement or scale (STATISTICS 10)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from survey_app.comparison.figures.figure import Figure, bounds, by_id, columns, count, figure, flag, of_part, text
from survey_app.comparison.figures.signs import Sign, Signed, if_there
from survey_app.comparison.figures.units import DF, P, T
from survey_app.comparison.results import Code, Contrast, WaveComparison
from survey_app.comparison.statistics.arms import ArmComparison, ArmTest, Permutation
from survey_app.language.words import Words

UNIT = Words("punten")
_IN_POINTS = Words("in procentpunten van een stelling, of punten van de score van een schaal")
_SEGMENTS = Words("{segments}")
_TWO_STEP = "Donald & Lang 2007"


_TEST: tuple[Figure[ArmTest], ...] = columns(
    bounds(
        "did",
        UNIT,
        Words("95%-interval van dat verschil, in twee stappen: één verandering per {segment}"),
        lambda test: test.interval,
        _TWO_STEP,
        Words("95%"),
    ),
    figure("t", T, Words("toetsgrootheid van geen verschil"), lambda test: test.statistic, _TWO_STEP, Words("t")),
    count("df", Words("vrijheidsgraden: het aantal {segments} min 2"), lambda test: test.df, DF, Words("df")),
    figure("p", P, Words("tweezijdig, van geen verschil"), lambda test: test.p, _TWO_STEP, Words("p")),
)

_PERMUTATION: tuple[Figure[Permutation], ...] = (
    # No whole number of pandas: of 80 villages there are more than it can hold.
    figure(
        "assignments",
        Words("manieren"),
        Words("op hoeveel manieren evenveel {segments} pilot kunnen zijn"),
        lambda swaps: swaps.assignments,
    ),
    figure(
        "permutation_p",
        P,
        Words(
            "aandeel van alle verdelingen van deze {segments} over pilot en spiegel met een minstens zo groot "
            "verschil; een maatstaf, want er is niet vastgelegd dat er is geloot"
        ),
        lambda swaps: swaps.two_sided,
        heading=Words("p verw."),
    ),
    figure(
        "permutation_p_one_sided",
        P,
        Words("aandeel van die verdelingen met een minstens zo hoog verschil"),
        lambda swaps: swaps.one_sided,
    ),
    figure(
        "smallest_p",
        P,
        Words("lager kan p verw. niet zijn met dit aantal {segments}"),
        lambda swaps: swaps.smallest_two_sided,
        heading=Words("Kleinste p"),
    ),
    figure("smallest_p_one_sided", P, Words("hetzelfde, eenzijdig"), lambda swaps: swaps.smallest_one_sided),
)

_ARMS: tuple[Figure[ArmComparison], ...] = columns(
    text(
        "missing",
        Words("codes van {segments} die niet meedoen: zij mogen niet in beide metingen worden getoond"),
        lambda arms: " ".join(arms.missing),
    ),
    count("n_pilot", Words("{segments} van de pilot die meedoen"), lambda arms: arms.taking_part[0], _SEGMENTS),
    count("n_mirror", Words("{segments} van de spiegel die meedoen"), lambda arms: arms.taking_part[1], _SEGMENTS),
    figure(
        "did",
        UNIT,
        Words(
            "gemiddelde verandering van de {{segments}} van de pilot die meedoen min die van de spiegel, elk even "
            "zwaar, {points}; vanaf 2 en 2"
        ).filled(points=_IN_POINTS),
        lambda arms: arms.did,
        heading=Words("Verschil"),
    ),
    of_part(_TEST, lambda arms: arms.test),
    of_part(_PERMUTATION, lambda arms: arms.permutation),
    figure(
        "pooled",
        UNIT,
        Words("verandering van de hele pilot min die van de hele spiegel, elke respondent even zwaar; zonder toets"),
        lambda arms: arms.pooled,
        heading=Words("Samen"),
    ),
)


def _outside_its_family(contrast: Contrast | None) -> Sign:
    """What is in no family has none, though it has a p of its own."""
    has_none = contrast is None or contrast.arms.test is None
    return if_there(contrast, Sign.UNKNOWN if has_none else Sign.NIL)


CONTRAST: Mapping[str, Figure[Contrast]] = by_id(
    of_part(_ARMS, lambda contrast: contrast.arms),
    figure(
        "holm",
        P,
        Words("p over de stellingen van een blok, of de betrouwbare schalen, met een verschil in ontwikkeling, samen"),
        lambda contrast: contrast.holm,
        "Holm 1979",
        Words("p Holm"),
        _outside_its_family,
    ),
)

_OF_ARM = Words("gemiddelde verandering van de {segments} die meedoen, elk even zwaar")
ARM_MEANS: Mapping[str, Figure[Contrast]] = by_id(
    figure("pilot_mean", UNIT, _OF_ARM, lambda contrast: contrast.arms.means[0], heading=Words("Pilot")),
    figure("mirror_mean", UNIT, _OF_ARM, lambda contrast: contrast.arms.means[1], heading=Words("Spiegel")),
)
"""In tables only: in data frames they follow from the changes of the segments."""


STATED: Mapping[str, Figure[Contrast]] = by_id(
    of_part(
        (*CONTRAST.values(), *ARM_MEANS.values()),
        lambda contrast: contrast if contrast.is_shown else None,
        lambda contrast: if_there(contrast, Sign.NIL),
    )
)
"""What reading sheets say: as far as the verdict allows."""


@dataclass(frozen=True)
class SegmentChange(Signed):
    """The change of one segment on one statement or scale."""

    contrast: Contrast
    arm: str
    segment: str
    change: float | None

    @property
    def sign(self) -> Sign:
        """Secret, but where no segment at all could have a change; and what takes part unsaid is not secret."""
        codes, arms = {reason.code for reason in self.contrast.verdict.reasons}, self.contrast.arms
        if self.change is not None:
            return Sign.NIL
        if Code.NOT_ASKED in codes:
            return Sign.IMPOSSIBLE
        is_none = not any(arms.taking_part) and codes & {Code.WORDING, Code.NOT_COMPUTABLE}
        return Sign.UNKNOWN if is_none else Sign.SECRET


def segment_changes(contrast: Contrast) -> Iterator[SegmentChange]:
    """One for each segment: pilot first."""
    for arm, changes in (("pilot", contrast.arms.pilot), ("mirror", contrast.arms.mirror)):
        yield from (SegmentChange(contrast, arm, segment, change) for segment, change in changes.items())


def segment_changes_of(pair: WaveComparison) -> Iterator[SegmentChange]:
    """Of every statement and scale of two waves."""
    return (change for contrast in pair.contrasts for change in segment_changes(contrast))


SUBJECT: tuple[Figure[Contrast], ...] = (
    text("subject", Words("code van de stelling of schaal"), lambda contrast: contrast.subject),
    flag("is_scale", Words("of het een schaal is"), lambda contrast: contrast.is_scale),
)

SEGMENT_CHANGE: Mapping[str, Figure[SegmentChange]] = by_id(
    of_part(SUBJECT, lambda row: row.contrast),
    text("arm", Words("pilot of mirror"), lambda row: row.arm),
    text("segment", Words("code van de {segment}"), lambda row: row.segment),
    figure(
        "change",
        UNIT,
        Words(
            "later min eerder, {points}, wat het oordeel erover ook is; niet waar het niet in beide metingen getoond "
            "mag worden"
        ).filled(points=_IN_POINTS),
        lambda row: row.change,
    ),
)
STATED_CHANGE: Figure[SegmentChange] = figure(
    "change",
    UNIT,
    SEGMENT_CHANGE["change"].meaning,
    lambda row: None if row.segment in row.contrast.unsaid else row.change,
)
"""The same on reading sheets, as far as the verdict on the segment itself allows."""
