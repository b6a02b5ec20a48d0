"""Statements in parts that fit in one chart, and what stands beside each of its bars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from survey_app.comparison.results import ItemEstimate
from survey_app.comparison.series import WaveSeries
from survey_app.questionnaire.model import ResponseScale
from survey_app.questionnaire.words import Words, joined
from survey_app.tables.columns import shortened
from survey_app.tables.items import text_of
from survey_app.tables.rows import StatementRow, statement_rows
from survey_app.tables.scales import ScaleGroup, by_scale, point_cell
from survey_app.tables.table import Cell, Sign

_BARS_PER_CHART = 18
WAVES_PER_CHART = 4
_LONGEST_LABEL = 160
"""Beside a bar there is room for two or three lines; the whole statement stands on *Vergelijking*."""
_NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class Part:
    """Statements of one block and one response scale that fit in one chart, and the waves that it draws."""

    block: str
    number: int
    group: ScaleGroup
    drawn: tuple[int, ...]

    @property
    def table(self) -> str:
        """The name of its table."""
        return f"Verdeling_{self.number}"

    @property
    def labels(self) -> list[str]:
        """Every category of its scales, in order: those of the latest wave, then those that only others had."""
        scales = [self.group.scale_in(wave) for wave in reversed(range(len(self.group.scales)))]
        return list(dict.fromkeys(point.label for scale in scales for point in scale.points))


def parts_of(series: WaveSeries) -> Iterator[Part]:
    """Blocks in the order of the statements; a block that is too long for one chart in pieces."""
    statements = statement_rows(series)
    number = 0
    drawn = _drawn(len(series.waves))
    most = max(1, _BARS_PER_CHART // len(drawn))
    for block in dict.fromkeys(_block_of(statement) for statement in statements):
        here = [statement for statement in statements if _block_of(statement) == block]
        for group in by_scale(series.waves, here):
            for start in range(0, len(group.statements), most):
                number += 1
                yield Part(block, number, ScaleGroup(group.scales, group.statements[start : start + most]), drawn)


def _drawn(waves: int) -> tuple[int, ...]:
    """The first wave, and as many of the last as a chart has room for."""
    return (0, *range(max(1, waves - WAVES_PER_CHART + 1), waves))


def _block_of(statement: StatementRow) -> str:
    return next((block for block in reversed(statement.blocks) if block), "")


def shares_of(estimate: ItemEstimate | None, scale: ResponseScale, labels: list[str]) -> tuple[Cell, ...]:
    """The share of each category; empty where the wave did not offer it."""
    shares = {point.label: point_cell(estimate, point) for point in scale.points}
    return tuple(shares.get(label, Sign.IMPOSSIBLE) for label in labels)


def bar_label(series: WaveSeries, statement: StatementRow, wave: int, *, first: bool) -> Words:
    """The statement beside its first bar, and at every bar the wave and its base."""
    base = _base_words(statement.estimates[wave])
    bar = Words("{wave} ({base})", "{wave} ({base})").filled(wave=series.names[wave], base=base)
    unbroken = Words(bar.dutch.replace(" ", _NO_BREAK), bar.english.replace(" ", _NO_BREAK))
    return joined([shortened(text_of(statement.items), _LONGEST_LABEL), "–", unbroken]) if first else unbroken


def _base_words(estimate: ItemEstimate | None) -> Words:
    if estimate is None:
        return Words("niet gesteld", "not asked")
    if estimate.hidden:
        return Words("geheim", "secret")
    return Words("n = {n}", "n = {n}").filled(n=estimate.n_valid)
