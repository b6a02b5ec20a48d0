"""Code cards on A4, to be cut, shuffled and handed out unseen: a code and a link on each, and no address."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import segno
import typst

from survey_app.fieldwork.codes import show_code
from survey_app.fieldwork.other_languages import letter_lines
from survey_app.language.words import Words
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.look.folder import Look

_TEMPLATE = Path(__file__).parent / "templates" / "cards.typ"
_QUIET_ZONE = 4
_WORDS = {
    "go": Words("Ga naar"),
    "code": Words("en typ deze code:"),
    "once": Words("De code werkt één keer. Wij houden niet bij wie welke kaart heeft."),
    "qr": Words("QR-code met de link"),
}


def cards_pdf(instrument: Instrument, base_url: str, codes: Sequence[str], look: Look | None = None) -> bytes:
    """Ten cards a sheet, in the order of these codes, which should be that of nothing. No code touches the disk.

    PDF/UA-1 and PDF/A-2a, which asks for the day.
    """
    questionnaire, today = instrument.questionnaire, datetime.now(UTC).date()
    data = {
        "title": questionnaire.title,
        "client": instrument.study.client,
        "contact": instrument.study.contact,
        "today": [today.year, today.month, today.day],
        "look": look.on_paper() if look else {},
        "language": questionnaire.language,
        "address": base_url.partition("://")[2],
        "also": [{"language": language, "line": line} for language, line in letter_lines(instrument).items()],
        "words": {name: words.spoken_in(questionnaire.language) for name, words in _WORDS.items()},
        "cards": [{"code": show_code(code), "qr": _qr(f"{base_url}/#{code}")} for code in codes],
    }
    inputs = {"data": json.dumps(data)}
    return bytes(typst.compile(_TEMPLATE.read_bytes(), sys_inputs=inputs, format="pdf", pdf_standards=["ua-1", "a-2a"]))


def _qr(link: str) -> str:
    """Error correction M, for a card that was in a pocket."""
    drawn = BytesIO()
    segno.make(link, error="m", micro=False).save(drawn, kind="svg", border=_QUIET_ZONE, xmldecl=False)
    return drawn.getvalue().decode("ascii")
