"""Columns of a verdict: the level, the codes behind it, and what it allows to be said."""

from __future__ import annotations

from survey_app.comparison.changes import Change, MeanChange
from survey_app.comparison.conclusion import Conclusion
from survey_app.comparison.frames.columns import POINTS, SCORE, Column, bounds, columns, count, figure, text
from survey_app.comparison.results import Verdict
from survey_app.comparison.verdict_words import CONCLUSION_WORDS, LEVEL_WORDS


def verdict_columns() -> tuple[Column[Verdict], ...]:
    """The verdict as a number and in Dutch, with every reason."""
    return (
        count("level", "verdict: 0 not comparable, 1 indicative, 2 comparable", lambda verdict: verdict.level, "level"),
        text("verdict", "the same in Dutch", lambda verdict: LEVEL_WORDS[verdict.level].dutch),
        text("codes", "the code of every reason, the gravest first, with blanks between", _codes),
        text("reasons", "every reason as a Dutch sentence, a line each", _sentences),
        figure(
            "margin_pp",
            POINTS,
            "M, half the width of the 95% interval of a difference at 50%; missing unless shown in both waves",
            lambda verdict: verdict.margin_pp,
            "STATISTICS 9",
        ),
    )


def change_columns(of_what: str) -> tuple[Column[Change], ...]:
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


def mean_change_columns() -> tuple[Column[MeanChange], ...]:
    """A difference of means."""
    return columns(
        figure("change", SCORE, "later minus earlier mean", lambda change: change.difference),
        bounds("change", SCORE, "its 95% interval", lambda change: change.interval, "Welch 1947"),
    )


def conclusion_words(conclusion: Conclusion | None) -> str | None:
    """The four-way conclusion in Dutch; None where the verdict allows none."""
    return None if conclusion is None else CONCLUSION_WORDS[conclusion].dutch


def _codes(verdict: Verdict) -> str:
    return " ".join(dict.fromkeys(reason.code.value for reason in verdict.reasons))


def _sentences(verdict: Verdict) -> str:
    return "\n".join(dict.fromkeys(reason.sentence.dutch for reason in verdict.reasons))
