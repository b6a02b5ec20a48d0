"""How many were approached and answered, and what weights cost and did, per wave (STATISTICS 11)."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from survey_app.comparison.figures.figure import POINTS, SHARE, Figure, by_id, count, figure, text
from survey_app.comparison.results import FieldedWave
from survey_app.comparison.statistics.intervals import Z
from survey_app.comparison.weighting.told import WeightingTold
from survey_app.language.words import Words
from survey_app.questionnaire.study import Segment

_DEFF = "design effect, 1 + mean((w - 1)^2); missing where it would tell how many are in a cell"
_N_EFF = "(sum w)^2 / sum w^2; missing where it would tell how many are in a cell"
_AS_ONE = "{} that counted as one: those that are hidden, or had fewer than 10 respondents"


@dataclass(frozen=True)
class Response:
    """How many were approached (None: unknown) and how many answered (None: not told)."""

    approached: int | None
    responded: int | None

    @property
    def rate(self) -> float | None:
        """Response; unknown without a frame, and when more answered than the frame holds."""
        if self.responded is None or not self.approached or self.responded > self.approached:
            return None
        return self.responded / self.approached

    @property
    def margin_pp(self) -> float | None:
        """Half the width of the 95% interval of a share of 50%."""
        return 100 * Z * sqrt(0.25 / self.responded) if self.responded else None


def response_of(fielded: FieldedWave, segment: Segment | None = None) -> Response:
    """The response of a wave, or of one segment in it."""
    if segment is None:
        return Response(fielded.approached, fielded.counts.total.respondents)
    return Response(fielded.invited.get(segment.id) or None, fielded.responded.get(segment.id, 0))


RESPONSE: Mapping[str, Figure[Response]] = by_id(
    count(
        "n_total",
        "respondents; missing where that is secret",
        lambda both: both.responded,
        heading=Words("Ingevuld"),
    ),
    count("frame", "approached (N); missing when unknown", lambda both: both.approached, heading=Words("Benaderd")),
    figure(
        "response",
        SHARE,
        "n_total, of frame; missing when unknown",
        lambda both: both.rate,
        "AAPOR RR1",
        Words("Respons"),
    ),
    figure(
        "margin_pp",
        POINTS,
        "half the width of the 95% interval of a share of 50%",
        lambda both: both.margin_pp,
        heading=Words("Marge (±)"),
    ),
)

WEIGHTS: Mapping[str, Figure[WeightingTold]] = by_id(
    text("why_not", "why they may not be used", lambda weights: weights.why_not.value if weights.why_not else None),
    count("n", "respondents", lambda weights: weights.respondents, heading=Words("n")),
    figure("deff", "ratio", _DEFF, lambda weights: weights.design_effect, "Kish 1965", Words("Ontwerp-effect")),
    figure("n_eff", "persons", _N_EFF, lambda weights: weights.effective_base, "Kish 1965", Words("n_eff")),
    count(
        "trimmed",
        "whose weight was cut off at 1/4 or 4; missing when fewer than may be shown, or as deff is",
        lambda weights: weights.trimmed,
        heading=Words("Afgekapt"),
    ),
    count(
        "unknown_segment",
        "segment unknown: weighted on the other margin, or with the hidden segments",
        lambda weights: weights.unknown_segment,
        heading=Words("{Segment} onbekend"),
    ),
    count(
        "unknown_category",
        "trait unknown: weighted on the segment; missing where the trait is withheld",
        lambda weights: weights.unknown_category,
        heading=Words("Kenmerk onbekend"),
    ),
    text("collapsed_segments", _AS_ONE.format("segments"), lambda weights: _joined(weights.collapsed_segments)),
    text("collapsed_categories", _AS_ONE.format("categories"), lambda weights: _joined(weights.collapsed_categories)),
    text(
        "unweighted",
        "statements that stay unweighted, to tell nothing hidden",
        lambda weights: "; ".join(weights.unweighted),
    ),
)


def _joined(groups: tuple[tuple[str, ...], ...]) -> str:
    return "; ".join("+".join(group) for group in groups)
