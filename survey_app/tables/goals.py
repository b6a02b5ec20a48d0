"""The goals of a study beside what was measured: a table for shares and one for means, and shares as a chart."""

from collections.abc import Iterator, Mapping, Sequence

from survey_app.comparison.figures.goals import GOAL
from survey_app.comparison.goals import GoalInWave, Outcome, goals_in
from survey_app.comparison.names import month_and_year
from survey_app.comparison.sentences import number_words
from survey_app.comparison.series import WaveSeries
from survey_app.dataset.from_files.wave_names import month_in
from survey_app.language.words import Words, joined
from survey_app.questionnaire.goals import text_of_goal
from survey_app.tables.columns import shortened
from survey_app.tables.dots import AROUND, HEIGHT, LINE, LONGEST_LABEL, POINTS, axis_of
from survey_app.tables.layout import all_filled, cells_of, columns_of, worded
from survey_app.tables.rounding import percent, points
from survey_app.tables.table import Cell, Column, Dots, DotSeries, Kind, Table
from survey_app.tables.waves import marked_title

_WIDTHS = {"n": 7, "value": 11, "value_low": 8, "value_high": 8}
OUTCOME_WORDS: Mapping[str, Words] = {
    Outcome.REACHED: Words("gehaald"),
    Outcome.NOT_REACHED: Words("niet gehaald"),
    Outcome.UNDECIDED: Words("niet te zeggen"),
}
_TITLES = {"agree": Words("Doelen: % boven het midden"), "mean": Words("Doelen: gemiddelde")}
_KINDS = {"agree": Kind.PERCENT, "mean": Kind.SCORE}
_HOW = Words(
    "Gehaald: het hele 95%-interval ligt aan de goede kant van het doel. Niet gehaald: het hele interval ligt aan de "
    "andere kant. Niet te zeggen: het doel ligt in het interval. Doelen gaan over iedereen, ongewogen."
)
_FROZEN = Words("Deze doelen zijn vastgelegd voordat de meting openging.")
_AFTERWARDS = Words(
    "Niet elk van deze doelen is hier vastgelegd voordat de meting openging: zij kunnen achteraf zijn gekozen."
)


def goal_tables(series: WaveSeries) -> Iterator[Table]:
    """One for each kind of figure that has a goal, the last with what is said of both; none where there is no goal."""
    goals = goals_in(series)
    kinds = [figure for figure in _TITLES if any(goal.goal.figure == figure for goal in goals)]
    for figure in kinds:
        notes = tuple(_notes(series, goals)) if figure == kinds[-1] else ()
        yield _table(series, figure, [goal for goal in goals if goal.goal.figure == figure], notes)


def _table(series: WaveSeries, figure: str, goals: Sequence[GoalInWave], notes: tuple[Words, ...]) -> Table:
    """Under the columns of the statements above it, so that none of those becomes wider."""
    layout, is_one = all_filled(GOAL, _WIDTHS, _KINDS[figure]), series.is_one_wave
    verdict = (worded(GOAL["outcome"], OUTCOME_WORDS, 18 if is_one else 13),)
    return Table(
        name=f"Doelen_{figure}",
        title=_TITLES[figure],
        columns=(
            *columns_of(verdict),
            *(() if is_one else (Column(Words("Meting"), width=15),)),
            Column(Words("Doel"), width=50 if is_one else 36),
            *columns_of(layout),
        ),
        rows=tuple(
            (
                *cells_of(verdict, goal),
                *(() if is_one else (series.names[goal.wave],)),
                _GOAL.filled(text=_text(goal).removesuffix("."), target=target_words(goal)),
                *cells_of(layout, goal),
            )
            for goal in goals
        ),
        notes=notes,
    )


def _notes(series: WaveSeries, goals: Sequence[GoalInWave]) -> Iterator[Words]:
    yield from dict.fromkeys(_WHY.filled(text=_text(goal), why=goal.goal.why) for goal in goals if goal.goal.why)
    yield _HOW
    yield _FROZEN if all(series.waves[goal.wave].wave.was_opened_here for goal in goals) else _AFTERWARDS


_GOAL, _WHY = Words("{text}: {target}"), Words("‘{text}’: {why}")


def _text(goal: GoalInWave) -> str:
    return text_of_goal(goal.goal, goal.questionnaire)


