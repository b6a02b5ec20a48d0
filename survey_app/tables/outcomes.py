"""Sheets of one wave: *Uitkomsten* of everybody, *Per groep* of arms and segments; no test is made (STATISTICS 18)."""

from collections.abc import Iterator

from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words
from survey_app.tables.arm_levels import level_tables
from survey_app.tables.figures import figure_cells, figure_columns
from survey_app.tables.goals import goal_tables, goals_chart, goals_drawn
from survey_app.tables.items import block_of, text_of
from survey_app.tables.layout import cells_of, columns_of
from survey_app.tables.rows import StatementRow, statement_rows
from survey_app.tables.scales import ScaleGroup, agree_words, by_scale, from_to, labels_of
from survey_app.tables.statement_figures import explained
from survey_app.tables.table import Block, Cell, Column, Paragraph, Sheet, Table
from survey_app.tables.values import VALUE_FIGURES
from survey_app.tables.waves import titled

NAME = Words("Uitkomsten")
_SUBJECT = (Column(Words("Blok"), width=18), Column(Words("Stelling"), width=50))


def outcome_sheets(series: WaveSeries) -> Iterator[Sheet]:
    """What everybody answered; and arms and segments where there is anything to show of them."""
    groups = by_scale(series.waves, statement_rows(series))
    tables = [_statements(series, group, place) for place, group in enumerate(groups, start=1)]
    values = _values(series)
    tables += [values] if values else []
    if tables:
        blocks: list[Block] = [*explained(tables), *tables, *goal_tables(series)]
        drawn = goals_drawn(series)
        blocks += [goals_chart(series, drawn)] if drawn else []
        yield Sheet(NAME, titled(Words("Uitkomsten in {waves}"), series), tuple(blocks))
    levels = tuple(level_tables(series, {}))
    if levels:
        title = Words("Uitkomsten per groep in {waves}")
        yield Sheet(_GROUPS, titled(title, series), (Paragraph(_NO_TEST), *levels), upright=True)


_GROUPS = Words("Per groep")
_NO_TEST = Words(
    "% boven het midden, met n. Tussen groepen van één meting wordt niet getoetst: een verschil kan toeval zijn. "
    "x = geheim."
)


def _statements(series: WaveSeries, group: ScaleGroup, place: int) -> Table:
    scale = group.scale_in(0)
    return Table(
        name=f"Uitkomsten_{place}",
        title=Words("Stellingen met {ends}").filled(ends=from_to(scale)),
        columns=(*_SUBJECT, *figure_columns(labels_of(scale), agree_words(scale), Words("Cijfers"), None)),
        rows=tuple(_row(series, statement, group) for statement in group.statements),
        main=place == 1,
        frozen=len(_SUBJECT),
    )


def _row(series: WaveSeries, statement: StatementRow, group: ScaleGroup) -> tuple[Cell, ...]:
    scale = group.scale_in(0)
    figures = figure_cells(statement.estimates[0], scale, labels_of(scale), series.waves[0])
    return (statement.blocks[0] or "", text_of(statement.items), *figures)


def _values(series: WaveSeries) -> Table | None:
    """Marks and numbers; None where there are none."""
    values = [
        (value.items, estimate)
        for side in series.sides
        for value in side.comparison.values
        if (estimate := value.estimates[0]) is not None
    ]
    rows = tuple(
        (block_of(series.waves[0], estimate.item) or "", text_of(items), *cells_of(VALUE_FIGURES, estimate))
        for items, estimate in values
    )
    block, subject = _SUBJECT
    columns = (block, Column(Words("Vraag"), width=subject.width), *columns_of(VALUE_FIGURES))
    return Table("Uitkomsten_cijfers", Words("Rapportcijfers en getallen"), columns, rows) if rows else None
