"""Sheet *Verdeling*: per block the shares of every category, both waves under each other, and a chart of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from survey_app.comparison.results import ItemEstimate, StatementComparison, WaveComparison
from survey_app.questionnaire.model import ResponseScale
from survey_app.tables.cells import count_cell
from survey_app.tables.columns import distinct, shortened
from survey_app.tables.items import text_of
from survey_app.tables.scales import ScaleGroup, by_scale, point_cell
from survey_app.tables.table import (
    Block,
    Cell,
    Column,
    Heading,
    Kind,
    Paragraph,
    Sheet,
    Sign,
    StackedBars,
    Table,
)
from survey_app.tables.verdicts import tally
from survey_app.tables.waves import marked_title, months_named, wave_names

NAME = "Verdeling"
_BARS_PER_CHART = 18
_LABEL = "Stelling en meting"
_LONGEST_LABEL = 160
"""Beside a bar there is room for two or three lines; the whole statement stands on *Vergelijking*."""
_NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class _Part:
    """Statements of one block and one response scale that fit in one chart."""

    block: str
    number: int
    group: ScaleGroup


def distribution_sheet(comparison: WaveComparison) -> Sheet:
    """Tables with charts, a page for each."""
    blocks: list[Block] = [
        Paragraph(
            "Elke balk telt op tot 100%. Streepjes: onder het midden van de schaal; licht: het midden; effen: erboven."
        ),
        Paragraph(
            "Percentages van de geldige antwoorden (n), zonder n.v.t.; kleiner dan 5% heeft geen getal in de balk."
        ),
    ]
    for part in _parts(comparison):
        blocks += _part_blocks(comparison, part)
    title = marked_title(f"Verdeling van de antwoorden in {months_named(comparison)}", comparison)
    return Sheet(NAME, title, tuple(blocks), upright=True)


def _parts(comparison: WaveComparison) -> Iterator[_Part]:
    """Blocks in the order of the statements; a block that is too long for one chart in pieces."""
    blocks = dict.fromkeys(_block_of(statement) for statement in comparison.statements)
    number = 0
    most = _BARS_PER_CHART // 2
    for block in blocks:
        here = [statement for statement in comparison.statements if _block_of(statement) == block]
        for group in by_scale(comparison, here):
            for start in range(0, len(group.statements), most):
                number += 1
                yield _Part(block, number, ScaleGroup(group.scales, group.statements[start : start + most]))


def _block_of(statement: StatementComparison) -> str:
    return statement.blocks[1] or statement.blocks[0] or ""


def _part_blocks(comparison: WaveComparison, part: _Part) -> list[Block]:
    table = _table(comparison, part)
    verdicts = [statement.verdict for statement in part.group.statements]
    chart = StackedBars(
        title=marked_title(part.block, comparison),
        table=table.name,
        labels=_LABEL,
        parts=tuple(column.heading for column in table.columns if column.kind is Kind.PERCENT),
        alt_text=marked_title(_alt_text(comparison, part), comparison),
    )
    return [Heading(part.block), Paragraph(tally(verdicts, "stelling", "stellingen")), table, chart]


def _alt_text(comparison: WaveComparison, part: _Part) -> str:
    first, second = wave_names(comparison)
    return (
        f"Gestapelde staven tot 100% voor {len(part.group.statements)} stellingen in het blok ‘{part.block}’, "
        f"per stelling {first} boven en {second} eronder. De cijfers staan in de tabel erboven."
    )


def _table(comparison: WaveComparison, part: _Part) -> Table:
    scales = part.group.scale_in(0), part.group.scale_in(1)
    labels = list(dict.fromkeys(point.label for scale in (scales[1], scales[0]) for point in scale.points))
    columns = distinct(
        [Column(_LABEL, width=76), Column("n", Kind.COUNT, 7), *(Column(x, Kind.PERCENT, 10) for x in labels)]
    )
    names = wave_names(comparison)
    rows = [
        _row(statement, wave, names[wave], scales[wave], labels)
        for statement in part.group.statements
        for wave in (0, 1)
    ]
    return Table(f"Verdeling_{part.number}", "", columns, tuple(rows), rows_together=2)


def _row(
    statement: StatementComparison, wave: int, name: str, scale: ResponseScale, labels: list[str]
) -> tuple[Cell, ...]:
    estimate = statement.estimates[wave]
    shares = {point.label: point_cell(estimate, point) for point in scale.points}
    return (
        _label(statement, wave, name, estimate),
        Sign.IMPOSSIBLE if estimate is None else count_cell(estimate.n_valid, hidden=estimate.hidden),
        *(shares.get(label, Sign.IMPOSSIBLE) for label in labels),
    )


def _label(statement: StatementComparison, wave: int, name: str, estimate: ItemEstimate | None) -> str:
    """The statement beside its first bar, and at both bars the wave and its base."""
    bar = f"{name} ({_base_words(estimate)})".replace(" ", _NO_BREAK)
    return f"{shortened(text_of(statement.items), _LONGEST_LABEL)} – {bar}" if wave == 0 else bar


def _base_words(estimate: ItemEstimate | None) -> str:
    if estimate is None:
        return "niet gesteld"
    return "geheim" if estimate.hidden else f"n = {estimate.n_valid}"
