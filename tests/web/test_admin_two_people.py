"""Closing from the pages takes two administrators, or a day that respondents knew beforehand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from survey_app.fieldwork.wave import Wave, WaveState
from tests.web.admin_desk import Clock, answered_wave, furnished, installation, let_in, log_in
from tests.web.field import ON_BOTH, Browser

pytestmark = ON_BOTH

ID = "bewoners-2026"
WAVE = f"/beheer/metingen/{ID}"
CLOSE, ASK, DAY = f"{WAVE}/sluiten", f"{WAVE}/sluiten/vragen", f"{WAVE}/sluiten/dag"


@pytest.fixture
def clock(app: Flask) -> Clock:
    """Anna and Bea are administrators, Rik only reads; a wave is open that has no closing day."""
    clock = furnished(app)
    let_in(app, "beheerder", "bea")
    let_in(app, "lezer", "rik")
    answered_wave(app)
    with installation(app).stores.writing() as store:
        store.waves.save(replace(store.waves.get(ID), closing_day=None))
    return clock


def who(app: Flask, name: str) -> Browser:
    browser = Browser.of(app)
    log_in(browser, name)
    return browser


def wave_of(app: Flask) -> Wave:
    with installation(app).stores.reading() as store:
        return store.waves.get(ID)


def test_one_administrator_cannot_close_and_is_told_what_can_be_done(app: Flask, clock: Clock) -> None:
    anna = who(app, "anna")

    page = anna.open(CLOSE)
    anna.post(CLOSE, typed=ID)

    assert "Sluiten doet u met z’n tweeën" in page
    assert "Op zijn vroegst: 3 juni 2026." in page
    assert wave_of(app).state is WaveState.OPEN


def test_another_administrator_sees_who_asked_and_closes(app: Flask, clock: Clock) -> None:
    anna, bea = who(app, "anna"), who(app, "bea")
    anna.open(CLOSE)
    anna.post(ASK, go="ask")
    assert "U vroeg vandaag om deze meting te sluiten." in anna.open(CLOSE)
    anna.post(CLOSE, typed=ID)
    assert wave_of(app).state is WaveState.OPEN

    assert "anna vraagt om deze meting vandaag te sluiten" in bea.open(WAVE + "/")
    assert "anna vroeg vandaag om deze meting te sluiten." in bea.open(CLOSE)
    assert bea.post(CLOSE, typed=ID).location == f"{WAVE}/gesloten"

    assert wave_of(app).state is WaveState.CLOSED
    with installation(app).stores.reading() as store:
        told = [(entry.administrator, entry.act) for entry in store.audit.latest(3)]
    assert told == [("bea", "wave closed"), ("anna", "closing agreed to"), ("anna", "closing asked for")]


def test_a_request_ends_with_its_day_and_can_be_taken_back(app: Flask, clock: Clock) -> None:
    anna, bea = who(app, "anna"), who(app, "bea")
    for passed, go in (({"hours": 0}, "unask"), ({"days": 1}, "")):
        anna.open(CLOSE)
        anna.post(ASK, go="ask")
        assert "U sluit dus samen met anna." in bea.open(CLOSE)
        if go:
            anna.open(CLOSE)
            anna.post(ASK, go=go)
        clock.forward(**passed)
        bea, anna = who(app, "bea"), who(app, "anna")
        assert "Sluiten doet u met z’n tweeën" in bea.open(CLOSE)
        bea.post(CLOSE, typed=ID)
        assert wave_of(app).state is WaveState.OPEN


def test_who_only_reads_asks_for_nothing(app: Flask, clock: Clock) -> None:
    rik = who(app, "rik")
    rik.open(WAVE + "/")

    for address in (ASK, DAY):
        assert rik.post(address, go="ask", day="2026-06-09").status_code == 403
    assert wave_of(app).closing_asked_by is None


def test_on_the_announced_day_one_administrator_closes(app: Flask, clock: Clock) -> None:
    anna = who(app, "anna")
    for typed, told in (
        ("2026-06-02", "Kies 3 juni 2026 of later."),
        ("morgen", "Vul een dag in als 2026-12-04"),
        ("", "Vul nog in of kies: Dag van sluiting"),
    ):
        anna.open(CLOSE)
        assert anna.post(DAY, go="keep", day=typed).status_code == 422
        assert told in anna.html
    anna.open(CLOSE)
    anna.post(DAY, go="keep", day="2026-06-10")
    anna.open(CLOSE)
    assert anna.post(DAY, go="keep", day="2026-06-09").status_code == 422
    assert "Kies 10 juni 2026 of later." in anna.html
    assert "10 juni 2026" in anna.open(WAVE + "/")
    assert "Sluiten doet u met z’n tweeën" in anna.open(CLOSE)

    clock.forward(days=9)
    anna = who(app, "anna")
    assert "Vandaag is de aangekondigde dag." in anna.open(CLOSE)
    anna.post(CLOSE, typed=ID)
    assert wave_of(app).state is WaveState.CLOSED


def test_a_day_that_is_over_closes_nothing_and_can_be_withdrawn(app: Flask, clock: Clock) -> None:
    anna = who(app, "anna")
    anna.open(CLOSE)
    anna.post(DAY, go="keep", day="2026-06-03")
    clock.forward(days=3)
    anna = who(app, "anna")

    assert "Die dag is voorbij. Kondig een nieuwe aan." in anna.open(CLOSE)
    anna.post(CLOSE, typed=ID)
    assert wave_of(app).state is WaveState.OPEN
    anna.open(CLOSE)
    anna.post(DAY, go="withdraw")

    assert wave_of(app).closing_day is None


def test_a_trial_with_made_up_answers_is_closed_by_one(app: Flask, clock: Clock) -> None:
    with installation(app).stores.writing() as store:
        store.waves.save(replace(store.waves.get(ID), fictitious=True))
    anna = who(app, "anna")

    anna.open(CLOSE)
    anna.post(CLOSE, typed=ID)

    assert wave_of(app).state is WaveState.CLOSED
