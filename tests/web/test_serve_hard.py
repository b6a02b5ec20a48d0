"""`peilstok serve` where somebody means harm or makes a mistake: whose code runs, what it tells, and when it ends."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from survey_app.cli import main
from survey_app.commands.listening import listen
from survey_app.config import Settings
from survey_app.installation import Installation
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.attack.served import Server, serving, wait_until
from tests.web.field import open_wave_for_staff

_NAMES = ("flask_babel", "json", "survey_app", "click", "alembic", "sitecustomize", "waitress")
_DEBUGGING = {"FLASK_DEBUG": "1", "FLASK_ENV": "development", "WERKZEUG_DEBUG_PIN": "off", "PYTHONDEVMODE": "1"}
_WSGI = Path(__file__).parents[2] / "wsgi.py"


@pytest.fixture(scope="module")
def started_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with programs of somebody else, called like those that we need."""
    folder = tmp_path_factory.mktemp("started")
    for name in _NAMES:
        (folder / f"{name}.py").write_text(f"open({str(folder / 'it-ran')!r}, 'a').write({name!r})\n")
    return folder


@pytest.fixture(scope="module")
def environment(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An installation with an open wave for staff."""
    folder = tmp_path_factory.mktemp("instance")
    url = f"sqlite:///{shutil.copy(migrated_sqlite, folder / 'peilstok.sqlite')}"
    made = {"PEILSTOK_DATABASE_URL": url, "PEILSTOK_INSTANCE": str(folder), "PEILSTOK_STAFF_NETWORKS": "127.0.0.0/8"}
    stores, keys = Database(url), KeyDirectory(folder / "keys")
    open_wave_for_staff(Installation(Settings.from_environment(made), stores, keys))
    stores.close()
    return made


@pytest.fixture(scope="module")
def server(environment: dict[str, str], started_in: Path) -> Iterator[Server]:
    """A server that was started in that folder, with everything set that makes a programmer's server talk."""
    folder = Path(environment["PEILSTOK_INSTANCE"])
    url, networks = environment["PEILSTOK_DATABASE_URL"], environment["PEILSTOK_STAFF_NETWORKS"]
    with serving(url, folder, started_in=started_in, environment=_DEBUGGING, STAFF_NETWORKS=networks) as server:
        yield server


def ask(server: Server, path: str, method: str = "GET", **headers: str) -> tuple[http.client.HTTPResponse, str]:
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)) as connection:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer, answer.read().decode(errors="replace")


def test_no_program_of_the_folder_it_was_started_in_is_run(server: Server, started_in: Path) -> None:
    answer, _page = ask(server, "/")

    assert answer.status == 200
    assert not (started_in / "it-ran").exists()


def test_the_commands_run_no_program_of_the_folder_either(environment: dict[str, str], started_in: Path) -> None:
    command = [str(Path(sys.executable).with_name("peilstok")), "wave", "list"]

    done = subprocess.run(command, cwd=started_in, env={**os.environ, **environment}, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert "medewerkers-2026" in done.stdout
    assert not (started_in / "it-ran").exists()


def test_nor_does_another_server_that_loads_wsgi_py(environment: dict[str, str], started_in: Path) -> None:
    as_servers_do = "import runpy, sys; sys.path.insert(0, ''); runpy.run_path(sys.argv[1])['application']"
    command = [sys.executable, "-P", "-c", as_servers_do, str(_WSGI)]

    done = subprocess.run(command, cwd=started_in, env={**os.environ, **environment}, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert not (started_in / "it-ran").exists()


@pytest.mark.parametrize(
    "path",
    ["/", "/nergens", "/stijl.css", "/static/peilstok.svg", "/vragenlijst", "/beheer", "/beheer/nergens", "//elders/x"],
)
def test_no_answer_names_the_program_that_gave_it(server: Server, path: str) -> None:
    answer, _page = ask(server, path)

    assert not {"Server", "Via"} & set(answer.headers)
    assert "aitress" not in str(answer.headers)


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 700_000 + b"\r\n\r\n",
        b"NO\x00SENSE\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n",
    ],
)
def test_a_malformed_request_is_answered_without_a_name_too(server: Server, sent: bytes) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
        connection.sendall(sent)
        answer = connection.recv(65_536).lower()

    assert answer.startswith(b"http/1.")
    assert b"server:" not in answer
    assert b"waitress" not in answer


def test_debugging_that_is_switched_on_outside_shows_and_writes_nothing(
    server: Server, environment: dict[str, str]
) -> None:
    with fingerprint_set_to(environment, "CANARY"):
        answer, page = ask(server, "/m/medewerkers-2026")

    said = server.said.read_text()
    assert answer.status == 500
    assert "Er ging iets mis bij ons" in page
    assert "incident " in said
    for word in ("Traceback", "InstrumentChanged", "CANARY", "debugger"):
        assert word not in page
    assert "CANARY" not in said


@contextmanager
def fingerprint_set_to(environment: dict[str, str], text: str) -> Iterator[None]:
    """A wave whose instrument cannot be found, which is a fault that no page foresees; put right afterwards."""
    with closing(sqlite3.connect(environment["PEILSTOK_DATABASE_URL"].removeprefix("sqlite:///"))) as connection:
        (before,) = connection.execute("SELECT fingerprint FROM waves").fetchone()
        try:
            connection.execute("UPDATE waves SET fingerprint = ?", (text,))
            connection.commit()
            yield
        finally:
            connection.execute("UPDATE waves SET fingerprint = ?", (before,))
            connection.commit()


def test_a_second_server_on_the_same_port_is_refused_and_changes_nothing(
    server: Server, environment: dict[str, str]
) -> None:
    done = CliRunner(env=environment).invoke(main, ["serve", "--port", str(server.port)])

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Error: 127.0.0.1:{server.port}: another program listens there")
    assert done.stderr.count("\n") == 1


def test_when_the_master_is_killed_all_its_processes_end_and_the_port_is_free(sqlite_url: str, tmp_path: Path) -> None:
    with serving(sqlite_url, tmp_path) as server:
        assert len(server.wait_for_workers(2)) == 2
        server.process.kill()
        server.process.wait()

        wait_until(lambda: not server.listening())

        listen("127.0.0.1", server.port).close()
