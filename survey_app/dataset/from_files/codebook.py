"""codebook.csv: what each item is, with what differs from wave to wave."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from survey_app.dataset.from_files.faults import Faults, shown
from survey_app.dataset.from_files.fields import CODEBOOK, field_and_wave, known_names
from survey_app.dataset.from_files.names import folded, name_of, one_line
from survey_app.dataset.from_files.table import Table
from survey_app.dataset.from_files.wave_names import WaveName, find_wave, known_waves
from survey_app.dataset.from_files.words import EMPTY, NO_TEXT, flag, is_not_asked

_ALL = ("all", "alle")
_BETWEEN = re.compile(r"[|/;,]")

Cells = Mapping[str, str]
"""What a codebook says of an item, by the documented names of its columns; without empty cells."""


@dataclass
class Described:
    """What the codebook says of one item: in general, and of single waves."""

    heading: str
    line: int
    general: dict[str, str] | None = None
    special: dict[str, dict[str, str]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def line_of(self, wave_id: str) -> int:
        """The row that is of this wave only, or else the first of the item."""
        return self.lines.get(wave_id, self.line)

    def cells(self, wave_id: str) -> Cells:
        """What holds in a wave; what is said of the wave itself goes before what is said in general."""
        return {**(self.general or {}), **self.special.get(wave_id, {})}

    def is_asked(self, wave_id: str) -> bool | None:
        """Whether the wave asked it; None when the codebook leaves that open."""
        asked = self.cells(wave_id).get("asked")
        if asked is not None:
            return flag(asked)
        texts_per_wave = any("text" in cells for cells in self.special.values())
        if wave_id in self.lines or "text" in self.special.get(wave_id, {}):
            return "text" in self.cells(wave_id) or not texts_per_wave
        if self.general is None or (texts_per_wave and "text" not in self.general):
            return False
        return None


@dataclass(frozen=True)
class Codebook:
    """The items of a codebook by id, in its order; `says` are the columns it has."""

    file: str
    says: frozenset[str]
    items: Mapping[str, Described]


_Column = tuple[str, WaveName | None]
"""What a column means, and the wave that it is of (None: all)."""


def read_codebook(table: Table, waves: Sequence[WaveName], unread: frozenset[str]) -> Codebook:
    """The codebook; raises CsvRefused with everything that is wrong with its columns, waves and items."""
    reading = _Reading(table, waves)
    columns = reading.columns(unread)
    reading.faults.refuse()
    for row, line in zip(table.rows, table.lines, strict=True):
        reading.take(line, [(column, one_line(row[place])) for column, place in columns.items()])
    reading.faults.refuse()
    items = {item_id: item for item_id, item in reading.items.items() if item_id not in unread}
    return Codebook(table.file, frozenset(name for name, _ in columns), items)


@dataclass
class _Reading:
    """A codebook, read row by row."""

    table: Table
    waves: Sequence[WaveName]
    items: dict[str, Described] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)

    def columns(self, unread: frozenset[str]) -> Mapping[_Column, int]:
        """Where each column is."""
        columns: dict[_Column, int] = {}
        for place, heading in enumerate(self.table.headings):
            if not heading or name_of(heading) in unread:
                continue
            column = field_and_wave(heading, CODEBOOK, self.waves, alone=self._said_under(place))
            if column is None:
                right = f"known: {known_names(CODEBOOK)}, each also for one wave, as in text_2019; or leave it unread"
                self._fault(1, heading, "a codebook has no such column", right)
            elif column in columns:
                self._fault(1, heading, f"a second column for {column[0]}", "keep one of them")
            else:
                columns[column] = place
        if not self.faults and not any(name == "item" for name, _ in columns):
            right = "a column item has the headings of the columns of the responses"
            self._fault(1, None, "there is no column item", right)
        return columns

    def take(self, line: int, cells: Sequence[tuple[_Column, str]]) -> None:
        """Add what one row says."""
        said = [(name, wave, text) for (name, wave), text in cells if not _is_empty(name, text)]
        general = {name: text for name, wave, text in said if wave is None}
        heading = general.pop("item", "")
        if not heading:
            self._fault(line, "item", "this row names no item", "write the heading of its column in the responses")
            return
        wave_ids = self._waves_of(line, general.pop("wave", ""))
        item = self.items.setdefault(name_of(heading), Described(heading, line))
        everywhere = ["all waves"] if item.general is not None else []
        twice = [wave_id for wave_id in wave_ids if wave_id in item.lines] if wave_ids else everywhere
        if twice:
            wrong = f"{shown(heading)} stands here before for {', '.join(twice)}"
            self._fault(line, "item", wrong, "an item has one row, or one for each wave")
        if not wave_ids:
            item.general = general
        for wave_id in wave_ids:
            item.lines[wave_id] = line
            item.special.setdefault(wave_id, {}).update(general)
        for name, wave, text in said:
            if wave is not None:
                item.special.setdefault(wave.id, {})[name] = text

    def _said_under(self, place: int) -> str:
        """What a column says that is called after a wave only: whether it asked each item, or else in which words."""
        cells = [row[place] for row in self.table.rows]
        return "asked" if all(flag(cell) is not None or folded(cell) in EMPTY for cell in cells) else "text"

    def _waves_of(self, line: int, text: str) -> list[str]:
        """The waves that a row is of, parted by |, /, ;, a comma or blanks; none (and alle) is all of them."""
        if folded(text) in _ALL or not text:
            return []
        names, words = [part.strip() for part in _BETWEEN.split(text)], text.split()
        if find_wave(text, self.waves):
            names = [text]
        elif all(find_wave(word, self.waves) for word in words):
            names = words
        waves = [find_wave(name, self.waves) for name in names if name]
        for name, wave in zip(filter(None, names), waves, strict=True):
            if wave is None:
                right = f"{known_waves(self.waves)}; empty for all of them"
                self._fault(line, "wave", f"the responses have no wave {shown(name)}", right)
        return [wave.id for wave in waves if wave]

    def _fault(self, line: int, column: str | None, wrong: str, right: str) -> None:
        self.faults.add(self.table.file, line, column, wrong, right)


def _is_empty(name: str, text: str) -> bool:
    """Whether a cell says nothing; n/a may be the label of n.v.t., and NA is not."""
    word = folded(text)
    return (word in EMPTY and (name, word) != ("nvt", "n/a")) or (
        name == "text" and (word in NO_TEXT or is_not_asked(text))
    )
