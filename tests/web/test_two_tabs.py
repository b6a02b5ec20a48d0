"""Two tabs of one respondent that save at the same moment lose nothing of each other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask

from survey_app.fieldwork.entrance import enter
from survey_app.installation import Installation
from survey_app.web.respondent.sitting import add_answers, take_up
from survey_app.web.respondent.visit import Visit
from tests.web.field import open_wave_with_codes

ROUNDS = 15


def test_two_tabs_that_save_at_once_lose_nothing_of_each_other(app: Flask, field: Installation) -> None:
    code, *_others = open_wave_with_codes(field)
    with field.stores.reading() as store:
        entry = enter(store, field.keys.pepper(), code)
    visit = Visit(entry.wave.id, entry.receipt, bytes(32))
    together = Barrier(2)

    def save(item: str) -> None:
        for number in range(ROUNDS):
            together.wait(timeout=30)
            with app.app_context(), field.stores.writing() as store:
                add_answers(store, visit, {f"{item}-{number}": "eens"})

    with ThreadPoolExecutor(2) as tabs:
        list(tabs.map(save, ("luistert", "ziet")))

    with app.app_context(), field.stores.reading() as store:
        assert len(take_up(store, visit).answers) == 2 * ROUNDS
