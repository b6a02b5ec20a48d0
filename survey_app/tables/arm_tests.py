"""Pilot against mirror for who checks it: the two-step test, the permutation, and the change of every village."""

from collections.abc import Iterator

from survey_app.comparison.figures.arms import ARM_MEANS, CONTRAST
from survey_app.comparison.results import Contrast
from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words
from survey_app.tables.columns import VERDICT
from survey_app.tables.contrasts import village_cells, village_columns
from survey_app.tables.items import subject_words
from survey_app.tables.layout import all_filled, cells_of, columns_of, filled
from survey_app.tables.table import Cell, Column, Kind, Sign, Table
from survey_app.tables.tested import code_words
from survey_app.tables.verdicts import level_words
from survey_app.tables.waves import pair_words

_IN_DEVELOPMENT = dict.fromkeys(("did", "did_low", "did_high", "t", "df", "p"), 10)


def _holm_sign(contrast: Contrast) -> Sign:
    """What is in no family has none, though it has a p of its own."""
    return Sign.UNKNOWN if contrast.arms.test is None else Sign.NIL


_DID = Words("Verschil in ontwikkeling")
_FIGURES = (
    *all_filled(CONTRAST, _IN_DEVELOPMENT, Kind.PRECISE, _DID),
    filled(CONTRAST["holm"], Kind.P, 10, _DID, sign=_holm_sign),
    *all_filled(CONTRAST, {"permutation_p": 10, "smallest_p": 10}, Kind.P, Words("Verwisseling")),
    *all_filled(CONTRAST, {"pooled": 10}, Kind.PRECISE, Words("Mensen")),
)
_MEANS = all_filled(ARM_MEANS, dict.fromkeys(ARM_MEANS, 10), Kind.PRECISE)
_NOTES = (
    Words(
        "Alles gaat over de {segments} die in beide metingen getoond mogen worden, ook waar het oordeel daarover "
        "geen verschil toelaat. Stellingen in procentpunten, schalen in punten van de score; later min eerder."
    ),
    Words(
        "95%, t, df en p: t-toets op één verandering per {segment}, in twee stappen (Donald en Lang 2007). p "
        "Holm: over de "
        "stellingen van een blok, of de betrouwbare schalen, met een verschil in ontwikkeling."
    ),
    Words(
        "p verw.: aandeel van alle verdelingen van deze {segments} over pilot en spiegel met een minstens zo groot "
        "verschil; kleinste p: lager kan p verw. niet zijn met dit aantal {segments}. Een maatstaf, want er is niet "
        "vastgelegd dat er is geloot."
    ),
    Words("Samen: de hele pilot min de hele spiegel, elke respondent even zwaar; zonder toets."),
)


def arm_test_tables(series: WaveSeries) -> tuple[Table, ...]:
    """Per pair of waves a row per statement, then per scale; none without arms."""
    return tuple(
        Table(
            name=f"Technisch_pilot_{number}",
            title=pair_words(series, pair.earlier, pair.later).capitalised(),
            columns=(*_columns(series), *village_columns(series, contrasts[0], Kind.PRECISE)),
            rows=tuple(
                (
                    level_words(contrast.verdict),
                    subject_words(series, pair, contrast.subject),
                    contrast.block or "",
                    *_cells(contrast),
                )
                for contrast in contrasts
            ),
            notes=tuple(note.filled(**series.segment_names) for note in _NOTES),
        )
        for number, pair in enumerate(series.pairs, start=1)
        if (contrasts := pair.comparison.contrasts)
    )


def _columns(series: WaveSeries) -> tuple[Column, ...]:
    part = Words("{Segments} die meedoen").filled(**series.segment_names)
    means = Words("Gemiddeld per {segment}").filled(**series.segment_names)
    return (
        Column(VERDICT, Kind.STRONG, 14),
        Column(Words("Stelling of schaal"), width=36),
        Column(Words("Blok"), width=20),
        Column(Words("Codes"), width=29),
        Column(Words("Pilot mee"), width=10, group=part),
        Column(Words("Spiegel mee"), width=10, group=part),
        *columns_of(_FIGURES),
        *columns_of(_MEANS, means),
    )


def _cells(contrast: Contrast) -> Iterator[Cell]:
    arms = contrast.arms
    of_both = zip(arms.taking_part, (arms.pilot, arms.mirror), strict=True)
    yield code_words(contrast.verdict)
    yield from (Words("{n} van {all}").filled(n=number, all=len(arm)) for number, arm in of_both)
    yield from cells_of((*_FIGURES, *_MEANS), contrast)
    yield from village_cells(contrast, Kind.PRECISE, {})
