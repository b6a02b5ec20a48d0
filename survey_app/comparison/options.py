"""What a researcher may choose about a comparison; only an editorial change, which is logged, softens a verdict."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Options:
    """`weighted`: shares and changes of everybody are weighted where the study stores margins (STATISTICS 11).

    `accepted`: the reason why a changed wording asks the same, by earlier wave, later wave and item (STATISTICS 9).
    """

    weighted: bool = False
    accepted: Mapping[tuple[str, str, str], str] = field(default_factory=dict)


PLAIN = Options()
"""Unweighted, and no change accepted."""
