"""What the parts of a store have in common: the connection of its transaction, and long rows of things in pieces."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection

Thing = TypeVar("Thing")


class Part:
    """Implements one port of fieldwork on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection


def batches(things: Iterable[Thing], size: int) -> Iterator[list[Thing]]:
    """The things in their order, `size` at a time, so that memory does not grow with a wave."""
    rest = iter(things)
    while batch := list(islice(rest, size)):
        yield batch
