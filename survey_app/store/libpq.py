"""PostgreSQL without the cursors of psycopg: their work on a statement takes longer than the server's own.

`psycopg.pq` is psycopg's own layer over libpq. Every statement here is prepared once a connection; parameters and
results travel in binary.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from select import POLLIN, POLLOUT, poll
from typing import Any

from psycopg import Connection as PostgresConnection
from psycopg.errors import OperationalError, error_from_result
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus
from psycopg.pq.abc import PGconn, PGresult
from sqlalchemy import Connection

Row = tuple[Any, ...]  # what a column holds is for the statement to know
Parameters = Mapping[str, object]

_PREPARED = "prepared_statements"
_BINARY = 1
_FAILED = (ExecStatus.FATAL_ERROR, ExecStatus.BAD_RESPONSE, ExecStatus.PIPELINE_ABORTED)
_NUMBERS = count(1)

# Numbers of types: https://www.postgresql.org/docs/15/catalog-pg-type.html, the file pg_type.dat.
_BOOLEAN, _BYTEA, _BIGINT, _TEXT, _VARCHAR = 16, 17, 20, 25, 1043
_SENT_AS: Mapping[type, tuple[int, Callable[[Any], bytes]]] = {
    str: (_TEXT, str.encode),
    bytes: (_BYTEA, bytes),
    int: (_BIGINT, lambda number: number.to_bytes(8, "big", signed=True)),
}
_READ_AS: Mapping[int, Callable[[bytes], object]] = {
    _BOOLEAN: lambda value: value == b"\x01",
    _BYTEA: bytes,
    _TEXT: bytes.decode,
    _VARCHAR: bytes.decode,
}


class Prepared:
    """A statement with parameters in braces: texts, bytes and whole numbers."""

    def __init__(self, statement: str, names: tuple[str, ...]) -> None:
        self._names = names
        self._text = statement.format(**{name: f"${place}" for place, name in enumerate(names, 1)}).encode()
        self._name = f"peilstok_{next(_NUMBERS)}".encode()

    def find(self, connection: Connection, parameters: Parameters) -> Row | None:
        """The one row, or None."""
        result = self._run(connection, parameters)
        return _row(result) if result.ntuples else None

    def change(self, connection: Connection, parameters: Parameters) -> int:
        """How many rows were changed."""
        return self._run(connection, parameters).command_tuples or 0

    def prepare(self, connection: Connection, driver: PGconn, parameters: Parameters) -> None:
        """Let the server parse it, once a connection."""
        prepared: set[bytes] = connection.info.setdefault(_PREPARED, set())
        if self._name not in prepared:
            types = [_SENT_AS[type(parameters[name])][0] for name in self._names]
            _check(driver.prepare(self._name, self._text, types))
            prepared.add(self._name)

    def send(self, driver: PGconn, parameters: Parameters) -> None:
        """Send it on its way; what came of it is read later."""
        values = self._values(parameters)
        driver.send_query_prepared(self._name, values, [_BINARY] * len(values), _BINARY)

    def _run(self, connection: Connection, parameters: Parameters) -> PGresult:
        driver = _libpq(connection)
        self.prepare(connection, driver, parameters)
        values = self._values(parameters)
        return _check(driver.exec_prepared(self._name, values, [_BINARY] * len(values), _BINARY))

    def _values(self, parameters: Parameters) -> list[bytes]:
        values = (parameters[name] for name in self._names)
        return [_SENT_AS[type(value)][1](value) for value in values]


def has_hung_up(connection: PostgresConnection[Any]) -> bool:
    """Whether the server ended a connection at rest: then there is something to read that nobody asked for.

    Looking takes no journey to the server. What it says besides, of a new setting for instance, counts as well: one
    connection too many is made anew then.
    """
    if connection.pgconn.status != ConnStatus.OK:
        return True
    waiting = poll()
    waiting.register(connection.pgconn.socket, POLLIN)
    return bool(waiting.poll(0))


def run_together(connection: Connection, *calls: tuple[Prepared, Parameters]) -> int:
    """How many rows the last of these changed: one journey, and one transaction that is durable when this returns.

    The connection commits by itself, so that what travels in one pipeline is one transaction:
    https://www.postgresql.org/docs/15/libpq-pipeline-mode.html.
    """
    driver = _libpq(connection)
    for statement, parameters in calls:
        statement.prepare(connection, driver, parameters)
    driver.enter_pipeline_mode()
    for statement, parameters in calls:
        statement.send(driver, parameters)
    driver.pipeline_sync()
    _send_all(driver)
    results = [_next_result(driver) for _ in calls]
    synced = _await_result(driver)
    driver.exit_pipeline_mode()
    for result in (*results, synced):
        _check(result)
    return results[-1].command_tuples or 0


def _send_all(driver: PGconn) -> None:
    """What does not fit in the buffers of the connection at once goes as the server takes it in."""
    while driver.flush():
        _wait(driver, POLLIN | POLLOUT)
        driver.consume_input()


def _next_result(driver: PGconn) -> PGresult:
    """What came of one statement; behind it stands a None, until the connection is lost."""
    result = _await_result(driver)
    if result is None or _await_result(driver) is not None:
        raise OperationalError("the connection to the database was lost")
    return result


def _await_result(driver: PGconn) -> PGresult | None:
    """`get_result` itself would wait without letting any other thread of this process go on.

    One of those may hold what is waited for: a page that is being kept, while a closing stands between the two.
    """
    while driver.is_busy():
        _wait(driver, POLLIN)
        driver.consume_input()
    return driver.get_result()


def _wait(driver: PGconn, events: int) -> None:
    waiting = poll()
    waiting.register(driver.socket, events)
    waiting.poll()


def _libpq(connection: Connection) -> PGconn:
    """The connection as libpq has it, in a transaction unless it commits by itself."""
    psycopg: PostgresConnection[Row] = connection.connection.driver_connection  # type: ignore[assignment]  # its driver
    driver = psycopg.pgconn
    if driver.transaction_status == TransactionStatus.IDLE and not psycopg.autocommit:
        _check(driver.exec_(b"BEGIN"))
    return driver


def _check(result: PGresult | None) -> PGresult:
    if result is None:
        raise OperationalError("the connection to the database was lost")
    if result.status in _FAILED:
        raise error_from_result(result)
    return result


def _row(result: PGresult) -> Row:
    return tuple(_value(result, place) for place in range(result.nfields))


def _value(result: PGresult, place: int) -> object:
    value = result.get_value(0, place)
    return None if value is None else _READ_AS[result.ftype(place)](value)
