"""Counts, the meeting point: item × answer × group, from responses, a printed table or a file alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from survey_app.fieldwork.place import NOWHERE, Place
from survey_app.fieldwork.wave import Origin
from survey_app.questionnaire.study import Study


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
class ScaleCounts:
    """Of items that are scored together, in one group: all that scores, alpha and omega rest on (STATISTICS 7).

    Items have the scores of their response scale, reversed items the other way round. `scores` says
    how many respondents answered this many of the items with this sum of scores, (answered, sum, respondents), sorted,
    and none of them of those who answered no item at all. The rest is on the `complete` respondents who answered every
    item: `sums` of the scores of each item, and `products`, symmetric, of each two items' scores.
    """

    scale: str
    items: tuple[str, ...]
    scores: tuple[tuple[int, int, int], ...]
    complete: int
    sums: tuple[int, ...]
    products: tuple[tuple[int, ...], ...]

    def without_reliability(self) -> Self:
        """The scores alone: nothing of who answered every item."""
        none = (0,) * len(self.items)
        return replace(self, complete=0, sums=none, products=(none,) * len(none))


_SMALL = 30


def is_homogeneous(number: int, base: int) -> bool:
    """Whether all of a small group gave this answer, so that a figure would tell each one's (STATISTICS 15, rule 7)."""
    return 0 < base < _SMALL and number == base


Scored = tuple[str, tuple[str, ...]]
"""A scale, and the items of it that are scored."""


@dataclass(frozen=True)
class Rescoring:
    """A scale on those of its items that other waves asked too: of everybody, and by segment or rest (`row_of`)."""

    total: ScaleCounts
    rows: Mapping[str, ScaleCounts]

    @property
    def scored(self) -> Scored:
        """What it is of."""
        return self.total.scale, self.total.items


@dataclass(frozen=True)
class GroupCounts:
    """One group of a wave (everybody, or one segment) with the counts of every item asked in that wave.

    `scales` is by scale id; empty for a printed table, which has no persons.
    """

    respondents: int
    items: Mapping[str, ItemCounts]
    scales: Mapping[str, ScaleCounts] = field(default_factory=dict)


NOT_SAID = ""
"""Stands for the category of who left the question about a trait open, beside ids of options, which are never empty."""

SEVERAL = "_several"
"""Stands for the category of who chose more than one option of a trait; no id of an option begins like this."""

NOT_ASKED = "_not_asked"
"""Stands for the category of who was not asked about a trait."""

NO_ROW = ""
"""Stands for the row of who is known to be of no segment and of no arm, where rows are named."""

OTHER_MODES = "other"
"""Stands for the modes that are not told apart, and for who is known in none."""

ALL_REST = "rest"
"""What those count as of whom not even the arm is kept, in a margin of segments that has their villages together."""


def row_of(place: Place) -> str | None:
    """What a place counts as among segments, whose ids have no dots: one of them, or the rest of its arm, or None."""
    return f"rest.{place.arm}" if place.arm else place.segment


def places_of(study: Study) -> tuple[Place, ...]:
    """Where responses may be from: its segments in their order, the rest of each arm, and nowhere last."""
    arms = dict.fromkeys(segment.arm for segment in study.segments if segment.arm)
    return (*(Place(segment.id) for segment in study.segments), *(Place(None, arm) for arm in arms), NOWHERE)


@dataclass(frozen=True)
class CellCounts:
    """Respondents of one segment who gave one answer to the trait that is weighted on; None is unknown.

    `arm` is there of those of whom no more is known than that. Cells are for weighting alone: no figure of a cell is
    ever shown.
    """

    segment: str | None
    category: str | None
    counts: GroupCounts
    arm: str | None = None

    @property
    def row(self) -> str | None:
        """What it counts as in the margin of segments."""
        return row_of(Place(self.segment, self.arm))


@dataclass(frozen=True)
class WaveCounts:
    """A wave as every later room sees it; nothing to the right asks where the figures came from but to say so.

    `blanks_known` is False for printed tables, which do not tell blanks from n.v.t. `modes` is how many responded
    in each mode, and `modes_of` that by segment or rest (`row_of`); empty where it was not kept. `cells` part
    everybody by segment and by the study's weighting trait, if it has one; empty otherwise. `rests`: by arm, those
    of whom no more is known than that (`fieldwork.place`). `rescored` is for comparing with waves that asked less.
    `traits` part everybody by the category of a background trait (an option and no other, or `SEVERAL`; `NOT_ASKED` and
    `NOT_SAID` are none), one trait at a time; a category that nobody is of is not there. `rows_of_traits` says of each
    how many respondents it has by segment or rest (`row_of`, or NO_ROW), for whether the two cross: no figure tells it.
    Of a file that was not kept itself, `NOT_SAID` are all who are in none that is kept.
    """

    wave: str
    origin: Origin
    total: GroupCounts
    segments: Mapping[str, GroupCounts] = field(default_factory=dict)
    blanks_known: bool = True
    modes: Mapping[str, int] = field(default_factory=dict)
    modes_of: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    cells: tuple[CellCounts, ...] = ()
    rests: Mapping[str, GroupCounts] = field(default_factory=dict)
    rescored: tuple[Rescoring, ...] = ()
    traits: Mapping[str, Mapping[str, GroupCounts]] = field(default_factory=dict)
    rows_of_traits: Mapping[str, Mapping[str, Mapping[str, int]]] = field(default_factory=dict)
