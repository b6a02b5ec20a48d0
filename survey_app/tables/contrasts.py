"""Tables of *Pilot en spiegel* per village: the change of each, of both arms, and what the difference comes from."""

from collections.abc import Iterator, Mapping, Sequence

from survey_app.comparison.figures.arms import ARM_MEANS, CONTRAST
from survey_app.comparison.results import Code, Contrast
from survey_app.comparison.series import SeriesPair, WaveSeries
from survey_app.language.words import Words
from survey_app.tables.cells import number_cell
from survey_app.tables.columns import VERDICT
from survey_app.tables.items import subject_words
from survey_app.tables.layout import all_filled, cells_of, columns_of
from survey_app.tables.table import Cell, Column, Kind, Sign, Table, in_pieces
from survey_app.tables.verdicts import level_words
from survey_app.tables.waves import pair_words

_MOST_VILLAGES = 16
"""As columns of their own; with more, their changes follow from the tables per village."""
_ROWS = 24

_NOTES = (
    Words(
        "Per {segment} de verandering, later min eerder; - = mag volgens het oordeel daarover niet worden gezegd (maar "
        "doet wel mee), x = mag niet in beide metingen worden getoond (en doet niet mee)."
    ),
    Words(
        "Gemiddeld en verschil: van de {segments} die meedoen, elk even zwaar. Samen: de hele pilot min de hele "
        "spiegel, elke respondent even zwaar; zonder toets, die zou te vaak iets vinden."
    ),
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
        *all_filled(ARM_MEANS, dict.fromkeys(ARM_MEANS, 10), kind, means),
        *all_filled(CONTRAST, {"did": 10, "pooled": 10}, kind, Words("Pilot min spiegel")),
    )
    return Table(
        name=name,
        title=title,
        columns=(
            Column(VERDICT, Kind.STRONG, 13),
            Column(Words("Schaal") if is_scale else Words("Stelling"), width=44),
            *village_columns(series, contrasts[0], kind),
            *columns_of(layout),
        ),
        rows=tuple(
            (
                level_words(contrast.verdict),
                subject_words(series, pair, contrast.subject),
                *village_cells(contrast, kind, dict.fromkeys(contrast.unsaid, Sign.NIL)),
                *cells_of(layout, contrast if contrast.is_shown else None, Sign.NIL),
            )
            for contrast in contrasts
        ),
        notes=tuple(note.filled(**series.segment_names) for note in _NOTES),
    )


def village_columns(series: WaveSeries, contrast: Contrast, kind: Kind) -> Iterator[Column]:
    """A column per village, pilot first; none where there are too many."""
    labels = village_labels(series)
    groups = (
        (contrast.arms.pilot, Words("Pilot{segments}").filled(**series.segment_names)),
        (contrast.arms.mirror, Words("Spiegel{segments}").filled(**series.segment_names)),
    )
    for villages, group in groups if _has_room(contrast) else ():
        yield from (Column(labels[village], kind, 11, group) for village in villages)


def village_labels(series: WaveSeries) -> Mapping[str, str]:
    """What each village is called, by its id."""
    return {segment.id: segment.label for fielded in series.waves for segment in fielded.instrument.study.segments}


def _has_room(contrast: Contrast) -> bool:
    return len(contrast.arms.pilot) + len(contrast.arms.mirror) <= _MOST_VILLAGES


def village_cells(contrast: Contrast, kind: Kind, instead: Mapping[str, Cell]) -> Iterator[Cell]:
    """The changes of the villages in those columns; `instead` is what stands for some that take part."""
    missing = _sign_of_missing(contrast)
    for arm in (contrast.arms.pilot, contrast.arms.mirror) if _has_room(contrast) else ():
        for village, change in arm.items():
            yield missing if change is None else instead.get(village, number_cell(change, kind))


def _sign_of_missing(contrast: Contrast) -> Sign:
    """Secret, but where no village at all could have a change."""
    codes = {reason.code for reason in contrast.verdict.reasons}
    if Code.NOT_ASKED in codes:
        return Sign.IMPOSSIBLE
    if not any(contrast.arms.taking_part) and codes & {Code.WORDING, Code.NOT_COMPUTABLE}:
        return Sign.UNKNOWN
    return Sign.SECRET
