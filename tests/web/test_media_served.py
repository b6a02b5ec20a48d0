"""Pictures and recordings: served from here, cleaned, under addresses that say only what is in them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from survey_app.config import Settings
from survey_app.installation import Installation
from survey_app.questionnaire.instrument import Instrument
from tests.media_study import ALT, DRAWING, png, silence, with_media, write_study
from tests.web.field import Browser, open_wave_with_codes
from tests.web.test_preview import link_to

_ADDRESS = re.compile(r'src="(/media/([0-9a-f]{64})\.(?:svg|png|mp3))"')


@pytest.fixture
def instrument(settings: Settings) -> Instrument:
    return write_study(settings.questionnaire_directory)


@pytest.fixture
def page(field: Installation, browser: Browser, instrument: Instrument) -> str:
    """The first page of a respondent."""
    code, *_others = open_wave_with_codes(field, instrument=instrument)
    browser.enter(code)
    return browser.client.get("/vragenlijst/1").get_data(as_text=True)


def media_on(page: str) -> list[str]:
    return [address for address, _content in _ADDRESS.findall(page)]


def test_a_page_has_picture_and_recording_and_no_other_question_has(page: str) -> None:
    picture, recording = media_on(page)

    assert f'<img class="peilstok-picture" src="{picture}" alt="{ALT}" width="640" height="200">' in page
    assert f'<audio class="peilstok-recording" controls preload="none" src="{recording}"' in page
    assert 'aria-label="Vraag 1 voorgelezen"' in page
    assert "autoplay" not in page
    assert "lazy" not in page


def test_buttons_to_read_aloud_wait_for_a_voice(page: str) -> None:
    buttons = re.findall(r"<button[^>]*peilstok-aloud[^>]*>", page)

    assert len(buttons) == 4  # the page and its three questions
    assert all(" hidden>" in button and 'type="button"' in button for button in buttons)


def get(browser: Browser, address: str, **headers: str) -> TestResponse:
    return browser.client.get(address, headers={name.replace("_", "-"): value for name, value in headers.items()})


def test_a_drawing_is_served_without_what_is_no_drawing(page: str, browser: Browser) -> None:
    answer = get(browser, media_on(page)[0])

    assert answer.mimetype == "image/svg+xml"
    for gone in (b"script", b"alert", b"elders.example", b"onload", b"onclick"):
        assert gone not in answer.data
    assert b"M80 320 L400 80" in answer.data
    (policy,) = answer.headers.getlist("Content-Security-Policy")
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script-src" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_notes_in_a_png_are_dropped(settings: Settings, browser: Browser) -> None:
    write_study(settings.questionnaire_directory)
    (settings.questionnaire_directory / "kernen" / "punt.png").write_bytes(png())
    shown = (
        write_study(settings.questionnaire_directory, with_media(image={"file": "punt.png", "alt": ALT}))
        .questionnaire.items["luistert"]
        .image
    )
    assert shown is not None

    answer = get(browser, f"/media/{shown.address}")

    assert answer.mimetype == "image/png"
    assert b"Author" not in answer.data
    assert answer.data.startswith(b"\x89PNG")
    (policy,) = answer.headers.getlist("Content-Security-Policy")
    assert "unsafe" not in policy


def test_browsers_keep_both_for_good_and_get_parts_of_a_recording(page: str, browser: Browser) -> None:
    picture, recording = media_on(page)

    for address in (picture, recording):
        answer = get(browser, address)
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Set-Cookie" not in answer.headers
        assert get(browser, address, If_None_Match=answer.headers["ETag"]).status_code == 304

    part = get(browser, recording, Range="bytes=417-420")
    assert (part.status_code, part.mimetype) == (206, "audio/mpeg")
    assert part.headers["Content-Range"] == f"bytes 417-420/{len(silence())}"
    assert part.data == silence()[:4]


def test_an_address_says_only_what_is_in_the_file(page: str, browser: Browser, settings: Settings) -> None:
    (settings.questionnaire_directory / "geheim.txt").write_text("geheim", encoding="utf-8")
    folder = settings.questionnaire_directory / "kernen"

    assert all("bewoners" not in address and "kernen" not in address for address in media_on(page))
    for other in (f"/media/{'0' * 64}.svg", "/media/dak.svg", "/media/..%2Fgeheim.txt", "/media/kernen/dak.svg"):
        assert get(browser, other).status_code == 404

    (folder / "dak.svg").write_text(DRAWING.replace("M80", "M90"), encoding="utf-8")
    assert get(browser, media_on(page)[0]).status_code == 404, "another picture is another question"
    (folder / "terug.svg").write_text(DRAWING, encoding="utf-8")
    assert get(browser, media_on(page)[0]).status_code == 200


def test_a_preview_shows_both_as_the_files_are_now(browser: Browser, settings: Settings) -> None:
    write_study(settings.questionnaire_directory)
    address = link_to(browser.client.application)
    before = media_on(browser.client.get(f"{address}/vragenlijst/1").get_data(as_text=True))
    changed: Path = settings.questionnaire_directory / "kernen" / "dak.svg"
    changed.write_text(DRAWING.replace("M80", "M90"), encoding="utf-8")

    after = media_on(browser.client.get(f"{address}/vragenlijst/1").get_data(as_text=True))

    assert len(before) == len(after) == 2
    assert before[0] != after[0]
    assert get(browser, after[0]).status_code == get(browser, after[1]).status_code == 200
