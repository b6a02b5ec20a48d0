"""Databases and keys for tests, fresh for each; PostgreSQL is started once a session and must be there."""

from __future__ import annotations

import gc
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from werkzeug.routing import Rule

from survey_app.fieldwork import passphrase
from survey_app.fieldwork.passphrase import Cost
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.compiled_rules import compile_once
from tests.compiled_templates import CompiledTemplates
from tests.full_disk import SmallDisk, small_disk
from tests.in_memory import put_files_in_memory
from tests.postgresql import Cluster, running_cluster

# A busy machine may be slow at making examples; that says nothing about what is tested with them.
settings.register_profile("peilstok", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", settings.get_profile("peilstok"), max_examples=10)  # of `make unit` only
settings.load_profile("peilstok")

# Every test of a page has an application of its own, and to compile templates and addresses took most of its time.
Flask.jinja_options = {"bytecode_cache": CompiledTemplates()}
Rule._compile_builder = compile_once  # type: ignore[method-assign, assignment]

put_files_in_memory()

# What is wrapped here costs next to nothing to guess; processes of the product wrap as always, and each wrap says how.
passphrase.COST = Cost(1, 8)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: to go through it again and again for garbage took an eighth of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """One cluster for this session (for each worker, under xdist)."""
    with running_cluster() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql: Cluster) -> str:
    """The name of a database with our schema, to copy."""
    name = postgresql.new_database()
    _upgrade(postgresql.url(name))
    return name


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with our schema, to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "migrated.sqlite"
    _upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def postgresql_url(postgresql: Cluster, migrated_postgresql: str) -> Iterator[str]:
    """The address of a fresh PostgreSQL database with our schema."""
    name = postgresql.new_database(template=migrated_postgresql)
    yield postgresql.url(name)
    postgresql.drop_database(name)


@pytest.fixture
def sqlite_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """The address of a fresh SQLite file with our schema."""
    path = tmp_path / "peilstok.sqlite"
    shutil.copy(migrated_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh database with our schema, on both databases in turn."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def disk() -> Iterator[SmallDisk]:
    """A disk of 48 MiB that can be filled up: room for an installation, or for one database of PostgreSQL."""
    folder = tempfile.mkdtemp(prefix="peilstok-disk-", dir="/tmp")  # where PostgreSQL may come, unlike tmp_path
    with small_disk(Path(folder), 48 * 1024) as mounted:
        yield mounted
    Path(folder).rmdir()


@pytest.fixture
def database_on_disk(request: pytest.FixtureRequest, database_url: str, disk: SmallDisk) -> Iterator[str]:
    """A fresh database with our schema on the small disk, on both databases in turn."""
    if database_url.startswith("sqlite"):
        path = Path(shutil.copy(request.getfixturevalue("migrated_sqlite"), disk.path))
        yield f"sqlite:///{path}"
        return
    cluster: Cluster = request.getfixturevalue("postgresql")
    with cluster.tablespace(disk.path / "postgresql") as tablespace:
        name = cluster.new_database(request.getfixturevalue("migrated_postgresql"), tablespace)
        yield cluster.url(name)
        disk.empty()
        cluster.drop_database(name)


@pytest.fixture
def open_database() -> Iterator[Callable[[str], Database]]:
    """Opens a database by address, and closes it after the test."""
    opened: list[Database] = []

    def open_it(url: str) -> Database:
        opened.append(Database(url))
        return opened[-1]

    yield open_it
    for database in opened:
        database.close()


@pytest.fixture
def stores(database_url: str, open_database: Callable[[str], Database]) -> Database:
    """A fresh database, on both databases in turn."""
    return open_database(database_url)


@pytest.fixture
def sqlite_stores(sqlite_url: str, open_database: Callable[[str], Database]) -> Database:
    """A fresh SQLite database, where it does not matter which of the two it is."""
    return open_database(sqlite_url)


@pytest.fixture
def keys(tmp_path: Path) -> KeyDirectory:
    """An empty key directory."""
    return KeyDirectory(tmp_path / "keys")


def _upgrade(url: str) -> None:
    database = Database(url)
    database.upgrade()
    database.close()
