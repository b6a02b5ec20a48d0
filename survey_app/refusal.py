"""What is refused, and told to people as it stands; any other exception is a fault of ours and keeps its traceback."""

from pathlib import Path
from typing import ClassVar


class Refusal(Exception):
    """One line that says what is wrong, where, and what would be right.

    `says` is that line, with a blank for each thing that it is about, as str.format has them: plain words and numbers,
    in the order in which they are handed in.
    """

    _says: ClassVar = "{}"

    def __init_subclass__(cls, *, says: str = "") -> None:
        cls._says = says or cls._says

    def __init__(self, *about: str | int | Path) -> None:
        super().__init__(self._says.format(*about))


class NotThere(Refusal):
    """What was asked for is not there, or has nothing of this kind."""


class Overtaken(Refusal):
    """It was done already, or somebody was just before: what was asked can no longer be done, and nothing changed."""
