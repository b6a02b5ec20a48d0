"""Stored waves and an uploaded file in one comparison: the figures of the workbook, all faults, nothing kept."""

from __future__ import annotations

import csv
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import gettempdir

import pytest
from flask import Flask
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from survey_app.fieldwork.content import answers_from_json
from survey_app.web.short_form import ShortFormRequest
from tests.web.admin_desk import at_work, closed_wave, installation
from tests.web.field import Browser, token_in
from tests.web.test_results import as_shown, rows_on

PAGE, WAVE = "/beheer/vergelijken/met-bestand", "bewoners-2026"
CODEBOOK = """item,text,block,labels,nvt
luistert,De gemeente luistert.,De gemeente en u,Oneens|Neutraal|Eens,Weet ik niet of niet van toepassing
"""


@pytest.fixture
def researcher(app: Flask) -> Browser:
    """At work beside one closed wave of sixty answers."""
    closed_wave(app, WAVE, date(2026, 6, 1))
    return at_work(app)


def responses(app: Flask, name: str = "2020-05") -> bytes:
    """Some answers of the stored wave, as they might have been given elsewhere, to an item that the study knows."""
    written = StringIO()
    rows = csv.writer(written)
    rows.writerow(["wave", "village", "luistert"])
    with installation(app).stores.reading() as store:
        for number, kept in enumerate(store.responses.read(WAVE)):
            given = answers_from_json(kept.answers)["luistert"]
            rows.writerow([name, kept.segment, "Oneens" if number % 3 else str(given).capitalize()])
    return written.getvalue().encode()


def send(browser: Browser, answers: bytes | None, codebook: str | None = CODEBOOK, **fields: object) -> TestResponse:
    """Hand the files over, as the form on the page does."""
    data: dict[str, object] = {"csrf_token": token_in(browser.open(PAGE)), "wave": [WAVE], "recruitment": "codes"}
    data["same_population"] = "y"
    if answers is not None:
        data["responses"] = (BytesIO(answers), "eerder.csv")
    if codebook is not None:
        data["codebook"] = (BytesIO(codebook.encode()), "codeboek.csv")
    browser.page = browser.client.post(PAGE, data=data | fields, content_type="multipart/form-data")
    return browser.page


def left_behind() -> set[Path]:
    return set(Path(gettempdir()).glob(".peilstok.*"))


def test_the_page_shows_the_rows_of_the_workbook_that_the_same_files_give(app: Flask, researcher: Browser) -> None:
    page = send(researcher, responses(app)).get_data(as_text=True)
    taken = send(researcher, responses(app), doe="Werkboek.xlsx")
    book = load_workbook(BytesIO(taken.get_data()))

    there = [
        [as_shown(cell.value, cell.number_format) for cell in row if cell.value is not None]
        for sheet in book
        for row in sheet.iter_rows()
    ]
    rows = rows_on(page)
    assert len(rows) > 20
    for row in rows:
        assert [cell for cell in row if cell] in there
    # Sixty answers each, by the fixture: all "eens" here, and of the file only each third, the others "oneens".
    agreed = [row for row in rows if any("luistert" in cell for cell in row) and "100%" in row]
    assert any("33%" in row for row in agreed), agreed
    # The same words and answers of the same people: one of the two statements is compared, the other was not asked.
    assert any(row[0].startswith("Van de 2 stellingen: 1 niet vergelijkbaar, 1 indicatief") for row in rows)
    assert 'id="blad-in-het-kort"' in page
    assert 'href="#blad-in-het-kort"' in page
    assert "juni 2026 tegenover mei 2020" in page


def test_the_a4_can_be_taken_along_and_the_log_says_who_did(app: Flask, researcher: Browser) -> None:
    taken = send(researcher, responses(app), doe="In_het_kort.pdf")

    assert taken.get_data().startswith(b"%PDF")
    with installation(app).stores.reading() as store:
        (entry,) = store.audit.latest(1)
    assert (entry.administrator, entry.act) == ("anna", "result taken along")
    assert entry.subject == f"2020_05, {WAVE}: In_het_kort.pdf"


def test_nothing_of_the_file_is_kept(app: Flask, researcher: Browser) -> None:
    before = left_behind()
    with installation(app).stores.reading() as store:
        acts = store.audit.latest(100)

    assert send(researcher, responses(app)).status_code == 200

    with installation(app).stores.reading() as store:
        assert [wave.id for wave in store.waves.all()] == [WAVE]
        assert store.audit.latest(100) == acts
    assert left_behind() == before


def test_every_fault_stands_on_the_page_at_once(app: Flask, researcher: Browser) -> None:
    wrong = responses(app, WAVE) + b"2020-05,Elders,Eens\n2020-05,Ingen,9\n"

    refused = send(researcher, wrong, months=f"{WAVE}=2019-06")

    page = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert f"wave {WAVE} is in this installation as well" in page
    assert "&#34;Elders&#34; is no village of this study" in page
    assert "column luistert" in page
    assert "Er is niets geteld en niets bewaard." in page
    assert left_behind() == set()


def test_waves_without_a_month_are_told_where_to_say_it(app: Flask, researcher: Browser) -> None:
    refused = send(researcher, responses(app, "1")).get_data(as_text=True)
    wrong = send(researcher, responses(app, "1"), months="1 juni").get_data(as_text=True)
    done = send(researcher, responses(app, "1"), months="1=2020-05")

    assert "without a month these waves cannot be put in order" in refused
    assert "Waar --month staat, vult u" in refused
    assert "Schrijf elke maand zo" in wrong
    assert done.status_code == 200


def test_only_the_waves_of_the_file_that_are_named_take_part(app: Flask, researcher: Browser) -> None:
    both = responses(app, "2019-06") + responses(app).partition(b"\n")[2]

    page = send(researcher, both, only="2020-05").get_data(as_text=True)

    assert "juni 2026 tegenover mei 2020" in page
    told, _, _example = page.partition('id="blad-lees-mij"')  # where a month stands as an example
    assert "juni 2019" not in told


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"wave": []}, "Kies een meting."),
        ({"wave": ["elders"]}, "Deze meting is er niet"),
        ({"recruitment": "geraden"}, "Ongeldige keuze"),
        ({"same_population": ""}, "Vul nog in of kies: De metingen in het bestand gingen naar dezelfde doelgroep"),
    ],
)
def test_what_is_not_filled_in_right_is_said(app: Flask, researcher: Browser, fields: object, told: str) -> None:
    assert isinstance(fields, dict)
    refused = send(researcher, responses(app), **fields)

    assert refused.status_code == 422
    assert told in refused.get_data(as_text=True)


def test_without_a_file_or_with_one_that_is_no_table_the_page_says_so(researcher: Browser) -> None:
    missing, image = send(researcher, None), send(researcher, b"\x89PNG\r\n\x1a\n")

    assert missing.status_code == 422
    assert "Kies het bestand met antwoorden." in missing.get_data(as_text=True)
    assert image.status_code == 422
    assert "not text in UTF-8" in image.get_data(as_text=True)


def test_a_stranger_can_send_no_more_than_a_form_there(app: Flask) -> None:
    browser = Browser.of(app)
    browser.open("/beheer/inloggen")

    large = browser.client.post(PAGE, data=b"x" * 1_100_000, content_type="multipart/form-data; boundary=x")

    assert large.status_code == 413
    assert ShortFormRequest.takes_files == frozenset()


def test_without_any_results_there_is_nothing_to_choose(app: Flask) -> None:
    assert "Er zijn nog geen resultaten." in at_work(app).open(PAGE)
