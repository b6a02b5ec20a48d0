"""Pilot against mirror for who checks it: the two-step test, the permutation, and the change of every village."""

from __future__ import annotations

from collections.abc import Iterator

from survey_app.comparison.arms import ArmTest
from survey_app.comparison.results import Contrast
from survey_app.comparison.series import WaveSeries
from survey_app.questionnaire.words import Words
from survey_app.tables.cells import p_cell, precise_cell
from survey_app.tables.columns import VERDICT
from survey_app.tables.contrasts import village_cells, village_columns
from survey_app.tables.items import subject_words
from survey_app.tables.rounding import precise
from survey_app.tables.table import Cell, Column, Kind, Sign, Table
from survey_app.tables.tested import code_words, pair_words
from survey_app.tables.verdicts import level_words

_NOTES = (
    Words(
        "Alles gaat over de {segments} die in beide metingen getoond mogen worden, ook waar het oordeel daarover "
        "geen verschil toelaat. Stellingen in procentpunten, schalen in punten van de score; later min eerder.",
        "All of it is of the {segments} that may be shown in both waves, also where the verdict on one itself "
        "allows no difference. Statements in percentage points, scales in points of the score; later minus earlier.",
    ),
    Words(
        "95%, t, df en p: t-toets op één verandering per {segment}, in twee stappen (Donald en Lang 2007). p "
        "Holm: over de "
        "stellingen van een blok, of de betrouwbare schalen, met een verschil in ontwikkeling.",
        "95%, t, df and p: t test on one change per {segment}, in two steps (Donald and Lang 2007). p Holm: over the "
        "statements of a block, or the reliable scales, that have a difference in development.",
    ),
    Words(
        "p verw.: aandeel van alle verdelingen van deze {segments} over pilot en spiegel met een minstens zo groot "
        "verschil; kleinste p: lager kan p verw. niet zijn met dit aantal {segments}. Een maatstaf, want er is niet "
        "vastgelegd dat er is geloot.",
        "p perm.: share of all assignments of these {segments} to pilot and mirror with a difference at "
        "least as large; "
        "smallest p: p perm. cannot be lower with this number of {segments}. A yardstick, for it is not recorded that "
        "lots were drawn.",
    ),
    Words(
        "Samen: de hele pilot min de hele spiegel, elke respondent even zwaar; zonder toets.",
        "Pooled: the whole pilot minus the whole mirror, each respondent counting the same; without a test.",
    ),
)


def arm_test_tables(series: WaveSeries) -> tuple[Table, ...]:
    """Per pair of waves a row per statement, then per scale; none without arms."""
    return tuple(
        Table(
            name=f"Technisch_pilot_{number}",
            title=pair_words(series, pair.earlier, pair.later).capitalised(),
            columns=(*_columns(series), *village_columns(series, contrasts[0], Kind.PRECISE)),
            rows=tuple(
                (level_words(one.verdict), subject_words(series, pair, one.subject), one.block or "", *_cells(one))
                for one in contrasts
            ),
            notes=tuple(note.filled(**series.segment_names) for note in _NOTES),
        )
        for number, pair in enumerate(series.pairs, start=1)
        if (contrasts := pair.comparison.contrasts)
    )


def _columns(series: WaveSeries) -> tuple[Column, ...]:
    part = Words("{Segments} die meedoen", "{Segments} that take part").filled(**series.segment_names)
    means = Words("Gemiddeld per {segment}", "Mean per {segment}").filled(**series.segment_names)
    did, swap = Words("Verschil in ontwikkeling", "Difference in development"), Words("Verwisseling", "Permutation")
    return (
        Column(VERDICT, Kind.STRONG, 14),
        Column(Words("Stelling of schaal", "Statement or scale"), width=36),
        Column(Words("Blok", "Block"), width=20),
        Column(Words("Codes", "Codes"), width=29),
        Column(Words("Pilot mee", "Pilot in"), width=10, group=part),
        Column(Words("Spiegel mee", "Mirror in"), width=10, group=part),
        Column(Words("Verschil", "Difference"), Kind.PRECISE, 10, did),
        Column(Words("95% laag", "95% low"), Kind.PRECISE, 10, did),
        Column(Words("95% hoog", "95% high"), Kind.PRECISE, 10, did),
        Column(Words("t", "t"), Kind.PRECISE, 10, did),
        Column(Words("df", "df"), Kind.COUNT, 10, did),
        Column(Words("p", "p"), Kind.P, 10, did),
        Column(Words("p Holm", "p Holm"), Kind.P, 10, did),
        Column(Words("p verw.", "p perm."), Kind.P, 10, swap),
        Column(Words("Kleinste p", "Smallest p"), Kind.P, 10, swap),
        Column(Words("Samen", "Pooled"), Kind.PRECISE, 10, Words("Mensen", "People")),
        Column(Words("Pilot", "Pilot"), Kind.PRECISE, 10, means),
        Column(Words("Spiegel", "Mirror"), Kind.PRECISE, 10, means),
    )


def _cells(contrast: Contrast) -> Iterator[Cell]:
    arms, test, permutation = contrast.arms, contrast.arms.test, contrast.arms.permutation
    of_both = zip(arms.taking_part, (arms.pilot, arms.mirror), strict=True)
    yield code_words(contrast.verdict)
    yield from (Words("{n} van {all}", "{n} of {all}").filled(n=number, all=len(arm)) for number, arm in of_both)
    yield from (precise_cell(one) for one in (arms.did, *_ends(test)))
    yield precise_cell(test.statistic if test else None)
    yield test.df if test else Sign.UNKNOWN
    yield p_cell(test.p if test else None)
    yield Sign.NIL if test and contrast.holm is None else p_cell(contrast.holm)
    yield p_cell(permutation.two_sided if permutation else None)
    yield p_cell(permutation.smallest_two_sided if permutation else None)
    yield from (precise_cell(one) for one in (arms.pooled, *arms.means))
    yield from village_cells(contrast, precise, {})


def _ends(test: ArmTest | None) -> tuple[float | None, float | None]:
    return (test.interval.low, test.interval.high) if test else (None, None)
