"""What respondents of a closed wave wrote in their own words, and what was decided of it."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from survey_app.fieldwork.ports import ReadText
from survey_app.refusal import NotThere

QUOTED_FROM = 30
"""With fewer people who wrote something, nobody is quoted: a colleague or a neighbour knows a way of writing."""


class Choice(StrEnum):
    """What becomes of a text that was read."""

    AS_IS = "as_is"
    PARAPHRASED = "paraphrased"
    WITHHELD = "withheld"


@dataclass(frozen=True)
class GivenText:
    """One text, however many gave it; `digest` names it where the text itself should not stand."""

    digest: bytes
    text: str
    times: int


@dataclass(frozen=True)
class ItemTexts:
    """What was written at one place of a closed wave: every distinct text once, sorted by text.

    `item` is the id of an open question, or `words_key` for the words of "anders, namelijk". `answered` is the number
    of people who wrote something; with fewer than `threshold` of them `texts` is empty.
    """

    wave: str
    item: str
    question: str
    answered: int
    threshold: int
    texts: tuple[GivenText, ...]

    @property
    def may_be_read(self) -> bool:
        """Whether enough people wrote something for any of it to be shown, ever."""
        return self.answered >= self.threshold

    @property
    def may_be_quoted(self) -> bool:
        """Whether a text may be shown as it was written."""
        return self.answered >= QUOTED_FROM


@dataclass(frozen=True)
class ReadItem:
    """The texts of one item with what was decided of them: `shown` by digest, None for what is withheld."""

    texts: ItemTexts
    shown: Mapping[bytes, str | None]

    @property
    def unread(self) -> tuple[GivenText, ...]:
        """Texts that nobody read yet, by text."""
        return tuple(text for text in self.texts.texts if text.digest not in self.shown)

    @property
    def read(self) -> tuple[GivenText, ...]:
        """Texts that were read, by text."""
        return tuple(text for text in self.texts.texts if text.digest in self.shown)

    @property
    def percent_read(self) -> int:
        """Share of the distinct texts that were read, in whole percents, rounded down; 100 when there are none."""
        return 100 * len(self.shown) // len(self.texts.texts) if self.texts.texts else 100

    @property
    def withheld(self) -> int:
        """How many texts are not shown because somebody decided so."""
        return sum(shown is None for shown in self.shown.values())

    def choice(self, text: GivenText) -> Choice | None:
        """What was decided of a text; None when it was not read yet."""
        return choice_of(text.text, self.shown[text.digest]) if text.digest in self.shown else None


class NoOpenQuestion(NotThere, says="wave {}: no open question {!r}"):
    """The wave has no such place to write in one's own words."""


def digest_of(wave_id: str, item: str, text: str) -> bytes:
    """SHA-256 of the text in its place; the text is NFC, as it was sealed (decision 0096)."""
    return hashlib.sha256(f"{wave_id}\0{item}\0{text}".encode()).digest()


def read_item(texts: ItemTexts, read: Iterable[ReadText]) -> ReadItem:
    """The texts of an item with what the store keeps of the wave; what belongs to no text of it says nothing."""
    shown = {text.digest: text.shown for text in read if text.item == texts.item}
    return ReadItem(texts, {text.digest: shown[text.digest] for text in texts.texts if text.digest in shown})


def choice_of(text: str, shown: str | None) -> Choice:
    """The choice that leads to this being shown."""
    if shown is None:
        return Choice.WITHHELD
    return Choice.AS_IS if shown == text else Choice.PARAPHRASED
