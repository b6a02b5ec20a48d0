"""Counts, the meeting point: item × answer × group, from responses or from a printed table alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from survey_app.fieldwork.wave import Origin


@dataclass(frozen=True)
class ItemCounts:
    """Of one item in one group: how often each answer was given, and the three ways of giving none.

    `answers` is by point or option id, in the order of the instrument (zeros included), or by number for number
    items and marks ("7"). For multiple choice they are ticks, which may add up to more than the respondents, and
    `answered` is the respondents who ticked something. For open text it is empty.
    `hidden` are answers that disclosure control took out of `answers`; nothing is hidden in what is counted or kept.
    """

    item: str
    answers: Mapping[str, int]
    answered: int
    not_applicable: int = 0
    blank: int = 0
    not_asked: int = 0
    hidden: frozenset[str] = frozenset()

    @property
    def asked(self) -> int:
        """Respondents who saw the question: the base of multiple choice (STATISTICS 14)."""
        return self.answered + self.not_applicable + self.blank


@dataclass(frozen=True)
class GroupCounts:
    """One group of a wave (everybody, or one segment) with the counts of every item asked in that wave."""

    respondents: int
    items: Mapping[str, ItemCounts]


@dataclass(frozen=True)
class WaveCounts:
    """A wave as every later room sees it; nothing to the right asks where the figures came from but to say so.

    `blanks_known` is False for printed tables, which do not tell blanks from n.v.t.
    """

    wave: str
    origin: Origin
    total: GroupCounts
    segments: Mapping[str, GroupCounts] = field(default_factory=dict)
    blanks_known: bool = True
