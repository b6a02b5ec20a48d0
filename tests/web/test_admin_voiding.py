"""Giving up a box from the pages."""

from flask import Flask

from survey_app.fieldwork.wave import WaveState
from tests.web.admin_desk import answered_wave, at_work, installation

WAVE = "/beheer/metingen/bewoners-2026"


def lose_key(app: Flask) -> None:
    (installation(app).keys.path / "wave-bewoners-2026.key").unlink()


def state(app: Flask) -> tuple[WaveState, int]:
    with installation(app).stores.reading() as store:
        return store.waves.get("bewoners-2026").state, store.box.count("bewoners-2026")


def test_a_box_without_its_key_is_voided_after_a_page_that_says_what_is_lost(app: Flask) -> None:
    answered_wave(app, answered=12)
    lose_key(app)
    browser = at_work(app)

    asked = browser.open(f"{WAVE}/ongeldig")
    done = browser.post(f"{WAVE}/ongeldig", typed="bewoners-2026")

    assert "De sleutel van deze meting is er niet" in asked
    assert '<span class="admin-figure__number">10</span>' in asked
    assert done.location == f"{WAVE}/"
    assert "12 enveloppen zijn weg" in browser.open(done.location)
    assert state(app) == (WaveState.DRAFT, 0)
    assert "12 enveloppen ongeldig gemaakt" in browser.open("/beheer/logboek")


def test_a_box_that_can_be_opened_is_voided_only_with_a_tick(app: Flask) -> None:
    answered_wave(app, answered=12)
    browser = at_work(app)

    asked = browser.open(f"{WAVE}/ongeldig")
    refused = browser.post(f"{WAVE}/ongeldig", typed="bewoners-2026")
    assert "U kunt de meting gewoon sluiten." in asked
    assert refused.status_code == 422
    assert state(app) == (WaveState.OPEN, 12)

    browser.post(f"{WAVE}/ongeldig", typed="bewoners-2026", even_with_key="y")
    assert state(app) == (WaveState.DRAFT, 0)


def test_researchers_void_nothing(app: Flask) -> None:
    answered_wave(app)

    assert "Dit hoort niet bij uw rol" in at_work(app, "onderzoeker,lezer").open(f"{WAVE}/ongeldig")
