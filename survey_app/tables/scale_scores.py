"""Sheet *Schalen*: scores over statements that belong together, per wave and compared (STATISTICS 7)."""

from __future__ import annotations

from collections.abc import Iterator

from survey_app.comparison.results import ScaleComparison, ScaleEstimate
from survey_app.comparison.series import WaveSeries
from survey_app.comparison.statistics.reliability import LEAST_COMPLETE_OF_OMEGA, NotComputed, Reliability
from survey_app.language.words import Words, joined
from survey_app.tables.cells import count_cell, score_bounds, score_cell
from survey_app.tables.columns import VERDICT, of_wave
from survey_app.tables.figures import HIGH, LOW
from survey_app.tables.items import in_own_words, scale_titles
from survey_app.tables.rounding import hundredth
from survey_app.tables.rows import Gathered
from survey_app.tables.scale_items import item_blocks
from survey_app.tables.table import Block, Cell, Column, Kind, Paragraph, Sheet, Sign, Table
from survey_app.tables.tested import pair_words
from survey_app.tables.verdicts import level_words, meaning_words, reason_words
from survey_app.tables.waves import titled

NAME = Words("Schalen")
_SCALE = Words("Schaal")

_INTRODUCTION = (
    Words(
        "De score van een persoon is het gemiddelde van de stellingen die hij of zij beantwoordde, als dat minstens de "
        "helft is; n.v.t. telt niet als antwoord."
    ),
    Words(
        "Alfa en omega zeggen hoe goed de stellingen bij elkaar horen, van wie ze allemaal beantwoordde; onder 0,70 is "
        "een schaal beperkt betrouwbaar."
    ),
    Words("Laag en hoog zijn de grenzen van het 95%-interval. Tekens en oordelen: zie Lees mij."),
)


def scales_sheet(series: WaveSeries) -> Sheet | None:
    """Scores per wave, then their differences, then what each scale is made of; None when there are no scales."""
    gathered = Gathered(series, lambda pair: pair.scales, lambda one: one.scale_id)
    if not gathered.ids:
        return None
    blocks: tuple[Block, ...] = (
        *(Paragraph(text) for text in _INTRODUCTION),
        _score_table(series, gathered),
        _difference_table(series, gathered),
        *item_blocks(series, gathered),
    )
    return Sheet(NAME, titled(Words("Schalen in {waves}"), series), blocks)


def _score_table(series: WaveSeries, gathered: Gathered[ScaleComparison]) -> Table:
    return Table(
        name="Schalen_scores",
        title=Words("Scores per meting"),
        columns=(
            Column(_SCALE, Kind.STRONG, 26),
            Column(Words("Meting"), width=30),
            Column(Words("n"), Kind.COUNT, 9),
            Column(Words("Zonder score"), Kind.COUNT, 9),
            Column(Words("Gem. score"), Kind.SCORE, 9),
            Column(LOW, Kind.SCORE, 9),
            Column(HIGH, Kind.SCORE, 9),
            Column(Words("Sd"), Kind.SCORE, 9),
            Column(Words("Alles ingevuld"), Kind.COUNT, 10),
            Column(Words("Alfa"), Kind.SCORE, 9),
            Column(Words("Omega"), Kind.SCORE, 15),
            Column(Words("Opmerking"), width=84),
        ),
        rows=tuple(_score_rows(series, gathered)),
        rows_together=len(series.waves),
    )


def _score_rows(series: WaveSeries, gathered: Gathered[ScaleComparison]) -> Iterator[tuple[Cell, ...]]:
    for scale_id in gathered.ids:
        titles = scale_titles(series.waves, scale_id)
        known = next(title for title in reversed(titles) if title is not None)
        estimates = gathered.by_wave(scale_id, lambda one: one.estimates)
        for title, name, estimate in zip(titles, series.names, estimates, strict=True):
            yield title or known, name, *_score_cells(estimate), _remark(estimate)


def _score_cells(estimate: ScaleEstimate | None) -> tuple[Cell, ...]:
    if estimate is None:
        return (Sign.IMPOSSIBLE,) * 9
    hidden, found = estimate.hidden, estimate.reliability
    return (
        count_cell(estimate.n, hidden=hidden),
        count_cell(estimate.n_without, hidden=hidden),
        score_cell(estimate.mean, hidden=hidden),
        *score_bounds(estimate.mean_interval, hidden=hidden),
        score_cell(estimate.sd, hidden=hidden),
        count_cell(found.complete if found else None, hidden=hidden),
        score_cell(found.alpha if found else None, hidden=hidden),
        score_cell(found.omega if found else None, hidden=hidden),
    )


