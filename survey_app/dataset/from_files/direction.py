"""Whether answers are listed from most to least, against what a codebook means; as far as their words tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD = re.compile(r"[^\W\d_]+|[^\w\s]")
_NEGATIONS = ("on", "dis", "un", "in", "im")
_SHORTEST = 4
"""Under is no opposite of der: shorter words mean nothing here."""

_LESS = frozenset({*("niet", "slecht", "slechter", "not", "bad", "poor", "worse"), *"☹🙁😞😟😠😡😢👎"})
_MORE = frozenset(
    {*("eens", "goed", "beter", "uitstekend"), *("agree", "good", "better", "excellent"), *"☺🙂😀😃😄😊😍👍"}
)
"""No more and no less: of overlast and of often, much may be the bad end."""

_FACES = {":-(": "☹", ":(": "☹", ":-)": "☺", ":)": "☺"}


def runs_down(labels: Sequence[str]) -> bool:
    """Whether the first of them is the most: Helemaal eens before oneens, tevreden before ontevreden, 5 before 1."""
    first, last = _words(labels[0]), _words(labels[-1])
    opposites = {negation + word for word in first if len(word) >= _SHORTEST for negation in _NEGATIONS}
    told = bool(first & _MORE and last & _LESS) or not opposites.isdisjoint(last)
    return (told and first.isdisjoint(_LESS)) or _counts_down(labels)


def _words(label: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_FACES.get(label.strip(), label.casefold())))


def _counts_down(labels: Sequence[str]) -> bool:
    numbers = [int(label) for label in labels if re.fullmatch(r"[+-]?[0-9]{1,6}", label, re.ASCII)]
    return len(numbers) == len(labels) and numbers == sorted(numbers, reverse=True)
