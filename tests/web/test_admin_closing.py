"""A closing that takes a while, seen by who started it and by others; and one that was stopped."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from flask import Flask

from survey_app.fieldwork.life import add_wave, close_wave
from survey_app.fieldwork.place import NOWHERE, Place
from survey_app.store.closings import Closings
from survey_app.store.keys import KeyDirectory
from tests.web.admin_desk import answered_wave, at_work, closed_wave, installation, let_in, log_in, write_questionnaire
from tests.web.field import ON_BOTH, TODAY, Browser, draft

pytestmark = ON_BOTH

ID = "bewoners-2026"
WAVE = f"/beheer/metingen/{ID}"


class PowerCut(Exception):
    """Stands for a process that stops at once."""


class KeysThatCannotDestroy(KeyDirectory):
    """Stands for a process that stops between the closing transaction and the destruction of the key."""

    def destroy_wave_key(self, wave_id: str) -> None:
        raise PowerCut


@contextmanager
def wave_is_held(app: Flask) -> Iterator[None]:
    """As if there were so many envelopes that closing lasts until this block ends."""
    with installation(app).stores.writing() as store:
        store.waves.lock(ID)
        yield


def until_closed() -> None:
    """Wait for the closing under way, scrubbing included."""
    for thread in threading.enumerate():
        if thread.name.startswith("errand"):
            thread.join()


def test_a_long_closing_shows_how_far_it_is_and_a_second_administrator_sees_the_same(app: Flask) -> None:
    first = at_work(app)
    answered_wave(app)
    let_in(app, "beheerder", "bert")
    second = Browser.of(app)
    log_in(second, "bert")
    for browser in (first, second):
        browser.open(f"{WAVE}/sluiten")

    with wave_is_held(app):
        answer = first.post(f"{WAVE}/sluiten", typed=ID)
        page = first.client.get(f"{WAVE}/sluiten/voortgang")
        other_click = second.post(f"{WAVE}/sluiten", typed=ID)
        other_page = second.client.get(f"{WAVE}/sluiten/voortgang")
        asked = second.client.get(f"{WAVE}/sluiten")

    assert answer.location == other_click.location == asked.location == f"{WAVE}/sluiten/voortgang"
    for shown in (page, other_page):
        assert "0% gedaan" in shown.text
        assert "Bijwerken" in shown.text
        assert shown.headers["Refresh"] == "4"
    until_closed()
    with installation(app).stores.reading() as store:
        acts = [entry.act for entry in store.audit.latest(20)]
        assert acts.count("wave closed") == 1
        assert store.waves.get(ID).responses == 12


def test_the_page_tells_the_numbers_of_the_file_and_can_be_kept_still(app: Flask) -> None:
    browser = at_work(app)
    answered_wave(app)

    with Closings(installation(app).keys.path).begin(ID) as under_way:
        under_way(1, 3)
        a_third = browser.client.get(f"{WAVE}/sluiten/voortgang?vanzelf=nee")
        under_way(3, 3)
        all_opened = browser.client.get(f"{WAVE}/sluiten/voortgang")

    assert "33% gedaan" in a_third.text
    assert "Refresh" not in a_third.headers
    assert "Bijna klaar" in all_opened.text


def test_a_closing_that_was_stopped_is_told_and_can_be_done_again(app: Flask) -> None:
    browser = at_work(app)
    answered_wave(app)
    with Closings(installation(app).keys.path).begin(ID) as under_way:
        under_way.is_finished = False

    stopped = browser.client.get(f"{WAVE}/sluiten/voortgang").text
    browser.open(f"{WAVE}/sluiten")
    closed = browser.post(f"{WAVE}/sluiten", typed=ID)

    assert "Deze meting is nog open" in stopped
    assert "Er is niets veranderd en niets verloren." in stopped
    assert closed.location == f"{WAVE}/gesloten"
    assert "Nog niet helemaal klaar" not in browser.open(closed.location)


def test_what_an_interrupted_closing_left_undone_is_finished_with_one_button(app: Flask) -> None:
    browser = at_work(app)
    answered_wave(app)
    at = installation(app)
    with pytest.raises(PowerCut):
        close_wave(at.stores, KeysThatCannotDestroy(at.keys.path), ID, TODAY, "an")

    before = browser.open(f"{WAVE}/gesloten")
    finished = browser.post(f"{WAVE}/afmaken")

    assert "Nog niet helemaal klaar" in before
    assert finished.location == f"{WAVE}/gesloten"
    after = browser.open(f"{WAVE}/gesloten")
    assert "Nog niet helemaal klaar" not in after
    assert "vernietigd" in after
    assert not at.keys.has_wave_key(ID)


def test_after_the_end_the_page_of_how_far_it_is_leads_to_the_result(app: Flask) -> None:
    browser = at_work(app)
    answered_wave(app)
    browser.open(f"{WAVE}/sluiten")
    browser.post(f"{WAVE}/sluiten", typed=ID)

    assert browser.client.get(f"{WAVE}/sluiten/voortgang").location == f"{WAVE}/gesloten"


def test_the_page_of_a_closed_wave_leads_to_its_certificate(app: Flask) -> None:
    browser = at_work(app)
    answered_wave(app)
    browser.open(f"{WAVE}/sluiten")
    browser.post(f"{WAVE}/sluiten", typed=ID)

    closed = browser.open(f"{WAVE}/gesloten")
    certificate = browser.open(f"{WAVE}/certificaat")

    assert f'href="{WAVE}/certificaat"' in closed
    with installation(app).stores.reading() as store:
        wave = store.waves.get(ID)
    assert wave.fingerprint is not None
    assert wave.fingerprint in certificate
    assert "<dt>Geopende enveloppen</dt><dd>12</dd>" in certificate
    assert "Vernietigd: de privésleutel" in certificate
    assert certificate.count("<dt>Handtekening</dt>") == 2


def test_there_is_no_certificate_of_an_open_wave(app: Flask) -> None:
    browser = at_work(app)
    answered_wave(app)

    assert browser.client.get(f"{WAVE}/certificaat").status_code == 409


@pytest.mark.parametrize(("minimum", "warned"), [(9, True), (10, False)])
def test_who_opens_a_wave_with_a_low_minimum_is_warned(app: Flask, minimum: int, warned: bool) -> None:
    browser = at_work(app)
    write_questionnaire(app)
    add_wave(installation(app).stores, replace(draft(ID), minimum=minimum), "an")

    page = browser.open(f"{WAVE}/openen")

    assert ("Het minimum is laag" in page) is warned


def test_a_wave_that_keeps_villages_that_are_too_small_is_made_coarser_with_the_same_button(app: Flask) -> None:
    browser = at_work(app)
    closed_wave(app, ID, codes=24, answered=13)
    at = installation(app)
    with at.stores.writing() as store:
        store.responses.move(ID, {NOWHERE: Place("ingen")})
        some = next(iter(store.responses.read(ID)))
        store.responses.write(ID, [some._replace(key=bytes(16), segment="maurik")])

    before = browser.open(f"{WAVE}/gesloten")
    browser.post(f"{WAVE}/afmaken")

    assert "zijn kernen bewaard die daarvoor te klein zijn" in before
    assert "Nog niet helemaal klaar" not in browser.open(f"{WAVE}/gesloten")
    with at.stores.reading() as store:
        assert store.responses.places(ID) == {NOWHERE: 14}
