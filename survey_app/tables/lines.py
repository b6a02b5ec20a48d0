"""The charts of lines on *Verdeling*: the share above the middle over three waves and more, and what draws them."""

from collections.abc import Iterator
from dataclasses import dataclass

from survey_app.comparison.figures.signs import Sign
from survey_app.comparison.figures.statements import STATEMENT
from survey_app.comparison.results import ItemEstimate
from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words, counted, listed
from survey_app.tables.columns import shortened
from survey_app.tables.items import text_of
from survey_app.tables.layout import all_filled, cells_of
from survey_app.tables.parts import Part, parts_of
from survey_app.tables.table import Cell, Column, Kind, Lines, Table
from survey_app.tables.verdicts import STATEMENT_WORDS
from survey_app.tables.waves import marked_title

_AGREE = all_filled(STATEMENT, {"agree": 11}, Kind.PERCENT)
_LONGEST_LABEL = 90
_LEAST_DOTS = 2


@dataclass(frozen=True)
class LinePart:
    """The statements of a part that may be followed over three waves at least, each with its share in every wave.

    There is none of a wave that may not be compared with those after it, and none where it is secret.
    """

    part: Part
    lines: tuple[tuple[str, tuple[Cell, ...]], ...]

    @property
    def table(self) -> str:
        """The name of the table that it is drawn from."""
        return f"Grafiek_ontwikkeling_{self.part.number}"


def line_part(series: WaveSeries, part: Part) -> LinePart | None:
    """None where no statement of this part may be followed."""
    lines = []
    for statement in part.group.statements:
        shares = tuple(
            _share(estimate) if wave in series.followed.get(statement.item_id, ()) else Sign.IMPOSSIBLE
            for wave, estimate in enumerate(statement.estimates)
        )
        if sum(isinstance(share, float) for share in shares) >= _LEAST_DOTS:
            lines.append((shortened(text_of(statement.items), _LONGEST_LABEL), shares))
    return LinePart(part, tuple(lines)) if lines else None


def _share(estimate: ItemEstimate | None) -> Cell:
    (share,) = cells_of(_AGREE, estimate)
    return float(share) if isinstance(share, int | float) else Sign.IMPOSSIBLE


def line_parts(series: WaveSeries) -> Iterator[LinePart]:
    """Those of all parts; none of two waves."""
    for part in parts_of(series) if series.followed else ():
        drawn = line_part(series, part)
        if drawn is not None:
            yield drawn


def lines_table(series: WaveSeries, drawn: LinePart) -> Table:
    """A row per line, and a column per wave."""
    return Table(
        name=drawn.table,
        title=_title(drawn),
        columns=(Column(Words("Lijn"), width=76), *(Column(name, Kind.PERCENT, 12) for name in series.short_names)),
        rows=tuple((text, *shares) for text, shares in drawn.lines),
    )


def lines_chart(series: WaveSeries, drawn: LinePart) -> Lines:
    """The chart that is drawn from that table."""
    told = _ALT.filled(lines=counted(len(drawn.lines), *STATEMENT_WORDS), waves=listed(series.names))
    return Lines(
        title=marked_title(_title(drawn), series),
        table=drawn.table,
        labels=0,
        points=tuple(range(1, len(series.waves) + 1)),
        lines=len(drawn.lines),
        alt_text=marked_title(told, series),
    )


def _title(drawn: LinePart) -> Words:
    return Words("{block}: % boven het midden, meting na meting").filled(block=drawn.part.heading)


_ALT = Words(
    "Van {lines} het % boven het midden in {waves}, als lijn. Een meting die niet met die erna te vergelijken is, of "
    "waarvan het cijfer geheim is, heeft geen punt."
)
