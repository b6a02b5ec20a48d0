"""What an attacker of a workbook wants to know: the true counts of every village, whatever is shown of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from survey_app.comparison.results import FieldedWave
from survey_app.dataset.counts import ItemCounts
from tests.answered_waves import ARMS
from tests.workbook_facts import BLANK, EVERYBODY, NOT_APPLICABLE, NOT_ASKED, NOWHERE, TICKED, Fact, base_kinds

Kinds = Mapping[str, float]
"""Ways of answering, each so many times."""


class Truth:
    """Of one wave."""

    def __init__(self, fielded: FieldedWave) -> None:
        self._counts = fielded.counts

    def answered(self, villages: Iterable[str], item: str) -> float:
        """How many in these villages are in the base of the item."""
        return self.number(villages, item, base_kinds(item))

    def number(self, villages: Iterable[str], item: str, kinds: Kinds) -> float:
        """How many in these villages gave one of these."""
        return sum(self._of(village, item, kinds) for village in villages)

    def everybody(self, item: str, kinds: Kinds) -> float:
        """The same of all who responded."""
        return _sum(self._counts.total.items[item], kinds)

    def in_group(self, group: str, item: str, kinds: Kinds) -> float:
        """The same of everybody, an arm or a village."""
        if group == EVERYBODY:
            return self.everybody(item, kinds)
        villages = [village for village in self._counts.segments if group in (village, ARMS[village])]
        return self.number(villages, item, kinds)

    def fits(self, fact: Fact) -> bool:
        """Whether what was read from the workbook is so."""
        return fact.low - 1e-6 <= self.in_group(fact.group, fact.item, fact.kinds) <= fact.high + 1e-6

    def _of(self, village: str, item: str, kinds: Kinds) -> float:
        if village == NOWHERE:
            return self.everybody(item, kinds) - self.number(self._counts.segments, item, kinds)
        return _sum(self._counts.segments[village].items[item], kinds)


def _sum(counts: ItemCounts, kinds: Kinds) -> float:
    ways = {
        **counts.answers,
        TICKED: counts.answered,
        NOT_APPLICABLE: counts.not_applicable,
        BLANK: counts.blank,
        NOT_ASKED: counts.not_asked,
    }
    return sum(times * ways[kind] for kind, times in kinds.items())
