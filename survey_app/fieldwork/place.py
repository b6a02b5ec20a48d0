"""Where a respondent came from, kept as far as enough others came from there too: the village, else the arm, else
nothing (ANONYMITY 2)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import product
from typing import NamedTuple

from survey_app.fieldwork.cover import cheapest_cover, is_mixed
from survey_app.questionnaire.study import Segment

_TRIED_OF_AN_ARM = 4
"""As many of the smallest villages are tried as a cover: more are needed only where each is ten times as large."""


class Place(NamedTuple):
    """What stands beside a response: its village; or of the rest of an arm only that arm; or neither."""

    segment: str | None
    arm: str | None = None


NOWHERE = Place(None)


class _Village(NamedTuple):
    id: str
    arm: str | None
    number: int
    is_small: bool

    @property
    def loss(self) -> int:
        """What it costs to keep nothing: the village of each of its people, and the arm if it has one."""
        return self.number if self.arm is None else 2 * self.number


class _Choice(NamedTuple):
    """The villages of which only the arm is kept, and those of which nothing is."""

    pooled: tuple[_Village, ...]
    left_out: tuple[_Village, ...]

    @property
    def loss(self) -> tuple[int, int]:
        """How many villages and arms of people are lost, and of how many people both."""
        both = sum(village.loss for village in self.left_out)
        return sum(village.number for village in self.pooled) + both, both


def kept_places(
    segments: Iterable[Segment],
    responses: Mapping[str | None, int],
    minimum: int,
    unkept: Set[str | None] = frozenset(),
) -> Mapping[str | None, Place]:
    """What is kept of the place of everybody from each village, by village; None is who came from none that is known.

    A village is kept where at least the minimum answered. The others of an arm are its rest; what belongs to no arm, or
    to one that has too few, is the rest of all. Each rest is nobody, or it is large and mixed enough (`is_mixed`): for
    of the whole it is known how many answered, and of an arm that has a rest. Where it is not, other villages go with
    it, so that the fewest people lose their village, and their arm (STATISTICS 15.2, 15.12, 15.13). Those in `unkept`
    count as too few however many they are.
    """
    villages = [
        _Village(segment.id, segment.arm, number, segment.id in unkept or number < minimum)
        for segment in segments
        if (number := responses.get(segment.id))
    ]
    unknown = sum(responses.values()) - sum(village.number for village in villages)
    stands_alone = unknown == 0 or (unknown >= minimum and None not in unkept)
    chosen = min(_choices(villages, unknown, minimum, stands_alone=stands_alone), key=lambda choice: choice.loss)
    places = dict.fromkeys(responses, NOWHERE)
    places.update((village.id, Place(village.id)) for village in villages)
    places.update((village.id, Place(None, village.arm)) for village in chosen.pooled)
    places.update((village.id, NOWHERE) for village in chosen.left_out)
    return places


def too_small(places: Mapping[Place, int], minimum: int) -> list[Place]:
    """The places that fewer than the minimum of a wave's responses say; one that has nobody is not there."""
    return [place for place, number in places.items() if 0 < number < minimum]


def _choices(villages: Sequence[_Village], unknown: int, minimum: int, *, stands_alone: bool) -> Iterator[_Choice]:
    """All left out, so that the whole remains; and the cheapest for each way of choosing which arms have a rest."""
    yield _Choice((), tuple(villages))
    arms = sorted({village.arm for village in villages if village.arm})
    rests = [_rests([village for village in villages if village.arm == arm], minimum) for arm in arms]
    for rest in product(*rests):
        closed = {arm for arm, pooled in zip(arms, rest, strict=True) if pooled}
        others = [village for village in villages if village.arm not in closed]
        left_out = _left_out(others, unknown, minimum, stands_alone=stands_alone)
        if left_out is not None:
            yield _Choice(sum(rest, ()), left_out)


def _rests(villages: Sequence[_Village], minimum: int) -> list[tuple[_Village, ...]]:
    """What the rest of one arm can be: none, or the small villages with who covers them, or the whole arm."""
    small = [village for village in villages if village.is_small]
    if not small or sum(village.number for village in villages) < minimum:
        return [()]
    covered = _cheapest(small, _large(villages), lambda pool: is_mixed([village.number for village in pool], minimum))
    return [(), tuple(villages) if covered is None else covered]


def _left_out(
    villages: Sequence[_Village], unknown: int, minimum: int, *, stands_alone: bool
) -> tuple[_Village, ...] | None:
    """The rest of all: the small ones of these villages with who covers them; None if nobody can."""

    def may_be(pool: Sequence[_Village]) -> bool:
        if not pool and stands_alone:
            return True
        siblings = Counter[str | None]()
        for village in pool:
            siblings[village.arm or village.id] += village.number
        return is_mixed([*siblings.values(), unknown], minimum)

    small = [village for village in villages if village.is_small]
    return _cheapest(small, _large(villages), may_be)


def _large(villages: Iterable[_Village]) -> list[_Village]:
    """Those that can be kept and may cover others: the smallest of each arm, and of those without one."""
    taken = Counter[str | None]()
    large = []
    for village in sorted(villages, key=lambda village: village.number):
        if not village.is_small and taken[village.arm] < _TRIED_OF_AN_ARM:
            taken[village.arm] += 1
            large.append(village)
    return large


def _cheapest(
    small: Sequence[_Village], large: Sequence[_Village], may_be: Callable[[Sequence[_Village]], bool]
) -> tuple[_Village, ...] | None:
    """The small ones with those of the large ones that cost least of all that may be."""
    cover = cheapest_cover(large, lambda village: village.loss, lambda cover: may_be((*small, *cover)))
    return None if cover is None else (*small, *cover)
