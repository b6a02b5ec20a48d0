"""What the changes of *Pilot en spiegel* come from: per village and arm the share of each statement in each wave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from survey_app.comparison.groups import Group, GroupKind
from survey_app.comparison.results import ItemEstimate
from survey_app.comparison.series import WaveSeries
from survey_app.questionnaire.words import Words
from survey_app.tables.cells import count_cell, decimal_cell
from survey_app.tables.columns import of_wave
from survey_app.tables.dots import ARM_NAMES
from survey_app.tables.items import block_words, text_of
from survey_app.tables.rows import StatementRow, statement_rows
from survey_app.tables.table import Cell, Column, Kind, Sign, Table, Text

_MOST_WAVES = 6
_ROWS = 30
"""Of one table, so that it stays on a page with its headings."""

Levels = Mapping[tuple[Group, int, str], ItemEstimate | None]
"""By group, wave and statement."""


def level_tables(series: WaveSeries) -> Iterator[Table]:
    """A table per arm and village: a row per statement, in columns the first wave and the last five."""
    levels, titles = _levels(series), _titles(series)
    number = len(series.waves)
    waves = (0, *range(max(1, number - _MOST_WAVES + 1), number))
    for place, (group, title) in enumerate(titles.items(), start=1):
        statements = [
            row for row in statement_rows(series) if any((group, wave, row.item_id) in levels for wave in waves)
        ]
        for start in range(0, len(statements), _ROWS):
            yield Table(
                name=f"Pilot_cijfers_{place}_{start // _ROWS + 1}",
                title=Words("{title} (vervolg)", "{title} (continued)").filled(title=title) if start else title,
                columns=_columns(series, waves),
                rows=tuple(_row(levels, group, row, waves) for row in statements[start : start + _ROWS]),
            )


def _levels(series: WaveSeries) -> Levels:
    return {
        (group.group, wave, statement.item_id): estimate
        for pair in series.pairs
        for group in pair.comparison.groups
        for statement in group.statements
        for wave, estimate in zip((pair.earlier, pair.later), statement.estimates, strict=True)
    }


def _titles(series: WaveSeries) -> Mapping[Group, Text]:
    """The arms, then the villages that belong to one, as every pair of waves has them."""
    arm_of = {segment.id: segment.arm for segment in series.latest.instrument.study.segments}
    found: dict[Group, Text] = {}
    for group in (one for pair in series.pairs for one in pair.comparison.groups):
        label, arm = group.label, arm_of.get(group.group.id)
        if group.group.kind is GroupKind.ARM:
            found[group.group] = label.capitalised() if isinstance(label, Words) else label
        elif arm is not None:
            told = Words("{village} ({arm})", "{village} ({arm})")
            found[group.group] = told.filled(village=label, arm=ARM_NAMES[arm])
    return found


def _columns(series: WaveSeries, waves: tuple[int, ...]) -> tuple[Column, ...]:
    figures = [
        column
        for wave in waves
        for column in (
            Column(of_wave(Words("n", "n"), series.short_names[wave]), Kind.COUNT, 13, series.names[wave]),
            Column(of_wave(Words("% eens", "% agree"), series.short_names[wave]), Kind.DECIMAL, 13, series.names[wave]),
        )
    ]
    return (Column(Words("Blok", "Block"), width=24), Column(Words("Stelling", "Statement"), width=60), *figures)


def _row(levels: Levels, group: Group, row: StatementRow, waves: tuple[int, ...]) -> tuple[Cell, ...]:
    cells = [cell for wave in waves for cell in _figures(levels.get((group, wave, row.item_id)))]
    return (block_words(row.blocks), text_of(row.items), *cells)


def _figures(estimate: ItemEstimate | None) -> tuple[Cell, Cell]:
    if estimate is None:
        return Sign.IMPOSSIBLE, Sign.IMPOSSIBLE
    withheld = estimate.hidden or estimate.homogeneous is not None
    return count_cell(estimate.n_valid, hidden=estimate.hidden), decimal_cell(
        None if estimate.agree is None else 100 * estimate.agree, hidden=withheld
    )
