"""What is wrong in a questionnaire file: where, what, and what would be right."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from heapq import nsmallest

from survey_app.refusal import Refusal

MOST_TOLD = 200
"""Faults that a check tells at once; who has more mends these first."""

_SHOWN, _COMPARED = 12, 12

Steps = tuple[str | int, ...]
"""The way from the top of a file to one of its parts: `("sections", 2, "items", 0)`."""


@dataclass(frozen=True)
class Finding:
    """A fault before its file and line are known; `path` leads to the part that is wrong."""

    path: Steps
    wrong: str
    right: str


@dataclass(frozen=True)
class Fault:
    """One fault, for the person who wrote the file. `line` is None when it concerns the file as a whole."""

    file: str
    line: int | None
    where: str
    wrong: str
    right: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        where = f" {self.where}:" if self.where else ""
        return _printable(f"{place}:{where} {self.wrong}; {self.right}")


class QuestionnaireFaults(Refusal):
    """A file cannot be used; carries everything that is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def suggestion(word: str, known: list[str]) -> str:
    """The known words, the one that was probably meant first."""
    known = list(dict.fromkeys(known))
    near = get_close_matches(word, _alike(word, known), n=1)
    meant = f'did you mean "{near[0]}"? ' if near else ""
    more = f" and {len(known) - _SHOWN} more" if len(known) > _SHOWN else ""
    return f"{meant}known: {', '.join(known[:_SHOWN]) or 'none'}{more}"


def _alike(word: str, known: list[str]) -> list[str]:
    """The words with the most letters in common, for comparing all of a long list takes long."""
    letters = set(word)
    return nsmallest(_COMPARED, known, key=lambda other: len(letters ^ set(other)))


def _printable(text: str) -> str:
    """What a file says may be shown, but may not steer a terminal or break a line."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in text)


def where(path: Steps) -> str:
    """A path as it is read aloud: `sections[2].items[0].text`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")
