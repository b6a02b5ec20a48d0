"""Sheet *Grafiekgegevens*: what all charts are drawn from, a table each."""

from collections.abc import Iterator

from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words
from survey_app.tables.distribution import bars_table
from survey_app.tables.dots import dot_parts, dots_table
from survey_app.tables.goals import goals_drawn, goals_table
from survey_app.tables.in_short import short_drawing, short_part
from survey_app.tables.intervals import interval_parts, intervals_table
from survey_app.tables.lines import line_parts, lines_table
from survey_app.tables.parts import parts_of
from survey_app.tables.response_bars import response_parts, response_table
from survey_app.tables.table import Paragraph, Sheet, Table
from survey_app.tables.waves import titled

NAME = Words("Grafiekgegevens")


def latest_tables(series: WaveSeries) -> Iterator[Table]:
    """Those that the charts of the latest wave against the first are drawn from, that of *In het kort* first."""
    whole = series.whole or series
    part = short_part(whole)
    drawing = None if part else short_drawing(whole)
    if drawing:
        yield bars_table(whole, drawing)
    if part:
        yield intervals_table(whole, part)
    yield from (goals_table(drawn) for drawn in [goals_drawn(series)] if drawn)
    yield from (intervals_table(series, drawn) for drawn in interval_parts(series))
    yield from (response_table(whole, drawn) for drawn in response_parts(whole))


def chart_data_sheet(series: WaveSeries) -> Sheet:
    """A table per chart."""
    about = Words("Hieruit zijn de grafieken getekend. Lees de cijfers op de andere werkbladen, niet hier.")
    drawings = [short_drawing(series), *(drawing for part in parts_of(series) for drawing in part.drawings)]
    intervals = [short_part(series), *interval_parts(series)]
    tables = [
        *(response_table(series, part) for part in response_parts(series)),
        *(bars_table(series, drawing) for drawing in drawings if drawing is not None),
        *(lines_table(series, part) for part in line_parts(series)),
        *(dots_table(series, part) for part in dot_parts(series)),
        *(intervals_table(series, part) for part in intervals if part is not None),
        *(goals_table(drawn) for drawn in [goals_drawn(series)] if drawn),
    ]
    return Sheet(NAME, titled(Words("Gegevens van de grafieken"), series), (Paragraph(about), *tables), upright=True)
