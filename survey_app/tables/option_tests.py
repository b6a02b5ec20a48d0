"""Options of choice questions for who checks them: both shares, their difference, Fisher's exact test and Holm's p."""

from __future__ import annotations

from collections.abc import Iterator

from survey_app.comparison.results import ChoiceComparison, OptionEstimate, OptionTechnical, Verdict
from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words
from survey_app.tables.cells import count_cell, p_cell, precise_cell
from survey_app.tables.choices import label_words
from survey_app.tables.columns import VERDICT, of_wave
from survey_app.tables.items import wording_of
from survey_app.tables.rows import Gathered
from survey_app.tables.table import Cell, Column, Kind, Sign, Table
from survey_app.tables.technical_shares import wave_words
from survey_app.tables.tested import code_words, pair_words, sign_of
from survey_app.tables.verdicts import level_words

_NOTES = (
    Words("Basis: wie de vraag zag (meer antwoorden mogelijk), of wie een antwoord gaf (één antwoord)."),
    Words(
        "95%: Newcombe (1998). p Fisher: exact en tweezijdig, vanaf 10 antwoorden. p Holm: over de vergelijkbare en "
        "indicatieve opties van de vraag. Achtergrondkenmerken worden niet getoetst: zij zeggen wie er meededen."
    ),
)
_POINTS = Words("In procentpunten")


def option_tables(series: WaveSeries) -> tuple[Table, ...]:
    """A table per question, a row per option and pair of waves."""
    gathered = Gathered(series, lambda pair: pair.choices, lambda one: one.item_id)
    found = {item_id: tuple(_rows(series, gathered, item_id)) for item_id in gathered.ids}
    return tuple(
        Table(
            name=f"Technisch_keuze_{number}",
            title=wording_of(gathered.by_wave(item_id, lambda one: one.items), series.names, " · "),
            columns=_columns(series),
            rows=rows,
            notes=_NOTES,
        )
        for number, (item_id, rows) in enumerate(found.items(), start=1)
        if rows
    )


def _columns(series: WaveSeries) -> tuple[Column, ...]:
    earlier, later = wave_words(series)
    base, share = Words("Basis"), Words("%")
    return (
        Column(VERDICT, Kind.STRONG, 14),
        Column(Words("Optie"), width=36),
        Column(Words("Metingen"), width=20),
        Column(Words("Codes"), width=29),
        Column(of_wave(base, earlier), Kind.COUNT, 10),
        Column(of_wave(base, later), Kind.COUNT, 10),
        Column(of_wave(share, earlier), Kind.PRECISE, 10, _POINTS),
        Column(of_wave(share, later), Kind.PRECISE, 10, _POINTS),
        Column(Words("Verschil"), Kind.PRECISE, 10, _POINTS),
        Column(Words("95% laag"), Kind.PRECISE, 10, _POINTS),
        Column(Words("95% hoog"), Kind.PRECISE, 10, _POINTS),
        Column(Words("p Fisher"), Kind.P, 10, Words("Toets")),
        Column(Words("p Holm"), Kind.P, 10, Words("Toets")),
    )


def _rows(series: WaveSeries, gathered: Gathered[ChoiceComparison], item_id: str) -> Iterator[tuple[Cell, ...]]:
    for earlier, later, found in gathered.in_pairs(item_id):
        is_trait = any(item is not None and item.is_trait for item in found.items)
        for options, verdict, technical in zip(found.options, found.verdicts, found.technicals, strict=True):
            before, after = options
            yield (
                level_words(verdict),
                label_words(options, (series.names[earlier], series.names[later])),
                pair_words(series, earlier, later),
                code_words(verdict),
                *_bases(before, after),
                *_shares(before, after),
                *_figures(verdict, technical, is_trait=is_trait),
            )


def _bases(before: OptionEstimate, after: OptionEstimate) -> tuple[Cell, Cell]:
    return _base(before), _base(after)


def _base(estimate: OptionEstimate) -> Cell:
    if not estimate.offered:
        return Sign.IMPOSSIBLE
    return count_cell(estimate.base, hidden=estimate.hidden and estimate.base is None)


def _shares(before: OptionEstimate, after: OptionEstimate) -> tuple[Cell, Cell]:
    return _share(before), _share(after)


def _share(estimate: OptionEstimate) -> Cell:
    if not estimate.offered:
        return Sign.IMPOSSIBLE
    return precise_cell(None if estimate.share is None else 100 * estimate.share, hidden=estimate.hidden)


def _figures(verdict: Verdict, technical: OptionTechnical | None, *, is_trait: bool) -> tuple[Cell, ...]:
    if technical is None:
        return (sign_of(verdict),) * 5
    change = technical.change
    points = change.agree_pp, change.interval_pp.low, change.interval_pp.high
    tests = (Sign.NIL,) * 2 if is_trait else (p_cell(technical.fisher), p_cell(technical.holm))
    return (*(precise_cell(one) for one in points), *tests)
