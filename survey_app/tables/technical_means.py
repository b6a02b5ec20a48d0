"""Columns of *Technisch 2*: differences of means and of n.v.t., and weighted shares."""

from __future__ import annotations

from collections.abc import Iterator

from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words
from survey_app.tables.layout import FilledColumn
from survey_app.tables.table import Column, Kind, Sign
from survey_app.tables.technical_shares import wave_words
from survey_app.tables.tested import Tested, both_shown, missing_share, shown

_MEANS = Words("Verschil van gemiddelden (Welch)")
_NOT_APPLICABLE = Words("N.v.t., in procentpunten")
_WEIGHTED = Words("Gewogen, in procentpunten")


def mean_figures() -> tuple[FilledColumn[Tested], ...]:
    """Welch's difference, interval and test."""
    return (
        FilledColumn(
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


def not_applicable_figures() -> tuple[FilledColumn[Tested], ...]:
    """Change of the share of n.v.t., and its interval."""
    change = Words(
        "Verschil n.v.t.: aandeel n.v.t. van de geldige antwoorden en n.v.t. samen, later min eerder; leeg waar n.v.t. "
        "niet in beide metingen kon."
    )
    interval = Words("N.v.t. 95%: Newcombe, als bij % eens.")
    return (
        shown("nvt_change_pp", 10, _NOT_APPLICABLE, change, sign=_missing_not_applicable),
        *both_shown("nvt_change_{}_pp", _NOT_APPLICABLE, interval, sign=_missing_not_applicable),
    )


def _missing_not_applicable(row: Tested) -> Sign:
    is_tested = row.technical is not None and row.technical.not_applicable is None
    return Sign.IMPOSSIBLE if is_tested else missing_share(row)


def weighted_figures(series: WaveSeries) -> tuple[FilledColumn[Tested], ...]:
    """Weighted shares with the bases they are worth, and their difference; none in a study without margins."""
    if all(weighting is None for pair in series.pairs for weighting in pair.comparison.weighting):
        return ()
    bases = Words("n_eff: (Σw)² / Σw², het aantal antwoorden dat de gewogen antwoorden waard zijn (Kish 1965).")
    shares = Words("% gewogen: aandeel boven het midden, gewogen.")
    return (
        *_of_both(series, "n_eff", bases),
        *_of_both(series, "weighted", shares),
        shown("weighted_pp", 10, _WEIGHTED, sign=missing_share),
        *both_shown("weighted_{}_pp", _WEIGHTED, Words("Gewogen 95%: Newcombe op n_eff."), sign=missing_share),
    )


def _of_both(series: WaveSeries, id_: str, definition: Words) -> Iterator[FilledColumn[Tested]]:
    """A figure of each wave, explained once."""
    for side, name, note in zip(("earlier", "later"), wave_words(series), (None, definition), strict=True):
        yield shown(f"{id_}_{side}", 10, _WEIGHTED, note, sign=missing_share, wave=name)
