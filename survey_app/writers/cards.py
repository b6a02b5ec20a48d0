"""Code cards on A4, to be cut, shuffled and handed out unseen: a code and a link on each, and no address."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import segno
import typst

from survey_app.fieldwork.codes import show_code
from survey_app.language.words import Words
from survey_app.questionnaire.instrument import Instrument
from survey_app.writers.atomic import PRIVATE, written_whole

_TEMPLATE = Path(__file__).parent / "templates" / "cards.typ"
_QUIET_ZONE = 4
_WORDS = {
    "go": Words("Ga naar"),
    "code": Words("en typ deze code:"),
    "once": Words("De code werkt één keer. Wij houden niet bij wie welke kaart heeft."),
    "qr": Words("QR-code met de link"),
}


@dataclass(frozen=True)
class CardText:
    """What stands on every card."""

    title: str
    contact: str
    language: str
    base_url: str


def card_text(instrument: Instrument, base_url: str) -> CardText:
    """The words of a questionnaire's cards."""
    return CardText(
        instrument.questionnaire.title, instrument.study.contact, instrument.questionnaire.language, base_url
    )


def write_cards(target: Path, text: CardText, codes: Sequence[str]) -> None:
    """The cards as a PDF that only its owner can read."""
    with written_whole(target, mode=PRIVATE) as beside:
        beside.write_bytes(cards_pdf(text, codes))


def cards_pdf(text: CardText, codes: Sequence[str]) -> bytes:
    """Ten cards a sheet, in the order of these codes, which should be that of nothing. No code touches the disk."""
    data = {
        "title": text.title,
        "contact": text.contact,
        "language": text.language,
        "address": text.base_url.partition("://")[2],
        "words": {name: words.spoken_in(text.language) for name, words in _WORDS.items()},
        "cards": [{"code": show_code(code), "qr": _qr(f"{text.base_url}/#{code}")} for code in codes],
    }
    return bytes(typst.compile(_TEMPLATE.read_bytes(), sys_inputs={"data": json.dumps(data)}, format="pdf"))


def _qr(link: str) -> str:
    """Error correction M, for a card that was in a pocket."""
    drawn = BytesIO()
    segno.make(link, error="m", micro=False).save(drawn, kind="svg", border=_QUIET_ZONE, xmldecl=False)
    return drawn.getvalue().decode("ascii")
