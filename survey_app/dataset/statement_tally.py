"""The statements of one group and the scales they are in: columns of answers in, tallies and scale counts out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from survey_app.dataset.coding import coded, codings_of, tally_codes
from survey_app.dataset.columns import Columns
from survey_app.dataset.counts import ScaleCounts
from survey_app.dataset.scale_tally import ScaleTally, scoring_of
from survey_app.dataset.tally import Tally
from survey_app.questionnaire.model import Questionnaire

_AT_ONCE = 500
"""Respondents who wait, as one byte per answer, to be counted: a page has only a few of a small group, and what counts
a few takes as long as what counts hundreds."""


class StatementTally:
    """Statements counted so far, with those of the latest respondents waiting."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._codings = codings_of(questionnaire)
        self._tallies: dict[str, Tally] = {coding.item: Counter() for coding in self._codings}
        self._scales = [ScaleTally(scoring_of(questionnaire, scale)) for scale in questionnaire.scales]
        self._waiting = {coding.item: bytearray() for coding in self._codings}
        self._number_waiting = 0

    def add(self, number: int, columns: Columns) -> None:
        """Count this number of respondents too; raises AnswerNotKnown."""
        for item, codes in coded(self._codings, number, columns).items():
            self._waiting[item] += codes
        self._number_waiting += number
        if self._number_waiting >= _AT_ONCE:
            self._count_waiting()

    def tallies(self) -> Mapping[str, Tally]:
        """Of every statement, by item."""
        self._count_waiting()
        return self._tallies

    def scales(self) -> Mapping[str, ScaleCounts]:
        """Of every scale, by id."""
        self._count_waiting()
        return {scale.scoring.scale: scale.counts() for scale in self._scales}

    def _count_waiting(self) -> None:
        if self._number_waiting == 0:
            return
        for coding in self._codings:
            tally_codes(coding, self._waiting[coding.item], self._tallies[coding.item])
        for scale in self._scales:
            scale.add(self._waiting)
        self._waiting = {coding.item: bytearray() for coding in self._codings}
        self._number_waiting = 0
