"""Sheet *Vergelijking*: a row per statement, the verdict first and the reasons last."""

from __future__ import annotations

from collections.abc import Iterable

from survey_app.comparison.results import (
    ItemEstimate,
    Reason,
    StatementComparison,
    Verdict,
    WaveComparison,
)
from survey_app.questionnaire.model import ResponseScale
from survey_app.tables.cells import (
    OVER_NINETY,
    change_cells,
    count_cell,
    decimal_cell,
    share_bounds,
    share_cell,
)
from survey_app.tables.columns import change_columns, distinct, subject_columns
from survey_app.tables.items import block_words, text_of
from survey_app.tables.scales import ScaleGroup, agree_words, by_scale, point_cell
from survey_app.tables.table import Block, Cell, Column, Kind, Paragraph, Sheet, Sign, Table
from survey_app.tables.values import value_table
from survey_app.tables.verdicts import level_words, reason_words, shared_reasons, tally, weight_words
from survey_app.tables.waves import marked_title, months_named, short_names, wave_names

NAME = "Vergelijking"
_FROZEN = 3
_BASES = "n = geldige antwoorden: de basis van alle percentages en van het gemiddelde. N.v.t. telt daarin niet mee."
_BOUNDS = "Laag en hoog zijn de grenzen van het 95%-interval; gem. is het gemiddelde. Tekens en oordelen: zie Lees mij."


def comparison_sheets(comparison: WaveComparison) -> tuple[Sheet, ...]:
    """The sheet that is read first after the explanation, and another for every other length of response scale.

    Tables on one sheet share its columns; with 4 and 11 points, texts of one would stand in the figures of the other.
    """
    shared = shared_reasons([statement.verdict for statement in comparison.statements])
    alike = _by_length(by_scale(comparison, comparison.statements))
    return tuple(_sheet(comparison, number, groups, shared) for number, groups in enumerate(alike, start=1))


def _by_length(groups: Iterable[ScaleGroup]) -> list[list[ScaleGroup]]:
    """The groups whose scales have as many points; one empty list when there are no statements at all."""
    found: dict[tuple[int, int], list[ScaleGroup]] = {}
    for group in groups:
        lengths = len(group.scale_in(0).points), len(group.scale_in(1).points)
        found.setdefault(lengths, []).append(group)
    return list(found.values()) or [[]]


def _sheet(comparison: WaveComparison, number: int, groups: list[ScaleGroup], shared: tuple[Reason, ...]) -> Sheet:
    main = len(groups) == 1
    tables = [
        _statement_table(comparison, group, f"Vergelijking_{number}_{place}", shared, main=main)
        for place, group in enumerate(groups, start=1)
    ]
    if number == 1 and comparison.values:
        tables.append(value_table(comparison, shared))
    verdicts = [statement.verdict for group in groups for statement in group.statements]
    title = marked_title(f"Vergelijking van {months_named(comparison)}", comparison)
    name = NAME if number == 1 else f"{NAME} {number}"
    return Sheet(name, title, (*_introduction(verdicts, shared), *tables))


def _introduction(verdicts: list[Verdict], shared: tuple[Reason, ...]) -> list[Block]:
    blocks: list[Block] = [Paragraph(_BASES), Paragraph(_BOUNDS)]
    if verdicts:
        blocks.insert(0, Paragraph(tally(verdicts, "stelling", "stellingen"), strong=True))
    if shared:
        blocks.append(Paragraph("Voor alle stellingen geldt:"))
        blocks += [Paragraph(f"–  {reason.sentence}") for reason in shared]
    return blocks


def _statement_table(
    comparison: WaveComparison, group: ScaleGroup, name: str, shared: tuple[Reason, ...], *, main: bool
) -> Table:
    groups, names = wave_names(comparison), short_names(comparison)
    figures = [column for wave in (0, 1) for column in _wave_columns(groups[wave], names[wave], group.scale_in(wave))]
    return Table(
        name=name,
        title=f"Stellingen met {_from_to(group.scale_in(1))}",
        columns=distinct([*subject_columns("Stelling"), *figures, *change_columns()]),
        rows=tuple(_statement_row(statement, group, shared) for statement in group.statements),
        main=main,
        frozen=_FROZEN,
    )


def _from_to(scale: ResponseScale) -> str:
    return f"antwoorden van {scale.points[0].label.lower()} tot {scale.points[-1].label.lower()}"


def _wave_columns(group: str, wave: str, scale: ResponseScale) -> tuple[Column, ...]:
    points = [Column(f"{point.label} {wave}", Kind.PERCENT, 10, group) for point in scale.points]
    return (
        Column(f"n {wave}", Kind.COUNT, 9, group),
        Column(f"N.v.t. {wave}", Kind.COUNT, 8, group),
        *points,
        Column(f"% {agree_words(scale)} {wave}", Kind.PERCENT, 12, group),
        Column(f"Laag {wave}", Kind.PERCENT, 8, group),
        Column(f"Hoog {wave}", Kind.PERCENT, 8, group),
        Column(f"Gem. {wave}", Kind.DECIMAL, 8, group),
    )


def _statement_row(statement: StatementComparison, group: ScaleGroup, shared: tuple[Reason, ...]) -> tuple[Cell, ...]:
    earlier, later = statement.estimates
    return (
        level_words(statement.verdict),
        block_words(*statement.blocks),
        text_of(statement.items),
        *_figures(earlier, group.scale_in(0)),
        *_figures(later, group.scale_in(1)),
        *change_cells(statement.change),
        weight_words(statement.verdict) if statement.change else Sign.NIL,
        reason_words(statement.verdict, shared),
    )


def _figures(estimate: ItemEstimate | None, scale: ResponseScale) -> tuple[Cell, ...]:
    if estimate is None:
        return (Sign.IMPOSSIBLE,) * (len(scale.points) + 6)
    hidden = estimate.hidden
    withheld = hidden or estimate.homogeneous is not None
    return (
        count_cell(estimate.n_valid, hidden=hidden),
        _not_applicable(estimate, scale),
        *(point_cell(estimate, point) for point in scale.points),
        _agree(estimate, scale),
        *share_bounds(estimate.agree_interval, hidden=withheld),
        decimal_cell(estimate.mean, hidden=withheld),
    )


def _not_applicable(estimate: ItemEstimate, scale: ResponseScale) -> Cell:
    if scale.not_applicable is None:
        return Sign.IMPOSSIBLE
    return count_cell(estimate.n_not_applicable, hidden=estimate.hidden)


def _agree(estimate: ItemEstimate, scale: ResponseScale) -> Cell:
    above = {point.id for point in scale.points[-(len(scale.points) // 2) :]}
    if estimate.homogeneous is not None:
        return OVER_NINETY if estimate.homogeneous in above else Sign.SECRET
    return share_cell(estimate.agree, hidden=estimate.hidden)
