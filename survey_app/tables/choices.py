"""Sheet *Meerkeuze*: options chosen, of multiple and of single choice, an estimate per wave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from survey_app.comparison.conclusion import Conclusion
from survey_app.comparison.results import ChoiceComparison, OptionEstimate, Reason, Verdict
from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words
from survey_app.questionnaire.model import MultipleChoice, SingleChoice
from survey_app.tables.cells import OVER_NINETY, change_cells, count_cell, share_bounds, share_cell
from survey_app.tables.columns import IN_POINTS, VERDICT, difference_columns, of_wave, reason_column
from survey_app.tables.figures import HIGH, LOW
from survey_app.tables.items import in_own_words, other_wordings, text_of
from survey_app.tables.rows import Gathered
from survey_app.tables.table import Block, Cell, Column, Heading, Kind, Paragraph, Sheet, Sign, Table, Text
from survey_app.tables.verdicts import level_words, meaning_words, reason_words, shared_reasons, size_words, why_words
from survey_app.tables.waves import titled

NAME = Words("Meerkeuze")
NOT_OFFERED, NOT_ASKED = Words("niet aangeboden"), Words("niet gesteld")

_INTRODUCTION = (
    Words("Elk percentage gaat over de basis; onder elke tabel staat wie daarin meetellen."),
    Words("‘Niet aangeboden’: de optie stond niet in de vragenlijst; dat is iets anders dan 0."),
)


@dataclass(frozen=True)
class ChoiceRow:
    """A choice over all waves; each tuple is by wave. Two waves are told side by side, more under each other."""

    item_id: str
    items: tuple[SingleChoice | MultipleChoice | None, ...]
    first: tuple[ChoiceComparison | None, ...]
    previous: tuple[ChoiceComparison | None, ...]


def choice_rows(series: WaveSeries) -> tuple[ChoiceRow, ...]:
    """Choices in the order of the latest questionnaire, then those that only earlier waves asked."""
    found = Gathered(series, lambda pair: pair.choices, lambda one: one.item_id)
    return tuple(
        ChoiceRow(item, found.by_wave(item, lambda one: one.items), found.first(item), found.previous(item))
        for item in found.ids
    )


def choices_sheet(series: WaveSeries) -> Sheet:
    """A table per item."""
    rows = choice_rows(series)
    blocks: list[Block] = [Paragraph(text) for text in _INTRODUCTION]
    if not rows:
        none = Words("Deze vragenlijsten hebben geen meerkeuzevragen.")
        blocks.append(Paragraph(none))
    for number, row in enumerate(rows, start=1):
        blocks += _item_blocks(series, row, number)
    title = titled(Words("Meerkeuzevragen in {waves}"), series)
    return Sheet(NAME, title, tuple(blocks))


def _item_blocks(series: WaveSeries, row: ChoiceRow, number: int) -> Iterator[Block]:
    verdicts = [verdict for found in row.first if found is not None for verdict in found.verdicts]
    shared = shared_reasons(verdicts)
    yield Heading(text_of(row.items))
    yield from (Paragraph(other) for other in other_wordings(row.items, series.names))
    if shared:
        yield Paragraph(Words("Voor alle opties geldt:"))
        yield from (Paragraph(Words("–  {sentence}").filled(sentence=reason.sentence)) for reason in shared)
    table = _wide_table if len(series.waves) == 2 else _long_table
    yield table(series, row, f"Meerkeuze_{number}", shared)


def _wide_table(series: WaveSeries, row: ChoiceRow, name: str, shared: tuple[Reason, ...]) -> Table:
    found = row.first[1]
    if found is None:
        raise ValueError("a choice of two waves was compared in neither")
    figures = [
        column
        for group, wave in zip(series.names, series.short_names, strict=True)
        for column in _figure_columns(group, wave)
    ]
    return Table(
        name=name,
        title="",
        columns=(
            Column(VERDICT, Kind.STRONG, 14),
            Column(Words("Optie"), width=36),
            *figures,
            *difference_columns(IN_POINTS),
            reason_column(),
        ),
        rows=tuple(_wide_row(series, found, place, shared) for place in range(len(found.options))),
        notes=tuple(_notes(row)),
    )


def _wide_row(series: WaveSeries, found: ChoiceComparison, place: int, shared: tuple[Reason, ...]) -> tuple[Cell, ...]:
    earlier, later = found.options[place]
    return (
        level_words(found.verdicts[place]),
        label_words((earlier, later), series.names),
        *_figures(earlier, asked=found.items[0] is not None),
        *_figures(later, asked=found.items[1] is not None),
        *_difference_cells(found, place),
        reason_words(found.verdicts[place], shared, found.conclusions[place]),
    )


def label_words(options: tuple[OptionEstimate, OptionEstimate], names: Sequence[Words]) -> Text:
    """What respondents of the later wave read, and what those of the earlier did where that was something else."""
    return in_own_words([one.label if one.offered else None for one in options], names)


def _difference_cells(found: ChoiceComparison, place: int) -> tuple[Cell, ...]:
    change, verdict = found.changes[place], found.verdicts[place]
    return (
        *change_cells(change),
        meaning_words(verdict, found.conclusions[place]) if change else Sign.NIL,
        size_words(verdict, found.conclusions[place], change.agree_pp if change else None),
    )


def _long_table(series: WaveSeries, row: ChoiceRow, name: str, shared: tuple[Reason, ...]) -> Table:
    """A row per option and wave, against the first wave and against the one before it."""
    first = Words("Tegenover {wave}").filled(wave=series.names[0])
    before = Words("Tegenover de meting ervoor")
    return Table(
        name=name,
        title="",
        columns=(
            Column(VERDICT, Kind.STRONG, 14),
            Column(Words("Optie"), width=36),
            Column(Words("Meting"), Kind.STRONG, 14),
            *_figure_columns(Words("Cijfers"), None),
            *difference_columns(first, Words("eerste")),
            Column(Words("Oordeel vorige"), Kind.STRONG, 14, before),
            *difference_columns(before, Words("vorige")),
            reason_column(),
        ),
        rows=tuple(
            _long_row(series, row, option, wave, shared)
            for option in _options(row)
            for wave in range(len(series.waves))
        ),
        notes=tuple(_notes(row)),
        rows_together=len(series.waves),
    )


def _options(row: ChoiceRow) -> list[str]:
    """Options in the order of the latest wave, then those that only earlier waves offered."""
    found = [one for one in reversed(row.first) if one is not None]
    return list(dict.fromkeys(pair[1].option for one in found for pair in one.options))


def _long_row(
    series: WaveSeries, row: ChoiceRow, option: str, wave: int, shared: tuple[Reason, ...]
) -> tuple[Cell, ...]:
    first, before = _placed(row.first[wave], option), _placed(row.previous[wave], option)
    estimate = _estimate(row, option, wave)
    return (
        level_words(first.verdict) if first else Sign.IMPOSSIBLE,
        estimate.label if estimate else _label(row, option),
        series.names[wave],
        *(
            _figures(estimate, asked=row.items[wave] is not None)
            if estimate
            else (_nothing(row, wave), *(Sign.IMPOSSIBLE,) * 4)
        ),
        *(_difference_cells(first.found, first.place) if first else (Sign.IMPOSSIBLE,) * 5),
        level_words(before.verdict) if before else Sign.IMPOSSIBLE,
        *(_difference_cells(before.found, before.place) if before else (Sign.IMPOSSIBLE,) * 5),
        why_words(first, None if wave == 1 else before, shared) if first else Sign.IMPOSSIBLE,
    )


@dataclass(frozen=True)
class _Placed:
    """An option in a comparison of its item, by its place there."""

    found: ChoiceComparison
    place: int

    @property
    def verdict(self) -> Verdict:
        return self.found.verdicts[self.place]

    @property
    def conclusion(self) -> Conclusion | None:
        return self.found.conclusions[self.place]


def _nothing(row: ChoiceRow, wave: int) -> Words:
    """Why a wave has no figures of an option: it asked the question without it, or did not ask it."""
    return NOT_ASKED if row.items[wave] is None else NOT_OFFERED


def _label(row: ChoiceRow, option: str) -> str:
    """What the latest wave that offered an option called it."""
    placed = (one for found in reversed(row.first) if (one := _placed(found, option)))
    return next((one.found.options[one.place][1].label for one in placed), option)


def _placed(found: ChoiceComparison | None, option: str) -> _Placed | None:
    """The comparison with the place of an option in it; None where it has no such option."""
    if found is None:
        return None
    places = [place for place, pair in enumerate(found.options) if pair[1].option == option]
    return _Placed(found, places[0]) if places else None


def _estimate(row: ChoiceRow, option: str, wave: int) -> OptionEstimate | None:
    """The option in one wave, from any comparison with it."""
    for side, found in ((1, row.first[wave]), *((0, other) for other in row.first[1:] if wave == 0)):
        placed = _placed(found, option)
        if placed:
            return placed.found.options[placed.place][side]
    return None


def _notes(row: ChoiceRow) -> Iterator[Words]:
    item = next((item for item in reversed(row.items) if item is not None), None)
    if not isinstance(item, MultipleChoice):
        yield Words("Er was één antwoord mogelijk. Basis = respondenten die een antwoord kozen.")
        yield Words("Door afronden kunnen de percentages samen een paar procent van 100 afwijken.")
        return
    yield Words(
        "Er waren meer antwoorden mogelijk. Basis = respondenten die de vraag te zien kregen, ook wie niets koos."
    )
    yield Words("De percentages kunnen samen meer dan 100% zijn.")
    yield Words("Wie meer antwoorden koos, telt bij elk daarvan mee: het totaal van de aantallen is geen n.")


def _figure_columns(group: Words, wave: Words | None) -> tuple[Column, ...]:
    return (
        Column(of_wave(Words("Aantal"), wave), Kind.COUNT, 13, group),
        Column(of_wave(Words("Basis"), wave), Kind.COUNT, 8, group),
        Column(of_wave(Words("%"), wave), Kind.PERCENT, 8, group),
        Column(of_wave(LOW, wave), Kind.PERCENT, 8, group),
        Column(of_wave(HIGH, wave), Kind.PERCENT, 8, group),
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
