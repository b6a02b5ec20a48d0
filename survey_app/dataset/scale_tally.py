"""Items that are scored together: coded answers in, what scores, alpha and omega rest on out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from survey_app.dataset.coding import FIRST_POINT, Coding, coding_of
from survey_app.dataset.counts import ScaleCounts
from survey_app.questionnaire.model import LikertStatement, Questionnaire, Scale

_NO_SCORE = 0
"""Stands for an item without a score: n.v.t., left blank or not asked. Scores begin with 1."""
_BYTES = 256


@dataclass(frozen=True)
class Scoring:
    """How a scale is scored: of each item its coding, and the score of each code as a table of bytes.

    `most` is the highest sum that anybody can have.
    """

    scale: str
    codings: tuple[Coding, ...]
    scores: tuple[bytes, ...]
    most: int

    @property
    def items(self) -> tuple[str, ...]:
        """The items that are scored, in order."""
        return tuple(coding.item for coding in self.codings)


def scoring_of(questionnaire: Questionnaire, scale: Scale, items: Sequence[str] | None = None) -> Scoring:
    """Of the whole scale, or of some of its items: 1, 2, … by the order of the points, reversed items from the last."""
    codings = tuple(_codings(questionnaire, scale, scale.items if items is None else items))
    tables = tuple(_table(coding.points, backwards=coding.item in scale.reversed) for coding in codings)
    return Scoring(scale.id, codings, tables, most=sum(coding.points for coding in codings))


def _codings(questionnaire: Questionnaire, scale: Scale, items: Iterable[str]) -> Iterable[Coding]:
    for item_id in items:
        item = questionnaire.items[item_id]
        if item_id not in scale.items or not isinstance(item, LikertStatement):
            raise ValueError(f"item {item_id} is not scored in scale {scale.id}")
        yield coding_of(item, questionnaire)


def _table(points: int, *, backwards: bool) -> bytes:
    """The score of each code, as `bytes.translate` takes it; only points have one."""
    scores = range(points, 0, -1) if backwards else range(1, points + 1)
    table = bytearray([_NO_SCORE]) * _BYTES
    table[FIRST_POINT : FIRST_POINT + points] = bytes(scores)
    return bytes(table)


@dataclass
class ScaleTally:
    """Respondents scored so far.

    `scores`: how many answered so many items with this sum, the two as one number (`_together`). `moments`: over the
    respondents who answered all items, the sums of the products of two scores; row and column 0 are those of a score
    of 1 that everybody has, so they hold the number of these respondents and the sums of the scores.
    """

    scoring: Scoring
    scores: Counter[int] = field(default_factory=Counter)
    moments: npt.NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        size = 1 + len(self.scoring.codings)
        self.moments = np.zeros((size, size), dtype=np.int64)

    def add(self, coded: Mapping[str, bytes | bytearray]) -> None:
        """Score these respondents too; `coded` is by item and has all items of the scale."""
        scored = self._scored(coded)
        answered = np.count_nonzero(scored, axis=0)
        sums = scored.sum(axis=0, dtype=np.int64)
        self.scores.update((answered * self._base + sums).tolist())
        complete = scored[:, answered == len(scored)]
        with_one = np.ones((1 + len(complete), complete.shape[1]), dtype=np.int64)
        with_one[1:] = complete
        self.moments += with_one @ with_one.T

    def counts(self) -> ScaleCounts:
        """What was counted."""
        apart = ((*divmod(both, self._base), respondents) for both, respondents in sorted(self.scores.items()))
        return ScaleCounts(
            scale=self.scoring.scale,
            items=self.scoring.items,
            scores=tuple((answered, total, respondents) for answered, total, respondents in apart if answered),
            complete=int(self.moments[0, 0]),
            sums=tuple(self.moments[0, 1:].tolist()),
            products=tuple(tuple(row) for row in self.moments[1:, 1:].tolist()),
        )

    @property
    def _base(self) -> int:
        """Answered items and their sum are kept as one number, answered * base + sum: more than any sum."""
        return self.scoring.most + 1

    def _scored(self, coded: Mapping[str, bytes | bytearray]) -> npt.NDArray[np.uint8]:
        """Items by respondents."""
        rows = [
            coded[item].translate(table) for item, table in zip(self.scoring.items, self.scoring.scores, strict=True)
        ]
        return np.frombuffer(b"".join(rows), dtype=np.uint8).reshape(len(rows), -1)
