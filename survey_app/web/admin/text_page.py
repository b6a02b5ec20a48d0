"""Open answers a page at a time, as a researcher sees them: marked, in the order of the texts, with what was chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from survey_app.dataset.name_flags import Known
from survey_app.dataset.text_flags import flags_in, pieces_of
from survey_app.fieldwork.open_texts import Choice, GivenText, ReadItem
from survey_app.web.admin.forms import FormFault
from survey_app.web.admin.text_form import Sent, SentText
from survey_app.web.language import spoken

AT_ONCE = 20
"""Texts on a page."""


@dataclass(frozen=True)
class ShownPiece:
    """A piece of a text, and why it is marked, if it is."""

    text: str
    reason: str | None


@dataclass(frozen=True)
class ShownText:
    """One text on the page; `number` counts on from the pages before. `words` are those of the researcher."""

    number: int
    digest: str
    pieces: tuple[ShownPiece, ...]
    times: int
    choice: str = ""
    words: str = ""
    fault: str | None = None

    @property
    def field(self) -> str:
        """The id of the field where a fault is mended: that of the words if there should be any, else the first."""
        in_words = self.words or self.choice == Choice.PARAPHRASED.value
        return f"tekst-{self.number}-eigen" if in_words else f"tekst-{self.number}"


@dataclass(frozen=True)
class TextPage:
    """A number of texts; `page` counts from 1 up to `pages`."""

    texts: tuple[ShownText, ...]
    page: int
    pages: int

    def faults(self) -> list[FormFault]:
        """Everything that is wrong, each with the field where it is."""
        return [FormFault(text.field, text.fault) for text in self.texts if text.fault is not None]


def page_number(asked: str | None, texts: int) -> int:
    """The page that was asked for, or the nearest there is; for an address may say anything."""
    wanted = int(asked) if asked and asked.isascii() and asked.isdecimal() and len(asked) < 9 else 1
    return max(1, min(wanted, _pages(texts)))


def page_to_read(item: ReadItem, asked: str | None, known: Known) -> TextPage:
    """Texts that nobody read yet."""
    return _page(item.unread, page_number(asked, len(item.unread)), known)


def page_of_read(item: ReadItem, asked: str | None, known: Known) -> TextPage:
    """Texts that were read, with what was decided."""
    read = {given.digest: _as_decided(item, given) for given in item.read}
    return _page(item.read, page_number(asked, len(item.read)), known, read)


def page_sent(item: ReadItem, sent: Sent, faults: Mapping[bytes, str], page: int, known: Known) -> TextPage:
    """The texts of a form that was sent, as it was filled in, with what is wrong."""
    of_form = {one.digest: one for one in sent.texts}
    texts = [given for given in item.unread if given.digest in of_form]
    shown = tuple(_texts(texts, (page - 1) * AT_ONCE + 1, known, of_form, faults))
    return TextPage(shown, page, _pages(len(item.unread)))


def _page(
    texts: Sequence[GivenText], page: int, known: Known, decided: Mapping[bytes, SentText] | None = None
) -> TextPage:
    first = (page - 1) * AT_ONCE
    shown = _texts(texts[first : first + AT_ONCE], first + 1, known, decided or {}, {})
    return TextPage(tuple(shown), page, _pages(len(texts)))


def _texts(
    texts: Sequence[GivenText],
    first: int,
    known: Known,
    filled_in: Mapping[bytes, SentText],
    faults: Mapping[bytes, str],
) -> Iterator[ShownText]:
    for number, given in enumerate(texts, start=first):
        sent = filled_in.get(given.digest, SentText(given.digest, None, ""))
        pieces = tuple(_pieces(given.text, known))
        choice = sent.choice.value if sent.choice else ""
        yield ShownText(number, given.digest.hex(), pieces, given.times, choice, sent.words, faults.get(given.digest))


def _pieces(text: str, known: Known) -> Iterator[ShownPiece]:
    for piece in pieces_of(text, flags_in(text, known)):
        yield ShownPiece(piece.text, piece.kind.value.spoken_in(spoken()) if piece.kind else None)


def _as_decided(item: ReadItem, given: GivenText) -> SentText:
    return SentText(given.digest, item.choice(given), item.shown[given.digest] or "")


def _pages(texts: int) -> int:
    return max(1, -(-texts // AT_ONCE))
