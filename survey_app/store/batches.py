"""Long rows of things in pieces, so that memory does not grow with a wave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Thing = TypeVar("Thing")


def batches(things: Iterable[Thing], size: int) -> Iterator[list[Thing]]:
    """The things in their order, `size` at a time."""
    rest = iter(things)
    while batch := list(islice(rest, size)):
        yield batch
