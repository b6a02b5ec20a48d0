"""What of a wave is in no microdata, or only beside certain traits (STATISTICS 15): each with the reason why."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import Enum

import numpy as np

from survey_app.dataset.counts import is_homogeneous
from survey_app.dataset.microdata.cells import Trait
from survey_app.dataset.microdata.coding import CodedVariable
from survey_app.dataset.microdata.reading import Column
from survey_app.dataset.open_texts import open_questions
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.model import Counting, Questionnaire
from survey_app.questionnaire.routing import decided_by
from survey_app.questionnaire.variables import YES, Kind


class Reason(Enum):
    """Why something is not in the file; SMALL: its groups, or those beside what is kept, would be too small."""

    WORDS = "words"
    FEW = "few"
    ALIKE = "alike"
    SMALL = "small"
    NOT_KEPT = "not kept"
    DECIDED = "decided"


@dataclass(frozen=True)
class LeftOut:
    """An item (the words beside it by `words_key`), or the segment, that is not in the file.

    `because` are the items that decide whether it was asked, and are not in the file either.
    """

    id: str
    reason: Reason
    because: tuple[str, ...] = ()


def never_in(
    questionnaire: Questionnaire, variables: Sequence[CodedVariable], columns: Mapping[str, Column], threshold: int
) -> list[LeftOut]:
    """What is in no file of this wave, whatever is kept: words, items that too few answered, and the like.

    Also items that are asked depending on such an item, for who was asked them tells its answers.
    """
    words = [LeftOut(item_id, Reason.WORDS) for item_id in open_questions(questionnaire)]
    reasons = dict(_hidden(questionnaire, variables, columns, threshold))
    hidden = [LeftOut(item_id, reason) for item_id, reason in reasons.items()]
    return [*words, *hidden, *decided(questionnaire, reasons.keys())]


def decided(questionnaire: Questionnaire, hidden: Set[str]) -> list[LeftOut]:
    """Items that are asked depending on one of these, and are not among these themselves."""
    order = list(questionnaire.items)
    return [
        LeftOut(item, Reason.DECIDED, tuple(sorted(by, key=order.index)))
        for item, by in decided_by(questionnaire, hidden).items()
        if by and item not in hidden and questionnaire.items[item].counting is not Counting.WHETHER
    ]


def traits_of(
    instrument: Instrument, variables: Sequence[CodedVariable], segment: str | None, without: Set[str]
) -> tuple[Trait, ...]:
    """The traits that may be in a file, if their cells allow: all but these; `segment` is its column, if it has one."""
    questionnaire, margins = instrument.questionnaire, instrument.study.margins
    traits = [item.id for item in questionnaire.items.values() if item.is_trait and item.id not in without]
    needs = decided_by(questionnaire, frozenset(traits))
    decides = frozenset[str]().union(*needs.values())
    of_item = {item: tuple(one for one in variables if one.item == item) for item in (*traits, segment)}
    weighing = {segment, margins.item} if margins else set()
    told = {segment, *instrument.study.broken_down_by}
    return tuple(
        Trait(item, of_item[item], needs.get(item, frozenset()), item in decides, item in weighing, item in told)
        for item in (*([] if segment is None else [segment]), *traits)
    )


def _hidden(
    questionnaire: Questionnaire, variables: Sequence[CodedVariable], columns: Mapping[str, Column], threshold: int
) -> Iterator[tuple[str, Reason]]:
    """Items that fewer than the threshold answered, and those to which all of a small group said the same (rule 7)."""
    for item in questionnaire.items.values():
        of_item = [variable for variable in variables if variable.item == item.id]
        if not of_item:
            continue
        answers = [_answered(variable, columns[variable.name]) for variable in of_item]
        alike = map(_is_alike, of_item, answers)
        if len(answers[0]) < threshold:
            yield item.id, Reason.FEW
        elif not item.is_trait and any(alike):
            yield item.id, Reason.ALIKE


def _answered(variable: CodedVariable, column: Column) -> Column:
    """The numbers of those who gave an answer."""
    return column[column >= variable.lowest]


def _is_alike(variable: CodedVariable, answers: Column) -> bool:
    same = YES if variable.kind is Kind.TICK else answers[:1]
    return is_homogeneous(int(np.count_nonzero(answers == same)), len(answers))
