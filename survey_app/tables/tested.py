"""What was computed of every statement, mark and scale in each pair of waves, for who checks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from survey_app.comparison.figures.technical import TECHNICAL
from survey_app.comparison.results import (
    Code,
    ItemEstimate,
    ScaleComparison,
    ScaleEstimate,
    StatementComparison,
    Technical,
    ValueComparison,
    ValueEstimate,
    Verdict,
)
from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words
from survey_app.questionnaire.model import Mark, Number, ResponseScale
from survey_app.tables.cells import count_cell, p_cell, precise_cell
from survey_app.tables.items import block_of, block_words, in_own_words, scale_titles, wording_of
from survey_app.tables.rows import Gathered
from survey_app.tables.scales import scored_end
from survey_app.tables.table import Cell, Column, Kind, Sign, Text
from survey_app.tables.told import Told

Compared = StatementComparison | ValueComparison | ScaleComparison
F = TypeVar("F", StatementComparison, ValueComparison, ScaleComparison)
Estimate = ItemEstimate | ValueEstimate | ScaleEstimate | None


@dataclass(frozen=True)
class Tested:
    """One subject in one pair of waves. `missing` is the sign of a figure that could have been there and is not."""

    found: Compared
    block: Text
    text: Text
    scores: Text
    waves: Words

    @property
    def verdict(self) -> Verdict:
        """The verdict on it."""
        return self.found.verdict

    @property
    def technical(self) -> Technical | None:
        """Every figure of it; None where there is none."""
        return self.found.technical

    @property
    def statement(self) -> StatementComparison | None:
        """It, if it is a statement: only those have shares."""
        return self.found if isinstance(self.found, StatementComparison) else None

    @property
    def missing(self) -> Sign:
        """Why it has no figures: withheld, not asked twice, or not computable."""
        return sign_of(self.verdict)

    def figure(self, of: Callable[[Technical], float | None]) -> Cell:
        """One figure in three decimals."""
        return self.missing if self.technical is None else precise_cell(of(self.technical))

    def p(self, of: Callable[[Technical], float | None]) -> Cell:
        """One p-value."""
        return self.missing if self.technical is None else p_cell(of(self.technical))

    def adjusted(self, of: Callable[[Technical], float | None]) -> Cell:
        """A p-value within its family; of what is in none it may not be said, though it has a p of its own."""
        if self.technical is not None and self.technical.ranks.p is not None and of(self.technical) is None:
            return Sign.NIL
        return self.p(of)

    def share_figure(self, of: Callable[[Technical], float | None]) -> Cell:
        """One figure of shares; only statements have them."""
        return Sign.IMPOSSIBLE if self.statement is None else self.figure(of)

    def base(self, wave: int) -> Cell:
        """The answers or scores that the figures of one of the two waves rest on."""
        return _base(self.found.estimates[wave])


@dataclass(frozen=True)
class Shown:
    """A column of a technical table, how its cells are filled, and what it is; None where the heading says it all."""

    column: Column
    cell: Callable[[Tested], Cell]
    definition: Words | None = None


def shown(
    id_: str,
    width: int,
    group: Text,
    definition: Words | None = None,
    *,
    cell: Callable[[Tested, Callable[[Technical], float | None]], Cell] | None = None,
    wave: Words | None = None,
) -> Shown:
    """A figure of TECHNICAL by its id; `cell` is how it becomes a cell, `wave` the one that it is of."""
    told = Told(TECHNICAL[id_], width, group, wave)
    fill = cell or (Tested.p if told.kind is Kind.P else Tested.figure)
    return Shown(told.column, lambda row: fill(row, told.figure.number), definition)


def sign_of(verdict: Verdict) -> Sign:
    """The sign of a figure of two waves that is not there."""
    codes = {reason.code for reason in verdict.reasons}
    if Code.WITHHELD in codes:
        return Sign.SECRET
    return Sign.IMPOSSIBLE if codes & {Code.NOT_ASKED, Code.OPTION_NOT_OFFERED} else Sign.UNKNOWN


def code_words(verdict: Verdict) -> str:
    """The codes of a verdict, and those of its precision between brackets."""
    reasons, notes = (
        ", ".join(dict.fromkeys(str(one.code) for one in found)) for found in (verdict.reasons, verdict.notes)
    )
    return " ".join(part for part in (reasons, f"({notes})" if notes else "") if part)


def both_shown(
    id_: str,
    group: Text,
    definition: Words | None,
    *,
    cell: Callable[[Tested, Callable[[Technical], float | None]], Cell] | None = None,
) -> tuple[Shown, Shown]:
    """The two ends of an interval, of which braces in the id say where low and high stand."""
    return (
        shown(id_.format("low"), 9, group, definition, cell=cell),
        shown(id_.format("high"), 9, group, cell=cell),
    )


def tested_rows(series: WaveSeries) -> tuple[tuple[Tested, ...], ...]:
    """By subject: statements, then marks and numbers, then scales; each in every pair of waves."""
    statements = Gathered(series, lambda pair: pair.statements, lambda one: one.item_id)
    values = Gathered(series, lambda pair: pair.values, lambda one: one.item_id)
    scales = Gathered(series, lambda pair: pair.scales, lambda one: one.scale_id)
    found = (
        *(_rows(series, statements, one, _statement) for one in statements.ids),
        *(_rows(series, values, one, _value) for one in values.ids),
        *(_rows(series, scales, one, _scale) for one in scales.ids),
    )
    return tuple(rows for rows in found if rows)


def _rows(
    series: WaveSeries,
    gathered: Gathered[F],
    subject: str,
    row: Callable[[WaveSeries, tuple[int, int], F], Tested],
) -> tuple[Tested, ...]:
    return tuple(row(series, (earlier, later), found) for earlier, later, found in gathered.in_pairs(subject))


def pair_words(series: WaveSeries, earlier: int, later: int) -> Words:
    """What a row calls its two waves."""
    return Words("{later} tegenover {earlier}").filled(later=series.names[later], earlier=series.names[earlier])


def _statement(series: WaveSeries, places: tuple[int, int], found: StatementComparison) -> Tested:
    names, points = _names(series, places), _points(series, places, found)
    text = wording_of(found.items, names)
    return Tested(found, block_words(found.blocks), text, points, pair_words(series, *places))


def _points(series: WaveSeries, places: tuple[int, int], found: StatementComparison) -> Text:
    """What the scores of the two ends of the scale stand for, in each of the waves that asked it."""
    told = [
        None if item is None else _ends(series.waves[place].instrument.questionnaire.response_scale_of(item))
        for place, item in zip(places, found.items, strict=True)
    ]
    return in_own_words(told, _names(series, places))


def _ends(scale: ResponseScale) -> str:
    return ", ".join(scored_end(scale, end, "{score} = {label}") for end in (0, -1))


def _names(series: WaveSeries, places: tuple[int, int]) -> tuple[Words, Words]:
    return series.names[places[0]], series.names[places[1]]


def _value(series: WaveSeries, places: tuple[int, int], found: ValueComparison) -> Tested:
    block = block_words([block_of(series.waves[place], found.item_id) for place in places])
    text = wording_of(found.items, _names(series, places))
    return Tested(found, block, text, _unit(found), pair_words(series, *places))


def _unit(found: ValueComparison) -> Text:
    item = found.items[1] or found.items[0]
    if isinstance(item, Mark):
        return Words("rapportcijfer, 1 tot 10")
    unit = item.unit if isinstance(item, Number) else None
    return Words("getal ({unit})").filled(unit=unit) if unit else Words("getal")


def _scale(series: WaveSeries, places: tuple[int, int], found: ScaleComparison) -> Tested:
    scores = Words("gemiddelde van de stellingen")
    titles = scale_titles([series.waves[place] for place in places], found.scale_id)
    title = in_own_words(titles, _names(series, places))
    return Tested(found, Words("Schaal"), title, scores, pair_words(series, *places))


def _base(estimate: Estimate) -> Cell:
    if estimate is None:
        return Sign.IMPOSSIBLE
    base = estimate.n if isinstance(estimate, ScaleEstimate) else estimate.n_valid
    return count_cell(base, hidden=estimate.hidden)
