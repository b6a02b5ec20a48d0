"""What the doctor finds of one thing: well, doubtful or wrong, and what would be right."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """One check and its outcome; `right` is empty when it is well."""

    check: str
    level: Level
    found: str
    right: str = ""


def ok(check: str, found: str) -> Finding:
    """As it should be."""
    return Finding(check, Level.OK, found)


def warning(check: str, found: str, right: str) -> Finding:
    """Works, but keeps less than could be kept."""
    return Finding(check, Level.WARNING, found, right)


def wrong(check: str, found: str, right: str) -> Finding:
    """Breaks the promise, or will."""
    return Finding(check, Level.WRONG, found, right)
