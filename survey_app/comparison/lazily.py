"""What is worked out when it is first asked for, and once: things in a row, mostly one of each wave, or of each two."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, overload

T = TypeVar("T")
Of = TypeVar("Of")


class Lazily(Sequence[T]):
    """So many things; `find` works one out by its place, and those that nobody asks for cost nothing."""

    def __init__(self, number: int, find: Callable[[int], T]) -> None:
        self._places, self._find = range(number), find
        self._known: dict[int, T] = {}

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[T, ...]: ...

    def __getitem__(self, place: int | slice) -> T | tuple[T, ...]:
        if isinstance(place, slice):
            return tuple(map(self._at, self._places[place]))
        return self._at(self._places[place])

    def __iter__(self) -> Iterator[T]:
        return map(self._at, self._places)

    def __len__(self) -> int:
        return len(self._places)

    def _at(self, place: int) -> T:
        if place not in self._known:
            self._known[place] = self._find(place)
        return self._known[place]


def once_for_each(find: Callable[[Of, Of], T]) -> Callable[[Of, Of], T]:
    """The same, worked out once for each two objects; they have to live as long as it does."""
    known: dict[tuple[int, int], T] = {}

    def ask(one: Of, other: Of) -> T:
        which = id(one), id(other)
        if which not in known:
            known[which] = find(one, other)
        return known[which]

    return ask
