"""Sheet *Verdeling*: per block the shares of every category, the waves under each other, and a chart of them.

What the charts are drawn from stands on *Grafiekgegevens*.
"""

from collections.abc import Iterator

from survey_app.comparison.figures.signs import Sign
from survey_app.comparison.figures.statements import STATEMENT
from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words, counted, joined
from survey_app.tables.columns import VERDICT, shortened
from survey_app.tables.layout import all_filled, cells_of, columns_of
from survey_app.tables.lines import line_part, lines_chart
from survey_app.tables.parts import WAVES_PER_CHART, Drawing, Part, bar_labels, parts_of
from survey_app.tables.rows import StatementRow
from survey_app.tables.scales import share_columns, shares_of
from survey_app.tables.table import Block, Cell, Column, Heading, Kind, Paragraph, Sheet, StackedBars, Table
from survey_app.tables.verdicts import STATEMENT_WORDS, tally_of, verdict_of
from survey_app.tables.waves import marked_title, titled

NAME = Words("Verdeling")
_LABEL = Words("Stelling en meting")
_LONGEST_BLOCK = 100
_COUNTED = all_filled(STATEMENT, {"n_valid": 7}, Kind.COUNT)

_SIDES = Words(
    "In de grafiek ligt het midden van de schaal op de lijn: links ervan gestreept wie lager antwoordde, rechts effen "
    "wie hoger antwoordde."
)
_MIDDLE = Words("Het middelste antwoord is licht en ligt half aan elke kant.")
_BASE = Words("Percentages van de geldige antwoorden (n), zonder n.v.t.; kleiner dan 5% heeft geen getal in de balk.")


def distribution_sheet(series: WaveSeries) -> Sheet:
    """Tables with charts, a page for each."""
    parts = list(parts_of(series))
    has_middle = any(len(drawing.labels) % 2 for part in parts for drawing in part.drawings)
    blocks: list[Block] = [Paragraph(_SIDES), *([Paragraph(_MIDDLE)] if has_middle else []), Paragraph(_BASE)]
    if len(series.waves) > WAVES_PER_CHART:
        blocks.append(Paragraph(_NOT_ALL_DRAWN.filled(number=WAVES_PER_CHART - 1)))
    for part in parts:
        blocks += _part_blocks(series, part)
    title = titled(Words("Verdeling van de antwoorden in {waves}"), series)
    return Sheet(NAME, title, tuple(blocks), upright=True)


_NOT_ALL_DRAWN = Words("De grafieken tonen de eerste meting en de laatste {number}; de tabellen tonen ze allemaal.")


def _part_blocks(series: WaveSeries, part: Part) -> Iterator[Block]:
    yield Heading(part.heading)
    yield from (Paragraph(tally) for tally in tally_of(series, part.group.statements, len(series.waves) - 1))
    yield _table(series, part)
    yield from (bars_chart(series, drawing) for drawing in part.drawings)
    followed = line_part(series, part)
    if followed is not None:
        yield lines_chart(series, followed)


def bars_chart(series: WaveSeries, drawing: Drawing) -> StackedBars:
    """The chart that is drawn from the table of these bars."""
    bars = len(drawing.part.group.statements) * len(drawing.waves)
    return StackedBars(
        title=marked_title(drawing.title(series), series),
        table=drawing.table,
        labels=_NAME,
        indent=_INDENT,
        parts=tuple(range(_FIRST_PART, _FIRST_PART + len(drawing.labels))),
        bars=bars,
        together=len(drawing.waves),
        alt_text=marked_title(_alt_text(series, drawing), series),
    )


def _alt_text(series: WaveSeries, drawing: Drawing) -> Words:
    part = drawing.part
    waves = joined([series.names[wave] for wave in drawing.waves], ", ")
    return Words(
        "Gestapelde staven rond het midden van de schaal voor {statements} in het blok ‘{block}’, per stelling onder "
        "elkaar: {waves}. De cijfers staan in de tabel erboven."
    ).filled(
        statements=counted(len(part.group.statements), *STATEMENT_WORDS),
        block=shortened(part.block, _LONGEST_BLOCK),
        waves=waves,
    )


def _table(series: WaveSeries, part: Part) -> Table:
    return Table(
        name=part.table,
        title="",
        columns=(
            Column(_LABEL, width=62),
            Column(VERDICT, Kind.STRONG, 19),
            *columns_of(_COUNTED),
            *share_columns(part.group.labels, 10),
        ),
        rows=tuple(row for statement in part.group.statements for row in _rows(series, statement, part)),
        rows_together=len(series.waves),
    )


def _rows(series: WaveSeries, statement: StatementRow, part: Part) -> Iterator[tuple[Cell, ...]]:
    waves = range(len(series.waves))
    for wave, label in zip(waves, bar_labels(series, statement, waves), strict=True):
        estimate = statement.estimates[wave]
        yield (
            label,
            verdict_of(statement, wave),
            *cells_of(_COUNTED, estimate),
            *shares_of(estimate, part.group.scale_in(wave), part.group.labels),
        )


def bars_table(series: WaveSeries, drawing: Drawing) -> Table:
    """A row per bar: how far it is moved to the right, and its categories from low to high.

    A native chart draws only what stands in cells. Bars diverge around the middle of their scale since each begins with
    an invisible part, as long as what lies left of the middle falls short of 100%.
    """
    return Table(
        name=drawing.table,
        title=drawing.title(series),
        columns=(
            Column(Words("Staaf"), width=76),
            Column(VERDICT, Kind.STRONG, 19),
            Column(Words("Opschuiving"), Kind.SHARE, 12),
            *share_columns(drawing.labels, 12),
        ),
        rows=tuple(row for statement in drawing.part.group.statements for row in _bar_rows(series, drawing, statement)),
        rows_together=len(drawing.waves),
    )


def _bar_rows(series: WaveSeries, drawing: Drawing, statement: StatementRow) -> Iterator[tuple[Cell, ...]]:
    """The bars of a statement; each says its verdict where the title of the chart cannot say one of all."""
    verdicts = {verdict_of(drawn, wave) for drawn in drawing.part.group.statements for wave in drawing.waves}
    is_mixed = len(verdicts - {Sign.IMPOSSIBLE}) > 1
    for wave, label in zip(drawing.waves, bar_labels(series, statement, drawing.waves), strict=True):
        scale = drawing.part.group.scale_in(wave)
        shares = [
            cell for cell in shares_of(statement.estimates[wave], scale, drawing.labels) if isinstance(cell, float)
        ]
        drawn = len(shares) == len(drawing.labels)
        verdict = verdict_of(statement, wave)
        yield (
            joined([label, verdict], _BETWEEN) if is_mixed and isinstance(verdict, Words) else label,
            verdict,
            round(1 - _left_of_the_middle(shares), _DECIMALS) if drawn else Sign.IMPOSSIBLE,
            *(shares if drawn else (Sign.IMPOSSIBLE,) * len(drawing.labels)),
        )


def _left_of_the_middle(shares: list[float]) -> float:
    """Everything below the middle category and half of it; without a middle one, everything in the lower half."""
    half, odd = divmod(len(shares), 2)
    return sum(shares[:half]) + (shares[half] / 2 if odd else 0)


_NAME, _VERDICT, _INDENT, _FIRST_PART = range(4)
"""Places of the columns: the name of the bar, its verdict, its invisible part, and the first of its categories."""
_BETWEEN = "\u00a0·\u00a0"
_DECIMALS = 3
"""Of a sum of shares in whole percents and a half: what is left below that is the noise of binary fractions."""
