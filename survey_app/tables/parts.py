"""Statements in parts that fit in one chart, and what stands beside each of its bars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from survey_app.comparison.results import ItemEstimate
from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words, joined, listed
from survey_app.questionnaire.revisions import is_same_text
from survey_app.tables.columns import shortened
from survey_app.tables.items import block_words, text_of
from survey_app.tables.rows import StatementRow, statement_rows
from survey_app.tables.scales import ScaleGroup, by_scale, labels_of
from survey_app.tables.table import Text
from survey_app.tables.verdicts import tally_of

BARS_PER_CHART = 18
WAVES_PER_CHART = 4
_LONGEST_LABEL = 160
"""Beside a bar there is room for two or three lines; the whole statement stands on *Vergelijking*."""
_LONGEST_BLOCK = 100
"""Of a chart's title, so that there is room for the verdict behind it."""
_NO_BREAK = "\u00a0"


Line = TypeVar("Line")
Piece = tuple[int, int]
"""Which part of a block, and how many it has."""


def piece_words(block: Text, piece: Piece) -> Text:
    """What a part of a block is called: its block, and where that has more than one chart which of them it is."""
    number, pieces = piece
    return block if pieces == 1 else _PIECE.filled(block=block, number=number, pieces=pieces)


_PIECE = Words("{block} ({number} van {pieces})")


def charts_of(by_block: Mapping[Text, Sequence[Line]], most: int) -> Iterator[tuple[Text, tuple[Line, ...]]]:
    """What each chart is called and has: a long block in pieces, short ones together as far as there is room."""
    blocks, lines = list[Text](), list[Line]()
    for block, of_block in by_block.items():
        starts = range(0, len(of_block), most)
        for place, start in enumerate(starts, start=1):
            more = of_block[start : start + most]
            if lines and len(lines) + len(more) > most:
                yield joined(blocks, ", "), tuple(lines)
                blocks, lines = [], []
            blocks, lines = [*blocks, piece_words(block, (place, len(starts)))], [*lines, *more]
    if lines:
        yield joined(blocks, ", "), tuple(lines)


@dataclass(frozen=True)
class Part:
    """Statements of one response scale that fit in one chart, and the waves that are drawn of it.

    They are of one block, unless they were chosen for something else, and then `chosen` says what. `piece`:
    which of how many parts of the block it is, so that each has a name of its own.
    """

    block: str
    number: int
    group: ScaleGroup
    drawn: tuple[int, ...]
    chosen: Text | None = None
    piece: Piece = (1, 1)

    @property
    def table(self) -> str:
        """The name of its table."""
        return f"Verdeling_{self.number}"

    @property
    def heading(self) -> Text:
        """The block, and what it was called before where all of its statements stood in one of another name."""
        if self.chosen is not None:
            return self.chosen
        blocks = {statement.blocks for statement in self.group.statements}
        return piece_words(block_words(blocks.pop()) if len(blocks) == 1 else self.block, self.piece)

    @property
    def drawings(self) -> tuple[Drawing, ...]:
        """A chart for the waves with the same categories: no bar stands under the words of another wave."""
        by_labels: dict[tuple[str, ...], list[int]] = {}
        for wave in self.drawn:
            by_labels.setdefault(tuple(labels_of(self.group.scale_in(wave))), []).append(wave)
        return tuple(
            Drawing(self, place, tuple(waves), labels, alone=len(by_labels) == 1)
            for place, (labels, waves) in enumerate(by_labels.items(), start=1)
        )


@dataclass(frozen=True)
class Drawing:
    """One chart of a part: the waves in it and their categories; `alone`: the part has no other."""

    part: Part
    place: int
    waves: tuple[int, ...]
    labels: tuple[str, ...]
    alone: bool

    @property
    def table(self) -> str:
        """The name of the table that it is drawn from."""
        return f"Grafiek_{self.part.number}" + ("" if self.alone else f"_{self.place}")

    def title(self, series: WaveSeries) -> Words:
        """Block, waves where not all are in it, and how many of the statements have which verdict against the first."""
        block = joined([self.part.heading])
        parts = [block.changed(partial(shortened, longest=_LONGEST_BLOCK))]
        parts += [] if self.alone else [listed([series.names[wave] for wave in self.waves])]
        tallies = tally_of(series, self.part.group.statements, self.waves[-1] or len(series.waves) - 1)
        return joined([joined(parts, ", "), *list(tallies)[:1]], ". ")


def parts_of(series: WaveSeries) -> Iterator[Part]:
    """Blocks in the order of the statements; a block that is too long for one chart in pieces."""
    statements = statement_rows(series)
    number = 0
    drawn = waves_drawn(len(series.waves))
    most = max(1, BARS_PER_CHART // len(drawn))
    for block in dict.fromkeys(_block_of(statement) for statement in statements):
        here = [statement for statement in statements if _block_of(statement) == block]
        pieces = [
            ScaleGroup(group.scales, group.statements[start : start + most])
            for group in by_scale(series.waves, here)
            for start in range(0, len(group.statements), most)
        ]
        for place, group in enumerate(pieces, start=1):
            number += 1
            yield Part(block, number, group, drawn, piece=(place, len(pieces)))


def unbroken(text: str) -> str:
    """On one line, however little room there is."""
    return text.replace(" ", _NO_BREAK)


def dashed(bar: Words) -> Words:
    """What follows a dash, on one line with it."""
    return joined(["–", bar]).changed(unbroken)


def waves_drawn(waves: int, most: int = WAVES_PER_CHART) -> tuple[int, ...]:
    """The first wave, and as many of the last as a chart, or a table of so many, has room for."""
    return (0, *range(max(1, waves - most + 1), waves))


def _block_of(statement: StatementRow) -> str:
    return next((block for block in reversed(statement.blocks) if block), "")


def bar_labels(series: WaveSeries, statement: StatementRow, waves: Sequence[int]) -> Iterator[Words]:
    """Beside each bar its wave and base; beside the first the statement too, and where words differ those."""
    shown: str | None = None
    for wave in waves:
        item = statement.items[wave]
        text = item.text if item else shown or text_of(statement.items)
        bar = Words("{wave} ({base})").filled(wave=series.names[wave], base=_base_words(statement.estimates[wave]))
        is_new = shown is None or not is_same_text(text, shown)
        yield joined([shortened(text, _LONGEST_LABEL), dashed(bar)]) if is_new else bar.changed(unbroken)
        shown = text


def _base_words(estimate: ItemEstimate | None) -> Words:
    if estimate is None:
        return Words("niet gesteld")
    if estimate.hidden:
        return Words("geheim")
    return Words("n = {n}").filled(n=estimate.n_valid)
