"""A text in both languages side by side, for what the pages and the command line must say alike."""

from __future__ import annotations

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
        """The same, with what stands in braces filled in."""
        return Words(self.dutch.format(**values), self.english.format(**values))
