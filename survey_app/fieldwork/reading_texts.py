"""Open answers are read by a human before anybody else sees them: what may be decided of a text, and by which rules."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from survey_app.fieldwork.administration import Act
from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.open_texts import Choice, ItemTexts, ReadItem, choice_of
from survey_app.fieldwork.ports import ReadText, Store, Stores
from survey_app.questionnaire.source import forbidden_in
from survey_app.refusal import Overtaken, Saying

LONGEST = 2000
"""The most characters of what is shown in the place of a text."""

_TELLING = 4
"""So many words in a row, taken over whole, are a quotation; fewer can be chance."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Decision:
    """What somebody decides of a text; `words` are what is shown in its place."""

    digest: bytes
    choice: Choice
    words: str = ""


class Wrong(StrEnum):
    """Why a decision cannot be."""

    UNKNOWN_TEXT = "unknown_text"
    ALREADY_READ = "already_read"
    MAY_NOT_BE_QUOTED = "may_not_be_quoted"
    NO_WORDS = "no_words"
    TOO_LONG = "too_long"
    CHARACTER = "character"


class TooFewAnswers(Saying, says="wave {}, {}: too few people wrote something; none of it is read or shown"):
    """Nothing of this item will ever be shown, so nothing of it is read."""


class DecisionsRefused(Overtaken):
    """Some decisions cannot be; nothing was kept. `faults` are by item and digest, the message has no text."""

    def __init__(self, faults: Mapping[tuple[str, bytes], Wrong]) -> None:
        self.faults = faults
        super().__init__(f"{len(faults)} decision(s) about open answers cannot be; nothing was changed")


def faults_in(texts: ItemTexts, decisions: Iterable[Decision]) -> dict[bytes, Wrong]:
    """What is wrong with decisions about texts of one item, by digest; raises TooFewAnswers."""
    if not texts.may_be_read:
        raise TooFewAnswers(texts.wave, texts.item)
    by_digest = _by_digest(texts)
    originals = set(map(_folded, by_digest.values()))
    faults = ((decision.digest, _fault(texts, by_digest, originals, decision)) for decision in decisions)
    return {digest: wrong for digest, wrong in faults if wrong is not None}


def keep_decisions(
    stores: Stores, wave_id: str, decided: Sequence[tuple[ItemTexts, Sequence[Decision]]], act: Act, *, replace: bool
) -> Counter[Choice]:
    """Keep what was decided of texts of one closed wave, all of it or nothing; how many of which choice are new.

    What was read before is replaced, or else refused; deciding the same once more changes nothing. The log says how
    many, never what. Raises TooFewAnswers or DecisionsRefused.
    """
    faults = {(texts.item, digest): wrong for texts, of in decided for digest, wrong in faults_in(texts, of).items()}
    kept: Counter[Choice] = Counter()
    with stores.writing() as store:
        store.waves.lock(wave_id)
        read = {(row.item, row.digest): row for row in store.texts.read(wave_id)}
        new = [row for texts, of in decided for row in _rows(texts, of) if read.get((row.item, row.digest)) != row]
        if not replace:
            faults = {
                (row.item, row.digest): Wrong.ALREADY_READ for row in new if (row.item, row.digest) in read
            } | faults
        if faults:
            raise DecisionsRefused(faults)
        store.texts.put(wave_id, new)
        for texts, _of in decided:
            kept += _note(store, texts, new, act)
    return kept


def note_export(stores: Stores, wave_id: str, items: Iterable[ReadItem], act: Act) -> int:
    """Write in the log that somebody takes the texts of a wave along; how many they are."""
    number = sum(len(item.texts.texts) for item in items)
    with stores.writing() as store:
        store.audit.append(AuditEntry(act.at, act.who, f"{number} texts exported", wave_id))
    return number


def undo_decisions(stores: Stores, texts: ItemTexts, digests: Iterable[bytes], act: Act) -> int:
    """Make these texts unread again; how many of them were read."""
    with stores.writing() as store:
        store.waves.lock(texts.wave)
        undone = store.texts.forget(texts.wave, texts.item, digests)
        if undone:
            store.audit.append(AuditEntry(act.at, act.who, f"{undone} texts unread again", _subject(texts)))
    return undone


def _rows(texts: ItemTexts, decisions: Iterable[Decision]) -> list[ReadText]:
    by_digest = _by_digest(texts)
    return [
        ReadText(texts.item, decision.digest, _shown(by_digest[decision.digest], decision))
        for decision in decisions
        if decision.digest in by_digest
    ]


def _shown(text: str, decision: Decision) -> str | None:
    match decision.choice:
        case Choice.AS_IS:
            return text
        case Choice.PARAPHRASED:
            return decision.words
        case Choice.WITHHELD:
            return None


def _note(store: Store, texts: ItemTexts, new: Iterable[ReadText], act: Act) -> Counter[Choice]:
    """A line in the log for each choice; how many of each."""
    by_digest = _by_digest(texts)
    chosen = Counter(choice_of(by_digest[row.digest], row.shown) for row in new if row.item == texts.item)
    for choice in Choice:
        if chosen[choice]:
            store.audit.append(AuditEntry(act.at, act.who, f"{chosen[choice]} {_ACTS[choice]}", _subject(texts)))
    return chosen


_ACTS = {
    Choice.AS_IS: "texts cleared",
    Choice.PARAPHRASED: "texts paraphrased",
    Choice.WITHHELD: "texts withheld",
}


def _by_digest(texts: ItemTexts) -> dict[bytes, str]:
    return {text.digest: text.text for text in texts.texts}


def _subject(texts: ItemTexts) -> str:
    return f"{texts.wave}, {texts.item}"


def _fault(texts: ItemTexts, by_digest: Mapping[bytes, str], originals: set[str], decision: Decision) -> Wrong | None:
    if decision.digest not in by_digest:
        return Wrong.UNKNOWN_TEXT
    match decision.choice:
        case Choice.AS_IS:
            return None if texts.may_be_quoted else Wrong.MAY_NOT_BE_QUOTED
        case Choice.WITHHELD:
            return None
        case Choice.PARAPHRASED:
            wrong = _fault_in_words(decision.words)
            if wrong is not None or texts.may_be_quoted:
                return wrong
            quotes = _folded(decision.words) in originals or _quotes(decision.words, by_digest[decision.digest])
            return Wrong.MAY_NOT_BE_QUOTED if quotes else None


def _fault_in_words(words: str) -> Wrong | None:
    if not words.strip():
        return Wrong.NO_WORDS
    if len(words) > LONGEST:
        return Wrong.TOO_LONG
    return None if forbidden_in(words) is None and unicodedata.is_normalized("NFC", words) else Wrong.CHARACTER


def _quotes(words: str, text: str) -> bool:
    """Whether the text stands whole among other words."""
    original = _folded(text)
    return original.count(" ") + 1 >= _TELLING and f" {original} " in f" {_folded(words)} "


def _folded(text: str) -> str:
    """Its words without capitals and punctuation: a full stop more is no paraphrase. Signs alone stay as they are."""
    return " ".join(_WORD.findall(text.casefold())) or text
