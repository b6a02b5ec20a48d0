"""Sentences, words and syllables of Dutch texts, and how readable they are by an established formula."""

import re
from collections.abc import Iterable
from dataclasses import astuple, dataclass

_ENDS = re.compile(r"(?<=[.?!…])[\"'”’)]*\s+(?=[\"'“‘(]*[A-ZÀ-Þ0-9])|\n+")
"""Where a sentence ends: an abbreviation within one (etc., bijv.) is not followed by a capital."""
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_NUCLEUS = re.compile(
    r"aai|ooi|oei|eeuw?|ieuw?|aa|ee|oo|uu|ij|ie|ei|ai|ui|oe|eu|ou|au|áá|éé|óó|úú|[aeiouáéíóúàèìòùâêîôûäëïöü]|(?<![aeou])y",
    re.IGNORECASE,
)
"""What one syllable is built around; a trema begins another."""


@dataclass(frozen=True)
class Readability:
    """How readable some texts are together. `score`: of most Dutch between 0 (hard) and 100 (easy)."""

    sentences: int
    words: int
    syllables: int

    @property
    def score(self) -> float:
        """The formula of Flesch for Dutch, as W.H. Douma fitted it (De leesbaarheid van landbouwbladen, 1960).

        206.835 - 0.93 x words per sentence - 77 x syllables per word. Printed with his table of what the scores mean in
        Onze Taal 46 (1977), and as `nl` in the R package koRpus.
        """
        return 206.835 - 0.93 * self.words / self.sentences - 77 * self.syllables / self.words


def sentences_in(text: str) -> list[str]:
    """The sentences of a text; one without a full stop ends where the text does."""
    return [sentence.strip() for sentence in _ENDS.split(text) if _WORD.search(sentence)]


def words_in(sentence: str) -> list[str]:
    """Its words; what a hyphen joins is one."""
    return _WORD.findall(sentence)


def syllables_in(word: str) -> int:
    """How many syllables it has by its letters, at least one: a figure or an abbreviation counts as one."""
    return max(1, len(_NUCLEUS.findall(word)))


def readability(texts: Iterable[str]) -> Readability | None:
    """Of all of these texts as one; None of no words."""
    sentences = [words_in(sentence) for text in texts for sentence in sentences_in(text)]
    return together(Readability(1, len(words), sum(map(syllables_in, words))) for words in sentences)


def together(parts: Iterable[Readability | None]) -> Readability | None:
    """Parts of one text; None when there is none with a word."""
    read = [part for part in parts if part]
    return Readability(*(sum(count) for count in zip(*map(astuple, read), strict=True))) if read else None
