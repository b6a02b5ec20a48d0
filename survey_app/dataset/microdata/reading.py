"""The responses of a wave as columns of numbers: a few bytes an answer, and nothing that tells which response it is."""

from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from survey_app.dataset.columns import Alike, in_columns, in_pages
from survey_app.dataset.counts import row_of
from survey_app.dataset.microdata.coding import CodedVariable, Nothing, segment_name
from survey_app.dataset.tally import AnswerNotKnown, looked_up, options_in
from survey_app.fieldwork.ports import StoredResponse
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.model import NOT_APPLICABLE, AnyItem
from survey_app.questionnaire.variables import NO, YES, Kind

Column = NDArray[np.int16] | NDArray[np.int64] | NDArray[np.float64]
"""The numbers of one variable, a response each (of a score with decimals); every column of a wave in the same order."""

Progress = Callable[[int, int], None]
"""Called with what was done and what there is to do."""

_SMALL = range(-(2**15), 2**15)


def read_columns(
    wave_id: str,
    instrument: Instrument,
    variables: Sequence[CodedVariable],
    responses: Iterable[StoredResponse],
    number: int,
    progress: Progress,
) -> Mapping[str, Column]:
    """By variable: the numbers of this number of responses, read once, in pages.

    Keys and words are not read. Raises ResponseNotKnown or AnswerNotKnown when a response holds what the wave did not
    ask; nothing is skipped.
    """
    columns = {variable.name: array("h" if _is_small(variable) else "q") for variable in variables}
    by_item = [(item, tuple(group)) for item, group in groupby(variables, key=lambda variable: variable.item)]
    segment, asked = segment_name(instrument.questionnaire), instrument.questionnaire.items
    done = 0
    for page in in_pages(responses):
        for alike in in_columns(wave_id, instrument, page):
            for item, of_item in by_item:
                answers = (row_of(alike.place),) * alike.number if item == segment else alike.columns.get(item)
                for variable, codes in zip(of_item, _codes(of_item, asked.get(item), alike, answers), strict=True):
                    columns[variable.name].extend(codes)
        done += len(page)
        progress(done, number)
    return {name: np.frombuffer(column, dtype=column.typecode) for name, column in columns.items()}


def _codes(
    variables: tuple[CodedVariable, ...], item: AnyItem | None, alike: Alike, answers: Sequence[object] | None
) -> Iterator[list[int]]:
    """Of each variable of one item: its numbers."""
    if answers is None:
        yield from ([variable.nothing[Nothing.NOT_ASKED]] * alike.number for variable in variables)
        return
    if item is not None and variables[0].kind is Kind.NUMBER:
        yield _numbers(variables[0], item, answers)
    elif variables[0].kind is Kind.TICK:
        yield from _ticks(variables, answers)
    else:
        yield _looked_up(variables[0], answers)


def _looked_up(variable: CodedVariable, answers: Sequence[object]) -> list[int]:
    codes: dict[Hashable, int] = dict(variable.codes.items())
    if Nothing.NOT_APPLICABLE in variable.nothing:
        codes[NOT_APPLICABLE] = variable.nothing[Nothing.NOT_APPLICABLE]
    codes[None] = variable.nothing.get(Nothing.BLANK, variable.nothing[Nothing.NOT_ASKED])
    return list(looked_up(variable.item, answers, codes))


def _numbers(variable: CodedVariable, item: AnyItem, answers: Sequence[object]) -> list[int]:
    numbers = [variable.nothing[Nothing.BLANK] if answer is None else item.number_of(answer) for answer in answers]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        raise AnswerNotKnown(item.id)
    return known


def _ticks(variables: tuple[CodedVariable, ...], answers: Sequence[object]) -> Iterator[list[int]]:
    options = [variable.values[-1].answer for variable in variables]
    chosen = [None if answer is None else options_in(variables[0].item, answer) for answer in answers]
    if not {option for answer in chosen if answer for option in answer} <= set(options):
        raise AnswerNotKnown(variables[0].item)
    for variable, option in zip(variables, options, strict=True):
        blank = variable.nothing[Nothing.BLANK]
        yield [blank if answer is None else YES if option in answer else NO for answer in chosen]


def _is_small(variable: CodedVariable) -> bool:
    return variable.maximum in _SMALL and min(variable.nothing.values()) in _SMALL
