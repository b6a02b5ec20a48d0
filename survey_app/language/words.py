"""A text in every language: Dutch as it stands in the code, others as their catalogues have it (decision 0217)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from survey_app.language.catalogues import SOURCE, translated


@dataclass(frozen=True)
class Words:
    """A text that is said in the language of whoever reads it; two that are the same in Dutch are equal.

    `dutch` is what stands in the code, and the name of the text in the catalogues. What is filled in, joined or changed
    is so in each language.
    """

    dutch: str
    _say: Callable[[str], str] | None = field(default=None, compare=False, repr=False)

    @classmethod
    def made(cls, say: Callable[[str], str]) -> Words:
        """Words that are made in each language: figures, days, what a study calls something."""
        return cls(say(SOURCE), say)

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Words:
        """A text that somebody else gave by language; raises KeyError where it is asked for in another."""
        return cls.made(texts.__getitem__)

    def spoken_in(self, language: str) -> str:
        """The text in a language of LANGUAGES."""
        if language == SOURCE:
            return self.dutch
        return self._say(language) if self._say else translated(self.dutch, language)

    def filled(self, **values: object) -> Words:
        """The same, with what stands in braces filled in; words among the values in their own language."""
        return Words.made(partial(_filled, self, values))

    def changed(self, change: Callable[[str], str]) -> Words:
        """The same, with something done to the text in each language."""
        return Words.made(partial(_changed, self, change))

    def capitalised(self) -> Words:
        """The same, with a capital first."""
        return self.changed(_capitalised)


def spoken(text: object, language: str) -> object:
    """Words in one language; whatever else it is, as it is."""
    return text.spoken_in(language) if isinstance(text, Words) else text


def joined(parts: Sequence[Words | str], separator: str = " ") -> Words:
    """One text of several, in each language."""
    return Words.made(partial(_joined, tuple(parts), separator))


def counted(number: int, one: Words, more: Words) -> Words:
    """A number with what it counts, which is one or more: "1 stelling", "0 stellingen"."""
    return joined([str(number), one if number == 1 else more])


def listed(parts: Sequence[Words | str]) -> Words:
    """Parts of a sentence with commas, and "en" or "and" before the last."""
    if len(parts) == 1:
        return joined(parts)
    return Words("{others} en {last}").filled(others=joined(parts[:-1], ", "), last=parts[-1])


def _filled(words: Words, values: Mapping[str, object], language: str) -> str:
    return words.spoken_in(language).format(**{name: spoken(value, language) for name, value in values.items()})


def _changed(words: Words, change: Callable[[str], str], language: str) -> str:
    return change(words.spoken_in(language))


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _joined(parts: tuple[Words | str, ...], separator: str, language: str) -> str:
    return separator.join(str(spoken(part, language)) for part in parts)
