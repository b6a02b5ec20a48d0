"""What a researcher decided about a page of open answers, as the form brings it, and what is wrong with it in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from survey_app.fieldwork.open_texts import Choice, ItemTexts, ReadItem
from survey_app.fieldwork.reading_texts import LONGEST, Decision, Wrong, faults_in
from survey_app.questionnaire.answers import normalise_text
from survey_app.web.translation import gettext as _

TEXT, CHOICE, WORDS = "text", "choice.", "words."
"""The names of the fields: which texts were on the page, and for each what was chosen and which words were written."""

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class SentText:
    """What was sent about one text: a choice if there is one, and words if there are any."""

    digest: bytes
    choice: Choice | None
    words: str


@dataclass(frozen=True)
class Sent:
    """A page as it was sent. `overtaken` is the number of its texts that somebody read meanwhile."""

    texts: tuple[SentText, ...]
    overtaken: int

    def decisions(self) -> list[Decision]:
        """Of every text about which something was chosen."""
        return [Decision(one.digest, one.choice, one.words) for one in self.texts if one.choice is not None]

    def faults(self, texts: ItemTexts) -> Mapping[bytes, str]:
        """What is wrong, in words, by digest; raises TooFewAnswers."""
        wrong = {digest: fault_words(fault) for digest, fault in faults_in(texts, self.decisions()).items()}
        idle = _("U schreef eigen woorden, maar koos die niet. Kies ‘in eigen woorden’ of maak het vak leeg.")
        return wrong | {one.digest: idle for one in self.texts if one.words and one.choice is not Choice.PARAPHRASED}


def read_sent(form: MultiDict[str, str], item: ReadItem) -> Sent:
    """What was sent about texts of this item; what is about no text of it is left out."""
    unread = {given.digest for given in item.unread}
    sent = [*_sent(form)]
    overtaken = [one for one in sent if one.choice is not None and one.digest in item.shown]
    return Sent(tuple(one for one in sent if one.digest in unread), len(overtaken))


def digests_in(form: MultiDict[str, str]) -> Iterator[bytes]:
    """The texts that a form names."""
    for digest in dict.fromkeys(form.getlist(TEXT)):
        if _DIGEST.fullmatch(digest):
            yield bytes.fromhex(digest)


def fault_words(wrong: Wrong) -> str:
    """What is wrong with a decision, and what would be right."""
    return {
        Wrong.UNKNOWN_TEXT: _("Deze tekst is er niet."),
        Wrong.ALREADY_READ: _("Iemand anders heeft deze tekst intussen gelezen."),
        Wrong.MAY_NOT_BE_QUOTED: _(
            "Dit haalt de tekst letterlijk aan. Schrijf op wat er bedoeld wordt, in uw woorden."
        ),
        Wrong.NO_WORDS: _("Schrijf in uw eigen woorden wat er bedoeld wordt, of kies iets anders."),
        Wrong.TOO_LONG: _("Maak dit korter dan %(maximum)s tekens.", maximum=LONGEST),
        Wrong.CHARACTER: _("Hierin staat een teken dat niet te zien is. Typ de woorden opnieuw."),
    }[wrong]


def _sent(form: MultiDict[str, str]) -> Iterator[SentText]:
    for digest in digests_in(form):
        words = normalise_text(form.get(WORDS + digest.hex(), ""))
        yield SentText(digest, _choice(form.get(CHOICE + digest.hex(), "")), words)


def _choice(value: str) -> Choice | None:
    return Choice(value) if value in {choice.value for choice in Choice} else None
