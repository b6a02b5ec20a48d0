"""responses.csv by wave, in columns so that each text is looked at once, and which columns are of which item."""

import re
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from survey_app.dataset.from_files.faults import CsvRefused, Faults, shown
from survey_app.dataset.from_files.fields import PASSED, RESPONSES, field_of, known_names
from survey_app.dataset.from_files.names import as_whole, folded, identifier, is_identifier, name_of, parts_of
from survey_app.dataset.from_files.table import Table
from survey_app.dataset.from_files.words import is_not_asked
from survey_app.questionnaire.faults import MOST_TOLD, suggestion
from survey_app.readers.rows import looks_like_a_row

_LIMESURVEY = re.compile(r"([^\s\[\]]+)(\[[^\s\[\]]+\])(?:\.? .*)?")
_Cell = TypeVar("_Cell", bound=Hashable)


@dataclass(frozen=True)
class WaveRows:
    """The rows of one wave, turned: a column of cells for each heading, and the line of each row."""

    text: str
    lines: Sequence[int] = field(repr=False)
    columns: Sequence[Sequence[str]] = field(repr=False)

    def lines_of(self, place: int) -> Mapping[str, int]:
        """Every text that stands in a column, with the first line that has it, in their order."""
        return first_lines(self.columns[place], self.lines)

    def is_blank(self, place: int) -> bool:
        """Whether nothing stands in a column, in any row."""
        return not any(map(str.strip, set(self.columns[place])))


@dataclass(frozen=True)
class Responses:
    """responses.csv by wave id; `structure` says where the columns are that are no items, by what they mean.

    `passed` are columns of the tool itself, which nobody answered; `texts` are the questions, by heading.
    """

    file: str
    headings: Sequence[str]
    structure: Mapping[str, int]
    waves: Mapping[str, WaveRows]
    passed: frozenset[int] = frozenset()
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass
class ItemColumns:
    """Where an item is: in one column, or in a column for each option (by the text behind `__`).

    `missing` are the texts, folded, that stand for not answered.
    """

    heading: str
    missing: frozenset[str] = frozenset()
    whole: int | None = None
    options: dict[str, int] = field(default_factory=dict)

    def places(self) -> Sequence[int]:
        """Every column of the item."""
        return [*([] if self.whole is None else [self.whole]), *self.options.values()]

    def texts(self, waves: Iterable[WaveRows]) -> list[str]:
        """Every text that stands in its column in some wave, each once, without blanks around it."""
        cells = (text for rows in waves for place in self.places() for text in dict.fromkeys(rows.columns[place]))
        return list(dict.fromkeys(map(str.strip, cells)))

    def is_blank(self, rows: WaveRows) -> bool:
        """Whether nobody in a wave has anything in its columns, but that it was not asked."""
        return all(
            not text or is_not_asked(text) or not self.missing.isdisjoint((folded(text), folded(as_whole(text))))
            for text in self.texts([rows])
        )


Columns = Mapping[str, ItemColumns]
"""By item id, in the order of the file."""


def first_lines(cells: Sequence[_Cell], lines: Sequence[int]) -> Mapping[_Cell, int]:
    """Each cell once, with the line where it first stands, in the order of those."""
    first = dict(zip(reversed(cells), reversed(lines), strict=True))
    return {cell: first[cell] for cell in dict.fromkeys(cells)}


def part_responses(table: Table, unread: frozenset[str]) -> Responses:
    """The rows by wave; raises CsvRefused when it is not told of which wave they are. `unread` columns mean nothing."""
    structure, passed = _structure(table, unread)
    if "wave" not in structure:
        right = f"a column wave says of which wave a response is; there are: {', '.join(table.headings)}"
        if looks_like_a_row(table.headings, table.rows):
            right = "the first row looks like a response: put a row with the names of the columns above it"
        raise CsvRefused.of(table.file, 1, None, "there is no column wave", right)
    by_text: defaultdict[str, tuple[list[int], list[Sequence[str]]]] = defaultdict(lambda: ([], []))
    place = structure["wave"]
    for line, row in zip(table.lines, table.rows, strict=True):
        lines, rows = by_text[as_whole(row[place].strip())]
        lines.append(line)
        rows.append(row)
    parted = [WaveRows(text, lines, list(zip(*rows, strict=True))) for text, (lines, rows) in by_text.items()]
    _check_waves(table, place, parted)
    waves = {identifier(rows.text): rows for rows in parted}
    return Responses(table.file, table.headings, structure, waves, passed, table.texts)


