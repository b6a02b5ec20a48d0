"""Sheet *Meerkeuze*: options chosen, of multiple and of single choice, an estimate per wave."""

from collections.abc import Iterator, Sequence

from survey_app.comparison.figures.estimates import OPTION
from survey_app.comparison.figures.options import OptionComparison, options_of
from survey_app.comparison.figures.signs import Sign
from survey_app.comparison.results import ChoiceComparison, OptionEstimate, Reason
from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words
from survey_app.questionnaire.model import AnyItem, MultipleChoice
from survey_app.tables.columns import REASON, VERDICT
from survey_app.tables.differences import difference_cells, difference_columns, long_cells, long_columns
from survey_app.tables.items import in_own_words, other_wordings, text_of
from survey_app.tables.layout import all_filled, cells_of, columns_of, notes_of
from survey_app.tables.rows import Gathered, ItemRow, item_rows
from survey_app.tables.table import Block, Cell, Column, Heading, Kind, Paragraph, Sheet, Table, Text
from survey_app.tables.verdicts import level_words, reason_words, shared_reasons, verdict_cell, why_words
from survey_app.tables.waves import titled

NAME = Words("Meerkeuze")
NOT_OFFERED, NOT_ASKED = Words("niet aangeboden"), Words("niet gesteld")

_ABOUT_NOT_OFFERED = Words("‘Niet aangeboden’: de optie stond niet in de vragenlijst; dat is iets anders dan 0.")


Row = ItemRow[ChoiceComparison]
"""Two waves are told side by side, more under each other."""


def choices_sheet(series: WaveSeries) -> Sheet:
    """A table per item."""
    rows = item_rows(Gathered(series, lambda pair: pair.choices))
    blocks: list[Block] = [Paragraph(text) for text in (*notes_of(columns_of(_FIGURES)), _ABOUT_NOT_OFFERED)]
    for number, row in enumerate(rows, start=1):
        blocks += _item_blocks(series, row, number)
    title = titled(Words("Meerkeuzevragen in {waves}"), series)
    return Sheet(NAME, title, tuple(blocks))


def _item_blocks(series: WaveSeries, row: Row, number: int) -> Iterator[Block]:
    verdicts = [verdict for choice in row.first if choice is not None for verdict in choice.verdicts]
    shared = shared_reasons(verdicts)
    yield Heading(text_of(row.items))
    yield from (Paragraph(other) for other in other_wordings(row.items, series.names))
    if shared:
        yield Paragraph(Words("Voor alle opties geldt:"))
        yield from (Paragraph(Words("–  {sentence}").filled(sentence=reason.sentence)) for reason in shared)
    table = _plain_table if series.is_one_wave else _wide_table if len(series.waves) == 2 else _long_table
    yield table(series, row, f"Meerkeuze_{number}", shared)


def _plain_table(series: WaveSeries, row: Row, name: str, _shared: tuple[Reason, ...]) -> Table:
    """Of one wave: a row per option."""
    choices = (choice for side in series.sides for choice in side.comparison.choices if choice.item_id == row.item_id)
    options = [option for choice in choices for option, _ in choice.options]
    return Table(
        name=name,
        title="",
        columns=(Column(Words("Optie"), width=36), *columns_of(_FIGURES)),
        rows=tuple((option.label, *_figure_cells(option, asked=True)) for option in options),
        notes=tuple(_notes(row)),
    )


def _wide_table(series: WaveSeries, row: Row, name: str, shared: tuple[Reason, ...]) -> Table:
    choice = row.first[1]
    if choice is None:
        raise ValueError("a choice of two waves was compared in neither")
    figures = [
        column
        for group, wave in zip(series.names, series.short_names, strict=True)
        for column in columns_of(_FIGURES, group, wave)
    ]
    return Table(
        name=name,
        title="",
        columns=(
            Column(VERDICT, Kind.STRONG, 14),
            Column(Words("Optie"), width=36),
            *figures,
            *difference_columns(),
            REASON,
        ),
        rows=tuple(_wide_row(series, choice.items, option, shared) for option in options_of(choice)),
        notes=tuple(_notes(row)),
    )


