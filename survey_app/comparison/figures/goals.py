"""A goal as figures: what was to be reached, what was measured, and whether it was reached (STATISTICS 18)."""

from collections.abc import Mapping

from survey_app.comparison.figures.figure import Figure, bounds, by_id, columns, count, figure, signed, text
from survey_app.comparison.figures.signs import Sign
from survey_app.comparison.goals import GoalInWave
from survey_app.language.words import Words

_UNIT = Words("aandeel, 0 tot 1, of score")


_MEASURED: tuple[Figure[GoalInWave], ...] = columns(
    count(
        "n",
        Words("geldige antwoorden waarop de uitkomst van een doel rust"),
        lambda row: row.measured.n,
        heading=Words("n"),
    ),
    figure(
        "value",
        _UNIT,
        Words("het aandeel of gemiddelde waar een doel over gaat, van iedereen en ongewogen"),
        lambda row: row.measured.value,
        heading=Words("Uitkomst"),
    ),
    bounds(
        "value",
        _UNIT,
        Words("95%-interval van de uitkomst"),
        lambda row: row.measured.interval,
        "Wilson 1927; Student 1908",
    ),
    text(
        "outcome",
        Words(
            "reached (gehaald): het hele 95%-interval ligt aan de goede kant van het doel; not_reached (niet "
            "gehaald): aan de andere kant; undecided (niet te zeggen): het doel ligt in het interval"
        ),
        lambda row: row.outcome.value if row.outcome else None,
        Words("Oordeel"),
    ),
)

GOAL: Mapping[str, Figure[GoalInWave]] = by_id(
    text("item", Words("code van de vraag; niet bij een doel van een schaal"), lambda row: row.goal.item),
    text("scale", Words("code van de schaal; niet bij een doel van een vraag"), lambda row: row.goal.scale),
    text("figure", Words("agree (% eens) of mean (gemiddelde)"), lambda row: row.goal.figure),
    figure("target", _UNIT, Words("wat er te halen was"), lambda row: row.target),
    text(
        "target_is",
        Words("least: het doel is ten minste dat; most: ten hoogste, waar lager beter is"),
        lambda row: "most" if row.is_most else "least",
    ),
    text("by", Words("JJJJ-MM: uiterlijk wanneer; niet als dat er niet bij staat"), lambda row: row.goal.by),
    text(
        "why", Words("van wie het doel is, of waar het staat; niet als dat er niet bij staat"), lambda row: row.goal.why
    ),
    signed(_MEASURED, lambda row: Sign.SECRET if row is not None and row.measured.n is None else Sign.UNKNOWN),
)
