"""The pages in English."""

from __future__ import annotations

from pathlib import Path

from survey_app.installation import Installation
from survey_app.questionnaire.instrument import Instrument
from survey_app.web import app as web_app
from tests.sentences import acts_in_the_log
from tests.web.field import QUESTIONNAIRE, STUDY, Browser, open_wave_with_codes

WEB = Path(web_app.__file__).parent


def test_every_act_that_the_log_keeps_has_words_on_its_page() -> None:
    known = (WEB / "admin" / "views" / "people.py").read_text(encoding="utf-8")

    acts = acts_in_the_log()

    assert len(acts) > 20
    assert {act for act in acts if f'"{act}": _(' not in known} == set()


def test_the_pages_speak_the_language_of_the_questionnaire(field: Installation, browser: Browser) -> None:
    english = Instrument.model_validate({"study": STUDY, "questionnaire": QUESTIONNAIRE | {"language": "en"}})
    code, *_others = open_wave_with_codes(field, "residents-2026", instrument=english)
    browser.enter(code)

    page = browser.open("/vragenlijst/1")

    assert '<html lang="en"' in page
    assert "Page 1 of at most 4" in page
    assert ">Next</button>" in page
    assert "Volgende" not in page
    assert "Start with the questions" in browser.open("/vragenlijst")
