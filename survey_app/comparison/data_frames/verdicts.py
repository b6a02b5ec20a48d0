"""Columns of a verdict: the level, the codes behind it, and what it allows to be said."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from survey_app.comparison.conclusion import Conclusion
from survey_app.comparison.figures.figure import POINTS, SCORE, Figure, Row, bounds, columns, count, figure, text
from survey_app.comparison.results import Reason, Verdict
from survey_app.comparison.statistics.changes import Change, MeanChange
from survey_app.comparison.verdict.words import LEVEL_WORDS, precision_words


def verdict_columns() -> tuple[Figure[Verdict], ...]:
    """The verdict as a number and in Dutch, with every reason."""
    return (
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


def change_columns(of_what: str) -> tuple[Figure[Change], ...]:
    """A difference of shares."""
    return columns(
        figure("change_pp", POINTS, f"later minus earlier share {of_what}", lambda change: change.agree_pp),
        bounds(
            "change_{}_pp",
            POINTS,
            "its 95% interval",
            lambda change: change.interval_pp,
            "Newcombe 1998, method 10",
        ),
    )


def mean_change_columns() -> tuple[Figure[MeanChange], ...]:
    """A difference of means."""
    return columns(
        figure("change", SCORE, "later minus earlier mean", lambda change: change.difference),
        bounds("change", SCORE, "its 95% interval", lambda change: change.interval, "Welch 1947"),
    )


def conclusion_columns(concluded: Callable[[Row], tuple[Verdict, Conclusion | None]]) -> tuple[Figure[Row], ...]:
    """The conclusion, and how precise the comparison is where that is not enough."""
    return (
        text("conclusion", "in Dutch; at level 1 as a hint", lambda row: _conclusion(*concluded(row))),
        text("precision", "the notes as Dutch sentences, a line each", lambda row: _precision(*concluded(row))),
    )


def _conclusion(_verdict: Verdict, conclusion: Conclusion | None) -> str | None:
    return None if conclusion is None else conclusion.words.dutch


def _precision(verdict: Verdict, conclusion: Conclusion | None) -> str | None:
    return "\n".join(words.dutch for words in precision_words(verdict, conclusion)) or None


def _codes(reasons: Iterable[Reason]) -> str:
    return " ".join(dict.fromkeys(reason.code.value for reason in reasons))


def _sentences(verdict: Verdict) -> str:
    return "\n".join(dict.fromkeys(reason.sentence.dutch for reason in verdict.reasons))