def target_words(goal: GoalInWave) -> Words:
    """The target, which side of it is good, and by when."""
    words = (_MOST if goal.is_most else _LEAST).filled(target=_number(goal, goal.target))
    month = month_in(goal.goal.by) if goal.goal.by else None
    return joined([words, _BY.filled(month=month_and_year(month))], ", ") if month else words


_LEAST, _MOST, _BY = Words("ten minste {target}"), Words("ten hoogste {target}"), Words("uiterlijk {month}")


def measured_words(goal: GoalInWave) -> Mapping[str, object]:
    """What was measured and the ends of its interval, as they stand in the table."""
    interval = goal.measured.interval
    figures = (goal.measured.value, *((interval.low, interval.high) if interval else (None, None)))
    words = [joined(["?"]) if figure is None else _number(goal, figure) for figure in figures]
    return dict(zip(("value", "low", "high"), words, strict=True))


def _number(goal: GoalInWave, figure: float) -> Words:
    return joined([f"{percent(figure):.0%}"]) if goal.goal.figure == "agree" else number_words(figure, 2)


def goals_drawn(series: WaveSeries) -> list[GoalInWave]:
    """Goals of one wave that have a share to draw; none of more waves."""
    goals = goals_in(series) if series.is_one_wave else ()
    return [goal for goal in goals if goal.goal.figure == "agree" and goal.measured.interval]


def _distance(goal: GoalInWave) -> tuple[int, int, int]:
    """How far it lies from its target, in percentage points, and how far its interval goes to both sides."""
    interval, value, target = goal.measured.interval, goal.measured.value, points(100 * goal.target)
    if interval is None or value is None:
        raise ValueError(f"the goal for {goal.goal.subject} has no share to draw")
    middle, low, high = (points(100 * share) for share in (value, interval.low, interval.high))
    return middle - target, middle - low, high - middle


def goals_table(drawn: Sequence[GoalInWave]) -> Table:
    """What the chart is drawn from: a row per dot, then one per line with its text."""
    reach, _ = _axis(drawn)
    number = len(drawn)
    dots: list[tuple[Cell, ...]] = [
        (_label(goal), distance, float(number - place), left, right)
        for place, (goal, (distance, left, right)) in enumerate(zip(drawn, map(_distance, drawn), strict=True))
    ]
    lines = [(_label(goal), -reach, float(number - place), "", "") for place, goal in enumerate(drawn)]
    return Table(
        name=_DRAWN_FROM,
        title=_CHART_TITLE,
        columns=(LINE, Column(Words("Afstand tot het doel"), Kind.POINTS, 12), HEIGHT, *AROUND),
        rows=(*dots, *lines),
    )


_DRAWN_FROM = "Grafiek_doelen"
_CHART_TITLE = Words("Afstand tot het doel: % boven het midden min het doel")


def goals_chart(series: WaveSeries, drawn: Sequence[GoalInWave]) -> Dots:
    """The chart that is drawn from that table: the target of each statement is the line of 0."""
    reach, step = _axis(drawn)
    number = len(drawn)
    return Dots(
        title=marked_title(_CHART_TITLE, series),
        table=_DRAWN_FROM,
        lines=DotSeries(Words("stelling"), number, number, 0, filled=False),
        marks=(DotSeries(Words("Uitkomst, met het 95%-interval"), 0, number, 0, filled=True),),
        axis=Words("Procentpunten vanaf het doel (0 = het doel)"),
        reach=reach,
        step=step,
        alt_text=marked_title(_ALT, series),
        interval=(3, 4),
    )


_ALT = Words(
    "Van elke stelling met een doel hoe ver de uitkomst ervan af ligt: een punt met het 95%-interval als streep. De "
    "lijn van 0 is het doel. De cijfers staan in de tabel erboven."
)


def _axis(drawn: Sequence[GoalInWave]) -> tuple[float, float]:
    ends = [end for distance, left, right in map(_distance, drawn) for end in (distance - left, distance + right)]
    return axis_of(ends, POINTS)


def _label(goal: GoalInWave) -> Words:
    text = shortened(_text(goal), LONGEST_LABEL)
    return Words("{text} ({target})").filled(text=text, target=target_words(goal))
