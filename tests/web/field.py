"""A wave in the field, and the pages that respondents use, for tests of the web."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from survey_app.fieldwork.codes import show_code
from survey_app.fieldwork.frame import Frame
from survey_app.fieldwork.inviting import invite
from survey_app.fieldwork.life import add_wave, open_wave
from survey_app.fieldwork.wave import Recruitment, Wave
from survey_app.installation import Installation
from survey_app.questionnaire.instrument import Instrument
from survey_app.web.session import EncryptedSession
from tests.village_words import VILLAGE_WORDS

TODAY = date(2026, 6, 1)

DATABASES = ("sqlite", "postgresql")
ON_BOTH = pytest.mark.parametrize("database_url", DATABASES, indirect=True)
"""For what meets the database through a page in a way of its own: on both in turn."""

STUDY = {
    "study": "kernen",
    "title": "Onderzoek Kernen",
    "client": "Gemeente Voorbeeld",
    "bureau": "Bureau",
    "contact": "Bel 0344 123456 of mail onderzoek@voorbeeld.example.",
    "segments": [{"id": "ingen", "label": "Ingen"}, {"id": "maurik", "label": "Maurik"}],
    "segment_words": VILLAGE_WORDS,
}

QUESTIONNAIRE = {
    "questionnaire": "bewoners",
    "version": "2026",
    "title": "Vragenlijst voor inwoners",
    "population": "bewoners",
    "introduction": "Welkom bij de vragenlijst.",
    "thanks": "Dank voor uw tijd.",
    "response_scales": {
        "eens": {
            "points": [
                {"id": "oneens", "label": "Oneens"},
                {"id": "neutraal", "label": "Neutraal"},
                {"id": "eens", "label": "Eens"},
            ],
            "not_applicable": "Weet ik niet of niet van toepassing",
        }
    },
    "sections": [
        {
            "id": "gemeente",
            "title": "De gemeente en u",
            "lead_in": "Wat vindt u?",
            "items": [
                {"type": "likert", "id": "luistert", "text": "De gemeente luistert.", "response_scale": "eens"},
                {"type": "likert", "id": "ziet", "text": "De gemeente ziet ons.", "response_scale": "eens"},
                {"type": "passage", "text": "Nu iets anders."},
                {"type": "mark", "id": "cijfer", "text": "Welk cijfer geeft u?"},
            ],
        },
        {
            "id": "contact",
            "title": "Contact",
            "items": [
                {
                    "type": "single_choice",
                    "id": "gesproken",
                    "text": "Heeft u de gemeente gesproken?",
                    "required": True,
                    "options": [{"id": "ja", "label": "Ja"}, {"id": "nee", "label": "Nee"}],
                },
                {
                    "type": "number",
                    "id": "keren",
                    "text": "Hoe vaak?",
                    "minimum": 0,
                    "maximum": 99,
                    "unit": "keer",
                    "when": {"item": "gesproken", "is": "ja"},
                },
            ],
        },
        {
            "id": "over_contact",
            "title": "Over dat contact",
            "when": {"item": "gesproken", "is": "ja"},
            "items": [{"type": "open_text", "id": "hoe", "text": "Hoe ging dat?", "maximum_length": 200}],
        },
        {
            "id": "u",
            "title": "Over u",
            "items": [
                {
                    "type": "multiple_choice",
                    "id": "merkte",
                    "text": "Wat merkte u?",
                    "options": [
                        {"id": "niets", "label": "Niets"},
                        {"id": "meer", "label": "Meer overleg"},
                        {"id": "anders", "label": "Anders, namelijk", "other": True},
                    ],
                }
            ],
        },
    ],
}

INSTRUMENT = Instrument.model_validate({"study": STUDY, "questionnaire": QUESTIONNAIRE})


def open_wave_with_codes(
    field: Installation, wave_id: str = "bewoners-2026", codes: int = 4, instrument: Instrument = INSTRUMENT
) -> list[str]:
    """An open wave; its codes, as letters show them."""
    add_wave(field.stores, draft(wave_id), "an")
    segments = [segment.id for segment in instrument.study.segments]
    places = [segments[number % len(segments)] for number in range(codes)]
    addresses = Frame(("adres",), tuple((f"Dorpsstraat {number}",) for number in range(codes)), tuple(range(codes)))
    made = invite(field.stores, field.keys, wave_id, places, who="an", study=instrument.study, frame=addresses)
    open_wave(field.stores, field.keys, wave_id, instrument, TODAY, "an")
    return [show_code(code) for code in made]


def open_wave_for_staff(
    field: Installation, wave_id: str = "medewerkers-2026", instrument: Instrument = INSTRUMENT
) -> str:
    """An open wave with an open link; its address."""
    add_wave(field.stores, replace(draft(wave_id), recruitment=Recruitment.OPEN_LINK), "an")
    open_wave(field.stores, field.keys, wave_id, instrument, TODAY, "an")
    return f"/m/{wave_id}"


def draft(wave_id: str, *, fictitious: bool = False) -> Wave:
    """A wave that is not open yet, with a closing day on which one administrator may close it."""
    wave = Wave(wave_id, "Bewoners 2026", TODAY, "kernen/bewoners.yaml", Recruitment.CODES, fictitious=fictitious)
    return replace(wave, closing_day=TODAY)


def opened_session(app: Flask, cookie: str) -> Any:  # what a session holds is for each test to say
    """What a cookie of a session holds, opened."""
    assert isinstance(app.session_interface, EncryptedSession)
    return app.session_interface.decrypt(cookie)


@dataclass
class Browser:
    """A browser that fills in forms: keeps cookies, and sends back the token of the page it saw last."""

    client: FlaskClient
    page: TestResponse | None = None

    @classmethod
    def of(cls, app: Flask) -> Browser:
        """A fresh browser."""
        return cls(app.test_client())

    def open(self, address: str, **more: object) -> str:
        """Follow an address; the page's HTML."""
        self.page = self.client.get(address, follow_redirects=True, **more)
        return self.html

    def post(self, address: str, **fields: object) -> TestResponse:
        """Send a form with the token of the last page; not following what comes of it."""
        data = {"csrf_token": token_in(self.html), **{name.replace("__", "."): value for name, value in fields.items()}}
        self.page = self.client.post(address, data=data)
        return self.page

    def send_page(self, address: str, go: str = "next", **answers: object) -> TestResponse:
        """Fill in the page and press a button; where that leads to a page that tells what is wrong, go there."""
        html = self.open(address)
        fields = {f"item.{name}": value for name, value in answers.items()}
        sent = self.post(address, section=value_of("section", html), shown=value_of("shown", html), go=go, **fields)
        if "fouten" in (sent.location or ""):
            self.page = sent = self.client.get(sent.location)
        return sent

    def enter(self, code: str) -> TestResponse:
        """Type a code on the first page."""
        self.open("/")
        return self.post("/", code=code)

    @property
    def html(self) -> str:
        """The page seen last."""
        return self.page.get_data(as_text=True) if self.page else ""


def token_in(html: str) -> str:
    """The token of the form on a page."""
    return value_of("csrf_token", html)


def value_of(name: str, html: str) -> str:
    """The value of a hidden field; empty when there is none."""
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    return found[1] if found else ""
