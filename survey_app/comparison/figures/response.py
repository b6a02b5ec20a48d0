"""How many were approached and answered, and what weights cost and did, per wave (STATISTICS 11)."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from survey_app.comparison.figures.figure import Figure, by_id, count, figure, signed, text
from survey_app.comparison.figures.signs import Sign, Signed, unknown
from survey_app.comparison.figures.units import PERSONS, POINTS, SHARE
from survey_app.comparison.results import FieldedWave
from survey_app.comparison.statistics.intervals import Z
from survey_app.comparison.weighting.told import WeightingTold
from survey_app.dataset.counts import OTHER_MODES
from survey_app.language.words import Words
from survey_app.questionnaire.study import Segment


@dataclass(frozen=True)
class Response(Signed):
    """How many were approached (None: unknown) and how many answered (None: not told)."""

    approached: int | None
    responded: int | None

    @property
    def sign(self) -> Sign:
        """Withheld, or unknown without a frame."""
        return Sign.SECRET if self.responded is None else Sign.UNKNOWN

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
        Words("vragenlijsten die zijn ingevuld; van een gedrukte tabel de n die erbij staat"),
        lambda both: both.responded,
        heading=Words("Ingevuld"),
    ),
    count(
        "frame",
        Words("wie mee kon doen (N): codes, of wat iemand opgaf; wordt nooit geschat"),
        lambda both: both.approached,
        heading=Words("Benaderd"),
        absent=unknown,
    ),
    figure(
        "response",
        SHARE,
        Words("ingevuld, als deel van benaderd; onbekend zonder N, of als er meer zijn ingevuld"),
        lambda both: both.rate,
        "AAPOR RR1",
        Words("Respons"),
    ),
    figure(
        "margin_pp",
        POINTS,
        Words(
            "95%-marge bij 50%, naar beide kanten: 100 × 1,96 × √(0,25/n), over alle ingevulde lijsten; zij zegt niets "
            "over wie niet meededen"
        ),
        lambda both: both.margin_pp,
        heading=Words("Marge (±)"),
    ),
)

_AS_ONE = Words("minder dan 10 respondenten hadden, of geheim zijn, en als één tellen")
_FEWER = Words("niet waar het zou verraden hoeveel mensen er in een cel zijn")


def _not_told(weights: WeightingTold | None) -> Sign:
    """Of weights that were made what is not there is withheld; of printed tables there are none."""
    return Sign.UNKNOWN if weights is None else Sign.SECRET


def told_modes(fielded: FieldedWave) -> Mapping[str, int]:
    """How many came in each mode; empty where no mode may be told by itself."""
    modes = fielded.counts.modes
    return {} if modes.keys() == {OTHER_MODES} else {mode: number for mode, number in modes.items() if number}


def _no_modes(fielded: FieldedWave | None) -> Sign:
    """Unknown where it was not kept, secret where no mode may be told by itself."""
    return Sign.SECRET if fielded and fielded.counts.modes.keys() == {OTHER_MODES} else Sign.UNKNOWN


MODES: Figure[FieldedWave] = text(
    "modes",
    Words("hoe vaak online, op papier, per telefoon en op een tablet voor iedereen is ingevuld"),
    lambda fielded: " ".join(f"{mode}:{number}" for mode, number in told_modes(fielded).items()) or None,
    Words("Hoe ingevuld"),
    _no_modes,
)

WEIGHTS: Mapping[str, Figure[WeightingTold]] = by_id(
    signed(
        (
            text(
                "why_not",
                Words("waarom de gewichten niet te gebruiken zijn"),
                lambda weights: weights.why_not.value if weights.why_not else None,
            ),
            count("n", Words("respondenten"), lambda weights: weights.respondents, heading=Words("n")),
            figure(
                "deff",
                Words("verhouding"),
                Words("1 + gemiddelde van (w − 1)²; {fewer}").filled(fewer=_FEWER),
                lambda weights: weights.design_effect,
                "Kish 1965",
                Words("Ontwerp-effect"),
            ),
            figure(
                "n_eff",
                PERSONS,
                Words("aantal respondenten dat de gewogen groep waard is, (Σw)² / Σw²; {fewer}").filled(fewer=_FEWER),
                lambda weights: weights.effective_base,
                "Kish 1965",
                Words("n_eff"),
            ),
            count(
                "trimmed",
                Words(
                    "respondenten met een gewicht onder 1/4 of boven 4, dat daar is afgekapt; daarna is nog eens "
                    "passend gemaakt"
                ),
                lambda weights: weights.trimmed,
                heading=Words("Afgekapt"),
            ),
            count(
                "unknown_segment",
                Words("gewogen op het kenmerk alleen, of met de geheime {segments}"),
                lambda weights: weights.unknown_segment,
                heading=Words("{Segment} onbekend"),
            ),
            count(
                "unknown_category",
                Words("gewogen op de {segment} alleen; geheim waar het kenmerk geheim is"),
                lambda weights: weights.unknown_category,
                heading=Words("Kenmerk onbekend"),
            ),
            text(
                "collapsed_segments",
                Words("{{segments}} die {as_one}").filled(as_one=_AS_ONE),
                lambda weights: _joined(weights.collapsed_segments),
            ),
            text(
                "collapsed_categories",
                Words("categorieën die {as_one}").filled(as_one=_AS_ONE),
                lambda weights: _joined(weights.collapsed_categories),
            ),
            text(
                "unweighted",
                Words("stellingen die ongewogen blijven, om niets geheims te verraden"),
                lambda weights: "; ".join(weights.unweighted),
            ),
        ),
        _not_told,
    )
)


def _joined(groups: tuple[tuple[str, ...], ...]) -> str:
    return "; ".join("+".join(group) for group in groups)
