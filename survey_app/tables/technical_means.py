"""Columns of *Technisch 2*: differences of means and of n.v.t., and weighted shares."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from survey_app.comparison.results import Technical
from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words
from survey_app.tables.table import Cell, Column, Kind, Sign
from survey_app.tables.technical_shares import wave_words
from survey_app.tables.tested import Shown, Tested, both_shown, shown

_MEANS = Words("Verschil van gemiddelden (Welch)")
_NOT_APPLICABLE = Words("N.v.t., in procentpunten")
_WEIGHTED = Words("Gewogen, in procentpunten")


def mean_figures() -> tuple[Shown, ...]:
    """Welch's difference, interval and test."""
    return (
        Shown(
            Column(Words("Punten"), Kind.TEXT, 25, _MEANS),
            lambda row: row.scores,
            Words(
                "Punten: wat de laagste en de hoogste score betekenen. Antwoorden op stellingen zijn geordend, niet "
                "gemeten: hun gemiddelde staat er alleen ter controle."
            ),
        ),
        shown("welch_difference", 10, _MEANS, Words("Verschil gem.: later min eerder.")),
        *both_shown("welch_{}", _MEANS, Words("95%, t, df en p: Welch (1947), zonder aanname van gelijke spreiding.")),
        shown("welch_t", 9, _MEANS),
        shown("welch_df", 10, _MEANS),
        shown("welch_p", 8, _MEANS),
    )


def not_applicable_figures() -> tuple[Shown, ...]:
    """Change of the share of n.v.t., and its interval."""
    change = Words(
        "Verschil n.v.t.: aandeel n.v.t. van de geldige antwoorden en n.v.t. samen, later min eerder; leeg waar n.v.t. "
        "niet in beide metingen kon."
    )
    interval = Words("N.v.t. 95%: Newcombe, als bij % eens.")
    return (
        shown("nvt_change_pp", 10, _NOT_APPLICABLE, change, cell=_not_applicable),
        *both_shown("nvt_change_{}_pp", _NOT_APPLICABLE, interval, cell=_not_applicable),
    )


def _not_applicable(row: Tested, of: Callable[[Technical], float | None]) -> Cell:
    if row.technical is not None and row.technical.not_applicable is None:
        return Sign.IMPOSSIBLE
    return row.share_figure(of)


def weighted_figures(series: WaveSeries) -> tuple[Shown, ...]:
    """Weighted shares with the bases they are worth, and their difference; none in a study without margins."""
    if all(weighting is None for pair in series.pairs for weighting in pair.comparison.weighting):
        return ()
    bases = Words("n_eff: (Σw)² / Σw², het aantal antwoorden dat de gewogen antwoorden waard zijn (Kish 1965).")
    shares = Words("% gewogen: aandeel boven het midden, gewogen.")
    return (
        *_of_both(series, "n_eff", bases),
        *_of_both(series, "weighted", shares),
        shown("weighted_pp", 10, _WEIGHTED, cell=Tested.share_figure),
        *both_shown("weighted_{}_pp", _WEIGHTED, Words("Gewogen 95%: Newcombe op n_eff."), cell=Tested.share_figure),
    )


def _of_both(series: WaveSeries, id_: str, definition: Words) -> Iterator[Shown]:
    """A figure of each wave, explained once."""
    for side, name, told in zip(("earlier", "later"), wave_words(series), (None, definition), strict=True):
        yield shown(f"{id_}_{side}", 10, _WEIGHTED, told, cell=Tested.share_figure, wave=name)
