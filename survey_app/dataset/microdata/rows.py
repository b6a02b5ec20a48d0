"""The rows of one file of microdata: what may be in it, in an order of its own."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from survey_app.dataset.microdata.cells import columns_of
from survey_app.dataset.microdata.choosing import Choice, WaveRows
from survey_app.dataset.microdata.coding import NOTHING_WORDS, UNKNOWN, CodedVariable, Nothing
from survey_app.dataset.microdata.forms import Form
from survey_app.dataset.microdata.reading import Column
from survey_app.dataset.microdata.scores import scores_of
from survey_app.fieldwork.wave import Wave
from survey_app.questionnaire.variables import Kind

RandomBytes = Callable[[int], bytes]
"""Draws this number of bytes that nobody can foretell, as `secrets.token_bytes` does."""

_AT_ONCE = 5000
_SORT_KEY = 8


@dataclass(frozen=True)
class Microdata:
    """Rows to write: `order` says which response comes where, and is drawn anew for each file.

    `threshold` is the least number of responses in any cell of what is kept, and of that together with what `earlier`
    files kept.
    """

    wave: Wave
    choice: Choice
    threshold: int
    earlier: tuple[tuple[Form, ...], ...]
    variables: tuple[CodedVariable, ...]
    columns: Mapping[str, Column]
    order: NDArray[np.intp]

    @property
    def number(self) -> int:
        """How many rows there are."""
        return len(self.order)

    def pages(self) -> Iterator[list[tuple[float, ...]]]:
        """The rows in their new order, some at once: the number of each variable."""
        columns = [self.columns[variable.name] for variable in self.variables]
        for start in range(0, self.number, _AT_ONCE):
            of_page = self.order[start : start + _AT_ONCE]
            yield list(zip(*(_numbers(column[of_page]) for column in columns), strict=True))


def shuffled(rows: WaveRows, choice: Choice, random_bytes: RandomBytes) -> Microdata:
    """The rows of this choice in a random order, which nobody can undo: the draw is kept nowhere."""
    traits = {trait.id for trait in rows.cells.traits}
    left_out = {left_out.id for left_out in choice.left_out} | ({rows.segment} - traits)
    columns = dict(rows.columns)
    for form in choice.beside.forms:
        columns |= columns_of(choice.beside, form)
    forms = {form.trait: form for form in choice.forms}
    variables = tuple(
        _as_kept(variable, forms[variable.item], columns[variable.name], rows.secret.get(variable.item, frozenset()))
        if variable.item in forms
        else variable
        for variable in rows.variables
        if variable.item not in left_out
    )
    variables, columns = _with_answers_withheld(variables, columns, rows, choice.beside.forms)
    for score, column in list(scores_of(rows.instrument.questionnaire, variables, columns)):
        variables, columns = (*variables, score), {**columns, score.name: column}
    sort_keys = np.frombuffer(random_bytes(_SORT_KEY * rows.number), dtype=np.uint64)
    return Microdata(
        wave=rows.wave,
        choice=choice,
        threshold=rows.cells.threshold,
        earlier=rows.earlier,
        variables=variables,
        columns={variable.name: columns[variable.name] for variable in variables},
        order=np.argsort(sort_keys, kind="stable"),
    )


def _numbers(column: Column) -> list[float]:
    """Whole ones without a decimal point."""
    if column.dtype != np.float64:
        return list(column.tolist())
    return [int(number) if number.is_integer() else number for number in column.tolist()]


def _as_kept(variable: CodedVariable, form: Form, column: Column, secret: Set[str]) -> CodedVariable:
    """A trait without the categories of which the file has nobody, and with those that are one under one label.

    A secret category is in no label, unless all that are secret are one (STATISTICS 15.15).
    """
    labels = {value.answer: str(value.label) for value in variable.values}
    merged = {
        variable.codes[group[0]]: [category for category in group if category not in secret or secret <= set(group)]
        for group in form.merged
    }
    values = tuple(
        replace(value, label=" / ".join(labels[category] for category in merged[value.code]))
        if value.code in merged
        else value
        for value in variable.values
        if variable.kind is Kind.TICK or (column == value.code).any()
    )
    blank = {} if Nothing.BLANK not in variable.nothing else {Nothing.BLANK: UNKNOWN}
    return replace(variable, values=values, nothing_labels={**variable.nothing_labels, **blank})


def _with_answers_withheld(
    variables: Sequence[CodedVariable], columns: Mapping[str, Column], rows: WaveRows, forms: Iterable[Form]
) -> tuple[tuple[CodedVariable, ...], dict[str, Column]]:
    """What workbooks hide of a segment or a category is in no file that tells these (STATISTICS 15.14).

    Of whoever is of a hidden one, or of none, nothing is left of the item: not even whether it was answered.
    """
    telling = [form for form in forms if form.trait in rows.hidden]
    changed = dict(_withheld(variables, columns, rows, telling))
    marked = tuple(_marked(variable) if variable.name in changed else variable for variable in variables)
    return marked, {**columns, **changed}


def _withheld(
    variables: Sequence[CodedVariable], columns: Mapping[str, Column], rows: WaveRows, telling: Sequence[Form]
) -> Iterator[tuple[str, Column]]:
    """With two traits that tables are made by, all of it: a table by the one minus rows by both would tell a cell."""
    for variable in variables:
        closed = np.zeros(rows.number, dtype=bool)
        for form in telling:
            told = rows.hidden[form.trait].get(variable.item)
            if told is not None:
                closed |= rows.cells.closed(form, told, columns)
        if closed.any():
            column = columns[variable.name].copy()
            column[closed | (len(telling) > 1)] = _code(variable)
            yield variable.name, column


def _marked(variable: CodedVariable) -> CodedVariable:
    return replace(
        variable,
        nothing={**variable.nothing, Nothing.WITHHELD: _code(variable)},
        nothing_labels={**variable.nothing_labels, Nothing.WITHHELD: NOTHING_WORDS[Nothing.WITHHELD]},
    )


def _code(variable: CodedVariable) -> int:
    return variable.lowest - Nothing.WITHHELD.value
