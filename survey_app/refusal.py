"""What is refused, and told to people as it stands; any other exception is a fault of ours and keeps its traceback."""

from typing import ClassVar


class Saying(Exception):
    """`says` is the one line of a kind of exception, with a blank for each thing that it is about.

    Blanks are as str.format has them, in the order in which these things are handed in.
    """

    _says: ClassVar = "{}"

    def __init_subclass__(cls, *, says: str = "") -> None:
        cls._says = says or cls._says

    def __init__(self, *about: object) -> None:
        super().__init__(self._says.format(*about))


class Refusal(Saying):
    """One line that says what is wrong, where, and what would be right."""


class NotThere(Refusal):
    """What was asked for is not there, or has nothing of this kind."""


class Overtaken(Refusal):
    """It was done already, or somebody was just before: what was asked can no longer be done, and nothing changed."""
