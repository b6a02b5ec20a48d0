"""Sheet *Verdeling*: per block the shares of every category, the waves under each other, and a chart of them.

The charts diverge around the middle of the scale; what they are drawn from stands on *Grafiekgegevens*.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_app.comparison.series import WaveSeries
from survey_app.questionnaire.words import Words, joined
from survey_app.tables.bars import FIRST_PART, INDENT, LABEL, bars_table
from survey_app.tables.cells import count_cell
from survey_app.tables.parts import WAVES_PER_CHART, Part, bar_label, parts_of, shares_of
from survey_app.tables.rows import StatementRow
from survey_app.tables.table import Block, Cell, Column, Heading, Kind, Paragraph, Sheet, Sign, StackedBars, Table
from survey_app.tables.verdicts import STATEMENT, STATEMENTS, tally
from survey_app.tables.waves import marked_title, titled

NAME = Words("Verdeling", "Distribution")
_LABEL = Words("Stelling en meting", "Statement and wave")

_INTRODUCTION = (
    Words(
        "In de grafiek ligt het midden van de schaal op de lijn: links ervan gestreept wie lager antwoordde, "
        "rechts effen wie hoger antwoordde; het midden zelf is licht en ligt half aan elke kant.",
        "In the chart the middle of the scale lies on the line: left of it, striped, who answered below it; right "
        "of it, solid, who answered above it; the middle itself is light and lies half on each side.",
    ),
    Words(
        "Percentages van de geldige antwoorden (n), zonder n.v.t.; kleiner dan 5% heeft geen getal in de balk.",
        "Percentages of the valid answers (n), without n/a; what is smaller than 5% has no number in its bar.",
    ),
)


def distribution_sheet(series: WaveSeries) -> Sheet:
    """Tables with charts, a page for each."""
    blocks: list[Block] = [Paragraph(text) for text in _INTRODUCTION]
    if len(series.waves) > WAVES_PER_CHART:
        blocks.append(Paragraph(_NOT_ALL_DRAWN.filled(number=WAVES_PER_CHART - 1)))
    for part in parts_of(series):
        blocks += _part_blocks(series, part)
    title = titled(Words("Verdeling van de antwoorden in {waves}", "Distribution of the answers in {waves}"), series)
    return Sheet(NAME, title, tuple(blocks), upright=True)


_NOT_ALL_DRAWN = Words(
    "De grafieken tonen de eerste meting en de laatste {number}; de tabellen tonen ze allemaal.",
    "The charts show the first wave and the last {number}; the tables show them all.",
)


def _part_blocks(series: WaveSeries, part: Part) -> Iterator[Block]:
    yield Heading(part.block)
    verdicts = [verdict for statement in part.group.statements for verdict in statement.verdicts[-1:]]
    if verdicts:
        yield Paragraph(tally(verdicts, STATEMENT, STATEMENTS))
    yield _table(series, part)
    data = bars_table(series, part)
    yield StackedBars(
        title=marked_title(part.block, series),
        table=data.name,
        labels=LABEL,
        indent=INDENT,
        parts=tuple(range(FIRST_PART, len(data.columns))),
        bars=len(data.rows),
        together=len(part.drawn),
        alt_text=marked_title(_alt_text(series, part), series),
    )


def _alt_text(series: WaveSeries, part: Part) -> Words:
    waves = joined([series.names[wave] for wave in part.drawn], ", ")
    return Words(
        "Gestapelde staven rond het midden van de schaal voor {number} stellingen in het blok ‘{block}’, per stelling "
        "onder elkaar: {waves}. De cijfers staan in de tabel erboven.",
        "Stacked bars around the middle of the scale for {number} statements in the block ‘{block}’, per statement "
        "under each other: {waves}. The figures are in the table above.",
    ).filled(number=len(part.group.statements), block=part.block, waves=waves)


def _table(series: WaveSeries, part: Part) -> Table:
    shares = [Column(label, Kind.PERCENT, 10) for label in part.labels]
    waves = range(len(series.waves))
    return Table(
        name=part.table,
        title="",
        columns=(Column(_LABEL, width=76), Column(Words("n", "n"), Kind.COUNT, 7), *shares),
        rows=tuple(_row(series, statement, wave, part) for statement in part.group.statements for wave in waves),
        rows_together=len(series.waves),
    )


def _row(series: WaveSeries, statement: StatementRow, wave: int, part: Part) -> tuple[Cell, ...]:
    estimate = statement.estimates[wave]
    return (
        bar_label(series, statement, wave, first=wave == 0),
        Sign.IMPOSSIBLE if estimate is None else count_cell(estimate.n_valid, hidden=estimate.hidden),
        *shares_of(estimate, part.group.scale_in(wave), part.labels),
    )
