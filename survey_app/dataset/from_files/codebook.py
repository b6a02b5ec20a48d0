"""codebook.csv: what each item is, with what differs from wave to wave."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from survey_app.dataset.from_files.faults import CsvRefused, csv_fault, shown
from survey_app.dataset.from_files.fields import CODEBOOK, field_and_wave, known_names, wave_alone
from survey_app.dataset.from_files.names import folded, name_of, one_line
from survey_app.dataset.from_files.table import Table
from survey_app.dataset.from_files.wave_names import WaveName, find_wave
from survey_app.dataset.from_files.words import EMPTY, flag, is_nothing
from survey_app.questionnaire.faults import Fault

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
        told = self.cells(wave_id).get("asked")
        if told is not None:
            return flag(told)
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


_Placed = tuple[int, str, WaveName | None]
"""Where a column is, what it means, and the wave that it is of (None: all)."""


def read_codebook(table: Table, waves: Sequence[WaveName], unread: frozenset[str]) -> Codebook:
    """The codebook; raises CsvRefused with everything that is wrong with its columns, waves and items."""
    faults: list[Fault] = []
    placed = _columns(table, waves, unread, faults)
    if faults:
        raise CsvRefused(faults)
    items: dict[str, Described] = {}
    for row, line in zip(table.rows, table.lines, strict=True):
        _take(table, row, line, placed, waves, items, faults)
    if faults:
        raise CsvRefused(faults)
    kept = {item_id: item for item_id, item in items.items() if item_id not in unread}
    return Codebook(table.file, frozenset(name for _, name, _ in placed), kept)


def _columns(table: Table, waves: Sequence[WaveName], unread: frozenset[str], faults: list[Fault]) -> list[_Placed]:
    found: list[_Placed] = []
    for place, heading in enumerate(table.headings):
        if not heading or name_of(heading) in unread:
            continue
        alone = wave_alone(heading, CODEBOOK, waves)
        meant = (_said_under(table, place), alone) if alone else field_and_wave(heading, CODEBOOK, waves)
        if meant is None:
            right = f"known: {known_names(CODEBOOK)}, each also for one wave, as in text_2019; or leave it unread"
            faults.append(csv_fault(table.file, 1, heading, "a codebook has no such column", right))
        elif any(meant == (name, wave) for _, name, wave in found):
            faults.append(csv_fault(table.file, 1, heading, f"a second column for {meant[0]}", "keep one of them"))
        else:
            found.append((place, *meant))
    if not faults and not any(name == "item" for _, name, _ in found):
        right = "a column item has the headings of the columns of the responses"
        faults.append(csv_fault(table.file, 1, None, "there is no column item", right))
    return found


def _said_under(table: Table, place: int) -> str:
    """What a column says that is called after a wave only: whether it asked each item, or else in which words."""
    cells = [row[place] for row in table.rows]
    return "asked" if all(flag(cell) is not None or folded(cell) in EMPTY for cell in cells) else "text"


def _take(
    table: Table,
    row: Sequence[str],
    line: int,
    placed: Sequence[_Placed],
    waves: Sequence[WaveName],
    items: dict[str, Described],
    faults: list[Fault],
) -> None:
    """Add what one row says."""
    cells = [(name, wave, one_line(row[place])) for place, name, wave in placed]
    said = [(name, wave, text) for name, wave, text in cells if not _is_empty(name, text)]
    general = {name: text for name, wave, text in said if wave is None}
    heading = general.pop("item", "")
    made = name_of(heading)
    if not heading:
        right = "write the heading of its column in the responses"
        faults.append(csv_fault(table.file, line, "item", "this row names no item", right))
        return
    of = _waves_of(table, line, general.pop("wave", ""), waves, faults)
    item = items.setdefault(made, Described(heading, line))
    twice = [wave for wave in of if wave in item.lines] if of else ["all waves"] * (item.general is not None)
    if twice:
        wrong = f"{shown(heading)} stands here before for {', '.join(twice)}"
        faults.append(csv_fault(table.file, line, "item", wrong, "an item has one row, or one for each wave"))
    if not of:
        item.general = general
    for wave_id in of:
        item.lines[wave_id] = line
        item.special.setdefault(wave_id, {}).update(general)
    for name, wave, text in said:
        if wave is not None:
            item.special.setdefault(wave.id, {})[name] = text


def _is_empty(name: str, text: str) -> bool:
    """Whether a cell says nothing; n/a may be the label of n.v.t., and NA is not."""
    told = folded(text)
    return (told in EMPTY and (name, told) != ("nvt", "n/a")) or (name == "text" and is_nothing(text))


def _waves_of(table: Table, line: int, text: str, waves: Sequence[WaveName], faults: list[Fault]) -> list[str]:
    """The waves that a row is of, parted by |, /, ;, a comma or blanks; none (and alle) is all of them."""
    if folded(text) in _ALL:
        return []
    whole = find_wave(text, waves) if text else None
    names = [text] if whole else [one.strip() for one in _BETWEEN.split(text)]
    if not whole and all(find_wave(one, waves) for one in text.split()):
        names = text.split()
    found = []
    for name in filter(None, names):
        wave = find_wave(name, waves)
        if wave is None:
            right = f"known: {', '.join(wave.text for wave in waves)}; empty for all of them"
            faults.append(csv_fault(table.file, line, "wave", f"the responses have no wave {shown(name)}", right))
        else:
            found.append(wave.id)
    return found
