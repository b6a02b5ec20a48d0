"""Statements as one byte an answer, counted and scored many at once: what scores, alpha and omega rest on."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from survey_app.dataset.columns import Columns
from survey_app.dataset.counts import ScaleCounts
from survey_app.dataset.tally import Kind, looked_up
from survey_app.questionnaire.model import NOT_APPLICABLE, LikertStatement, Questionnaire, Scale

FIRST_POINT = 2
"""The code of the first point; the others follow it in their order. Before it come not asked (0) and blank (1)."""

_Table = npt.NDArray[np.int64]
_BYTES = 256


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


@dataclass(frozen=True)
class Scoring:
    """How a scale is scored: of each item its coding, and the score of each code; 0 where a code has none."""

    scale: str
    codings: tuple[Coding, ...]
    scores: tuple[_Table, ...]

    @property
    def items(self) -> tuple[str, ...]:
        """The items that are scored, in order."""
        return tuple(coding.item for coding in self.codings)


def coding_of(statement: LikertStatement, questionnaire: Questionnaire) -> Coding:
    """Not asked, blank, the points in their order, and n.v.t. if it is offered."""
    scale = questionnaire.response_scale_of(statement)
    offered = () if scale.not_applicable is None else (NOT_APPLICABLE,)
    points = [point.id for point in scale.points]
    return Coding(statement.id, (Kind.NOT_ASKED, None, *points, *offered), len(points))


def coded(codings: Iterable[Coding], number: int, columns: Columns) -> Mapping[str, bytes]:
    """By item: what this number of respondents answered to each of these statements. Raises AnswerNotKnown."""
    return {coding.item: coding.codes(number, columns.get(coding.item)) for coding in codings}


def scoring_of(questionnaire: Questionnaire, scale: Scale, items: Sequence[str] | None = None) -> Scoring:
    """Of the whole scale, or of some of its items: by the scores of the points, reversed items the other way round."""
    statements = [_statement(questionnaire, scale, item) for item in (scale.items if items is None else items)]
    codings = tuple(coding_of(statement, questionnaire) for statement in statements)
    tables = tuple(
        _table(questionnaire.response_scale_of(statement).scores, backwards=statement.id in scale.reversed)
        for statement in statements
    )
    return Scoring(scale.id, codings, tables)


def _statement(questionnaire: Questionnaire, scale: Scale, item_id: str) -> LikertStatement:
    item = questionnaire.items[item_id]
    if item_id not in scale.items or not isinstance(item, LikertStatement):
        raise ValueError(f"item {item_id} is not scored in scale {scale.id}")
    return item


def _table(scores: Sequence[int], *, backwards: bool) -> _Table:
    """The score of each code; only points have one. Backwards the lowest score is the highest, and so on."""
    turned = [min(scores) + max(scores) - score for score in scores] if backwards else scores
    table = np.zeros(_BYTES, dtype=np.int64)
    table[FIRST_POINT : FIRST_POINT + len(scores)] = turned
    return table


@dataclass
class ScaleTally:
    """Respondents scored so far.

    `scores`: how many answered so many items with this sum. `moments`: over the
    respondents who answered all items, the sums of the products of two scores; row and column 0 are those of a score
    of 1 that everybody has, so they hold the number of these respondents and the sums of the scores.
    """

    scoring: Scoring
    scores: Counter[tuple[int, int]] = field(default_factory=Counter)
    moments: npt.NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        size = 1 + len(self.scoring.codings)
        self.moments = np.zeros((size, size), dtype=np.int64)

    def add(self, coded: Mapping[str, bytes | bytearray]) -> None:
        """Score these respondents too; `coded` is by item and has all items of the scale."""
        codes = [np.frombuffer(coded[item], dtype=np.uint8) for item in self.scoring.items]
        scored = np.array([table[row] for table, row in zip(self.scoring.scores, codes, strict=True)])
        past = np.array([[FIRST_POINT + coding.points] for coding in self.scoring.codings])
        answered = np.count_nonzero((np.array(codes) >= FIRST_POINT) & (np.array(codes) < past), axis=0)
        self.scores.update(zip(answered.tolist(), scored.sum(axis=0).tolist(), strict=True))
        complete = scored[:, answered == len(scored)]
        with_one = np.ones((1 + len(complete), complete.shape[1]), dtype=np.int64)
        with_one[1:] = complete
        self.moments += with_one @ with_one.T

    def counts(self) -> ScaleCounts:
        """What was counted."""
        counted = sorted(self.scores.items())
        return ScaleCounts(
            scale=self.scoring.scale,
            items=self.scoring.items,
            scores=tuple((answered, total, respondents) for (answered, total), respondents in counted if answered),
            complete=int(self.moments[0, 0]),
            sums=tuple(self.moments[0, 1:].tolist()),
            products=tuple(tuple(row) for row in self.moments[1:, 1:].tolist()),
        )
