"""What in an open answer is marked for whoever reads it. Every example was thought up for this test."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.dataset.name_flags import Known, known_words
from survey_app.dataset.text_flags import FlagKind, flags_in, pieces_of
from survey_app.questionnaire.instrument import Instrument
from tests.small_wave import INSTRUMENT

NOTHING_KNOWN = Known()
EMAIL, WEB, PHONE, POSTCODE, ADDRESS, ROLE, NAME = FlagKind


def marked(text: str, known: Known = NOTHING_KNOWN) -> list[tuple[str, FlagKind]]:
    return [(text[flag.start : flag.end], flag.kind) for flag in flags_in(text, known)]


@pytest.mark.parametrize(
    ("text", "part", "kind"),
    [
        ("Mail naar j.jansen@voorbeeld.nl graag", "j.jansen@voorbeeld.nl", EMAIL),
        ("mail jansen (at) voorbeeld.nl", "jansen (at) voorbeeld.nl", EMAIL),
        ("zie www.dorpsraad.example/kern", "www.dorpsraad.example/kern", WEB),
        ("zie dorpsraad.nl", "dorpsraad.nl", WEB),
        ("ik ben @dorpsgek", "@dorpsgek", WEB),
        ("bel 06-12345678", "06-12345678", PHONE),
        ("bel 06 12 34 56 78 maar", "06 12 34 56 78", PHONE),
        ("bel +31 6 12345678", "+31 6 12345678", PHONE),
        ("bel (0344) 57 12 34", "(0344) 57 12 34", PHONE),
        ("bel 0031344571234", "0031344571234", PHONE),
        ("bel 571234", "571234", PHONE),
        ("ik woon op 4031 AB", "4031 AB", POSTCODE),
        ("ik woon op 4031ab", "4031ab", POSTCODE),
        ("ik woon op 4031 kd", "4031 kd", POSTCODE),
        ("in de dorpsstraat 12a is het", "dorpsstraat 12a", ADDRESS),
        ("aan de Lange Dijk nr. 3", "Dijk nr. 3", ADDRESS),
        ("de wethouder luistert", "wethouder", ROLE),
        ("onze kernambtenaren zijn goed", "kernambtenaren", ROLE),
        ("vraag het mijn man", "mijn man", ROLE),
        ("de vrouw van mijn buurman", "buurman", ROLE),
        ("de huisarts is weg", "huisarts", ROLE),
        ("mevrouw jansen weet het", "mevrouw jansen", ROLE),
        ("ik sprak Karin gisteren", "Karin", NAME),
        ("contactpersoon is: Karin", "Karin", NAME),
        ("er was o.a. Piet bij", "Piet", NAME),
        ("goed. Vooral De Boer helpt", "Boer", ROLE),
        ("vooral Øystein helpt", "Øystein", NAME),
    ],
)
def test_what_may_point_to_somebody_is_marked(text: str, part: str, kind: FlagKind) -> None:
    assert (part, kind) in marked(text)


@pytest.mark.parametrize(
    "text",
    [
        "Fijn dorp. Meer groen graag!\nEn bankjes. “Doen” dus.",
        "In 2020 is het beter dan in 2019-2020, ook in 2018/19.",
        "De man en de vrouw in het dorp, en kinderen.",
        "Ik wil 1500 euro en 12 bomen, of 10.000.",
        "In Nederland is WhatsApp gewoon, ook bij de WMO.",
        "Bossen en parken, de regen en de starters.",
    ],
)
def test_what_points_to_nobody_is_not_marked(text: str) -> None:
    assert marked(text) == []


def test_a_name_at_the_beginning_is_marked_when_the_rest_of_it_follows_or_it_comes_back() -> None:
    assert marked("Jan de Vries hielp.") == [("Jan", NAME), ("Vries", NAME)]
    assert marked("Jan hielp. En later weer Jan.") == [("Jan", NAME), ("Jan", NAME)]


def test_in_a_text_in_capitals_everything_is_marked() -> None:
    assert marked("IK VIND JAN GOED!") == [("IK VIND JAN GOED", NAME)]


def test_villages_and_words_of_the_questionnaire_are_no_names_and_whom_to_call_is_one() -> None:
    raw = INSTRUMENT.model_dump(mode="json", by_alias=True)
    raw["study"] |= {"client": "Gemeente Buren", "contact": "Bel Karin"}
    raw["study"]["segments"][0]["label"] = "Kapel-Avezaath"
    known = known_words(Instrument.model_validate(raw))

    text = "in Kapel-Avezaath en Avezaath, gemeente Buren, zijn buren Oneens met Karin"

    assert marked(text, known) == [("buren", ROLE), ("Karin", NAME)]


@given(st.text(max_size=300) | st.text(alphabet="Ab1 @.-0'\n", max_size=300))
def test_the_pieces_are_the_whole_text_and_flags_do_not_overlap(text: str) -> None:
    flags = flags_in(text, NOTHING_KNOWN)

    assert "".join(piece.text for piece in pieces_of(text, flags)) == text
    assert all(one.end <= other.start for one, other in pairwise(flags))
