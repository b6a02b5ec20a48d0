"""An upgrade is done whole or not at all, from wherever a database was left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from survey_app.shipped import MIGRATIONS
from survey_app.store.database import Database
from survey_app.store.engine import make_engine
from tests.postgresql import Cluster

_REVISIONS = sorted(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("*.py"))


def test_an_upgrade_that_stops_halfway_changes_nothing(
    tmp_path: Path, postgresql: Cluster, open_database: Callable[[str], Database]
) -> None:
    for url in (f"sqlite:///{tmp_path}/old.sqlite", postgresql.url(postgresql.new_database())):
        database, engine = open_database(url), make_engine(url)
        database.upgrade("0001")
        with engine.begin() as connection:  # in the way of 0009, which comes after eight others
            connection.execute(text("ALTER TABLE waves ADD COLUMN approached INTEGER"))
        before = _schema(engine)

        with pytest.raises(DBAPIError, match="approached"):
            database.upgrade()

        assert _schema(engine) == before
        engine.dispose()


@pytest.mark.parametrize("revision", _REVISIONS)
def test_every_release_upgrades_from_every_earlier_one(
    revision: str, tmp_path: Path, sqlite_url: str, open_database: Callable[[str], Database]
) -> None:
    url = f"sqlite:///{tmp_path}/old.sqlite"
    database, engines = open_database(url), [make_engine(url), make_engine(sqlite_url)]
    database.upgrade(revision)

    database.upgrade()

    upgraded, fresh = map(_schema, engines)
    assert upgraded == fresh
    for engine in engines:
        engine.dispose()


def _schema(engine: Engine) -> dict[str, list[str]]:
    """The columns of every table, and the revision that the database says it has."""
    with engine.begin() as connection:
        look = inspect(connection)
        columns = {table: [column["name"] for column in look.get_columns(table)] for table in look.get_table_names()}
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    return {**columns, "revision": [str(version)]}
