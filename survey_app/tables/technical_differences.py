"""Columns of *Technisch* on shares and what the verdict looks at; of *Technisch 2* on means, n.v.t. and weights."""

from collections.abc import Iterator

from survey_app.comparison.figures.technical import TECHNICAL, Compared, agree_in_wave, base_of_wave
from survey_app.comparison.figures.verdicts import MARGIN
from survey_app.comparison.results import StatementComparison
from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words
from survey_app.tables.layout import FilledColumn, all_filled, filled
from survey_app.tables.table import Cell, Column, Kind
from survey_app.tables.tested import code_words

Figures = tuple[FilledColumn[Compared], ...]

WEIGHTED, UNWEIGHTED = Words("gewogen"), Words("ongewogen")
_GROUP = Words("Aandeel boven het midden, in procentpunten")


def wave_words(series: WaveSeries) -> tuple[Words, Words]:
    """Headings of the two waves: their names if there are two, else which of the row's two it is."""
    if len(series.waves) == 2:
        return series.short_names[0], series.short_names[1]
    return Words("eerder"), Words("later")


def _main_sheet(compared: Compared | None) -> Cell:
    return WEIGHTED if isinstance(compared, StatementComparison) and compared.is_weighted else UNWEIGHTED


_CODES = Words(
    "Codes: waarom het oordeel niet hoger is, en tussen haakjes hoe nauwkeurig de vergelijking is; in woorden op "
    "Vergelijking, Pilot en spiegel en Schalen."
)
_MAIN_SHEET = Words(
    "Hoofdblad: of verschil en uitspraak op Vergelijking gewogen zijn (Technisch 2: de gewogen cijfers)."
)
_VERDICT: Figures = (
    FilledColumn(
        Column(Words("Codes"), Kind.TEXT, 29, meaning=_CODES), lambda of: code_words(of.verdict) if of else None
    ),
    FilledColumn(Column(Words("Hoofdblad"), Kind.TEXT, 12, meaning=_MAIN_SHEET), _main_sheet),
)
"""Why the verdict is what it is, and whether the main sheet is weighted."""


def shares_and_bases(series: WaveSeries) -> Figures:
    """Of *Technisch*: the bases of both waves, % agree, and the difference with its interval."""
    waves = tuple(enumerate(wave_words(series)))
    difference = {"newcombe_pp": 10, "newcombe_low_pp": 9, "newcombe_high_pp": 9}
    return (
        *_VERDICT,
        *(filled(base_of_wave(side), Kind.COUNT, 9, wave=name) for side, name in waves),
        filled(MARGIN, Kind.PRECISE, 8),
        *(filled(agree_in_wave(side), Kind.PRECISE, 9, _GROUP, name) for side, name in waves),
        *all_filled(TECHNICAL, difference, Kind.PRECISE, _GROUP),
    )


MEANS = Words("Verschil van gemiddelden (Welch)")
_NOT_APPLICABLE = Words("N.v.t., in procentpunten")
_WEIGHTED = Words("Gewogen, in procentpunten")
_WELCH = {"welch_difference": 10, "welch_low": 9, "welch_high": 9, "welch_t": 9, "welch_df": 10, "welch_p": 8}
_OF_NOT_APPLICABLE = {"nvt_change_pp": 10, "nvt_change_low_pp": 9, "nvt_change_high_pp": 9}
_MEAN_FIGURES: Figures = (
    *all_filled(TECHNICAL, _WELCH, Kind.PRECISE, MEANS),
    *all_filled(TECHNICAL, _OF_NOT_APPLICABLE, Kind.PRECISE, _NOT_APPLICABLE),
)
"""Welch's difference, interval and test; the change of the share of n.v.t., and its interval."""
_OF_WEIGHTED = {"weighted_pp": 10, "weighted_low_pp": 9, "weighted_high_pp": 9}


def means_and_weights(series: WaveSeries) -> Figures:
    """Of *Technisch 2*: means, n.v.t., and of a study with margins weighted shares with the bases they are worth."""
    if all(weighting is None for pair in series.pairs for weighting in pair.comparison.weighting):
        return _MEAN_FIGURES
    return (
        *_MEAN_FIGURES,
        *_of_both(series, "n_eff"),
        *_of_both(series, "weighted"),
        *all_filled(TECHNICAL, _OF_WEIGHTED, Kind.PRECISE, _WEIGHTED),
    )


def _of_both(series: WaveSeries, id_: str) -> Iterator[FilledColumn[Compared]]:
    """A figure of each wave."""
    for side, name in zip(("earlier", "later"), wave_words(series), strict=True):
        yield filled(TECHNICAL[f"{id_}_{side}"], Kind.PRECISE, 10, _WEIGHTED, name)
