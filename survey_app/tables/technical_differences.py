"""Columns of *Technisch* on shares and what the verdict looks at; of *Technisch 2* on means, n.v.t. and weights."""

from collections.abc import Iterator

from survey_app.comparison.figures.estimates import STATEMENT
from survey_app.comparison.figures.figure import of_part
from survey_app.comparison.results import ItemEstimate, ScaleEstimate
from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words
from survey_app.tables.cells import number_cell, sign_of, sign_of_two_waves
from survey_app.tables.columns import of_wave
from survey_app.tables.layout import FilledColumn, filled
from survey_app.tables.table import Cell, Column, Kind, Sign
from survey_app.tables.tested import Tested, both_shown, code_words, missing_share, shown

Figures = tuple[FilledColumn[Tested], ...]

WEIGHTED, UNWEIGHTED = Words("gewogen"), Words("ongewogen")
_GROUP = Words("Aandeel boven het midden, in procentpunten")


def wave_words(series: WaveSeries) -> tuple[Words, Words]:
    """Headings of the two waves: their names if there are two, else which of the row's two it is."""
    if len(series.waves) == 2:
        return series.short_names[0], series.short_names[1]
    return Words("eerder"), Words("later")


def _main_sheet(row: Tested) -> Cell:
    return WEIGHTED if row.statement is not None and row.statement.is_weighted else UNWEIGHTED


_VERDICT: Figures = (
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
        Words("Hoofdblad: of verschil en uitspraak op Vergelijking gewogen zijn (Technisch 2: de gewogen cijfers)."),
    ),
)
"""Why the verdict is what it is, and whether the main sheet is weighted."""


def shares_and_bases(series: WaveSeries) -> Figures:
    """Of *Technisch*: the bases of both waves, % agree, and the difference with its interval."""
    earlier, later = wave_words(series)
    n = Words("n")
    return (
        *_VERDICT,
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


def _base(row: Tested, side: int) -> Cell:
    """The answers or scores that the figures of one of the two waves rest on."""
    estimate = row.compared.estimates[side]
    if estimate is None or estimate.hidden:
        return sign_of(estimate)
    base = estimate.n if isinstance(estimate, ScaleEstimate) else estimate.n_valid
    return number_cell(base, Kind.COUNT)


def _agree(wave: Words, side: int, definition: Words | None = None) -> FilledColumn[Tested]:
    def estimate(row: Tested) -> ItemEstimate | None:
        return row.statement.estimates[side] if row.statement else None

    (agree,) = of_part((STATEMENT["agree"],), estimate)
    return filled(agree, Kind.PRECISE, 9, _GROUP, wave, sign=lambda row: sign_of(estimate(row)), definition=definition)


_MEANS = Words("Verschil van gemiddelden (Welch)")
_NOT_APPLICABLE = Words("N.v.t., in procentpunten")
_WEIGHTED = Words("Gewogen, in procentpunten")
_MEAN_FIGURES: Figures = (
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
"""Welch's difference, interval and test."""


def _not_applicable_figures() -> Figures:
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


def means_and_weights(series: WaveSeries) -> Figures:
    """Of *Technisch 2*: means, n.v.t., and of a study with margins weighted shares with the bases they are worth."""
    if all(weighting is None for pair in series.pairs for weighting in pair.comparison.weighting):
        return (*_MEAN_FIGURES, *_not_applicable_figures())
    bases = Words("n_eff: (Σw)² / Σw², het aantal antwoorden dat de gewogen antwoorden waard zijn (Kish 1965).")
    shares = Words("% gewogen: aandeel boven het midden, gewogen.")
    return (
        *_MEAN_FIGURES,
        *_not_applicable_figures(),
        *_of_both(series, "n_eff", bases),
        *_of_both(series, "weighted", shares),
        shown("weighted_pp", 10, _WEIGHTED, sign=missing_share),
        *both_shown("weighted_{}_pp", _WEIGHTED, Words("Gewogen 95%: Newcombe op n_eff."), sign=missing_share),
    )


def _of_both(series: WaveSeries, id_: str, definition: Words) -> Iterator[FilledColumn[Tested]]:
    """A figure of each wave, explained once."""
    for side, name, note in zip(("earlier", "later"), wave_words(series), (None, definition), strict=True):
        yield shown(f"{id_}_{side}", 10, _WEIGHTED, note, sign=missing_share, wave=name)
