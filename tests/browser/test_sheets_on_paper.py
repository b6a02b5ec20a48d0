"""The sheets in a real browser: by keyboard alone, and one page each on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from subprocess import run

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from survey_app.fieldwork.life import add_wave
from survey_app.fieldwork.wave import Custody, WaveState
from tests.browser.test_admin_pages import address, app
from tests.web.admin_desk import PASSWORD, installation, write_questionnaire
from tests.web.field import draft

__all__ = ["address", "app"]

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("width", [320, 1280])
def test_sheets_are_printed_one_a_page_and_typed_back_by_keyboard(
    app: Flask, address: str, open_page: Callable[..., Page], tmp_path: Path, width: int
) -> None:
    stores = installation(app).stores
    write_questionnaire(app)
    add_wave(stores, replace(draft("bewoners-2026"), custody=Custody.SHEETS), "an")
    page = open_page(width, javascript=False)
    page.goto(f"{address}/metingen/bewoners-2026/openen")
    page.get_by_label("Naam").fill("anna")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.keyboard.press("Enter")

    page.get_by_role("button", name="Maak de bladen").press("Enter")
    expect(page.get_by_role("heading", name="Druk deze 3 bladen nu af")).to_be_visible()
    sheets = [" ".join(words.inner_text().split()) for words in page.locator(".admin-sheet__words").all()]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    printed = tmp_path / "sheets.pdf"
    page.pdf(path=printed, prefer_css_page_size=True)
    assert b"Pages:           3" in run(["/usr/bin/pdfinfo", printed], capture_output=True, check=True).stdout

    page.get_by_role("link", name="De bladen zijn afgedrukt").press("Enter")
    for number, words in enumerate(sheets, start=1):
        page.get_by_label(f"De zeven woorden van blad {number}").focus()
        page.keyboard.type(words)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.keyboard.press("Enter")

    expect(page.get_by_text("De meting is geopend.")).to_be_visible()
    with stores.reading() as store:
        assert store.waves.get("bewoners-2026").state is WaveState.OPEN
