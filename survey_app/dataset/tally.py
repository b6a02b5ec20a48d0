"""How often each answer to one item occurs: columns of answers in, counts out."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from operator import itemgetter
from types import NoneType
from typing import assert_never

from survey_app.dataset.counts import ItemCounts
from survey_app.questionnaire.model import NOT_APPLICABLE, Amount, AnyItem, Counting, Questionnaire, Scales
from survey_app.refusal import Refusal


class Kind(Enum):
    """What is counted beside the answers themselves."""

    ANSWERED = "answered"
    NOT_ASKED = "not asked"


Tally = Counter[Hashable]
"""Of one item: how often each answer, None (left blank) and NOT_ASKED occur; ANSWERED only if answers do not tell."""


class AnswerNotKnown(
    Refusal,
    says="item {}: a response holds an answer that the questionnaire of its wave cannot give; "
    "nothing was counted. The responses and the wave do not belong together, or were changed by hand",
):
    """A response holds an answer that its frozen questionnaire does not have; does not say what it is."""


def tally_item(item: AnyItem, number: int, column: Sequence[object] | None, tally: Tally) -> None:
    """Add what this number of responses answered to the item; None when they were not asked.

    Raises AnswerNotKnown for an answer of the wrong kind.
    """
    if column is None:
        tally[Kind.NOT_ASKED] += number
        return
    stored_as = int if isinstance(item, Amount) else list if item.counting is Counting.SEVERAL else str
    if not set(map(type, column)) <= {stored_as, NoneType}:
        raise AnswerNotKnown(item.id)
    tally.update(_countable(item, column))


def item_counts(item: AnyItem, questionnaire: Questionnaire, tally: Tally) -> ItemCounts:
    """The tally in the order of the instrument, every way of giving no answer apart; raises AnswerNotKnown."""
    scales = questionnaire.response_scales
    answers = _possible(item, scales, tally)
    elsewhere = {None, *Kind} | ({NOT_APPLICABLE} if item.not_applicable(scales) is not None else set())
    if not tally.keys() <= {*answers, *elsewhere}:
        raise AnswerNotKnown(item.id)
    numbers = {answer: item.number_of(answer) for answer in answers}
    counts = {str(answer if number is None else number): tally[answer] for answer, number in numbers.items()}
    counts_people = item.counting in (Counting.SEVERAL, Counting.WHETHER)
    return ItemCounts(
        item=item.id,
        answers=counts,
        answered=tally[Kind.ANSWERED] if counts_people else sum(counts.values()),
        not_applicable=tally[NOT_APPLICABLE] if NOT_APPLICABLE in elsewhere else 0,
        blank=tally[None],
        not_asked=tally[Kind.NOT_ASKED],
    )


def _possible(item: AnyItem, scales: Scales, tally: Tally) -> Sequence[Hashable]:
    """The answers that the item can have, in order; of one that lists none those that occur."""
    if item.counting is Counting.AS_THEY_COME:
        numbers = {answer: number for answer in tally if (number := item.number_of(answer)) is not None}
        return sorted(numbers, key=numbers.__getitem__)
    codes = item.codes(scales)
    return [int(code) for code in codes] if isinstance(item, Amount) else codes


def _countable(item: AnyItem, column: Sequence[object]) -> Iterable[Hashable]:
    """What of a column is counted: of several choices each, of a text only that there is one."""
    match item.counting:
        case Counting.SEVERAL:
            return _ticks(item, column)
        case Counting.WHETHER:
            return (Kind.ANSWERED if isinstance(text, str) else text for text in column)
        case Counting.LISTED | Counting.AS_THEY_COME:
            return column
        case _:
            assert_never(item.counting)


def _ticks(item: AnyItem, column: Sequence[object]) -> Iterator[Hashable]:
    for answer in column:
        if isinstance(answer, list):
            yield Kind.ANSWERED
            yield from options_in(item.id, answer)
        else:
            yield answer


def options_in(item_id: str, answer: object) -> list[str]:
    """What was chosen of several; raises AnswerNotKnown where that is no list of one or more, each once."""
    if not isinstance(answer, list) or not answer or not all(isinstance(option, str) for option in answer):
        raise AnswerNotKnown(item_id)
    if len(set(answer)) < len(answer):
        raise AnswerNotKnown(item_id)
    return answer


def looked_up(item: str, answers: Sequence[object], codes: Mapping[Hashable, int]) -> tuple[int, ...]:
    """The codes of answers to an item; raises AnswerNotKnown for one that has none. None must have one."""
    # itemgetter looks all of them up in one call, in half the time of a loop; of one key it would make no tuple.
    try:
        numbers: tuple[int, ...] = itemgetter(*answers, None)(codes)
    except (KeyError, TypeError):
        raise AnswerNotKnown(item) from None
    return numbers[:-1]
