"""Which columns of responses.csv are of which item."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from survey_app.dataset.from_files.faults import csv_fault
from survey_app.dataset.from_files.fields import RESPONSES, known_names
from survey_app.dataset.from_files.names import as_whole, folded, name_of, parts_of
from survey_app.dataset.from_files.responses import Responses, WaveRows
from survey_app.dataset.from_files.words import is_not_asked
from survey_app.questionnaire.faults import MOST_TOLD, Fault, suggestion

_LIMESURVEY = re.compile(r"([^\s\[\]]+)(\[[^\s\[\]]+\])(?:\.? .*)?")


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
        return list(
            dict.fromkeys(
                text.strip() for rows in waves for place in self.places() for text in dict.fromkeys(rows.columns[place])
            )
        )

    def is_blank(self, rows: WaveRows) -> bool:
        """Whether nobody in a wave has anything in its columns, but that it was not asked."""
        return all(not text or is_not_asked(text) or self._is_missing(text) for text in self.texts([rows]))

    def _is_missing(self, text: str) -> bool:
        return not self.missing.isdisjoint((folded(text), folded(as_whole(text))))


def item_columns(
    responses: Responses,
    known: Container[str] | None,
    unread: frozenset[str],
    missing: frozenset[str],
    faults: list[Fault],
) -> Mapping[str, ItemColumns]:
    """By item id, in the order of the file; `known` are the ids that there can be (None: any)."""
    found: dict[str, ItemColumns] = {}
    for place, heading in _remaining(responses, unread):
        name, option, called = _parts(heading, known)
        columns = found.setdefault(name, ItemColumns(called, missing))
        if option is None and (columns.whole is not None or columns.options):
            faults.append(_twice(responses, heading))
        elif option is None:
            columns.whole = place
        elif columns.whole is not None or option in columns.options:
            faults.append(_twice(responses, heading))
        else:
            columns.options[option] = place
    if known is not None:
        faults += islice(_unknown(responses, found, known), MOST_TOLD)
        found = {name: columns for name, columns in found.items() if name in known}
    return found


def _remaining(responses: Responses, unread: frozenset[str]) -> Iterator[tuple[int, str]]:
    structure = set(responses.structure.values())
    for place, heading in enumerate(responses.headings):
        if place not in structure and place not in responses.passed and name_of(heading) not in unread:
            yield place, heading


def _parts(heading: str, known: Container[str] | None) -> tuple[str, str | None, str]:
    """The item, the option if it is a column of one, and what the item is called.

    LimeSurvey has a code in brackets, with the question behind it: of an option if the item itself is known.
    """
    name, option, called = parts_of(heading)
    found = _LIMESURVEY.fullmatch(heading)
    if found and known is not None and name not in known:
        name, option = name_of(found[1] + found[2]), None
        if name not in known and name_of(found[1]) in known:
            return name_of(found[1]), name_of(found[2]), found[1]
    return name, option, called


def _twice(responses: Responses, heading: str) -> Fault:
    right = "an item has one column, or one for each option (item__option)"
    return csv_fault(responses.file, 1, heading, "this item has another column already", right)


def _unknown(responses: Responses, found: Mapping[str, ItemColumns], known: Container[str]) -> Iterator[Fault]:
    items = list(known) if isinstance(known, Iterable) else []
    for name, columns in found.items():
        if name not in known:
            right = f"{suggestion(name, items)}; not items: {known_names(RESPONSES)}; or leave it unread"
            yield csv_fault(responses.file, 1, columns.heading, "no item has this name", right)
