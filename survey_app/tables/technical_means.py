"""Columns of *Technisch 2*: differences of means and of n.v.t., and weighted shares."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from survey_app.comparison.results import Technical
from survey_app.comparison.series import WaveSeries
from survey_app.comparison.statistics.changes import Change
from survey_app.comparison.weighting.weighted import WeightedShare
from survey_app.language.words import Words
from survey_app.tables.columns import of_wave
from survey_app.tables.table import Cell, Column, Kind, Sign
from survey_app.tables.technical_shares import wave_words
from survey_app.tables.tested import Figure, Tested, interval_figures

_MEANS = Words("Verschil van gemiddelden (Welch)")
_NOT_APPLICABLE = Words("N.v.t., in procentpunten")
_WEIGHTED = Words("Gewogen, in procentpunten")


def mean_figures() -> tuple[Figure, ...]:
    """Welch's difference, interval and test."""
    return (
        Figure(
            Column(Words("Punten"), Kind.TEXT, 25, _MEANS),
            lambda row: row.scores,
            Words(
                "Punten: wat de laagste en de hoogste score betekenen. Antwoorden op stellingen zijn geordend, niet "
                "gemeten: hun gemiddelde staat er alleen ter controle."
            ),
        ),
        Figure(
            Column(Words("Verschil gem."), Kind.PRECISE, 10, _MEANS),
            lambda row: row.figure(lambda technical: technical.welch.difference),
            Words("Verschil gem.: later min eerder."),
        ),
        *interval_figures(
            Words("Gem. 95%"),
            _MEANS,
            Tested.figure,
            lambda technical: technical.welch.interval,
            Words("95%, t, df en p: Welch (1947), zonder aanname van gelijke spreiding."),
        ),
        Figure(
            Column(Words("t"), Kind.PRECISE, 9, _MEANS),
            lambda row: row.figure(lambda technical: technical.welch.statistic),
        ),
        Figure(
            Column(Words("df"), Kind.PRECISE, 10, _MEANS),
            lambda row: row.figure(lambda technical: technical.welch.df),
        ),
        Figure(
            Column(Words("p"), Kind.P, 8, _MEANS),
            lambda row: row.p(lambda technical: technical.welch.p),
        ),
    )


def not_applicable_figures() -> tuple[Figure, ...]:
    """Change of the share of n.v.t., and its interval."""
    return (
        Figure(
            Column(Words("Verschil n.v.t."), Kind.PRECISE, 10, _NOT_APPLICABLE),
            lambda row: _not_applicable(row, lambda technical: _points_of(technical.not_applicable)),
            Words(
                "Verschil n.v.t.: aandeel n.v.t. van de geldige antwoorden en n.v.t. samen, later min eerder; leeg "
                "waar n.v.t. niet in beide metingen kon."
            ),
        ),
        *interval_figures(
            Words("N.v.t. 95%"),
            _NOT_APPLICABLE,
            _not_applicable,
            lambda technical: technical.not_applicable.interval_pp if technical.not_applicable else None,
            Words("N.v.t. 95%: Newcombe, als bij % eens."),
        ),
    )


def _not_applicable(row: Tested, of: Callable[[Technical], float | None]) -> Cell:
    if row.technical is not None and row.technical.not_applicable is None:
        return Sign.IMPOSSIBLE
    return row.share_figure(of)


def _points_of(change: Change | None) -> float | None:
    return change.agree_pp if change else None


def weighted_figures(series: WaveSeries) -> tuple[Figure, ...]:
    """Weighted shares with the bases they are worth, and their difference; none in a study without margins."""
    if all(weighting is None for pair in series.pairs for weighting in pair.comparison.weighting):
        return ()
    return (*_weighted_shares(series), *_weighted_change())


def _weighted_shares(series: WaveSeries) -> Iterator[Figure]:
    bases = Words("n_eff: (Σw)² / Σw², het aantal antwoorden dat de gewogen antwoorden waard zijn (Kish 1965).")
    shares = Words("% gewogen: aandeel boven het midden, gewogen.")
    for wave, name in enumerate(wave_words(series)):
        heading, about = of_wave(Words("n_eff"), name), bases if wave else None
        yield Figure(Column(heading, Kind.PRECISE, 10, _WEIGHTED), _weighted_cell(wave, _effective_base), about)
    for wave, name in enumerate(wave_words(series)):
        heading, about = of_wave(Words("% gewogen"), name), shares if wave else None
        yield Figure(Column(heading, Kind.PRECISE, 10, _WEIGHTED), _weighted_cell(wave, _share_of), about)


def _weighted_cell(wave: int, of: Callable[[WeightedShare], float | None]) -> Callable[[Tested], Cell]:
    return lambda row: row.share_figure(
        lambda technical: of(technical.weighted.shares[wave]) if technical.weighted else None
    )


def _effective_base(share: WeightedShare) -> float:
    return share.effective_base


def _share_of(share: WeightedShare) -> float | None:
    return None if share.share is None else 100 * share.share


def _weighted_change() -> tuple[Figure, ...]:
    return (
        Figure(
            Column(Words("Verschil gewogen"), Kind.PRECISE, 10, _WEIGHTED),
            lambda row: row.share_figure(
                lambda technical: _points_of(technical.weighted.change) if technical.weighted else None
            ),
        ),
        *interval_figures(
            Words("Gewogen 95%"),
            _WEIGHTED,
            Tested.share_figure,
            lambda technical: technical.weighted.change.interval_pp if technical.weighted else None,
            Words("Gewogen 95%: Newcombe op n_eff."),
        ),
    )
