"""Bringing the schema up to date: one set of Alembic migrations for both databases."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from survey_app.store.engine import is_sqlite

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(7345716)")


def migrate(connection: Connection, revision: str = "head") -> None:
    """Run what was not run yet, in the connection's transaction; a second program waits until the first is done."""
    if not is_sqlite(connection):
        connection.execute(_ONE_AT_A_TIME)
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def is_migrated(connection: Connection) -> bool:
    """Whether every migration was run."""
    heads = ScriptDirectory.from_config(_config()).get_heads()
    return set(MigrationContext.configure(connection).get_current_heads()) == set(heads)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
