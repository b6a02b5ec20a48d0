"""PostgreSQL ends connections (it is started again, a firewall forgets, an operator kicks out): nobody notices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import psycopg
import pytest
from flask import Flask

from survey_app.store.database import Database
from survey_app.store.troubles import DatabaseUnreachable
from survey_app.web.stores import EXTENSION
from tests.postgresql import Cluster, running_cluster
from tests.web.field import Browser, draft, open_wave_with_codes

_THREADS = 6


@pytest.fixture
def own_cluster() -> Iterator[Cluster]:
    """A cluster that no other test uses."""
    with running_cluster() as cluster:
        yield cluster


@pytest.fixture
def database_url(postgresql_url: str) -> str:
    """PostgreSQL alone: SQLite has no connection to lose."""
    return postgresql_url


def end_all(url: str) -> int:
    """Let the server end every other connection to this database; how many those were."""
    others = (
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
    )
    with psycopg.connect(url, autocommit=True) as connection:
        return len(connection.execute(others + "pg_backend_pid()").fetchall())


def test_looks_and_changes_of_every_thread_survive_a_restart_of_the_server(own_cluster: Cluster) -> None:
    stores = Database(own_cluster.url(own_cluster.new_database()))
    stores.upgrade()
    together = Barrier(_THREADS, timeout=60)

    def look_and_change(wave_id: str) -> None:
        with stores.reading() as store:
            store.waves.all()
        with stores.writing() as store:
            store.waves.add(draft(wave_id))
            together.wait()  # so that each thread has another connection for this, which goes back to the pool

    with ThreadPoolExecutor(_THREADS) as pool:
        list(pool.map(look_and_change, [f"voor-{number}" for number in range(_THREADS)]))
        own_cluster.stop()
        own_cluster.start_again()
        list(pool.map(look_and_change, [f"na-{number}" for number in range(_THREADS)]))

    with stores.reading() as store:
        assert len(store.waves.all()) == 2 * _THREADS
    stores.close()


def test_pages_and_a_sending_after_lost_connections_are_as_ever_and_count_once(app: Flask, database_url: str) -> None:
    stores: Database = app.extensions[EXTENSION].stores
    code, *_others = open_wave_with_codes(app.extensions[EXTENSION])
    browser = Browser.of(app)
    steps: tuple[Callable[[], object], ...] = (
        lambda: browser.enter(code),
        lambda: browser.open("/vragenlijst/1"),
        lambda: browser.open("/vragenlijst/1"),
        lambda: browser.send_page("/vragenlijst/2", gesproken="nee"),
        lambda: browser.open("/vragenlijst/controle"),
        lambda: browser.post("/vragenlijst/controle"),
        lambda: browser.open("/bedankt"),
    )

    for step in steps:
        with stores.reading() as store, stores.writing() as other:
            assert store.waves.all() == other.waves.all()
        assert end_all(database_url) >= 2
        step()
        assert browser.page is not None
        assert browser.page.status_code in (200, 302, 303)

    assert "Bedankt voor het meedoen" in browser.html
    with stores.reading() as store:
        assert store.box.count("bewoners-2026") == 1


def test_a_sending_whose_connection_is_lost_halfway_can_be_sent_again_and_counts_once(
    app: Flask, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worst moment: the envelope is in the box, and the server hangs up before it says so."""
    code, *_others = open_wave_with_codes(app.extensions[EXTENSION])
    browser = Browser.of(app)
    browser.enter(code)
    browser.send_page("/vragenlijst/2", gesproken="nee")
    browser.open("/vragenlijst/controle")
    stores: Database = app.extensions[EXTENSION].stores
    drop, times = stores.drop, []

    def drop_and_hang_up(envelope: object) -> None:
        drop(envelope)  # type: ignore[arg-type]  # what came
        times.append(envelope)
        if len(times) == 1:
            raise DatabaseUnreachable

    monkeypatch.setattr(stores, "drop", drop_and_hang_up)

    assert browser.post("/vragenlijst/controle").status_code == 303

    with stores.reading() as store:
        assert store.box.count("bewoners-2026") == 1
