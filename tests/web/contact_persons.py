"""A closed wave in which two people left a name, for tests of the administrators' pages."""

from __future__ import annotations

from survey_app.fieldwork.codes import read_code, receipt_of
from survey_app.fieldwork.contacts import DECLINED, Contact
from survey_app.fieldwork.life import close_wave
from survey_app.fieldwork.submission import seal_answers
from survey_app.installation import Installation
from tests.contact_wave import with_desk
from tests.web.admin_desk import ANSWERS
from tests.web.field import INSTRUMENT, TODAY, open_wave_with_codes

WAVE = "bewoners-2026"
PAGE = f"/beheer/metingen/{WAVE}/"
CONTACTS = f"{PAGE}contactgegevens"
LEFT = (
    Contact("Zoë de Boer", "06 12345678"),
    Contact("=HYPERLINK(1)", email="anna.van.der.hoogen-berg@een-lange-naam.voorbeeld.nl"),
)


def close_wave_with_contacts(at: Installation) -> None:
    """Twelve answers, two of them with a name."""
    codes = open_wave_with_codes(at, WAVE, codes=12, instrument=with_desk(INSTRUMENT))
    with at.stores.reading() as store:
        wave = store.waves.get(WAVE)
    for code, contact in zip(codes, (*LEFT, *[DECLINED] * 10), strict=True):
        receipt = receipt_of(at.keys.pepper(), WAVE, read_code(code))
        at.stores.drop(seal_answers(wave, receipt, ANSWERS, contact=contact))
    close_wave(at.stores, at.keys, WAVE, TODAY, "an")
