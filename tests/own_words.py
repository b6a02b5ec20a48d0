"""Every text of ours in a sheet, to see that both languages are there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from survey_app.language.words import Words

_DUTCH = re.compile(
    r"\b(de|het|een|van|niet|geen|meting|metingen|stelling|stellingen|verschil|oordeel|zonder|voor|bij|ook|kern|kernen|"
    r"tegenover|geheim|later dan|eerder|alle|laag|hoog|hoe)\b",
    re.IGNORECASE,
)


def words_in(found: object) -> Iterator[Words]:
    """The Words of a sheet, block or cell."""
    if isinstance(found, Words):
        yield found
    elif isinstance(found, tuple):
        for one in found:
            yield from words_in(one)
    elif is_dataclass(found):
        for part in fields(found):
            yield from words_in(getattr(found, part.name))


def dutch_left(found: object) -> set[str]:
    """English texts of ours in which a Dutch word stands."""
    return {words.spoken_in("en") for words in words_in(found) if _DUTCH.search(words.spoken_in("en"))}