def _remark(estimate: ScaleEstimate | None) -> Cell:
    if estimate is None:
        return Words("Deze meting heeft de schaal niet.")
    if not estimate.computable:
        return Words("Niet te berekenen: scores vragen antwoorden per persoon op dezelfde stellingen.")
    if estimate.hidden:
        return Words("Geheim: te weinig mensen om te tonen.")
    return joined(list(_reliability_words(estimate.reliability)), "\n") if estimate.reliability else Sign.IMPOSSIBLE


_WHY_NOT = {
    NotComputed.FEW_ITEMS: Words("te weinig stellingen"),
    NotComputed.FEW_COMPLETE: Words("te weinig mensen vulden alles in"),
    NotComputed.NO_SPREAD: Words("iedereen antwoordde hetzelfde"),
    NotComputed.DEPENDENT_ITEMS: Words("een stelling volgt geheel uit de andere"),
    NotComputed.NO_FIT: Words("het model past niet"),
}


def _reliability_words(found: Reliability) -> Iterator[Words]:
    if found.is_limited:
        yield Words("Schaal beperkt betrouwbaar; daarom geen toets.")
    if found.no_alpha is not None:
        told = Words("Alfa niet te berekenen: {why}.")
        yield told.filled(why=_WHY_NOT[found.no_alpha])
    if found.no_omega is NotComputed.FEW_COMPLETE:
        yield Words("Omega niet berekend: minder dan {least} mensen vulden alles in.").filled(
            least=LEAST_COMPLETE_OF_OMEGA
        )
    elif found.no_omega is not None:
        told = Words("Omega niet te berekenen: {why}.")
        yield told.filled(why=_WHY_NOT[found.no_omega])


def _difference_table(series: WaveSeries, gathered: Gathered[ScaleComparison]) -> Table:
    score = Words("Verschil in score")
    delta = Words("Cliffs δ (hele verdeling)")
    names = series.short_names if len(series.waves) == 2 else (Words("eerder"), Words("later"))
    return Table(
        name="Schalen_verschillen",
        title=Words("Verschillen"),
        columns=(
            Column(VERDICT, Kind.STRONG, 26),
            Column(_SCALE, width=30),
            *(Column(of_wave(Words("n"), name), Kind.COUNT, 9) for name in names),
            Column(Words("Verschil"), Kind.SCORE_CHANGE, 10, score),
            Column(LOW, Kind.SCORE_CHANGE, 9, score),
            Column(HIGH, Kind.SCORE_CHANGE, 9, score),
            Column(Words("δ"), Kind.SCORE_CHANGE, 9, delta),
            Column(Words("δ laag"), Kind.SCORE_CHANGE, 9, delta),
            Column(Words("δ hoog"), Kind.SCORE_CHANGE, 9, delta),
            Column(Words("Betekenis"), Kind.TEXT, 15, Words("Uitspraak")),
            Column(Words("Waarom dit oordeel"), Kind.TEXT, 84, Words("Toelichting")),
        ),
        rows=tuple(_difference_rows(series, gathered)),
        notes=_NOTES,
        rows_together=len(series.pairs),
    )


_NOTES = (
    Words(
        "Verschil: gemiddelde score later min eerder, in punten van de score, met Welchs 95%-interval. δ: zie "
        "Technisch."
    ),
    Words(
        "De schalen zijn samen één groep toetsen (Holm); de p-waarden staan op Technisch. Dat een verschil kleiner is "
        "dan een grens staat hier nooit: voor een score is geen grens afgesproken."
    ),
)


def _difference_rows(series: WaveSeries, gathered: Gathered[ScaleComparison]) -> Iterator[tuple[Cell, ...]]:
    for scale_id in gathered.ids:
        for earlier, later, found in gathered.in_pairs(scale_id):
            waves = pair_words(series, earlier, later)
            both = [series.waves[place] for place in (earlier, later)]
            title = in_own_words(scale_titles(both, scale_id), (series.names[earlier], series.names[later]))
            told = Words("{scale}: {waves}").filled(scale=title, waves=waves)
            yield (
                level_words(found.verdict),
                title if len(series.waves) == 2 else told,
                *(_base(estimate) for estimate in found.estimates),
                *_changes(found),
                meaning_words(found.verdict, found.conclusion) if found.change else Sign.NIL,
                reason_words(found.verdict, (), found.conclusion),
            )


def _base(estimate: ScaleEstimate | None) -> Cell:
    return Sign.IMPOSSIBLE if estimate is None else count_cell(estimate.n, hidden=estimate.hidden)


def _changes(found: ScaleComparison) -> tuple[Cell, ...]:
    """The difference and delta with their intervals; nothing of them where the verdict forbids."""
    if found.change is None or found.technical is None:
        return (Sign.NIL,) * 6
    ranks = found.technical.ranks
    return (
        hundredth(found.change.difference),
        *score_bounds(found.change.interval),
        score_cell(ranks.delta),
        *score_bounds(ranks.delta_interval),
    )
