"""Phone numbers and e-mail addresses within a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_WAYS = re.compile(
    r"""(?P<mailto>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
    |(?<![\w+-])(?P<tel>
        \+\d{1,3}(?:[\s()/-]*\d){7,11}          # from abroad
        |0[89]00(?:[\s-]*\d){7}|0[89]00(?:[\s-]*\d){4}
        |0(?:[\s()/-]*\d){9}
        |14\s?0\d{2,3}                          # of a municipality
    )(?!\w)""",
    re.VERBOSE,
)
_NOT_DIALLED = re.compile(r"\(0\)|[^\d+]")


@dataclass(frozen=True)
class Way:
    """Where in the text it stands, and the address that calls or writes: `tel:…` or `mailto:…`."""

    start: int
    end: int
    address: str


def ways_in(text: str) -> Iterator[Way]:
    """Every phone number and e-mail address, from left to right."""
    for way in _WAYS.finditer(text):
        plain = _NOT_DIALLED.sub("", way[0]) if way["tel"] else way[0]
        yield Way(way.start(), way.end(), f"{way.lastgroup}:{plain}")


def has_phone(text: str) -> bool:
    """Whether there is a number in it that can be tapped."""
    return any(way.address.startswith("tel:") for way in ways_in(text))
