"""What the charts of *Verdeling* are drawn from: a row per bar.

A native chart draws only what stands in cells. Bars diverge around the middle of their scale since each begins with an
invisible part, as long as what lies left of the middle falls short of 100%.
"""

from collections.abc import Iterator

from survey_app.comparison.figures.signs import Sign
from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words, joined
from survey_app.tables.columns import VERDICT
from survey_app.tables.parts import Drawing, bar_labels
from survey_app.tables.rows import StatementRow
from survey_app.tables.scales import share_columns, shares_of
from survey_app.tables.table import Cell, Column, Kind, Table
from survey_app.tables.verdicts import verdict_of

LABEL, _VERDICT, INDENT, FIRST_PART = range(4)
"""Places of the columns: the name of the bar, its verdict, its invisible part, and the first of its categories."""


_BETWEEN = "\u00a0·\u00a0"
_DECIMALS = 3
"""Of a sum of shares in whole percents and a half: what is left below that is the noise of binary fractions."""


def bars_table(series: WaveSeries, drawing: Drawing) -> Table:
    """A row per bar: how far it is moved to the right, and its categories from low to high."""
    return Table(
        name=drawing.table,
        title=drawing.title(series),
        columns=(
            Column(Words("Staaf"), width=76),
            Column(VERDICT, Kind.STRONG, 19),
            Column(Words("Opschuiving"), Kind.SHARE, 12),
            *share_columns(drawing.labels, 12),
        ),
        rows=tuple(row for statement in drawing.part.group.statements for row in _rows(series, drawing, statement)),
        rows_together=len(drawing.waves),
    )


def _rows(series: WaveSeries, drawing: Drawing, statement: StatementRow) -> Iterator[tuple[Cell, ...]]:
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