def _wide_row(
    series: WaveSeries, items: Sequence[AnyItem | None], option: OptionComparison, shared: tuple[Reason, ...]
) -> tuple[Cell, ...]:
    earlier, later = option.estimates
    return (
        level_words(option.verdict),
        label_words(option.estimates, series.names),
        *_figure_cells(earlier, asked=items[0] is not None),
        *_figure_cells(later, asked=items[1] is not None),
        *difference_cells(option),
        reason_words(option.verdict, shared, option.conclusion),
    )


def label_words(options: tuple[OptionEstimate, OptionEstimate], names: Sequence[Words]) -> Text:
    """What respondents of the later wave read, and what those of the earlier did where that was something else."""
    return in_own_words([option.label if option.offered else None for option in options], names)


def _long_table(series: WaveSeries, row: Row, name: str, shared: tuple[Reason, ...]) -> Table:
    """A row per option and wave, against the first wave and against the one before it."""
    return Table(
        name=name,
        title="",
        columns=(
            Column(VERDICT, Kind.STRONG, 14),
            Column(Words("Optie"), width=36),
            Column(Words("Meting"), Kind.STRONG, 14),
            *columns_of(_FIGURES, Words("Cijfers")),
            *long_columns(series),
            REASON,
        ),
        rows=tuple(
            _long_row(series, row, option, wave, shared)
            for option in _options(row)
            for wave in range(len(series.waves))
        ),
        notes=tuple(_notes(row)),
        rows_together=len(series.waves),
    )


def _options(row: Row) -> list[str]:
    """Options in the order of the latest wave, then those that only earlier waves offered."""
    pairs = [pair for choice in reversed(row.first) if choice is not None for pair in choice.options]
    return list(dict.fromkeys(later.option for _, later in pairs))


def _long_row(series: WaveSeries, row: Row, option: str, wave: int, shared: tuple[Reason, ...]) -> tuple[Cell, ...]:
    first, before = _option_in(row.first[wave], option), _option_in(row.previous[wave], option)
    estimate = _estimate(row, option, wave)
    return (
        verdict_cell(first),
        estimate.label if estimate else _label(row, option),
        series.names[wave],
        *_figure_cells(estimate, asked=row.items[wave] is not None),
        *long_cells(first, before),
        why_words(first, None if wave == 1 else before, shared) if first else Sign.IMPOSSIBLE,
    )


def _label(row: Row, option: str) -> str:
    """What the latest wave that offered an option called it."""
    in_pairs = (in_pair for choice in reversed(row.first) if (in_pair := _option_in(choice, option)))
    return next((in_pair.estimates[1].label for in_pair in in_pairs), option)


def _option_in(choice: ChoiceComparison | None, option: str) -> OptionComparison | None:
    """The comparison of an option; None where two waves have no such option."""
    return next((of for of in options_of(choice) if of.option == option), None) if choice else None


def _estimate(row: Row, option: str, wave: int) -> OptionEstimate | None:
    """The option in one wave, from any comparison with it."""
    for side, choice in ((1, row.first[wave]), *((0, other) for other in row.first[1:] if wave == 0)):
        in_pair = _option_in(choice, option)
        if in_pair:
            return in_pair.estimates[side]
    return None


def _notes(row: Row) -> Iterator[Words]:
    item = next((item for item in reversed(row.items) if item is not None), None)
    if not isinstance(item, MultipleChoice):
        yield Words("Er was één antwoord mogelijk.")
        return
    yield Words("Er waren meer antwoorden mogelijk.")
    yield Words("Wie meer antwoorden koos, telt bij elk daarvan mee: het totaal van de aantallen is geen n.")


_FIGURES = all_filled(OPTION, {"count": 13, "base": 8, "share": 8, "share_low": 8, "share_high": 8}, Kind.PERCENT)


def _figure_cells(estimate: OptionEstimate | None, *, asked: bool) -> tuple[Cell, ...]:
    """What stands in those; why there is nothing where the wave asked the question without it, or did not ask it."""
    count, *others = cells_of(_FIGURES, estimate)
    if estimate is None or not estimate.offered:
        return (NOT_OFFERED if asked else NOT_ASKED, *others)
    return (count, *others)
