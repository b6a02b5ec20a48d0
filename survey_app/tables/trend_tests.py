"""Statements over three waves and more for who checks them: a line in the share, a line in the answers, any change."""

from survey_app.comparison.figures.trends import TREND
from survey_app.comparison.results import StatementComparison
from survey_app.comparison.series import ItemTrend, WaveSeries
from survey_app.language.words import Words, joined
from survey_app.tables.columns import VERDICT
from survey_app.tables.items import block_words, wording_of
from survey_app.tables.layout import all_filled, cells_of, columns_of, notes_of
from survey_app.tables.rows import StatementRow, statement_rows
from survey_app.tables.table import Cell, Column, Kind, Table
from survey_app.tables.verdicts import level_words

_FIGURES = (
    *all_filled(TREND, {"chi2": 10, "p": 10}, Kind.PRECISE, Words("Cochran-Armitage")),
    *all_filled(TREND, {"tau_b": 10, "tau_b_p": 10}, Kind.PRECISE, Words("Kendall")),
    *all_filled(TREND, {"h": 10, "h_df": 10, "h_p": 10}, Kind.PRECISE, Words("Kruskal-Wallis")),
)
_NOTE = Words(
    "Alleen over de laatste metingen die onderling te vergelijken zijn; het oordeel is het laagste van stap tot stap."
)


def trend_tables(series: WaveSeries) -> tuple[Table, ...]:
    """A row per statement; no table with two waves, or where nothing is comparable over three."""
    if not series.trends:
        return ()
    statements = {row.item_id: row for row in statement_rows(series)}
    rows = tuple(_row(series, trend, statements[trend.item_id]) for trend in series.trends)
    columns = _columns()
    return (Table("Technisch_ontwikkeling", "", columns, rows, notes=(_NOTE, *notes_of(columns))),)


def _columns() -> tuple[Column, ...]:
    return (
        Column(VERDICT, Kind.STRONG, 14),
        Column(Words("Stelling"), width=36),
        Column(Words("Metingen"), width=20),
        Column(Words("Blok"), width=29),
        *columns_of(_FIGURES),
    )


def _row(series: WaveSeries, trend: ItemTrend, statement: StatementRow) -> tuple[Cell, ...]:
    steps = [step for wave in trend.waves[1:] if (step := statement.previous[wave]) is not None]
    return (
        _lowest(steps),
        wording_of([statement.items[wave] for wave in trend.waves], [series.names[wave] for wave in trend.waves]),
        joined([series.names[wave] for wave in trend.waves], ", "),
        block_words(statement.blocks),
        *cells_of(_FIGURES, trend),
    )


def _lowest(steps: list[StatementComparison]) -> Cell:
    return level_words(min((step.verdict for step in steps), key=lambda verdict: verdict.level))
