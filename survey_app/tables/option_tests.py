"""Options of choice questions for who checks them: both shares, their difference, Fisher's exact test and Holm's p."""

from collections.abc import Iterator

from survey_app.comparison.figures.estimates import OPTION
from survey_app.comparison.figures.options import OPTION_TEST, options_of
from survey_app.comparison.results import ChoiceComparison
from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words
from survey_app.tables.choices import label_words
from survey_app.tables.columns import VERDICT
from survey_app.tables.items import wording_of
from survey_app.tables.layout import all_filled, cells_of, columns_of, notes_of
from survey_app.tables.rows import Gathered
from survey_app.tables.table import Cell, Column, Kind, Table
from survey_app.tables.technical_differences import wave_words
from survey_app.tables.tested import code_words
from survey_app.tables.verdicts import level_words
from survey_app.tables.waves import pair_words

_NOTE = Words("Achtergrondkenmerken worden niet getoetst: zij zeggen wie er meededen.")
_POINTS = Words("In procentpunten")


def option_tables(series: WaveSeries) -> tuple[Table, ...]:
    """A table per question, a row per option and pair of waves."""
    gathered = Gathered(series, lambda pair: pair.choices)
    columns = _columns(series)
    of_items = {item_id: tuple(_rows(series, gathered, item_id)) for item_id in gathered.ids}
    return tuple(
        Table(
            name=f"Technisch_keuze_{number}",
            title=wording_of(gathered.by_wave(item_id, lambda choice: choice.items), series.names, " · "),
            columns=columns,
            rows=rows,
            notes=(*notes_of(columns), _NOTE),
        )
        for number, (item_id, rows) in enumerate(of_items.items(), start=1)
        if rows
    )


_BASE = all_filled(OPTION, {"base": 10}, Kind.COUNT)
_SHARE = all_filled(OPTION, {"share": 10}, Kind.PRECISE, _POINTS)
_OF_CHANGE = dict.fromkeys(("newcombe_pp", "newcombe_low_pp", "newcombe_high_pp"), 10)
_CHANGE = all_filled(OPTION_TEST, _OF_CHANGE, Kind.PRECISE, _POINTS)
_TESTS = all_filled(OPTION_TEST, {"fisher_p": 10, "holm": 10}, Kind.P, Words("Toets"))


def _columns(series: WaveSeries) -> tuple[Column, ...]:
    waves = wave_words(series)
    bases = (column for wave in waves for column in columns_of(_BASE, wave=wave))
    shares = (column for wave in waves for column in columns_of(_SHARE, wave=wave))
    return (
        Column(VERDICT, Kind.STRONG, 14),
        Column(Words("Optie"), width=36),
        Column(Words("Metingen"), width=20),
        Column(Words("Codes"), width=29),
        *bases,
        *shares,
        *columns_of(_CHANGE),
        *columns_of(_TESTS),
    )


def _rows(series: WaveSeries, gathered: Gathered[ChoiceComparison], item_id: str) -> Iterator[tuple[Cell, ...]]:
    for earlier, later, choice in gathered.in_pairs(item_id):
        for option in options_of(choice):
            yield (
                level_words(option.verdict),
                label_words(option.estimates, (series.names[earlier], series.names[later])),
                pair_words(series, earlier, later),
                code_words(option.verdict),
                *(cell for estimate in option.estimates for cell in cells_of(_BASE, estimate)),
                *(cell for estimate in option.estimates for cell in cells_of(_SHARE, estimate)),
                *cells_of((*_CHANGE, *_TESTS), option),
            )
