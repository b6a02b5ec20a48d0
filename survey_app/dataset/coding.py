"""Answers to statements as one byte each, so that many of them are counted and scored at once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from survey_app.dataset.columns import Columns
from survey_app.dataset.tally import AnswerNotKnown, Kind
from survey_app.questionnaire.model import NOT_APPLICABLE, LikertStatement, Questionnaire

FIRST_POINT = 2
"""The code of the first point; the others follow it in their order. Before it come not asked (0) and blank (1)."""


@dataclass(frozen=True)
class Coding:
    """Of one statement: `answers` (and the ways of giving none), each at the place that is its code; and its points."""

    item: str
    answers: tuple[Hashable, ...]
    points: int

    def codes(self, number: int, column: Sequence[object] | None) -> bytes:
        """The codes of what this number of respondents answered; None when they were not asked.

        Raises AnswerNotKnown for an answer that the statement cannot have.
        """
        if column is None:
            return bytes(number)
        return bytes(looked_up(self.item, column, self._codes))

    @cached_property
    def _codes(self) -> Mapping[Hashable, int]:
        return {answer: code for code, answer in enumerate(self.answers)}


def looked_up(item: str, answers: Sequence[object], codes: Mapping[Hashable, int]) -> tuple[int, ...]:
    """The codes of answers to an item; raises AnswerNotKnown for one that has none. None must have one."""
    # itemgetter looks all of them up in one call, in half the time of a loop; of one key it would make no tuple.
    try:
        numbers: tuple[int, ...] = itemgetter(*answers, None)(codes)
    except (KeyError, TypeError):
        raise AnswerNotKnown(item) from None
    return numbers[:-1]


def coding_of(statement: LikertStatement, questionnaire: Questionnaire) -> Coding:
    """Not asked, blank, the points in their order, and n.v.t. if it is offered."""
    scale = questionnaire.response_scale_of(statement)
    offered = () if scale.not_applicable is None else (NOT_APPLICABLE,)
    points = [point.id for point in scale.points]
    return Coding(statement.id, (Kind.NOT_ASKED, None, *points, *offered), len(points))


def coded(codings: Iterable[Coding], number: int, columns: Columns) -> Mapping[str, bytes]:
    """By item: what this number of respondents answered to each of these statements. Raises AnswerNotKnown."""
    return {coding.item: coding.codes(number, columns.get(coding.item)) for coding in codings}
