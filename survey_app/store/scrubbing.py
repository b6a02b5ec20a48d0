"""Scrubbing: what was deleted leaves no bytes in the database's own files."""

from sqlalchemy import Connection

from survey_app.store.turns import wait_for_turn

_TABLES = ("contact_envelopes", "envelopes", "responses", "waves")
_WRITTEN_ANEW = ("contacts",)
"""The tables from which something that can be read is deleted: plain VACUUM would leave it on the page."""
_OF_RESPONSES = ("responses", "kept_counts")


def scrub_sqlite(connection: Connection) -> bool:
    """Fold the write-ahead log in, rebuild the file, and fold in the log of that; False when somebody was in the way.

    `secure_delete` has overwritten what was deleted with zeros by then; rebuilding leaves no free pages either. Two at
    once would wait for each other, so each waits for its turn.
    """
    wait_for_turn(connection)
    _checkpoint(connection)
    connection.exec_driver_sql("VACUUM")
    return _checkpoint(connection)


def scrub_postgres(connection: Connection, *, responses: bool) -> bool:
    """Free the space of what was deleted, in every table that a closing touches; `responses`: they were moved too."""
    connection.exec_driver_sql("VACUUM " + ", ".join(_TABLES))
    anew = (*_WRITTEN_ANEW, *_OF_RESPONSES) if responses else _WRITTEN_ANEW
    connection.exec_driver_sql("VACUUM FULL " + ", ".join(anew))
    return True


def scrub_migrated_postgres(connection: Connection) -> None:
    """Write every table anew that a migration may have changed, and the statistics of the planner.

    For the statistics this takes the owner of the database; PostgreSQL passes over them for anybody else.
    """
    connection.exec_driver_sql(f"VACUUM FULL {', '.join((*_TABLES, *_WRITTEN_ANEW))}, pg_statistic")


def _checkpoint(connection: Connection) -> bool:
    """Empty the log; the first figure that SQLite gives back says whether somebody was in the way."""
    busy: int = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
    return busy == 0
