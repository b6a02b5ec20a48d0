"""Which columns of responses.csv are of which item."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from survey_app.dataset.from_files.faults import Faults
from survey_app.dataset.from_files.fields import RESPONSES, known_names
from survey_app.dataset.from_files.names import as_whole, folded, name_of, parts_of
from survey_app.dataset.from_files.responses import Responses, WaveRows
from survey_app.dataset.from_files.words import is_not_asked
from survey_app.questionnaire.faults import MOST_TOLD, suggestion

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
        cells = (text for rows in waves for place in self.places() for text in dict.fromkeys(rows.columns[place]))
        return list(dict.fromkeys(map(str.strip, cells)))

    def is_blank(self, rows: WaveRows) -> bool:
        """Whether nobody in a wave has anything in its columns, but that it was not asked."""
        return all(
            not text or is_not_asked(text) or not self.missing.isdisjoint((folded(text), folded(as_whole(text))))
            for text in self.texts([rows])
        )


def item_columns(
    responses: Responses,
    known: Collection[str] | None,
    unread: frozenset[str],
    missing: frozenset[str],
    faults: Faults,
) -> Mapping[str, ItemColumns]:
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
