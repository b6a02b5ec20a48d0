"""A verdict as figures: the level, the codes behind it, and what it allows to be said."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from survey_app.comparison.conclusion import Conclusion
from survey_app.comparison.figures.figure import POINTS, SCORE, Figure, bounds, by_id, count, figure, text
from survey_app.comparison.figures.technical import share_change
from survey_app.comparison.results import Reason, Verdict
from survey_app.comparison.statistics.changes import Change, MeanChange
from survey_app.comparison.verdict.words import LEVEL_WORDS, precision_words
from survey_app.language.words import Words


def _codes(reasons: Iterable[Reason]) -> str:
    return " ".join(dict.fromkeys(reason.code.value for reason in reasons))


def _sentences(verdict: Verdict) -> str:
    return "\n".join(dict.fromkeys(reason.sentence.dutch for reason in verdict.reasons))


VERDICT: tuple[Figure[Verdict], ...] = (
    count("level", "verdict: 0 not comparable, 1 indicative, 2 comparable", lambda verdict: verdict.level, "level"),
    text("verdict", "the same in Dutch", lambda verdict: LEVEL_WORDS[verdict.level].dutch),
    text(
        "codes",
        "the code of every reason, the gravest first, with blanks between",
        lambda verdict: _codes(verdict.reasons),
    ),
    text("reasons", "every reason as a Dutch sentence, a line each", _sentences),
    text(
        "notes",
        "codes on precision (N_MATIG, MARGE_MATIG, MARGE_GROOT), with blanks between; they lower no level",
        lambda verdict: _codes(verdict.notes) or None,
    ),
    figure(
        "margin_pp",
        POINTS,
        "M, half the width of the 95% interval of a difference at 50%; missing unless shown in both waves",
        lambda verdict: verdict.margin_pp,
        "STATISTICS 9",
    ),
)
"""The verdict as a number and in Dutch, with every reason."""


def change_figures(of_what: str) -> tuple[Figure[Change], ...]:
    """A difference of shares."""
    return share_change("change", f"later minus earlier share {of_what}", _DIFFERENCE, _DIFFERENCE)


_DIFFERENCE = Words("Verschil")

CHANGE: Mapping[str, Figure[Change]] = by_id(change_figures("above the middle; from level 1"))

MEAN_CHANGE: Mapping[str, Figure[MeanChange]] = by_id(
    figure("change", SCORE, "later minus earlier mean", lambda change: change.difference, "", Words("Verschil gem.")),
    bounds("change", SCORE, "its 95% interval", lambda change: change.interval, "Welch 1947", _DIFFERENCE),
)


class Judged(Protocol):
    """What has a verdict, and a conclusion where that allows one."""

    @property
    def verdict(self) -> Verdict:
        """The verdict on it."""
        ...

    @property
    def conclusion(self) -> Conclusion | None:
        """What may be said of it."""
        ...


def _conclusion(judged: Judged) -> str | None:
    return None if judged.conclusion is None else judged.conclusion.words.dutch


def _precision(judged: Judged) -> str | None:
    return "\n".join(words.dutch for words in precision_words(judged.verdict, judged.conclusion)) or None


CONCLUSION: tuple[Figure[Judged], ...] = (
    text("conclusion", "in Dutch; at level 1 as a hint", _conclusion),
    text("precision", "the notes as Dutch sentences, a line each", _precision),
)
"""The conclusion, and how precise the comparison is where that is not enough."""
