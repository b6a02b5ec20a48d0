"""Sheet *Grafiekgegevens*: what the charts of *Verdeling* and *Pilot en spiegel* are drawn from.

A native chart draws only what stands in cells. Bars diverge around the middle of their scale since each begins with an
invisible part, as long as what lies left of the middle falls short of 100%.
"""

from __future__ import annotations

from survey_app.comparison.series import WaveSeries
from survey_app.questionnaire.words import Words
from survey_app.tables.dots import dot_parts, dots_table
from survey_app.tables.parts import Part, bar_label, parts_of, shares_of
from survey_app.tables.table import Block, Cell, Column, Kind, Paragraph, Sheet, Sign, Table
from survey_app.tables.waves import titled

NAME = Words("Grafiekgegevens", "Chart data")
LABEL, INDENT, FIRST_PART = range(3)
"""Places of the columns: the name of the bar, its invisible part, and the first of its categories."""


_DECIMALS = 3
"""Of a sum of shares in whole percents and a half: what is left below that is the noise of binary fractions."""


def chart_data_sheet(series: WaveSeries) -> Sheet:
    """A table per chart."""
    about = Words(
        "Hieruit zijn de grafieken getekend. Lees de cijfers op de andere werkbladen, niet hier.",
        "The charts are drawn from these. Read the figures on the other sheets, not here.",
    )
    blocks: list[Block] = [Paragraph(about), *(bars_table(series, part) for part in parts_of(series))]
    blocks += [dots_table(series, part) for part in dot_parts(series)]
    return Sheet(NAME, titled(Words("Gegevens van de grafieken", "Data of the charts"), series), tuple(blocks))


def bars_table(series: WaveSeries, part: Part) -> Table:
    """A row per bar: how far it is moved to the right, and its categories from low to high."""
    return Table(
        name=f"Grafiek_{part.number}",
        title=part.block,
        columns=(
            Column(Words("Staaf", "Bar"), width=76),
            Column(Words("Opschuiving", "Indent"), Kind.SHARE, 12),
            *(Column(label, Kind.PERCENT, 12) for label in _drawn_labels(part)),
        ),
        rows=tuple(
            _row(series, part, place, wave) for place in range(len(part.group.statements)) for wave in part.drawn
        ),
        rows_together=len(part.drawn),
    )


def _row(series: WaveSeries, part: Part, place: int, wave: int) -> tuple[Cell, ...]:
    statement, labels, scale = part.group.statements[place], _drawn_labels(part), part.group.scale_in(wave)
    alike = [point.label for point in scale.points] == labels
    cells = shares_of(statement.estimates[wave] if alike else None, scale, labels)
    shares = [cell for cell in cells if isinstance(cell, float)]
    drawn = len(shares) == len(labels)
    return (
        bar_label(series, statement, wave, first=wave == part.drawn[0]),
        round(1 - _left_of_the_middle(shares), _DECIMALS) if drawn else Sign.IMPOSSIBLE,
        *(shares if drawn else (Sign.IMPOSSIBLE,) * len(labels)),
    )


def _left_of_the_middle(shares: list[float]) -> float:
    """Everything below the middle category and half of it; without a middle one, everything in the lower half."""
    half, odd = divmod(len(shares), 2)
    return sum(shares[:half]) + (shares[half] / 2 if odd else 0)


def _drawn_labels(part: Part) -> list[str]:
    """The categories of the latest wave; a wave with others has no bar, for it has another middle."""
    return [point.label for point in part.group.scale_in(-1).points]
