"""Who may log in, while others change it at the same time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import text

from survey_app.fieldwork.administration import (
    REFUSED,
    Act,
    NobodyLeft,
    StudyOfAnother,
    add_administrator,
    change_password,
    change_roles,
    deactivate,
    end_sessions,
    note_refused,
)
from survey_app.fieldwork.administrators import Administrator, Role
from survey_app.fieldwork.passwords import Passwords
from survey_app.fieldwork.ports import Store
from survey_app.store.database import Database
from survey_app.store.engine import make_engine
from tests.postgresql import Cluster
from tests.web.admin_desk import QUICK

NOW = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)
ACT = Act("peilstok", NOW)


def test_of_the_last_two_who_are_switched_off_at_once_one_stays(stores: Database) -> None:
    _keep(stores, "an", "bea")

    refused = _at_once(stores, lambda store: deactivate(store, "an", ACT), lambda store: deactivate(store, "bea", ACT))

    assert [type(one) for one in refused] == [NobodyLeft]
    with stores.reading() as store:
        assert sum(one.active for one in store.administrators.all()) == 1


def test_who_is_switched_off_is_not_let_in_again_by_what_they_do_themselves(stores: Database) -> None:
    _keep(stores, "an", "bea")
    with stores.writing() as store:
        deactivate(store, "bea", ACT)

    with stores.writing() as store:
        end_sessions(store, "bea")
        change_password(store, Passwords(QUICK), "bea", ACT, "vier losse woorden hier")

    with stores.reading() as store:
        bea = store.administrators.find("bea")
    assert bea is not None
    assert (bea.active, bea.sessions_ended) == (False, 3)


@pytest.mark.parametrize("active", [True, False])
def test_the_role_of_the_last_one_stays_whoever_else_is_switched_off(stores: Database, active: bool) -> None:
    _keep(stores, "an")
    with stores.writing() as store:
        store.administrators.add(Administrator("bea", "hash", "beheerder,lezer", active))

    with stores.writing() as store:
        if active:
            change_roles(store, "an", frozenset({Role.READER}), ACT)
        else:
            with pytest.raises(NobodyLeft):
                change_roles(store, "an", frozenset({Role.READER}), ACT)


def test_refusals_at_once_are_all_counted_in_one_line(stores: Database) -> None:
    _keep(stores, "an")

    _at_once(stores, *[lambda store: note_refused(store, "an", NOW)] * 8)
    with stores.writing() as store:
        note_refused(store, "an", NOW + timedelta(minutes=30))

    with stores.reading() as store:
        assert [entry.act for entry in store.audit.latest(5)] == [f"1 {REFUSED}", f"8 {REFUSED}"]


def test_administrators_from_before_their_sessions_were_counted_have_ended_none(
    postgresql: Cluster, tmp_path: object, open_database: Callable[[str], Database]
) -> None:
    for url in (f"sqlite:///{tmp_path}/before.sqlite", postgresql.url(postgresql.new_database())):
        database = open_database(url)
        database.upgrade("0004")
        engine = make_engine(url)
        with engine.begin() as connection:
            connection.execute(text("INSERT INTO administrators VALUES ('an', 'hash', 'lezer', true)"))
        engine.dispose()

        database.upgrade()

        with database.reading() as store:
            assert store.administrators.find("an") == Administrator("an", "hash", "lezer")


def test_a_reader_of_before_there_were_readers_of_a_study_is_tied_to_none(
    postgresql: Cluster, tmp_path: object, open_database: Callable[[str], Database]
) -> None:
    for url in (f"sqlite:///{tmp_path}/before.sqlite", postgresql.url(postgresql.new_database())):
        database = open_database(url)
        database.upgrade("0010")
        engine = make_engine(url)
        with engine.begin() as connection:
            connection.execute(text("INSERT INTO administrators VALUES ('an', 'hash', 'lezer', true, 3)"))
        engine.dispose()

        database.upgrade()

        with database.reading() as store:
            assert store.administrators.find("an") == Administrator("an", "hash", "lezer", sessions_ended=3, studies="")


def test_a_reader_is_tied_to_studies_and_set_free_again(stores: Database) -> None:
    reader, studies = frozenset({Role.READER}), ["staf", "kernen"]
    with stores.writing() as store:
        add_administrator(store, Passwords(QUICK), "eva", reader, ACT, studies=studies)
    with stores.reading() as store:
        tied = store.administrators.find("eva")
    with stores.writing() as store:
        change_roles(store, "eva", reader, ACT)

    with stores.reading() as store:
        free, acts = store.administrators.find("eva"), [entry.subject for entry in store.audit.latest(2)]
    assert tied is not None
    assert free is not None
    assert (tied.role, tied.studies, free.role, free.studies) == ("lezer", "kernen,staf", "lezer", "")
    assert free.sessions_ended == 1
    assert acts == ["eva (lezer)", "eva (lezer: kernen,staf)"]


@pytest.mark.parametrize("roles", [{Role.RESEARCH}, {Role.READER, Role.RESEARCH}, {Role.READER, Role.CONTACT}])
def test_who_has_another_role_is_tied_to_no_study(stores: Database, roles: set[Role]) -> None:
    _keep(stores, "an", "bea")

    with stores.writing() as store:
        for tie in (
            lambda: add_administrator(store, Passwords(QUICK), "eva", frozenset(roles), ACT, studies=["kernen"]),
            lambda: change_roles(store, "bea", frozenset(roles), ACT, ["kernen"]),
        ):
            with pytest.raises(StudyOfAnother):
                tie()

    with stores.reading() as store:
        assert [(one.name, one.role) for one in store.administrators.all()] == [
            ("an", "beheerder"),
            ("bea", "beheerder"),
        ]


def _keep(stores: Database, *names: str) -> None:
    with stores.writing() as store:
        for name in names:
            store.administrators.add(Administrator(name, "hash", "beheerder"))


def _at_once(stores: Database, *changes: Callable[[Store], None]) -> list[Exception]:
    """Make these changes each in a thread of its own; what was refused."""
    refused: list[Exception] = []
    ready = Barrier(len(changes))

    def make(change: Callable[[Store], None]) -> None:
        ready.wait(60)
        try:
            with stores.writing() as store:
                change(store)
        except NobodyLeft as refusal:
            refused.append(refusal)

    threads = [Thread(target=make, args=(change,)) for change in changes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return refused
