"""A wave of an uploaded file that is kept as counts: seen first, named, then among the others; and taken away again."""

from __future__ import annotations

import html
import re
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from openpyxl import load_workbook

from survey_app.assurance.certificate import NothingToCertify, certify
from survey_app.comparison.fielded import fielded_wave
from survey_app.fieldwork.life import NotADraft, open_wave
from survey_app.fieldwork.wave import Origin, WaveState
from survey_app.reporting import wave_workbook
from tests.web.admin_desk import at_work, closed_wave, installation, let_in, log_in
from tests.web.field import INSTRUMENT, TODAY, Browser
from tests.web.test_results import rows_on
from tests.web.test_with_file import WAVE, responses, send

KEEP, KEPT = "/beheer/vergelijken/met-bestand/bewaren", "bewoners-2020"


@pytest.fixture
def researcher(app: Flask) -> Browser:
    """At work beside one closed wave of sixty answers, and nothing else than a researcher."""
    closed_wave(app, WAVE, date(2026, 6, 1))
    return at_work(app, "onderzoeker")


def offered(page: str) -> str:
    """What the page has signed."""
    found = re.search(r'name="kept"[^>]* value="([^"]+)"', page)
    assert found is not None
    return html.unescape(found[1])


def keep(browser: Browser, app: Flask, **fields: str) -> str:
    """All the way: send the file, look at what would be kept, and say so; where that leads."""
    signed = offered(send(browser, responses(app)).get_data(as_text=True))
    browser.post(KEEP, kept=signed)
    named = {"label": "Bewoners 2020", "month": "5", "year": "2020", "wave_id": KEPT, "agreed": "y"}
    answer = browser.post(KEEP, kept=signed, **{**named, **fields})
    return str(answer.headers.get("Location", answer.get_data(as_text=True)))


def test_it_is_shown_first_what_is_kept_and_what_is_not(app: Flask, researcher: Browser) -> None:
    signed = offered(send(researcher, responses(app)).get_data(as_text=True))
    page = researcher.post(KEEP, kept=signed).get_data(as_text=True)

    # By the fixture: sixty answers, of Ingen and Maurik in turn; the file has one statement.
    assert "Hoe vaak elk antwoord is gegeven op 1 vraag, door 60 mensen samen." in page
    assert "Hetzelfde per kern: Ingen en Maurik." in page
    assert "Geen enkele rij van het bestand" in page
    assert 'value="2020"' in page
    with installation(app).stores.reading() as store:
        assert [wave.id for wave in store.waves.all()] == [WAVE]


def test_it_stands_among_the_others_and_says_where_it_came_from(
    app: Flask, researcher: Browser, tmp_path: Path
) -> None:
    before = rows_on(send(researcher, responses(app)).get_data(as_text=True))

    assert keep(researcher, app) == f"/beheer/metingen/{KEPT}/"

    page = researcher.open(f"/beheer/metingen/{KEPT}/")
    assert "De tellingen zijn bewaard." in page
    assert "uit een bestand, alleen tellingen" in page
    assert "uit een bestand, alleen tellingen" in researcher.open("/beheer/")
    shown = researcher.open(f"/beheer/resultaten?wave={KEPT}&wave={WAVE}&blad=vergelijking")
    figures = [row for row in rows_on(shown) if any("luistert" in cell for cell in row)]
    # The figures of the comparison with the file, before anything of it was kept.
    assert figures
    assert all(row in before for row in figures)
    short = researcher.open(f"/beheer/resultaten?wave={KEPT}&wave={WAVE}")
    assert "Mei 2020: uit een bestand van elders, waarvan alleen de tellingen zijn bewaard." in short
    with installation(app).stores.reading() as store:
        wave_workbook(fielded_wave(store, KEPT), tmp_path / "een.xlsx")
    readme = [cell for row in load_workbook(tmp_path / "een.xlsx")["Lees mij"].values for cell in row]
    assert "bestand van elders: alleen de tellingen zijn bewaard, geen antwoorden per persoon" in readme


