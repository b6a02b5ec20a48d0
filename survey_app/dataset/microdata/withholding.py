"""What workbooks hide of a segment is in no file that tells the segment: its answers to an item (STATISTICS 15.14)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

import numpy as np

from survey_app.dataset.microdata.coding import NOTHING_WORDS, CodedVariable, Nothing
from survey_app.dataset.microdata.reading import Column

Hidden = Mapping[str, Set[str]]
"""By item: the segments of which its answers are hidden."""


def with_answers_withheld(
    variables: Sequence[CodedVariable], columns: Mapping[str, Column], segment: CodedVariable, hidden: Hidden
) -> tuple[tuple[CodedVariable, ...], Mapping[str, Column]]:
    """Of whoever is of a hidden segment, or of none, nothing is left of the item: not even whether it was answered."""
    changed = dict(_withheld(variables, columns, segment, hidden))
    marked = tuple(_marked(one) if one.name in changed else one for one in variables)
    return marked, {**columns, **changed}


def _withheld(
    variables: Sequence[CodedVariable], columns: Mapping[str, Column], segment: CodedVariable, hidden: Hidden
) -> Iterator[tuple[str, Column]]:
    for one in variables:
        of_item = hidden.get(one.item)
        if of_item:
            told = [code for answer, code in segment.codes.items() if "." not in answer and answer not in of_item]
            column = columns[one.name].copy()
            column[~np.isin(columns[segment.name], told)] = _code(one)
            yield one.name, column


def _marked(variable: CodedVariable) -> CodedVariable:
    return replace(
        variable,
        nothing={**variable.nothing, Nothing.WITHHELD: _code(variable)},
        nothing_labels={**variable.nothing_labels, Nothing.WITHHELD: NOTHING_WORDS[Nothing.WITHHELD]},
    )


def _code(variable: CodedVariable) -> int:
    return variable.lowest - Nothing.WITHHELD.value
