"""Pages that show answers are sent in whole blocks: encryption hides what they say, and not how long they are."""

from __future__ import annotations

BLOCK = 4096
LARGE_BLOCK = 16_384
"""For a page that tells answers in words, which differ more in length."""


def in_blocks(page: bytes, block: int = BLOCK, *, at_least: int = 0) -> bytes:
    """The page with as many blanks behind it as it takes, which browsers pass over; never shorter than `at_least`."""
    return page.ljust(-(-max(len(page), at_least) // block) * block)