def test_counts_are_all_that_is_kept(app: Flask, researcher: Browser) -> None:
    keep(researcher, app)

    at = installation(app)
    with at.stores.reading() as store:
        kept, entry = store.waves.get(KEPT), store.audit.latest(1)[0]
        assert (kept.origin, kept.state, kept.responses) == (Origin.FILE, WaveState.CLOSED, 60)
        assert list(store.responses.read(KEPT)) == []
        assert (entry.administrator, entry.act, entry.subject) == ("anna", "counts of a file kept", KEPT)
        with pytest.raises(NothingToCertify):
            certify(store, at.keys, kept, TODAY)
    with pytest.raises(NotADraft):
        open_wave(at.stores, at.keys, KEPT, INSTRUMENT, TODAY, "anna")
    for page in ("microdata", "open-antwoorden"):
        assert "alleen tellingen bekend" in researcher.open(f"/beheer/metingen/{KEPT}/{page}")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"agreed": ""}, "Vul nog in of kies: Ik mag deze tellingen bewaren"),
        ({"wave_id": WAVE}, "Er is al een meting met dit kenmerk"),
        ({"label": " "}, "Vul nog in of kies: Naam van de meting"),
        ({"year": "20"}, "Vul een jaar in van 2000"),
    ],
)
def test_what_is_not_said_is_not_kept(app: Flask, researcher: Browser, fields: dict[str, str], told: str) -> None:
    page = keep(researcher, app, **fields)

    assert told in page
    assert offered(page)  # so that nothing has to be sent again
    with installation(app).stores.reading() as store:
        assert [wave.id for wave in store.waves.all()] == [WAVE]


def test_what_was_not_offered_here_is_refused(app: Flask, researcher: Browser) -> None:
    signed = offered(send(researcher, responses(app)).get_data(as_text=True))
    changed = signed[:30] + ("A" if signed[30] != "A" else "B") + signed[31:]

    for fields in ({"kept": changed, "label": "x"}, {}):
        refused = researcher.post(KEEP, **fields)
        assert refused.headers["Location"] == "/beheer/vergelijken/met-bestand"
        assert "Er is niets bewaard. Kies het bestand opnieuw" in researcher.open("/beheer/vergelijken/met-bestand")
    with installation(app).stores.reading() as store:
        assert [wave.id for wave in store.waves.all()] == [WAVE]


def test_too_few_are_not_offered(app: Flask, researcher: Browser) -> None:
    few = b"\n".join(responses(app).splitlines()[:10])

    page = send(researcher, few).get_data(as_text=True)

    assert "2020-05 kan niet worden bewaard: er zijn minder dan 10 antwoorden." in page
    assert 'name="kept"' not in page


def test_it_is_removed_after_asking_by_who_may(app: Flask, researcher: Browser) -> None:
    keep(researcher, app)
    address = f"/beheer/metingen/{KEPT}/tellingen-verwijderen"
    let_in(app, "lezer", "lena")
    reader = Browser.of(app)
    log_in(reader, "lena")

    assert reader.client.get(address).status_code == 403
    assert "Typ ter bevestiging" in researcher.open(address)
    assert researcher.post(address, typed="iets anders").status_code == 422
    done = researcher.post(address, typed=KEPT)

    assert done.headers["Location"] == "/beheer/"
    with installation(app).stores.reading() as store:
        assert [wave.id for wave in store.waves.all()] == [WAVE]
        assert store.counts.find(KEPT) is None
    # A wave that was held here is not removed so.
    researcher.open("/beheer/")
    assert researcher.client.get(f"/beheer/metingen/{WAVE}/tellingen-verwijderen").status_code == 409


def test_a_fictitious_one_says_so(app: Flask, researcher: Browser) -> None:
    keep(researcher, app, fictitious="y")

    assert "proef, fictief" in researcher.open(f"/beheer/metingen/{KEPT}/")


def test_what_is_kept_has_no_cells_of_segment_and_trait(app: Flask, researcher: Browser) -> None:
    keep(researcher, app)

    with installation(app).stores.reading() as store:
        counts = store.counts.find(KEPT) or ""
    assert '"respondents":60' in counts
    assert '"cells":[]' in counts
