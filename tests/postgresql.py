"""A throw-away PostgreSQL cluster from Debian's binaries, for one test session."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

_BINARIES = Path("/usr/lib/postgresql")
# The tests kill programs, never the machine: what the operating system has is safe enough, and far quicker.
_SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "200",
    "min_wal_size": "2MB",  # audits read the whole log, and burglars all of it since they came
    "max_wal_size": "16MB",
    "wal_keep_size": "16MB",
    "log_line_prefix": "%m ",
}
_SPARING = _SETTINGS | {"max_wal_size": "4MB", "wal_keep_size": "0", "shared_buffers": "16MB"}


class NoPostgreSQL(Exception):
    """The binaries are not there."""

    def __init__(self) -> None:
        super().__init__(f"PostgreSQL is not installed under {_BINARIES}; run tests/install-debian-packages")


class Cluster:
    """A running cluster. It listens on a socket in its own directory, which only this test session knows."""

    def __init__(self, directory: Path, on_small_disk: Path | None = None) -> None:
        self.directory = directory
        self.log = directory / "server.log"
        self.data = (on_small_disk or directory) / "data"
        self._settings = _SPARING if on_small_disk else _SETTINGS
        self._binaries = _newest_binaries()
        self._connection: psycopg.Connection[tuple[object, ...]] | None = None

    def start(self) -> None:
        """Make it and start it."""
        self.data.mkdir()
        _give_to_owner(self.data)
        how = ("--auth=trust", "--username=postgres", "--no-sync", "--encoding=UTF8", "--wal-segsize=1")
        self._run("initdb", "--pgdata", self.data, *how)
        settings = "".join(f"{name} = '{value}'\n" for name, value in self._settings.items())
        with (self.data / "postgresql.conf").open("a") as file:
            file.write(settings + f"unix_socket_directories = '{self.directory}'\n")
        self.start_again()

    def start_again(self) -> None:
        """Start what was made and stopped before."""
        self._run("pg_ctl", "--pgdata", self.data, "--log", self.log, "--wait", "start")

    def stop(self) -> None:
        """Stop it at once."""
        self._hang_up()
        self._run("pg_ctl", "--pgdata", self.data, "--mode=immediate", "--wait", "stop")

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()

    def use_up_log(self) -> None:
        """Write more into the log of transactions than a full disk has room for, which stops it at once."""
        with suppress(psycopg.OperationalError):
            self._administer("SELECT pg_logical_emit_message(false, 'full', repeat('x', 4000000))")

    def is_up(self) -> bool:
        """Whether it takes connections; it may be starting, or gone."""
        try:
            self._administer("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def is_gone(self) -> bool:
        """Whether its first process ended; that of a server that starts again after a fault of its own is there."""
        try:
            os.kill(int((self.data / "postmaster.pid").read_text().split()[0]), 0)
        except (FileNotFoundError, ProcessLookupError):
            return True
        return False

    def url(self, database: str) -> str:
        """What PEILSTOK_DATABASE_URL would be."""
        return f"postgresql://postgres@/{database}?host={self.directory}"

    def new_database(self, template: str = "template1", tablespace: str = "pg_default") -> str:
        """The name of a fresh database, a copy of the template."""
        name = f"test_{secrets.token_hex(6)}"
        self._administer(f"CREATE DATABASE {name} TEMPLATE {template} TABLESPACE {tablespace}")
        return name

    @contextmanager
    def tablespace(self, folder: Path) -> Iterator[str]:
        """The name of a place for databases in a new folder, gone again afterwards; it must be empty by then."""
        name = f"test_{secrets.token_hex(6)}"
        folder.mkdir()
        _give_to_owner(folder)
        self._administer(f"CREATE TABLESPACE {name} LOCATION '{folder}'")
        yield name
        self._administer(f"DROP TABLESPACE {name}")

    def drop_database(self, name: str) -> None:
        """Remove it, whoever is still connected; who is just leaving PostgreSQL itself would see off after 100 ms."""
        for _ in range(50):
            if self._administer(f"SELECT 1 FROM pg_stat_activity WHERE datname = '{name}'").fetchone() is None:
                break
            time.sleep(0.002)
        self._administer(f"DROP DATABASE {name} WITH (FORCE)")

    def program(self, name: str) -> Path:
        """One of PostgreSQL's own programs, of the version that runs."""
        return self._binaries / name

    def rename_database(self, name: str, to: str) -> None:
        """Give it another name, whoever is still connected."""
        self._administer(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name}'")
        self._administer(f"ALTER DATABASE {name} RENAME TO {to}")

    def _administer(self, statement: str) -> psycopg.Cursor[tuple[object, ...]]:
        """On one connection, as long as the server lets it live: a new one takes as long as a copy of a database."""
        if self._connection is None or self._connection.closed:
            self._connection = psycopg.connect(self.url("postgres"), autocommit=True)
        try:
            return self._connection.execute(statement.encode())
        except psycopg.OperationalError:
            self._connection.close()
            raise

    def _run(self, program: str, *arguments: str | Path) -> None:
        as_owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*as_owner, str(self._binaries / program), *map(str, arguments)]
        done = subprocess.run(
            command, cwd=self.directory, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        if done.returncode != 0:
            raise RuntimeError(f"{program}: {done.stderr.decode()}")


@contextmanager
def running_cluster(on_small_disk: Path | None = None) -> Iterator[Cluster]:
    """A cluster that is gone again afterwards; not in a folder of a test, for the path of a socket may not be long."""
    directory = Path(tempfile.mkdtemp(prefix="peilstok-pg-"))
    _give_to_owner(directory)
    cluster = Cluster(directory, on_small_disk)
    try:
        cluster.start()
        yield cluster
        cluster.stop()
    finally:
        shutil.rmtree(directory)


def _give_to_owner(folder: Path) -> None:
    """PostgreSQL does not run as root."""
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")


def _newest_binaries() -> Path:
    found = sorted(_BINARIES.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        raise NoPostgreSQL
    return found[-1].parent
