"""The right to respond once: the keyed hash of a code, and the segment it belongs to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Invitation:
    """`receipt` is HMAC-SHA-256(pepper, wave ‖ code), 32 bytes. The code itself is kept nowhere.

    `segment` is None for a code card that is handed out anywhere.
    """

    wave: str
    receipt: bytes
    segment: str | None


@dataclass(frozen=True)
class SegmentResponse:
    """Invited and responded in one segment, without a word about who; None is not told (`fieldwork.place`)."""

    segment: str | None
    invited: int
    responded: int | None
