"""When a figure would tell each one's answer: everybody in a small group gave the same (STATISTICS 15, rule 7)."""

_BELOW = 30


def is_homogeneous(number: int, base: int) -> bool:
    """Whether an answer that so many gave is that of everybody in a small group."""
    return 0 < base < _BELOW and number == base
