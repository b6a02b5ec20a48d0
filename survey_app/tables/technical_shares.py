"""Columns of *Technisch* on shares: both waves, their difference, and what the verdict looks at."""

from __future__ import annotations

from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words
from survey_app.tables.cells import precise_cell
from survey_app.tables.columns import of_wave
from survey_app.tables.table import Cell, Column, Kind, Sign
from survey_app.tables.tested import Shown, Tested, both_shown, code_words, shown

WEIGHTED, UNWEIGHTED = Words("gewogen"), Words("ongewogen")
_GROUP = Words("Aandeel boven het midden, in procentpunten")


def wave_words(series: WaveSeries) -> tuple[Words, Words]:
    """Headings of the two waves: their names if there are two, else which of the row's two it is."""
    if len(series.waves) == 2:
        return series.short_names[0], series.short_names[1]
    return Words("eerder"), Words("later")


def verdict_figures() -> tuple[Shown, ...]:
    """Why the verdict is what it is, and whether the main sheet is weighted."""
    return (
        Shown(
            Column(Words("Codes"), Kind.TEXT, 29),
            lambda row: code_words(row.verdict),
            Words(
                "Codes: waarom het oordeel niet hoger is, en tussen haakjes hoe nauwkeurig de vergelijking is; in "
                "woorden op Vergelijking, Pilot en spiegel en Schalen."
            ),
        ),
        Shown(
            Column(Words("Hoofdblad"), Kind.TEXT, 12),
            _main_sheet,
            Words(
                "Hoofdblad: of verschil en uitspraak op Vergelijking gewogen zijn (Technisch 2: de gewogen cijfers)."
            ),
        ),
    )


def _main_sheet(row: Tested) -> Cell:
    return WEIGHTED if row.statement is not None and row.statement.is_weighted else UNWEIGHTED


def base_figures(series: WaveSeries) -> tuple[Shown, ...]:
    """The bases of both waves and the margin that follows from them."""
    earlier, later = wave_words(series)
    n = Words("n")
    return (
        Shown(Column(of_wave(n, earlier), Kind.COUNT, 9), lambda row: row.base(0)),
        Shown(
            Column(of_wave(n, later), Kind.COUNT, 9),
            lambda row: row.base(1),
            Words("n: geldige antwoorden zonder n.v.t.; van een schaal: mensen met een score."),
        ),
        Shown(
            Column(Words("M"), Kind.PRECISE, 8),
            lambda row: row.missing if row.verdict.margin_pp is None else precise_cell(row.verdict.margin_pp),
            Words("M: 95%-foutmarge van een verschil bij 50%, in procentpunten: 100 × 1,96 × √(0,25/n + 0,25/n)."),
        ),
    )


def share_figures(series: WaveSeries) -> tuple[Shown, ...]:
    """% agree in both waves, and the difference with its interval."""
    earlier, later = wave_words(series)
    agree = Words("% eens")
    return (
        Shown(Column(of_wave(agree, earlier), Kind.PRECISE, 9, _GROUP), lambda row: _share(row, 0)),
        Shown(
            Column(of_wave(agree, later), Kind.PRECISE, 9, _GROUP),
            lambda row: _share(row, 1),
            Words("% eens: aandeel boven het midden van de antwoordschaal, van n; ongewogen."),
        ),
        shown(
            "newcombe_pp",
            10,
            _GROUP,
            Words("Verschil: later min eerder, in procentpunten."),
            cell=Tested.share_figure,
        ),
        *both_shown(
            "newcombe_{}_pp",
            _GROUP,
            Words(
                "95%: hybride score-interval van het verschil (Newcombe 1998, methode 10), per regel en niet "
                "gecorrigeerd. De uitspraak berust op dit interval (is het hoofdblad gewogen: op dat van Technisch 2) "
                "en op p Holm."
            ),
            cell=Tested.share_figure,
        ),
    )


def _share(row: Tested, wave: int) -> Cell:
    if row.statement is None:
        return Sign.IMPOSSIBLE
    estimate = row.statement.estimates[wave]
    if estimate is None:
        return Sign.IMPOSSIBLE
    withheld = estimate.hidden or estimate.homogeneous is not None
    return precise_cell(None if estimate.agree is None else 100 * estimate.agree, hidden=withheld)
