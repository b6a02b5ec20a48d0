"""Looking at results takes no lock for writing, and so holds up nobody who answers, counted or not."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from survey_app.comparison.counting import count_closed_waves
from survey_app.config import Settings
from tests.web.admin_desk import at_work, closed_wave, installation, reworded
from tests.web.field import ON_BOTH, Browser, value_of
from tests.write_lock import while_locked

EARLIER, LATER = "bewoners-2025", "bewoners-2026"
CHOSEN = f"/beheer/vergelijken?wave={EARLIER}&wave={LATER}"
PAGES = (
    "/beheer/",
    "/beheer/vergelijken",
    CHOSEN,
    f"/beheer/gewijzigde-vragen?wave={EARLIER}&wave={LATER}",
    *(f"/beheer/metingen/{LATER}/{page}" for page in ("", "gesloten", "certificaat", "microdata", "open-antwoorden")),
)
DOWNLOADS = {
    "/beheer/vergelijken/werkboek": {"wave": [EARLIER, LATER], "language": "nl"},
    f"/beheer/metingen/{LATER}/microdata/bestand": {},
}


@pytest.fixture
def browser(app: Flask) -> Browser:
    """A researcher, and two waves that asked one thing in other words."""
    closed_wave(app, EARLIER)
    closed_wave(app, LATER)
    reworded(app, LATER, luistert="De gemeente luistert naar ons.")
    return at_work(app)


@ON_BOTH
@pytest.mark.parametrize("counted", [True, False])
def test_pages_of_results_are_read_while_somebody_else_writes(
    app: Flask, browser: Browser, settings: Settings, *, counted: bool
) -> None:
    if counted:
        count_closed_waves(installation(app).stores)

    def look() -> list[TestResponse]:
        return [browser.client.get(page) for page in PAGES]

    found = while_locked(settings.database_url, look)

    assert [page.status_code for page in found] == [200] * len(PAGES)
    assert "Oordeel" in found[PAGES.index(CHOSEN)].get_data(as_text=True)
    with installation(app).stores.reading() as store:
        assert (store.counts.find(LATER) is not None) is counted


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("path", DOWNLOADS)
def test_of_a_download_nothing_is_written_but_a_line_in_the_log(
    browser: Browser, settings: Settings, path: str
) -> None:
    shown = value_of("shown", browser.open(f"/beheer/metingen/{LATER}/microdata"))  # files are made of what was seen
    browser.open(CHOSEN)

    taken = while_locked(
        settings.database_url, lambda: browser.post(path, shown=shown, **DOWNLOADS[path]), free=["audit_log"]
    )

    assert taken.status_code == 200
    assert taken.get_data().startswith(b"PK")
    taken.close()
