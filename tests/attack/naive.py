"""Designs that look anonymous and are not; kept so that we know that our attacker finds what there is to find."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from random import Random

from sqlalchemy import Connection, Engine, text

from survey_app.store.engine import is_sqlite, make_engine
from tests.attack.evidence import Burglar, Seizure
from tests.attack.fielding import Person, a_text
from tests.attack.signals import Orders, numbered_by_receipt, numbered_by_text, orders_in

Design = Callable[[Engine, Sequence[Person], Random], None]

_CODES = "CREATE TABLE codes (receipt {bytes} PRIMARY KEY, used BOOLEAN NOT NULL)"


def attack(url: str, burglar: Burglar, design: Design, number: int, random: Random) -> tuple[Orders, Orders]:
    """Let people answer under this design, and take what there is while the database is still in use."""
    answering = people(number, random)
    engine = make_engine(url)
    try:
        design(engine, answering, random)
        return _orders(answering, burglar.seize())
    finally:
        engine.dispose()


def people(number: int, random: Random) -> list[Person]:
    """In the order in which they answer."""
    return [Person(random.randbytes(32), a_text(random)) for _ in range(number)]


def serial_and_time(engine: Engine, answering: Sequence[Person], random: Random) -> None:
    """A serial id and a time, no code anywhere."""
    table = "CREATE TABLE answers (id {serial}, at FLOAT NOT NULL, content TEXT NOT NULL)"
    keep = "INSERT INTO answers (at, content) VALUES (:at, :content)"
    _run(engine, table, [[(keep, {"at": 1e9 + at, "content": _json(one)})] for at, one in enumerate(answering)])


def code_in_the_same_transaction(engine: Engine, answering: Sequence[Person], random: Random) -> None:
    """A random key and no time; the code is marked used in the same transaction."""
    table = "CREATE TABLE answers (key {bytes} PRIMARY KEY, content TEXT NOT NULL)"
    transactions = [[_keep(one, random), _use(one)] for one in answering]
    _run(engine, table, transactions, codes=answering, random=random)


def without_rowid(engine: Engine, answering: Sequence[Person], random: Random) -> None:
    """A random key as the only order that SQLite's table has; its write-ahead log is still there."""
    table = "CREATE TABLE answers (key {bytes} PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID"
    _run(engine, table, [[_keep(one, random)] for one in answering])


def opened_without_shaking(engine: Engine, answering: Sequence[Person], random: Random) -> None:
    """Sealed until closing, then written in one transaction in the order of the receipts, under random keys."""
    table = "CREATE TABLE answers (key {bytes} PRIMARY KEY, content TEXT NOT NULL)"
    in_order = sorted(answering, key=lambda one: one.receipt)
    _run(engine, table, [[_keep(one, random) for one in in_order]], codes=answering, random=random)


def keep_every_village(url: str, burglar: Burglar, answering: Sequence[Person], villages: Sequence[str]) -> Seizure:
    """Sealed, shaken and opened as it should be, but with the village of each beside his answers."""
    engine, random = make_engine(url), Random()
    codes = "CREATE TABLE codes (receipt {bytes} PRIMARY KEY, segment TEXT)"
    table = "CREATE TABLE answers (key {bytes} PRIMARY KEY, segment TEXT, content TEXT NOT NULL)"
    try:
        with engine.begin() as connection:
            for created in (codes, table):
                connection.execute(text(_in_dialect(connection, created)))
            for one, village in zip(answering, villages, strict=True):
                told = {"receipt": one.receipt, "key": random.randbytes(16), "segment": village, "content": _json(one)}
                connection.execute(text("INSERT INTO codes VALUES (:receipt, :segment)"), told)
                connection.execute(text("INSERT INTO answers VALUES (:key, :segment, :content)"), told)
        return burglar.seize()
    finally:
        engine.dispose()


def _orders(answering: Sequence[Person], seized: Seizure) -> tuple[Orders, Orders]:
    """Orders of people and of responses."""
    receipts, texts = [one.receipt for one in answering], [one.text for one in answering]
    of_people = orders_in(seized, numbered_by_receipt(receipts), {"receipt": dict(enumerate(receipts))})
    answers = {number: one.encode() for number, one in enumerate(texts)}
    of_responses = orders_in(seized, numbered_by_text(texts), {"answer": answers})
    return {"order of use": {number: number for number in range(len(answering))}, **of_people}, of_responses


Statement = tuple[str, dict[str, object]]


def _keep(one: Person, random: Random) -> Statement:
    return "INSERT INTO answers VALUES (:key, :content)", {"key": random.randbytes(16), "content": _json(one)}


def _use(one: Person) -> Statement:
    return "UPDATE codes SET used = true WHERE receipt = :receipt", {"receipt": one.receipt}


def _json(one: Person) -> str:
    return json.dumps({"why": one.text})


def _run(
    engine: Engine,
    table: str,
    transactions: Sequence[Sequence[Statement]],
    codes: Sequence[Person] = (),
    random: Random | None = None,
) -> None:
    """The codes are there first, in an order of their own."""
    with engine.begin() as connection:
        for created in (table, _CODES):
            connection.execute(text(_in_dialect(connection, created)))
        for one in (random or Random()).sample(list(codes), len(codes)):
            connection.execute(text("INSERT INTO codes VALUES (:receipt, false)"), {"receipt": one.receipt})
    for statements in transactions:
        with engine.begin() as connection:
            for statement, parameters in statements:
                connection.execute(text(statement), parameters)


def _in_dialect(connection: Connection, statement: str) -> str:
    if is_sqlite(connection):
        return statement.format(bytes="BLOB", serial="INTEGER PRIMARY KEY")
    return statement.format(bytes="BYTEA", serial="SERIAL PRIMARY KEY")
