"""Open answers of a closed wave: read by a researcher before anybody else sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from survey_app.dataset.name_flags import Known, known_words
from survey_app.dataset.open_texts import find_item, read_items
from survey_app.dataset.text_flags import flags_in, pieces_of
from survey_app.fieldwork.open_texts import QUOTED_FROM, Choice, GivenText, ItemTexts, ReadItem
from survey_app.fieldwork.reading_texts import (
    LONGEST,
    Decision,
    TooFewAnswers,
    Wrong,
    faults_in,
    keep_decisions,
    undo_decisions,
)
from survey_app.fieldwork.wave import Wave, WaveState
from survey_app.questionnaire.answers import normalise_text
from survey_app.web.admin.equipment import equipment
from survey_app.web.admin.forms import FormFault
from survey_app.web.admin.showing import expect
from survey_app.web.language import spoken
from survey_app.web.stores import installation
from survey_app.web.translation import gettext as _
from survey_app.web.translation import ngettext


def texts(wave_id: str) -> ResponseReturnValue:
    """Per item how many texts were read."""
    wave, items = _items(wave_id)
    return render_template("admin/texts.html", wave=wave, items=items, language=_language(wave))


def read_texts(wave_id: str, question: str) -> ResponseReturnValue:
    """Texts that nobody read yet, a page at a time, and what is decided of them."""
    wave, item = _item(wave_id, question)
    asked = request.args.get("pagina")
    known = known_words(wave.frozen_instrument())
    if request.method == "GET":
        return _reading(wave, item, page_of(item, item.unread, asked, known))
    sent = read_sent(request.form, item)
    faults = sent.faults(item.texts)
    if faults:
        page = page_number(asked, len(item.unread))
        return _reading(wave, item, page_sent(item, sent, faults, page, known)), 422
    _keep(item, sent)
    return redirect(url_for("admin.read_texts", wave_id=wave_id, question=question, pagina=asked))


def decided_texts(wave_id: str, question: str) -> ResponseReturnValue:
    """Texts that were read, with what was decided, to take back."""
    wave, item = _item(wave_id, question)
    asked = request.args.get("pagina")
    if request.method == "GET":
        page = page_of(item, item.read, asked, known_words(wave.frozen_instrument()))
        return render_template("admin/texts-decided.html", wave=wave, item=item, page=page, language=_language(wave))
    undone = undo_decisions(installation().stores, item.texts, digests_in(request.form), equipment().act())
    flash(
        ngettext("%(num)d besluit is teruggenomen.", "%(num)d besluiten zijn teruggenomen.", undone)
        if undone
        else _("Dit was al teruggenomen. Er is niets veranderd.")
    )
    return redirect(url_for("admin.decided_texts", wave_id=wave_id, question=question, pagina=asked))


def _reading(wave: Wave, item: ReadItem, page: TextPage) -> str:
    return render_template(
        "admin/texts-read.html",
        wave=wave,
        item=item,
        page=page,
        quoted_from=QUOTED_FROM,
        language=_language(wave),
    )


def _keep(item: ReadItem, sent: Sent) -> None:
    """Keep what was decided, and say how it went."""
    decisions = sent.decisions()
    if decisions:
        wanted = [(item.texts, decisions)]
        keep_decisions(installation().stores, item.texts.wave, wanted, equipment().act(), replace=False)
        flash(ngettext("%(num)d tekst is gelezen.", "%(num)d teksten zijn gelezen.", len(decisions)))
    elif not sent.overtaken:
        flash(_("U koos nog niets. Er is niets veranderd."))
    if sent.overtaken:
        flash(
            ngettext(
                "%(num)d tekst was al gelezen. Het besluit van toen blijft staan.",
                "%(num)d teksten waren al gelezen. De besluiten van toen blijven staan.",
                sent.overtaken,
            )
        )


def _items(wave_id: str) -> tuple[Wave, tuple[ReadItem, ...]]:
    """The closed wave and what was written in it; raises NoSuchWave or MovedOn."""
    with installation().stores.reading() as store:
        wave = expect(store.waves.get(wave_id), WaveState.CLOSED)
        return wave, read_items(store, wave)


def _item(wave_id: str, question: str) -> tuple[Wave, ReadItem]:
    """The same for one item that may be read; raises NoOpenQuestion or TooFewAnswers as well."""
    wave, items = _items(wave_id)
    item = find_item(items, wave, question)
    if not item.texts.may_be_read:
        raise TooFewAnswers(wave_id, question)
    return wave, item


def _language(wave: Wave) -> str:
    """What the texts are in; empty where nobody knows, for they can be in more languages."""
    instrument = wave.frozen_instrument()
    return "" if instrument.translations else instrument.questionnaire.language


AT_ONCE = 20
"""Texts on a page."""

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
        return [Decision(text.digest, text.choice, text.words) for text in self.texts if text.choice is not None]

    def faults(self, texts: ItemTexts) -> Mapping[bytes, str]:
        """What is wrong, in words, by digest; raises TooFewAnswers."""
        wrong = {digest: fault_words(fault) for digest, fault in faults_in(texts, self.decisions()).items()}
        idle = _("U schreef eigen woorden, maar koos die niet. Kies ‘in eigen woorden’ of maak het vak leeg.")
        unused = (text for text in self.texts if text.words and text.choice is not Choice.PARAPHRASED)
        return wrong | {text.digest: idle for text in unused}


def read_sent(form: MultiDict[str, str], item: ReadItem) -> Sent:
    """What was sent about texts of this item; what is about no text of it is left out."""
    unread = {text.digest for text in item.unread}
    texts = [*_sent(form)]
    overtaken = [text for text in texts if text.choice is not None and text.digest in item.shown]
    return Sent(tuple(text for text in texts if text.digest in unread), len(overtaken))


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


def page_of(item: ReadItem, texts: Sequence[GivenText], asked: str | None, known: Known) -> TextPage:
    """Some of these texts of the item; those that were read with what was decided."""
    page = page_number(asked, len(texts))
    first = (page - 1) * AT_ONCE
    decided = {text.digest: _as_decided(item, text) for text in texts if text.digest in item.shown}
    shown = _texts(texts[first : first + AT_ONCE], first + 1, known, decided, {})
    return TextPage(tuple(shown), page, _pages(len(texts)))


def page_sent(item: ReadItem, sent: Sent, faults: Mapping[bytes, str], page: int, known: Known) -> TextPage:
    """The texts of a form that was sent, as it was filled in, with what is wrong."""
    of_form = {text.digest: text for text in sent.texts}
    texts = [text for text in item.unread if text.digest in of_form]
    shown = tuple(_texts(texts, (page - 1) * AT_ONCE + 1, known, of_form, faults))
    return TextPage(shown, page, _pages(len(item.unread)))


def _texts(
    texts: Sequence[GivenText],
    first: int,
    known: Known,
    filled_in: Mapping[bytes, SentText],
    faults: Mapping[bytes, str],
) -> Iterator[ShownText]:
    for number, text in enumerate(texts, start=first):
        sent = filled_in.get(text.digest, SentText(text.digest, None, ""))
        pieces = tuple(_pieces(text.text, known))
        choice = sent.choice.value if sent.choice else ""
        yield ShownText(number, text.digest.hex(), pieces, text.times, choice, sent.words, faults.get(text.digest))


def _pieces(text: str, known: Known) -> Iterator[ShownPiece]:
    for piece in pieces_of(text, flags_in(text, known)):
        yield ShownPiece(piece.text, piece.kind.value.spoken_in(spoken()) if piece.kind else None)


def _as_decided(item: ReadItem, text: GivenText) -> SentText:
    return SentText(text.digest, item.choice(text), item.shown[text.digest] or "")


def _pages(texts: int) -> int:
    return max(1, -(-texts // AT_ONCE))
