"""A closed wave in which people wrote something, for tests of the administrators' pages."""

from __future__ import annotations

from survey_app.dataset.open_texts import find_item, read_items
from survey_app.fieldwork.codes import read_code, receipt_of
from survey_app.fieldwork.life import close_wave
from survey_app.fieldwork.open_texts import ReadItem
from survey_app.fieldwork.submission import submit
from survey_app.installation import Installation
from survey_app.questionnaire.answers import Answer
from tests.web.field import TODAY, open_wave_with_codes

WAVE = "bewoners-2026"
TEXTS = f"/beheer/metingen/{WAVE}/open-antwoorden"
HOW, NOTICED = f"{TEXTS}/hoe", f"{TEXTS}/merkte.words"

MANY = (
    "Goed, ik werd snel geholpen.",
    "De wethouder, Karin de Boer, belde zelf terug op 06-12345678. Ik woon in Maurik aan de Dorpsstraat 12, 4031 AB.",
    "Het duurde lang. <script>alert('x')</script>\nEn nog een regel.",
    *(f"Antwoord nummer {number:02}." for number in range(29)),
)
"""Thirty-two texts."""


def close_wave_with_words(at: Installation, wave_id: str = WAVE, *, few: bool = False) -> None:
    """Thirty-two answers, or twelve; "hoe" was answered by all, the words of "merkte" were written by eleven."""
    texts = MANY[:12] if few else MANY
    codes = open_wave_with_codes(at, wave_id, codes=len(texts))
    with at.stores.reading() as store:
        wave = store.waves.get(wave_id)
    with at.stores.writing() as store:
        for number, (code, text) in enumerate(zip(codes, texts, strict=True)):
            answers: dict[str, Answer | None] = {
                "luistert": "eens",
                "gesproken": "ja",
                "keren": 2,
                "hoe": text,
                "merkte": ("niets",),
            }
            if number < 11:
                answers |= {"merkte": ("anders",), "merkte.words": f"iets op straat {'x' * number}"}
            submit(store, wave, receipt_of(at.keys.pepper(), wave_id, read_code(code)), answers)
    close_wave(at.stores, at.keys, wave_id, TODAY, "an")


def read_of(at: Installation, item: str = "hoe", wave_id: str = WAVE) -> ReadItem:
    """What was decided so far."""
    with at.stores.reading() as store:
        wave = store.waves.get(wave_id)
        return find_item(read_items(store, wave), wave, item)


def digest(at: Installation, text: str, item: str = "hoe") -> str:
    """What names this text in a form."""
    return next(given.digest.hex() for given in read_of(at, item).texts.texts if given.text == text)
