"""What was computed of every statement, mark and scale in each pair of waves, for who checks it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from survey_app.comparison.figures.technical import Compared
from survey_app.comparison.results import ScaleComparison, StatementComparison, ValueComparison, Verdict
from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words
from survey_app.questionnaire.model import Mark, Number, ResponseScale
from survey_app.tables.items import block_of, block_words, in_own_words, scale_titles, wording_of
from survey_app.tables.rows import Gathered
from survey_app.tables.scales import scored_end
from survey_app.tables.table import Text
from survey_app.tables.waves import pair_words

F = TypeVar("F", StatementComparison, ValueComparison, ScaleComparison)


@dataclass(frozen=True)
class Tested:
    """One subject in one pair of waves."""

    compared: Compared
    block: Text
    text: Text
    scores: Text
    waves: Words

    @property
    def verdict(self) -> Verdict:
        """The verdict on it."""
        return self.compared.verdict


def code_words(verdict: Verdict) -> str:
    """The codes of a verdict, and those of its precision between brackets."""
    codes, notes = (
        ", ".join(dict.fromkeys(str(reason.code) for reason in reasons)) for reasons in (verdict.reasons, verdict.notes)
    )
    return " ".join(part for part in (codes, f"({notes})" if notes else "") if part)


def tested_rows(series: WaveSeries) -> tuple[tuple[Tested, ...], ...]:
    """By subject: statements, then marks and numbers, then scales; each in every pair of waves."""
    statements = Gathered(series, lambda pair: pair.statements)
    values = Gathered(series, lambda pair: pair.values)
    scales = Gathered(series, lambda pair: pair.scales)
    of_subjects = (
        *(_rows(series, statements, item_id, _statement) for item_id in statements.ids),
        *(_rows(series, values, item_id, _value) for item_id in values.ids),
        *(_rows(series, scales, scale_id, _scale) for scale_id in scales.ids),
    )
    return tuple(rows for rows in of_subjects if rows)


def _rows(
    series: WaveSeries, gathered: Gathered[F], subject: str, row: Callable[[WaveSeries, tuple[int, int], F], Tested]
) -> tuple[Tested, ...]:
    return tuple(row(series, (earlier, later), pair) for earlier, later, pair in gathered.in_pairs(subject))


def _statement(series: WaveSeries, places: tuple[int, int], statement: StatementComparison) -> Tested:
    names, points = _names(series, places), _points(series, places, statement)
    text = wording_of(statement.items, names)
    return Tested(statement, block_words(statement.blocks), text, points, pair_words(series, *places))


def _points(series: WaveSeries, places: tuple[int, int], statement: StatementComparison) -> Text:
    """What the scores of the two ends of the scale stand for, in each of the waves that asked it."""
    ends = [
        None if item is None else _ends(series.waves[place].instrument.questionnaire.response_scale_of(item))
        for place, item in zip(places, statement.items, strict=True)
    ]
    return in_own_words(ends, _names(series, places))


def _ends(scale: ResponseScale) -> str:
    return ", ".join(scored_end(scale, end, "{score} = {label}") for end in (0, -1))


def _names(series: WaveSeries, places: tuple[int, int]) -> tuple[Words, Words]:
    return series.names[places[0]], series.names[places[1]]


def _value(series: WaveSeries, places: tuple[int, int], value: ValueComparison) -> Tested:
    block = block_words([block_of(series.waves[place], value.item_id) for place in places])
    text = wording_of(value.items, _names(series, places))
    return Tested(value, block, text, _unit(value), pair_words(series, *places))


def _unit(value: ValueComparison) -> Text:
    item = value.items[1] or value.items[0]
    if isinstance(item, Mark):
        return Words("rapportcijfer, 1 tot 10")
    unit = item.unit if isinstance(item, Number) else None
    return Words("getal ({unit})").filled(unit=unit) if unit else Words("getal")


def _scale(series: WaveSeries, places: tuple[int, int], scale: ScaleComparison) -> Tested:
    scores = Words("gemiddelde van de stellingen")
    titles = scale_titles([series.waves[place] for place in places], scale.scale_id)
    title = in_own_words(titles, _names(series, places))
    return Tested(scale, Words("Schaal"), title, scores, pair_words(series, *places))