def item_columns(
    responses: Responses, known: Collection[str] | None, unread: frozenset[str], missing: frozenset[str], faults: Faults
) -> Columns:
    """By item id, in the order of the file; `known` are the ids that there can be (None: any)."""
    items: dict[str, ItemColumns] = {}
    passed = responses.passed.union(responses.structure.values())
    for place, heading in enumerate(responses.headings):
        if place in passed or name_of(heading) in unread:
            continue
        name, option, called = _parts(heading, known)
        columns = items.setdefault(name, ItemColumns(called, missing))
        others = columns.options if option is None else {option} & columns.options.keys()
        if columns.whole is not None or others:
            right = "an item has one column, or one for each option (item__option)"
            faults.add(responses.file, 1, heading, "this item has another column already", right)
        elif option is None:
            columns.whole = place
        else:
            columns.options[option] = place
    if known is None:
        return items
    for name in list(islice((name for name in items if name not in known), MOST_TOLD)):
        right = f"{suggestion(name, list(known))}; not items: {known_names(RESPONSES)}; or leave it unread"
        faults.add(responses.file, 1, items[name].heading, "no item has this name", right)
    return {name: columns for name, columns in items.items() if name in known}


def _structure(table: Table, unread: frozenset[str]) -> tuple[dict[str, int], frozenset[int]]:
    """Where the columns are that are no items, by what they mean; and those that are passed over."""
    structure: dict[str, int] = {}
    passed = set()
    for place, heading in enumerate(table.headings):
        meant = field_of(heading, RESPONSES) if heading else PASSED
        if heading and name_of(heading) in unread:
            continue
        if meant == PASSED:
            passed.add(place)
        elif meant in structure:
            wrong = f"this column means {meant}, as {shown(table.headings[structure[meant]])} does"
            raise CsvRefused.of(table.file, 1, heading, wrong, "keep one of them")
        elif meant is not None:
            structure[meant] = place
    return structure, frozenset(passed)


def _check_waves(table: Table, place: int, parted: Sequence[WaveRows]) -> None:
    faults, heading = Faults(), table.headings[place]
    first: dict[str, str] = {}
    for rows in parted:
        name = identifier(rows.text)
        if not is_identifier(name):
            wrong = f"{shown(rows.text)} names no wave" if rows.text else f"{len(rows.lines)} response(s) of no wave"
            right = "write the name of the wave in every row, as in 1, 2019 or nulmeting"
            faults.add(table.file, rows.lines[0], heading, wrong, right)
        elif name in first:
            wrong = f"{shown(rows.text)} and {shown(first[name])} are one name"
            faults.add(table.file, rows.lines[0], heading, wrong, "write the name of a wave in one way")
        first.setdefault(name, rows.text)
    faults.refuse()


def _parts(heading: str, known: Collection[str] | None) -> tuple[str, str | None, str]:
    """The item, the option if it is a column of one, and what the item is called.

    LimeSurvey has a code in brackets, with the question behind it: of an option if the item itself is known.
    """
    name, option, called = parts_of(heading)
    codes = _LIMESURVEY.fullmatch(heading)
    if codes and known is not None and name not in known:
        name, option = name_of(codes[1] + codes[2]), None
        if name not in known and name_of(codes[1]) in known:
            return name_of(codes[1]), name_of(codes[2]), codes[1]
    return name, option, called
