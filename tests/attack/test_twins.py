"""Twins: two submissions with one code at the same moment, over HTTP, each to another process of the server."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.attack.respondent import Page, Respondent
from tests.attack.served import Server, serving
from tests.small_wave import WAVE, open_small_wave

pytestmark = pytest.mark.slow

_PAIRS = 100
_STORED = "Uw antwoorden zijn verstuurd"
_SENT_BEFORE = "Deze vragenlijst was al verstuurd"


def test_of_a_hundred_twins_over_two_processes_one_each_is_stored_and_the_other_told_so(
    stores: Database, keys: KeyDirectory, database_url: str, tmp_path: Path
) -> None:
    codes = open_small_wave(stores, keys, codes=_PAIRS)

    with serving(database_url, tmp_path) as server, ThreadPoolExecutor(2) as threads:
        twins = _one_to_each_process(server)
        outcomes = [_send_together(code, twins, threads) for code in codes]
        assert len({_worker(server, twin) for twin in twins}) == 2
        for twin in twins:
            twin.close()

    assert outcomes == [[_SENT_BEFORE, _STORED]] * _PAIRS
    with stores.reading() as store:
        assert store.box.count(WAVE) == _PAIRS


def _one_to_each_process(server: Server) -> tuple[Respondent, Respondent]:
    """Two browsers whose connections are served by different processes, and stay so while they are open."""
    first = _connected(server)
    for _try in range(100):
        other = _connected(server)
        if _worker(server, other) != _worker(server, first):
            return first, other
        other.close()
    raise AssertionError("the same process served every connection")


def _connected(server: Server) -> Respondent:
    respondent = Respondent(server.port)
    respondent.ask("GET", "/")
    return respondent


def _worker(server: Server, respondent: Respondent) -> int:
    assert respondent.connection is not None
    return server.worker_of(respondent.connection.sock.getsockname()[1])


def _send_together(code: str, twins: tuple[Respondent, Respondent], threads: ThreadPoolExecutor) -> list[str]:
    """Two windows of one browser: they share its cookies, and the buttons are pressed at the same moment."""
    first, other = twins
    first.cookies.clear()
    look_over = first.fill_in(code, "tweeling")
    other.cookies = dict(first.cookies)
    together = Barrier(2)
    pressed = [threads.submit(_press, twin, look_over, together) for twin in twins]
    return sorted(outcome.result() for outcome in pressed)


def _press(twin: Respondent, look_over: Page, together: Barrier) -> str:
    together.wait(60)
    twin.ask("POST", "/vragenlijst/controle", csrf_token=look_over.token)
    thanks = twin.ask("GET", "/bedankt").html
    return next((said for said in (_STORED, _SENT_BEFORE) if said in thanks), thanks)
