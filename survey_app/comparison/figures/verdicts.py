"""A verdict as figures: the level, the codes behind it, and what it allows to be said."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from survey_app.comparison.conclusion import Conclusion
from survey_app.comparison.figures.figure import Figure, bounds, by_id, columns, count, figure, of_part, text
from survey_app.comparison.figures.options import OptionComparison
from survey_app.comparison.figures.signs import Sign, if_there, sign_of_two_waves
from survey_app.comparison.figures.technical import share_change
from survey_app.comparison.figures.units import POINTS, SCORE
from survey_app.comparison.results import Reason, ScaleComparison, StatementComparison, ValueComparison, Verdict
from survey_app.comparison.statistics.changes import MeanChange
from survey_app.comparison.verdict.sizes import may_size, size_of_points
from survey_app.comparison.verdict.words import LEVEL_WORDS, precision_words
from survey_app.language.words import Words


class Judged(Protocol):
    """What has a verdict, and a conclusion where that allows one."""

    @property
    def verdict(self) -> Verdict:
        """The verdict on it."""

    @property
    def conclusion(self) -> Conclusion | None:
        """What may be said of it."""


def _codes(reasons: Iterable[Reason]) -> str:
    return " ".join(dict.fromkeys(reason.code.value for reason in reasons))


VERDICT: tuple[Figure[Verdict], ...] = (
    count(
        "level",
        Words("het oordeel: 0 niet vergelijkbaar, 1 indicatief, 2 vergelijkbaar"),
        lambda verdict: verdict.level,
        Words("niveau"),
    ),
    text("verdict", Words("hetzelfde in het Nederlands"), lambda verdict: LEVEL_WORDS[verdict.level].dutch),
    text(
        "codes",
        Words("de code van elke reden, de zwaarste eerst, met spaties ertussen"),
        lambda verdict: _codes(verdict.reasons),
    ),
    text(
        "reasons",
        Words("elke reden als Nederlandse zin, elk op een regel"),
        lambda verdict: "\n".join(dict.fromkeys(reason.sentence.dutch for reason in verdict.reasons)),
    ),
    text(
        "notes",
        Words("codes over de precisie (N_MATIG, MARGE_MATIG, MARGE_GROOT), met spaties ertussen; zij verlagen niets"),
        lambda verdict: _codes(verdict.notes) or None,
    ),
    figure(
        "margin_pp",
        POINTS,
        Words(
            "95%-foutmarge van een verschil bij 50%, in procentpunten: 100 × 1,96 × √(0,25/n + 0,25/n); van bijna "
            "iedereen gecorrigeerd voor N; alleen wat in beide metingen getoond mag worden heeft er een"
        ),
        lambda verdict: verdict.margin_pp,
        heading=Words("M"),
        absent=lambda verdict: Sign.IMPOSSIBLE if verdict is None else sign_of_two_waves(verdict),
    ),
)
"""The verdict as a number and in Dutch, with every reason."""

_OF_JUDGED: tuple[Figure[Judged], ...] = of_part(VERDICT[-1:], lambda judged: judged.verdict)
MARGIN = _OF_JUDGED[0]
"""Of whatever has a verdict."""
_OfShares = StatementComparison | OptionComparison
_OfMeans = ValueComparison | ScaleComparison
_DIFFERENCE = Words("Verschil")


def _unsaid(compared: object | None) -> Sign:
    """Of two waves without it the verdict forbids to say more, or nothing was tested."""
    return if_there(compared, Sign.NIL)


_OF_SHARES = share_change(
    "change",
    Words("later min eerder, in procentpunten, vóór het afronden berekend; alleen bij ‘indicatief’ en ‘vergelijkbaar’"),
    _DIFFERENCE,
    _DIFFERENCE,
)
CHANGE: Mapping[str, Figure[_OfShares]] = by_id(of_part(_OF_SHARES, lambda compared: compared.change, _unsaid))

_OF_MEANS: tuple[Figure[MeanChange], ...] = columns(
    figure("change", SCORE, Words("later min eerder"), lambda change: change.difference, "", Words("Verschil gem.")),
    bounds(
        "change",
        SCORE,
        Words("95%-interval van dat verschil, zonder aanname van gelijke spreiding"),
        lambda change: change.interval,
        "Welch 1947",
        _DIFFERENCE,
    ),
)
MEAN_CHANGE: Mapping[str, Figure[_OfMeans]] = by_id(of_part(_OF_MEANS, lambda compared: compared.change, _unsaid))


def _precision(judged: Judged) -> str | None:
    return "\n".join(words.dutch for words in precision_words(judged.verdict, judged.conclusion)) or None


CONCLUSION: Mapping[str, Figure[Judged]] = by_id(
    text(
        "conclusion",
        Words("wat het verschil zegt: zie Lees mij; bij ‘indicatief’ is het een aanwijzing"),
        lambda judged: None if judged.conclusion is None else judged.conclusion.words.dutch,
        Words("Betekenis"),
        _unsaid,
    ),
    text("precision", Words("de kanttekeningen over de precisie als Nederlandse zinnen"), _precision),
)
"""The conclusion, and how precise the comparison is where that is not enough."""


def _size(compared: _OfShares) -> str | None:
    if compared.change is None or not may_size(compared.verdict, compared.conclusion):
        return None
    return size_of_points(compared.change.agree_pp).value


SIZE: Figure[_OfShares] = text(
    "size",
    Words(
        "van het verschil in procentpunten, een afspraak: onder 5 nagenoeg gelijk, tot 10 klein, tot 20 duidelijk, "
        "daarboven groot; alleen bij ‘vergelijkbaar’ naast ‘hoger’ of ‘lager’, en zonder kanttekening over de precisie"
    ),
    _size,
    Words("Grootte"),
    _unsaid,
)
