"""Pilot against mirror for who checks it: the two-step test, the permutation, and the change of every village."""

from collections.abc import Iterator

from survey_app.comparison.figures.arms import ARM_MEANS, CONTRAST, SEGMENT_CHANGE
from survey_app.comparison.results import Contrast
from survey_app.comparison.series import SeriesPair, WaveSeries
from survey_app.language.words import Words
from survey_app.tables.columns import VERDICT
from survey_app.tables.contrasts import segment_cells, segment_columns
from survey_app.tables.items import subject_words
from survey_app.tables.layout import all_filled, cells_of, columns_of, notes_of
from survey_app.tables.table import Cell, Column, Kind, Table
from survey_app.tables.tested import code_words
from survey_app.tables.verdicts import level_words
from survey_app.tables.waves import pair_words

_IN_DEVELOPMENT = dict.fromkeys(("did", "did_low", "did_high", "t", "df", "p"), 10)


_DID = Words("Verschil in ontwikkeling")
_FIGURES = (
    *all_filled(CONTRAST, _IN_DEVELOPMENT, Kind.PRECISE, _DID),
    *all_filled(CONTRAST, {"holm": 10}, Kind.P, _DID),
    *all_filled(CONTRAST, {"permutation_p": 10, "smallest_p": 10}, Kind.P, Words("Verwisseling")),
    *all_filled(CONTRAST, {"pooled": 10}, Kind.PRECISE, Words("Mensen")),
)
_MEANS = all_filled(ARM_MEANS, dict.fromkeys(ARM_MEANS, 10), Kind.PRECISE)
_NOTE = Words(
    "Alles gaat over de {segments} die in beide metingen getoond mogen worden, ook waar het oordeel daarover "
    "geen verschil toelaat. Stellingen in procentpunten, schalen in punten van de score; later min eerder."
)


def arm_test_tables(series: WaveSeries) -> tuple[Table, ...]:
    """Per pair of waves a row per statement, then per scale; none without arms."""
    return tuple(
        _table(series, pair, f"Technisch_pilot_{number}")
        for number, pair in enumerate(series.pairs, start=1)
        if pair.comparison.contrasts
    )


def _table(series: WaveSeries, pair: SeriesPair, name: str) -> Table:
    contrasts = pair.comparison.contrasts
    figures = _figures(series)
    return Table(
        name=name,
        title=pair_words(series, pair.earlier, pair.later).capitalised(),
        columns=(*_subject(series), *figures, *segment_columns(series, contrasts[0], Kind.PRECISE)),
        rows=tuple(
            (
                level_words(contrast.verdict),
                subject_words(series, pair, contrast.subject),
                contrast.block or "",
                *_cells(contrast),
            )
            for contrast in contrasts
        ),
        notes=(_NOTE.filled(**series.segment_names), *notes_of(figures)),
    )


def _subject(series: WaveSeries) -> tuple[Column, ...]:
    part = Words("{Segments} die meedoen").filled(**series.segment_names)
    return (
        Column(VERDICT, Kind.STRONG, 14),
        Column(Words("Stelling of schaal"), width=36),
        Column(Words("Blok"), width=20),
        Column(Words("Codes"), width=29),
        Column(Words("Pilot mee"), width=10, group=part),
        Column(Words("Spiegel mee"), width=10, group=part),
    )


def _figures(series: WaveSeries) -> tuple[Column, ...]:
    names = series.segment_names
    means = Words("Gemiddeld per {segment}").filled(**names)
    return (*columns_of(_FIGURES, names=names), *columns_of(_MEANS, means, names=names))


def _cells(contrast: Contrast) -> Iterator[Cell]:
    arms = contrast.arms
    of_both = zip(arms.taking_part, (arms.pilot, arms.mirror), strict=True)
    yield code_words(contrast.verdict)
    yield from (Words("{n} van {all}").filled(n=number, all=len(arm)) for number, arm in of_both)
    yield from cells_of((*_FIGURES, *_MEANS), contrast)
    yield from segment_cells(SEGMENT_CHANGE["change"], contrast, Kind.PRECISE)
