"""The promise of the contact desk says what is true of each custody, in both languages (decisions 0068 to 0070)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from survey_app.assurance.contact_promise import contact_promise_of
from survey_app.fieldwork.wave import Custody, Wave
from tests.contact_wave import INSTRUMENT
from tests.small_wave import small_wave

ON_HOST = replace(small_wave(minimum=12), instrument=INSTRUMENT)
ON_SHEETS = replace(ON_HOST, custody=Custody.SHEETS, sheets=3, sheets_needed=2)
OF_ONE_SHEET = replace(ON_SHEETS, sheets=2, sheets_needed=1)

SENTENCES = (
    ("Ook zonder uw naam tellen", "Your answers count without", {"host", "sheets", "one"}),
    ("gaat in een aparte stembus, los van", "goes into a ballot box of its own, apart", {"host", "sheets", "one"}),
    ("Uiterlijk 30 dagen na de sluiting", "At the latest 30 days after closing", {"host", "sheets", "one"}),
    ("een lege envelop in die stembus", "an empty envelope goes into that", {"host", "sheets", "one"}),
    ("zetten wij de namen op alfabet", "we put the names in alphabetical", {"host", "sheets", "one"}),
    ("minder dan 12 mensen mee?", "fewer than 12 people take part?", {"host", "sheets", "one"}),
    ("Wie uw naam leest, weet dat", "Whoever reads your name knows that", {"host", "sheets", "one"}),
    ("tijdens het onderzoek kan veranderen", "can change the server during", {"host", "sheets", "one"}),
    ("De sleutel staat tot de sluiting op onze", "The key is on our server until closing", {"host"}),
    ("Wie één van de twee bladen heeft", "Whoever has one of the two sheets", {"one"}),
)


@pytest.mark.parametrize(("key", "wave"), [("host", ON_HOST), ("sheets", ON_SHEETS), ("one", OF_ONE_SHEET)])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_sentence_stands_exactly_where_its_cause_does(key: str, wave: Wave, language: str) -> None:
    desk = INSTRUMENT.questionnaire.contact_desk
    assert desk is not None
    made = contact_promise_of(wave, desk)

    said = [words.spoken_in(language) for words in (*made.in_short, *made.promised, *made.not_promised)]

    stand = {n for n, (nl, en, _) in enumerate(SENTENCES) if any({"nl": nl, "en": en}[language] in s for s in said)}
    assert stand == {number for number, (_nl, _en, keys) in enumerate(SENTENCES) if key in keys}
    assert len(said) == len(stand), "there is no sentence without a cause"
    assert len(made.in_short) == 3
