"""Bringing the schema up to date: one set of Alembic migrations for both databases."""

from functools import cache

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from survey_app.shipped import MIGRATIONS
from survey_app.store.engine import is_sqlite
from survey_app.store.troubles import ForeignDatabase, SchemaAhead

_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(7345716)")


def migrate(connection: Connection, revision: str = "head") -> None:
    """Run what was not run yet, in the connection's transaction; a second program waits until the first is done.

    Raises SchemaAhead or ForeignDatabase.
    """
    if not is_sqlite(connection):
        connection.execute(_ONE_AT_A_TIME)
    if not _found(connection) and inspect(connection).get_table_names():
        raise ForeignDatabase
    _check_known(connection)
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def is_migrated(connection: Connection) -> bool:
    """Whether every migration was run; raises SchemaAhead."""
    _check_known(connection)
    return _found(connection) == set(_scripts().get_heads())


def _check_known(connection: Connection) -> None:
    known = {script.revision for script in _scripts().walk_revisions()}
    if not _found(connection) <= known:
        raise SchemaAhead


def _found(connection: Connection) -> set[str]:
    return set(MigrationContext.configure(connection).get_current_heads())


@cache
def _scripts() -> ScriptDirectory:
    """Read once: each look at a database asks for them, and they do not change under a running program."""
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
