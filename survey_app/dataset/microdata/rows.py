"""The rows of one file of microdata: what may be in it, in an order of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from survey_app.dataset.microdata.cells import Kept
from survey_app.dataset.microdata.choosing import Choice, WaveRows
from survey_app.dataset.microdata.coding import CodedVariable
from survey_app.dataset.microdata.reading import Column
from survey_app.dataset.microdata.withholding import with_answers_withheld
from survey_app.fieldwork.wave import Wave

RandomBytes = Callable[[int], bytes]
"""Draws this number of bytes that nobody can foretell, as `secrets.token_bytes` does."""

_AT_ONCE = 5000
_SORT_KEY = 8


@dataclass(frozen=True)
class Microdata:
    """Rows to write: `order` says which response comes where, and is drawn anew for each file.

    `threshold` is the least number of responses in any cell of what is kept, and of that together with what files
    `before` it kept.
    """

    wave: Wave
    choice: Choice
    threshold: int
    before: Kept
    variables: tuple[CodedVariable, ...]
    columns: Mapping[str, Column]
    order: NDArray[np.intp]

    @property
    def number(self) -> int:
        """How many rows there are."""
        return len(self.order)

    def pages(self) -> Iterator[list[tuple[int, ...]]]:
        """The rows in their new order, some at once: the number of each variable."""
        for start in range(0, self.number, _AT_ONCE):
            of_page = self.order[start : start + _AT_ONCE]
            yield list(zip(*(self.columns[one.name][of_page].tolist() for one in self.variables), strict=True))


def shuffled(rows: WaveRows, choice: Choice, random_bytes: RandomBytes) -> Microdata:
    """The rows of this choice in a random order, which nobody can undo: the draw is kept nowhere."""
    left_out = {one.id for one in choice.left_out}
    traits = {trait.id for trait in rows.cells.traits}
    hidden = {one.item for one in rows.variables if one.item == rows.segment and one.item not in traits}
    variables = tuple(one for one in rows.variables if one.item not in left_out | hidden)
    columns = rows.columns
    if rows.segment in rows.before.union(choice.kept):
        segment = next(one for one in rows.variables if one.item == rows.segment)
        variables, columns = with_answers_withheld(variables, columns, segment, rows.hidden)
    sort_keys = np.frombuffer(random_bytes(_SORT_KEY * rows.number), dtype=np.uint64)
    return Microdata(
        wave=rows.wave,
        choice=choice,
        threshold=rows.cells.threshold,
        before=rows.before,
        variables=variables,
        columns={one.name: columns[one.name] for one in variables},
        order=np.argsort(sort_keys, kind="stable"),
    )
