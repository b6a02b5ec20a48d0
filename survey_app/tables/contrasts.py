"""Tables of *Pilot en spiegel*: the change of each village, of both arms, and the difference in development."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from survey_app.comparison.groups import GroupKind
from survey_app.comparison.results import Code, Contrast, WaveComparison
from survey_app.comparison.series import SeriesPair, WaveSeries
from survey_app.questionnaire.words import Words, joined
from survey_app.tables.cells import p_cell, score_cell
from survey_app.tables.columns import VERDICT
from survey_app.tables.rounding import decimal, hundredth
from survey_app.tables.table import Cell, Column, Kind, Sign, Table
from survey_app.tables.tested import Compared, pair_words
from survey_app.tables.verdicts import level_words, reason_words

_MOST_VILLAGES = 16
"""As columns of their own; with more, their changes follow from the tables per village."""
_ROWS = 24
"""Of one table, so that it stays on a page with its headings."""

_NOTES = (
    Words(
        "Kern: verandering in de kern, later min eerder; - = mag volgens het oordeel over die kern niet worden gezegd, "
        "x = geheim.",
        "Village: change in the village, later minus earlier; - = may not be said by the verdict on that village, "
        "x = secret.",
    ),
    Words(
        "Laag, hoog, t, df en p: t-toets op één verandering per kern, in twee stappen (Donald en Lang 2007), 95%.",
        "Low, high, t, df and p: t test on one change per village, in two steps (Donald and Lang 2007), 95%.",
    ),
    Words(
        "p verwisseling: aandeel van alle verdelingen van de kernen over pilot en spiegel met een minstens zo groot "
        "verschil; kleinste p: lager kan niet met dit aantal kernen.",
        "p permutation: share of all assignments of the villages to pilot and mirror with a difference at least as "
        "large; smallest p: it cannot be lower with this number of villages.",
    ),
    Words(
        "Samen: hetzelfde verschil als elke respondent even zwaar telt; zonder toets, die zou te vaak iets vinden.",
        "Pooled: the same difference with each respondent counting the same; without a test: it would find too much.",
    ),
)


def contrast_tables(series: WaveSeries) -> Iterator[Table]:
    """Per pair of waves the statements, then the scales."""
    for number, pair in enumerate(series.pairs, start=1):
        for is_scale in (False, True):
            contrasts = [one for one in pair.comparison.contrasts if one.is_scale is is_scale]
            for start in range(0, len(contrasts), _ROWS):
                kind = "schalen" if is_scale else "stellingen"
                name = f"Pilot_{kind}_{number}_{start // _ROWS + 1}"
                title = _title(series, pair, is_scale=is_scale)
                told = Words("{title} (vervolg)", "{title} (continued)").filled(title=title) if start else title
                yield _table(series, pair, contrasts[start : start + _ROWS], name, told)


def _title(series: WaveSeries, pair: SeriesPair, *, is_scale: bool) -> Words:
    waves = pair_words(series, pair.earlier, pair.later).capitalised()
    if is_scale:
        return Words("{waves}: schalen, in punten van de score", "{waves}: scales, in points of the score").filled(
            waves=waves
        )
    return Words(
        "{waves}: % boven het midden, in procentpunten", "{waves}: % above the middle, in percentage points"
    ).filled(waves=waves)


def _table(series: WaveSeries, pair: SeriesPair, contrasts: Sequence[Contrast], name: str, title: Words) -> Table:
    is_scale = contrasts[0].is_scale
    kind = Kind.SCORE_CHANGE if is_scale else Kind.CHANGE
    shown = _shown(contrasts[0])
    found = _by_segment(pair.comparison, is_scale=is_scale)
    return Table(
        name=name,
        title=title,
        columns=(
            Column(VERDICT, Kind.STRONG, 24),
            Column(Words("Schaal", "Scale") if is_scale else Words("Stelling", "Statement"), width=60),
            *_village_columns(series, contrasts[0], kind, shown=shown),
            *_figure_columns(kind),
        ),
        rows=tuple(_row(series, contrast, found, shown=shown) for contrast in contrasts),
        notes=_NOTES,
    )


def _shown(contrast: Contrast) -> bool:
    return len(contrast.arms.pilot) + len(contrast.arms.mirror) <= _MOST_VILLAGES


def _village_columns(series: WaveSeries, contrast: Contrast, kind: Kind, *, shown: bool) -> Iterator[Column]:
    labels = _labels(series)
    groups = (
        (contrast.arms.pilot, Words("Pilotkernen", "Pilot villages")),
        (contrast.arms.mirror, Words("Spiegelkernen", "Mirror villages")),
    )
    for villages, group in groups if shown else ():
        yield from (Column(labels[village], kind, 13, group) for village in villages)


def _labels(series: WaveSeries) -> Mapping[str, str]:
    return {segment.id: segment.label for fielded in series.waves for segment in fielded.instrument.study.segments}


def _figure_columns(kind: Kind) -> tuple[Column, ...]:
    means = Words("Gemiddelde kern", "Mean village")
    did = Words("Verschil in ontwikkeling: pilot min spiegel", "Difference in development: pilot minus mirror")
    swap = Words("Verwisseling", "Permutation")
    return (
        Column(Words("Pilot", "Pilot"), kind, 9, means),
        Column(Words("Spiegel", "Mirror"), kind, 9, means),
        Column(Words("Verschil", "Difference"), kind, 10, did),
        Column(Words("Laag", "Low"), kind, 9, did),
        Column(Words("Hoog", "High"), kind, 9, did),
        Column(Words("t", "t"), Kind.SCORE, 8, did),
        Column(Words("df", "df"), Kind.COUNT, 7, did),
        Column(Words("p", "p"), Kind.P, 8, did),
        Column(Words("p verw.", "p perm."), Kind.P, 9, swap),
        Column(Words("Kleinste p", "Smallest p"), Kind.P, 9, swap),
        Column(Words("Samen", "Pooled"), kind, 9, Words("Mensen", "People")),
        Column(Words("Waarom", "Why"), Kind.TEXT, 50, Words("Toelichting", "Explanation")),
    )


Found = Mapping[str, Mapping[str, Compared]]
"""By village and subject: what was found of it."""


def _by_segment(comparison: WaveComparison, *, is_scale: bool) -> Found:
    segments = [group for group in comparison.groups if group.group.kind is GroupKind.SEGMENT]
    if is_scale:
        return {group.group.id: {one.scale_id: one for one in group.scales} for group in segments}
    return {group.group.id: {one.item_id: one for one in group.statements} for group in segments}


def _row(series: WaveSeries, contrast: Contrast, found: Found, *, shown: bool) -> tuple[Cell, ...]:
    rounded = hundredth if contrast.is_scale else decimal
    villages = (*contrast.arms.pilot.items(), *contrast.arms.mirror.items()) if shown else ()
    return (
        level_words(contrast.verdict),
        contrast.text,
        *(_village(contrast, village, change, found, rounded) for village, change in villages),
        *_figures(contrast, rounded),
        _why(series, contrast),
    )


def _village(
    contrast: Contrast, village: str, change: float | None, found: Found, rounded: Callable[[float], float]
) -> Cell:
    if change is not None:
        return rounded(change)
    one = found.get(village, {}).get(contrast.subject)
    is_secret = one is None or any(reason.code is Code.WITHHELD for reason in one.verdict.reasons)
    return Sign.SECRET if is_secret else Sign.NIL


def _figures(contrast: Contrast, rounded: Callable[[float], float]) -> tuple[Cell, ...]:
    arms, test, permutation = contrast.arms, contrast.arms.test, contrast.arms.permutation
    figures = (*arms.means, arms.did, test.interval.low if test else None, test.interval.high if test else None)
    return (
        *(Sign.UNKNOWN if figure is None else rounded(figure) for figure in figures),
        score_cell(test.statistic if test else None),
        test.df if test else Sign.UNKNOWN,
        p_cell(test.p if test else None),
        p_cell(permutation.two_sided if permutation else None),
        p_cell(permutation.smallest_two_sided if permutation else None),
        _pooled(contrast, rounded),
    )


def _pooled(contrast: Contrast, rounded: Callable[[float], float]) -> Cell:
    if contrast.is_scale:
        return Sign.IMPOSSIBLE
    return Sign.UNKNOWN if contrast.arms.pooled is None else rounded(contrast.arms.pooled)


def _why(series: WaveSeries, contrast: Contrast) -> Words:
    """What is missing first, then the reasons of the verdict by village."""
    labels, missing = _labels(series), contrast.arms.missing
    told = reason_words(contrast.verdict)
    if not missing:
        return told
    if len(missing) == len(contrast.arms.pilot) + len(contrast.arms.mirror):
        return joined([_NO_CHANGES, told], "\n")
    villages = joined([labels[village] for village in missing], ", ")
    return joined([_NOT_COMPUTABLE.filled(villages=villages), told], "\n")


_NO_CHANGES = Words(
    "Niet te berekenen: van geen enkele kern een verandering.", "Cannot be computed: no village has a change."
)
_NOT_COMPUTABLE = Words(
    "Niet te berekenen: geen verandering van {villages}.", "Cannot be computed: no change of {villages}."
)
