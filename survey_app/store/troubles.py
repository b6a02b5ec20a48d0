"""What can be the matter with a database that an operator can put right, in words of ours instead of the driver's.

The errors of SQLAlchemy and of both drivers end here, at the edge of the store; any that is not known here is a fault
of ours and goes on as it is.
"""

import errno
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import errors
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from survey_app.refusal import Refusal


class DatabaseTrouble(Refusal):
    """The database cannot do what was asked. Its words never hold a value, or an address with a password."""

    words = ""

    def __init__(self, place: str = "the database") -> None:
        super().__init__(f"{place}: {self.words}")


class DatabaseMissing(DatabaseTrouble):
    """There is no such file."""

    words = (
        "there is no database here; put it back, let PEILSTOK_DATABASE_URL name the right file, "
        'or make a new one with "peilstok db upgrade"'
    )


class DatabaseIsFolder(DatabaseTrouble):
    """The file is a folder."""

    words = "is a folder; let PEILSTOK_DATABASE_URL name a file in it, as in sqlite:////path/to/file.sqlite"


class DatabaseUnreachable(DatabaseTrouble):
    """No connection to PostgreSQL, or none any more."""

    words = "cannot be reached; is it running, and does PEILSTOK_DATABASE_URL name the right one?"


class DatabaseFull(DatabaseTrouble):
    """Nothing more can be written."""

    words = "its disk is full, so the last change was not kept; make room, and do it again"


class DatabaseReadOnly(DatabaseTrouble):
    """It can be read, at most."""

    words = (
        "may not be written; let the user that runs peilstok own the file and its folder (SQLite), "
        "or name the primary server and a user that owns the tables (PostgreSQL)"
    )


class DatabaseDamaged(DatabaseTrouble):
    """What it holds makes no sense."""

    words = (
        "cannot be read: it is no database of Peilstok, or it or its disk is damaged; "
        "keep it aside as it is, and put a backup back (docs/running.md)"
    )


class DatabaseBusy(DatabaseTrouble):
    """Others hold it too long."""

    words = "others keep it busy; look which program holds it, and do it again"


class UnsafeDatabase(DatabaseTrouble):
    """The database is set so that it could lose an answer that was acknowledged."""

    words = "synchronous_commit is off, so acknowledged answers could be lost; set it to on"


class SchemaBehind(DatabaseTrouble):
    """The database does not have the schema yet that this program expects."""

    words = 'is not up to date with this program; run "peilstok db upgrade"'


class SchemaAhead(DatabaseTrouble):
    """The database has been changed by a program that this one does not know."""

    words = "was made by a newer Peilstok than this program, or by another program; run the newest Peilstok here"


class ForeignDatabase(DatabaseTrouble):
    """There are tables, and none of them is ours."""

    words = "holds the tables of another program; let PEILSTOK_DATABASE_URL name a database of Peilstok's own"


_OF_SQLITE: Mapping[int, type[DatabaseTrouble]] = {
    sqlite3.SQLITE_FULL: DatabaseFull,
    sqlite3.SQLITE_READONLY: DatabaseReadOnly,
    sqlite3.SQLITE_PERM: DatabaseReadOnly,
    sqlite3.SQLITE_CANTOPEN: DatabaseReadOnly,
    sqlite3.SQLITE_CORRUPT: DatabaseDamaged,
    sqlite3.SQLITE_NOTADB: DatabaseDamaged,
    sqlite3.SQLITE_IOERR: DatabaseDamaged,
    sqlite3.SQLITE_BUSY: DatabaseBusy,
    sqlite3.SQLITE_LOCKED: DatabaseBusy,
    sqlite3.SQLITE_PROTOCOL: DatabaseBusy,
}
_OF_POSTGRESQL: tuple[tuple[type[psycopg.Error], type[DatabaseTrouble]], ...] = (
    (errors.DiskFull, DatabaseFull),
    (errors.DataCorrupted, DatabaseDamaged),
    (errors.IndexCorrupted, DatabaseDamaged),
    (errors.ReadOnlySqlTransaction, DatabaseReadOnly),
    (errors.InsufficientPrivilege, DatabaseReadOnly),
    (errors.LockNotAvailable, DatabaseBusy),
    (errors.QueryCanceled, DatabaseBusy),
    (errors.TooManyConnections, DatabaseBusy),
    (psycopg.OperationalError, DatabaseUnreachable),
    (psycopg.InterfaceError, DatabaseUnreachable),
)
_FULL = "No space left on device"
_LEAST_ROOM = 65_536
_FULL_ERRORS = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def told_plainly(file: Path | None) -> Iterator[None]:
    """What goes wrong in this block with the database, which is this file or PostgreSQL, is raised in our words."""
    try:
        yield
    except (DBAPIError, NoConnectionFree, sqlite3.Error, psycopg.Error) as error:
        trouble = _trouble_of(error, file)
        if trouble is None:
            raise
        raise trouble(str(file) if file else "PostgreSQL") from error


@contextmanager
def files_told_plainly(file: Path) -> Iterator[None]:
    """The same for what goes wrong with files beside the database."""
    try:
        yield
    except OSError as error:
        raise (DatabaseFull if error.errno in _FULL_ERRORS else DatabaseReadOnly)(str(file)) from error


def _trouble_of(error: Exception, file: Path | None) -> type[DatabaseTrouble] | None:
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, NoConnectionFree):
        return DatabaseBusy
    if isinstance(cause, sqlite3.Error):
        return _trouble_of_sqlite(getattr(cause, "sqlite_errorcode", 0) & 0xFF, file)
    if isinstance(cause, psycopg.OperationalError) and _FULL in str(cause):
        return DatabaseFull
    return next((trouble for kind, trouble in _OF_POSTGRESQL if isinstance(cause, kind)), None)


def _trouble_of_sqlite(code: int, file: Path | None) -> type[DatabaseTrouble] | None:
    """SQLite says of a full disk, a folder and a missing file alike that the file cannot be opened, or not written."""
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR) and file is not None:
        if not file.exists():
            return DatabaseMissing
        if file.is_dir():
            return DatabaseIsFolder
        if _has_no_room(file):
            return DatabaseFull
    return _OF_SQLITE.get(code)


def _has_no_room(file: Path) -> bool:
    disk = os.statvfs(file.parent)
    return disk.f_bavail * disk.f_frsize < _LEAST_ROOM
