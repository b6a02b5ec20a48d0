"""A text in both languages side by side, for what pages, the command line and workbooks must say alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LANGUAGES = ("nl", "en")


@dataclass(frozen=True)
class Words:
    """One text in Dutch and in English."""

    dutch: str
    english: str

    def spoken_in(self, language: str) -> str:
        """The text in `nl` or `en`."""
        return self.english if language == "en" else self.dutch

    def filled(self, **values: object) -> Words:
        """The same, with what stands in braces filled in; words among the values in their own language."""
        return Words(
            self.dutch.format(**{name: spoken(value, "nl") for name, value in values.items()}),
            self.english.format(**{name: spoken(value, "en") for name, value in values.items()}),
        )

    def capitalised(self) -> Words:
        """The same, with a capital first."""
        return Words(self.dutch[:1].upper() + self.dutch[1:], self.english[:1].upper() + self.english[1:])


def spoken(text: object, language: str) -> object:
    """Words in one language; whatever else it is, as it is."""
    return text.spoken_in(language) if isinstance(text, Words) else text


def joined(parts: Sequence[Words | str], separator: str = " ") -> Words:
    """One text of several, in each language."""
    return Words(
        separator.join(str(spoken(part, "nl")) for part in parts),
        separator.join(str(spoken(part, "en")) for part in parts),
    )


def counted(number: int, one: Words, more: Words) -> Words:
    """A number with what it counts, which is one or more: "1 stelling", "0 stellingen"."""
    return Words("{number} {what}", "{number} {what}").filled(number=number, what=one if number == 1 else more)


def listed(parts: Sequence[Words | str]) -> Words:
    """Parts of a sentence with commas, and "en" or "and" before the last."""
    if len(parts) == 1:
        return joined(parts)
    last = Words("{others} en {last}", "{others} and {last}")
    return last.filled(others=joined(parts[:-1], ", "), last=parts[-1])
