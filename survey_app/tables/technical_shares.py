"""Columns of *Technisch* on shares: both waves, their difference, and what the verdict looks at."""

from __future__ import annotations

from survey_app.comparison.figures.estimates import STATEMENT
from survey_app.comparison.figures.figure import of_part
from survey_app.comparison.results import ItemEstimate, ScaleEstimate
from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words
from survey_app.tables.cells import number_cell, sign_of, sign_of_two_waves
from survey_app.tables.columns import of_wave
from survey_app.tables.layout import FilledColumn, filled
from survey_app.tables.table import Cell, Column, Kind
from survey_app.tables.tested import Tested, both_shown, code_words, missing_share, shown

WEIGHTED, UNWEIGHTED = Words("gewogen"), Words("ongewogen")
_GROUP = Words("Aandeel boven het midden, in procentpunten")


def wave_words(series: WaveSeries) -> tuple[Words, Words]:
    """Headings of the two waves: their names if there are two, else which of the row's two it is."""
    if len(series.waves) == 2:
        return series.short_names[0], series.short_names[1]
    return Words("eerder"), Words("later")


def verdict_figures() -> tuple[FilledColumn[Tested], ...]:
    """Why the verdict is what it is, and whether the main sheet is weighted."""
    return (
        FilledColumn(
            Column(Words("Codes"), Kind.TEXT, 29),
            lambda row: code_words(row.verdict),
            Words(
                "Codes: waarom het oordeel niet hoger is, en tussen haakjes hoe nauwkeurig de vergelijking is; in "
                "woorden op Vergelijking, Pilot en spiegel en Schalen."
            ),
        ),
        FilledColumn(
            Column(Words("Hoofdblad"), Kind.TEXT, 12),
            _main_sheet,
            Words(
                "Hoofdblad: of verschil en uitspraak op Vergelijking gewogen zijn (Technisch 2: de gewogen cijfers)."
            ),
        ),
    )


def _main_sheet(row: Tested) -> Cell:
    return WEIGHTED if row.statement is not None and row.statement.is_weighted else UNWEIGHTED


def base_figures(series: WaveSeries) -> tuple[FilledColumn[Tested], ...]:
    """The bases of both waves and the margin that follows from them."""
    earlier, later = wave_words(series)
    n = Words("n")
    return (
        FilledColumn(Column(of_wave(n, earlier), Kind.COUNT, 9), lambda row: _base(row, 0)),
        FilledColumn(
            Column(of_wave(n, later), Kind.COUNT, 9),
            lambda row: _base(row, 1),
            Words("n: geldige antwoorden zonder n.v.t.; van een schaal: mensen met een score."),
        ),
        FilledColumn(
            Column(Words("M"), Kind.PRECISE, 8),
            lambda row: number_cell(row.verdict.margin_pp, Kind.PRECISE, sign_of_two_waves(row.verdict)),
            Words("M: 95%-foutmarge van een verschil bij 50%, in procentpunten: 100 × 1,96 × √(0,25/n + 0,25/n)."),
        ),
    )


def _base(row: Tested, side: int) -> Cell:
    """The answers or scores that the figures of one of the two waves rest on."""
    estimate = row.compared.estimates[side]
    if estimate is None or estimate.hidden:
        return sign_of(estimate)
    base = estimate.n if isinstance(estimate, ScaleEstimate) else estimate.n_valid
    return number_cell(base, Kind.COUNT)


def share_figures(series: WaveSeries) -> tuple[FilledColumn[Tested], ...]:
    """% agree in both waves, and the difference with its interval."""
    earlier, later = wave_words(series)
    return (
        _agree(earlier, 0),
        _agree(later, 1, Words("% eens: aandeel boven het midden van de antwoordschaal, van n; ongewogen.")),
        shown(
            "newcombe_pp",
            10,
            _GROUP,
            Words("Verschil: later min eerder, in procentpunten."),
            sign=missing_share,
        ),
        *both_shown(
            "newcombe_{}_pp",
            _GROUP,
            Words(
                "95%: hybride score-interval van het verschil (Newcombe 1998, methode 10), per regel en niet "
                "gecorrigeerd. De uitspraak berust op dit interval (is het hoofdblad gewogen: op dat van Technisch 2) "
                "en op p Holm."
            ),
            sign=missing_share,
        ),
    )


def _agree(wave: Words, side: int, definition: Words | None = None) -> FilledColumn[Tested]:
    def estimate(row: Tested) -> ItemEstimate | None:
        return row.statement.estimates[side] if row.statement else None

    (agree,) = of_part((STATEMENT["agree"],), estimate)
    return filled(agree, Kind.PRECISE, 9, _GROUP, wave, sign=lambda row: sign_of(estimate(row)), definition=definition)
