"""Open answers as a table for a spreadsheet, and the same table back with what was decided; read strictly."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path

from survey_app.dataset.name_flags import Known
from survey_app.dataset.spreadsheet_cells import guarded, unguarded
from survey_app.dataset.text_flags import flags_in
from survey_app.fieldwork.open_texts import QUOTED_FROM, Choice, GivenText, ItemTexts, ReadItem, digest_of
from survey_app.fieldwork.reading_texts import LONGEST, Decision, Wrong, faults_in
from survey_app.questionnaire.answers import normalise_text
from survey_app.questionnaire.handed_in import CannotRead, RowFault, TableRefused
from survey_app.readers.rows import Rows, read_rows

HEADING = ["item", "text", "flags", "decision", "shown"]
DECISIONS = {Choice.AS_IS: "tonen", Choice.WITHHELD: "niet tonen", Choice.PARAPHRASED: "in eigen woorden"}

_CHOICES = {words: choice for choice, words in DECISIONS.items()}
_KNOWN = ", ".join(f'"{words}"' for words in _CHOICES)


class TextTableRefused(TableRefused):
    """A table with decisions has faults; nothing of it was taken. The message has no text of anybody."""

    row_of = "{file}, row {row}"


def text_table(items: Iterable[ReadItem], known: Known) -> str:
    """A row per text that may be read, by item and text, with what is marked and what was decided so far."""
    written = StringIO(newline="")
    writer = csv.writer(written, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(HEADING)
    for item in items:
        for text in item.texts.texts:
            writer.writerow([guarded(cell) for cell in _cells(item, text, known)])
    return written.getvalue()


def read_text_table(file: Path, items: Iterable[ReadItem]) -> list[tuple[ItemTexts, list[Decision]]]:
    """What the table decides, by item; rows without a decision decide nothing. Raises TextTableRefused."""
    reading = _Reading({item.texts.item: item.texts for item in items if item.texts.may_be_read})
    table = _rows(file)
    reading.faults += table.faults
    for row, cells in zip(table.numbers[1:], table.cells[1:], strict=True):
        reading.take(row, cells)
    decided = reading.decided()
    if reading.faults:
        raise TextTableRefused(file, reading.faults)
    return decided


_RIGHT = {
    Wrong.UNKNOWN_TEXT: "this text is not there",
    Wrong.ALREADY_READ: "this text was read already",
    Wrong.MAY_NOT_BE_QUOTED: f"fewer than {QUOTED_FROM} people wrote something, so write what is meant in other words",
    Wrong.NO_WORDS: '"shown" is empty; write there what is meant, in your own words',
    Wrong.TOO_LONG: f'"shown" is too long; at most {LONGEST} characters',
    Wrong.CHARACTER: '"shown" has a character that cannot be seen; type it again',
}


def _cells(item: ReadItem, text: GivenText, known: Known) -> Iterator[str]:
    yield item.texts.item
    yield text.text
    flags = flags_in(text.text, known)
    yield "; ".join(f"{text.text[flag.start : flag.end]} ({flag.kind.value.dutch})" for flag in flags)
    choice = item.choice(text)
    yield DECISIONS[choice] if choice else ""
    yield (item.shown[text.digest] or "") if choice is Choice.PARAPHRASED else ""


def _rows(file: Path) -> Rows:
    """The rows, of which the first is the heading."""
    try:
        table = read_rows(file)
    except CannotRead as error:
        raise TextTableRefused(file, [error.fault]) from error
    if not table.cells or [*table.cells[0]] != HEADING:
        right = f"the first row is {', '.join(HEADING)}, as peilstok texts export writes it"
        raise TextTableRefused(file, [RowFault(1, "not the heading of this table", right)])
    return table


class _Reading:
    """A table being read, row by row: what it decides, and everything that is wrong with it."""

    def __init__(self, texts_of: Mapping[str, ItemTexts]) -> None:
        self.faults: list[RowFault] = []
        self._texts_of = texts_of
        self._digests = {item: {text.digest for text in texts.texts} for item, texts in texts_of.items()}
        self._decided: dict[str, dict[bytes, tuple[int, Decision]]] = {item: {} for item in texts_of}

    def take(self, row: int, cells: Sequence[str]) -> None:
        """Add the decision of a row, if it has one, or what is wrong with it."""
        if len(cells) != len(HEADING):
            self._fault(row, f"{len(cells)} cells", f"a row has {len(HEADING)}: {', '.join(HEADING)}")
            return
        item, text, _flags, words, shown = (normalise_text(unguarded(cell)) for cell in cells)
        if item not in self._texts_of:
            self._fault(row, "unknown item", f"known: {', '.join(self._texts_of) or 'none that may be read'}")
            return
        digest = digest_of(self._texts_of[item].wave, item, text)
        if digest not in self._digests[item]:
            right = "a spreadsheet may have changed it: put the text back, or leave the row out and decide on the page"
            self._fault(row, f"{item}: nobody wrote this text", right)
        else:
            self._decide(row, item, digest, words, shown)

    def decided(self) -> list[tuple[ItemTexts, list[Decision]]]:
        """The decisions by item; what the rules do not allow is added to the faults."""
        decided = []
        for item, texts in self._texts_of.items():
            of_item = self._decided[item]
            decisions = [decision for _row, decision in of_item.values()]
            for digest, wrong in faults_in(texts, decisions).items():
                self._fault(of_item[digest][0], item, _RIGHT[wrong])
            decided.append((texts, decisions))
        return decided

    def _decide(self, row: int, item: str, digest: bytes, words: str, shown: str) -> None:
        first = self._decided[item].get(digest)
        if words not in {"", *_CHOICES}:
            self._fault(row, f"{item}: unknown decision", f"known: {_KNOWN}, or nothing")
        elif shown and _CHOICES.get(words) is not Choice.PARAPHRASED:
            right = f'write "{DECISIONS[Choice.PARAPHRASED]}" beside them, or leave them out'
            self._fault(row, f"{item}: words to show, and not the decision to show them", right)
        elif words and first is not None:
            self._fault(row, f"{item}: this text was decided about in row {first[0]} already", "a text has one row")
        elif words:
            self._decided[item][digest] = (row, Decision(digest, _CHOICES[words], shown))

    def _fault(self, row: int, wrong: str, right: str) -> None:
        self.faults.append(RowFault(row, wrong, right))
