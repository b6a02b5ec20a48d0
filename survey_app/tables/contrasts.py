"""Tables of *Pilot en spiegel* per village: the change of each, of both arms, and what the difference comes from."""

from collections.abc import Iterator, Mapping, Sequence

from survey_app.comparison.figures.arms import ARM_MEANS, STATED, STATED_CHANGE, SegmentChange, segment_changes
from survey_app.comparison.figures.figure import Figure
from survey_app.comparison.results import Contrast
from survey_app.comparison.series import SeriesPair, WaveSeries
from survey_app.language.words import Words
from survey_app.tables.columns import VERDICT
from survey_app.tables.items import subject_words
from survey_app.tables.layout import all_filled, cells_of, columns_of, filled, notes_of
from survey_app.tables.table import Cell, Column, Kind, Table, in_pieces
from survey_app.tables.verdicts import level_words
from survey_app.tables.waves import pair_words

_MOST_VILLAGES = 16
"""As columns of their own; with more, their changes follow from the tables per village."""
_ROWS = 24

_NOTE = Words(
    "Per {segment} de verandering, later min eerder; - = mag volgens het oordeel daarover niet worden gezegd (maar "
    "doet wel mee), x = mag niet in beide metingen worden getoond (en doet niet mee)."
)


def contrast_tables(series: WaveSeries) -> Iterator[Table]:
    """Per pair of waves the statements, then the scales."""
    for number, pair in enumerate(series.pairs, start=1):
        for is_scale in (False, True):
            contrasts = [contrast for contrast in pair.comparison.contrasts if contrast.is_scale is is_scale]
            if contrasts:
                kind = "schalen" if is_scale else "stellingen"
                title = _title(series, pair, is_scale=is_scale)
                yield from in_pieces(_table(series, pair, contrasts, f"Delen_{kind}_{number}", title), _ROWS)


def _title(series: WaveSeries, pair: SeriesPair, *, is_scale: bool) -> Words:
    waves = pair_words(series, pair.earlier, pair.later).capitalised()
    if is_scale:
        return Words("{waves}: schalen, in punten van de score").filled(waves=waves)
    return Words("{waves}: % boven het midden, in procentpunten").filled(waves=waves)


def _table(series: WaveSeries, pair: SeriesPair, contrasts: Sequence[Contrast], name: str, title: Words) -> Table:
    is_scale = contrasts[0].is_scale
    kind = Kind.SCORE_CHANGE if is_scale else Kind.CHANGE
    means = Words("Gemiddeld per {segment}").filled(**series.segment_names)
    layout = (
        *all_filled(STATED, dict.fromkeys(ARM_MEANS, 10), kind, means),
        *all_filled(STATED, {"did": 10, "pooled": 10}, kind, Words("Pilot min spiegel")),
    )
    return Table(
        name=name,
        title=title,
        columns=(
            Column(VERDICT, Kind.STRONG, 13),
            Column(Words("Schaal") if is_scale else Words("Stelling"), width=44),
            *segment_columns(series, contrasts[0], kind),
            *columns_of(layout, names=series.segment_names),
        ),
        rows=tuple(
            (
                level_words(contrast.verdict),
                subject_words(series, pair, contrast.subject),
                *segment_cells(STATED_CHANGE, contrast, kind),
                *cells_of(layout, contrast),
            )
            for contrast in contrasts
        ),
        notes=(_NOTE.filled(**series.segment_names), *notes_of(columns_of(layout, names=series.segment_names))),
    )


def segment_columns(series: WaveSeries, contrast: Contrast, kind: Kind) -> Iterator[Column]:
    """A column per village, pilot first; none where there are too many."""
    labels, names = village_labels(series), series.segment_names
    meaning = STATED_CHANGE.note(Words("Elke {segment}")).filled(**names)
    groups = (
        (contrast.arms.pilot, Words("Pilot{segments}").filled(**names)),
        (contrast.arms.mirror, Words("Spiegel{segments}").filled(**names)),
    )
    for villages, group in groups if _has_room(contrast) else ():
        yield from (Column(labels[village], kind, 11, group, meaning) for village in villages)


def village_labels(series: WaveSeries) -> Mapping[str, str]:
    """What each village is called, by its id."""
    return {segment.id: segment.label for fielded in series.waves for segment in fielded.instrument.study.segments}


def _has_room(contrast: Contrast) -> bool:
    return len(contrast.arms.pilot) + len(contrast.arms.mirror) <= _MOST_VILLAGES


def segment_cells(figure: Figure[SegmentChange], contrast: Contrast, kind: Kind) -> Iterator[Cell]:
    """The changes of the villages in those columns."""
    of_segment = filled(figure, kind, 13, heading=Words("Verandering"))
    return (of_segment.cell(change) for change in segment_changes(contrast) if _has_room(contrast))
