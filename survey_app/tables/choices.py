"""Sheet *Meerkeuze*: options chosen, of multiple and of single choice, an estimate per wave."""

from __future__ import annotations

from collections.abc import Iterator

from survey_app.comparison.results import (
    ChoiceComparison,
    OptionEstimate,
    Reason,
    WaveComparison,
)
from survey_app.questionnaire.model import MultipleChoice
from survey_app.tables.cells import OVER_NINETY, change_cells, count_cell, share_bounds, share_cell
from survey_app.tables.columns import change_columns, distinct
from survey_app.tables.items import text_of
from survey_app.tables.table import Block, Cell, Column, Heading, Kind, Paragraph, Sheet, Sign, Table
from survey_app.tables.verdicts import level_words, reason_words, shared_reasons, weight_words
from survey_app.tables.waves import marked_title, months_named, short_names, wave_names

NAME = "Meerkeuze"
NOT_OFFERED, NOT_ASKED = "niet aangeboden", "niet gesteld"


def choices_sheet(comparison: WaveComparison) -> Sheet:
    """A table per item."""
    blocks: list[Block] = [
        Paragraph("Elk percentage gaat over de basis; onder elke tabel staat wie daarin meetellen."),
        Paragraph(f"‘{NOT_OFFERED.capitalize()}’: de optie stond niet in de vragenlijst; dat is iets anders dan 0."),
    ]
    if not comparison.choices:
        blocks.append(Paragraph("Deze vragenlijsten hebben geen meerkeuzevragen."))
    for number, choice in enumerate(comparison.choices, start=1):
        blocks += _item_blocks(comparison, choice, number)
    title = marked_title(f"Meerkeuzevragen in {months_named(comparison)}", comparison)
    return Sheet(NAME, title, tuple(blocks))


def _item_blocks(comparison: WaveComparison, choice: ChoiceComparison, number: int) -> list[Block]:
    shared = shared_reasons(choice.verdicts)
    told = [Paragraph(f"–  {reason.sentence}") for reason in shared]
    above = [Paragraph("Voor alle opties geldt:"), *told] if told else []
    return [Heading(text_of(choice.items)), *above, _table(comparison, choice, number, shared)]


def _table(comparison: WaveComparison, choice: ChoiceComparison, number: int, shared: tuple[Reason, ...]) -> Table:
    figures = [
        column
        for group, name in zip(wave_names(comparison), short_names(comparison), strict=True)
        for column in _wave_columns(group, name)
    ]
    return Table(
        name=f"Meerkeuze_{number}",
        title="",
        columns=distinct([Column("Oordeel", Kind.STRONG, 14), Column("Optie", width=36), *figures, *change_columns()]),
        rows=tuple(_row(choice, place, shared) for place in range(len(choice.options))),
        notes=tuple(_notes(choice)),
    )


def _notes(choice: ChoiceComparison) -> Iterator[str]:
    item = choice.items[1] or choice.items[0]
    if not isinstance(item, MultipleChoice):
        yield "Er was één antwoord mogelijk. Basis = respondenten die een antwoord kozen."
        yield "Door afronden kunnen de percentages samen een paar procent van 100 afwijken."
        return
    yield "Er waren meer antwoorden mogelijk. Basis = respondenten die de vraag te zien kregen, ook wie niets koos."
    yield "De percentages kunnen samen meer dan 100% zijn."
    who = "meer antwoorden gaf (in twee teams werkt)" if item.background else "meer antwoorden koos"
    yield f"Wie {who}, telt bij elk daarvan mee: het totaal van de aantallen is geen n."


def _wave_columns(group: str, wave: str) -> tuple[Column, ...]:
    return (
        Column(f"Aantal {wave}", Kind.COUNT, 13, group),
        Column(f"Basis {wave}", Kind.COUNT, 8, group),
        Column(f"% {wave}", Kind.PERCENT, 8, group),
        Column(f"Laag {wave}", Kind.PERCENT, 8, group),
        Column(f"Hoog {wave}", Kind.PERCENT, 8, group),
    )


def _row(choice: ChoiceComparison, place: int, shared: tuple[Reason, ...]) -> tuple[Cell, ...]:
    (earlier, later), verdict, change = choice.options[place], choice.verdicts[place], choice.changes[place]
    asked = tuple(item is not None for item in choice.items)
    return (
        level_words(verdict),
        later.label if later.offered else earlier.label,
        *_figures(earlier, asked=asked[0]),
        *_figures(later, asked=asked[1]),
        *change_cells(change),
        weight_words(verdict) if change else Sign.NIL,
        reason_words(verdict, shared),
    )


def _figures(estimate: OptionEstimate, *, asked: bool) -> tuple[Cell, ...]:
    if not estimate.offered:
        return (NOT_OFFERED if asked else NOT_ASKED, *(Sign.IMPOSSIBLE,) * 4)
    hidden = estimate.hidden
    return (
        count_cell(estimate.count, hidden=hidden),
        count_cell(estimate.base, hidden=hidden and estimate.base is None),
        OVER_NINETY if estimate.homogeneous else share_cell(estimate.share, hidden=hidden),
        *share_bounds(estimate.interval, hidden=hidden),
    )
