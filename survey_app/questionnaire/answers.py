"""Answers to a questionnaire: four things that are never the same.

An answer; n.v.t. (the text `nvt`); asked and left blank (`None`); not asked (no entry at all).
"""

from __future__ import annotations

from collections.abc import Mapping

Answer = str | int | tuple[str, ...]
"""A point or option id, a whole number or mark, the option ids chosen, or the respondent's own words."""

Answers = Mapping[str, Answer | None]
"""By item id. The words of `anders, namelijk` stand beside the item under `words_key`."""

_WORDS = ".words"


def words_key(item_id: str) -> str:
    """Where the words of "anders, namelijk" stand; no item id can be equal to it, for ids have no dot."""
    return item_id + _WORDS
