"""`peilstok serve`, as a process of its own: what no test client can show."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from survey_app.commands.server import THREADS
from survey_app.fieldwork.life import close_wave
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.small_wave import TODAY, WAVE, open_small_wave, send


@dataclass(frozen=True)
class Served:
    """A server of one process, and where what it says is written."""

    port: int
    said: Path
    process: int

    def processes(self) -> list[int]:
        """The one that was started, and those that answer."""
        children = Path(f"/proc/{self.process}/task/{self.process}/children").read_text()
        return [self.process, *map(int, children.split())]


@pytest.fixture
def served(sqlite_url: str, tmp_path: Path) -> Iterator[Served]:
    """Peilstok, served on a free port of this machine."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    said = tmp_path / "said.txt"
    command = [str(Path(sys.executable).with_name("peilstok")), "serve", "--port", str(port), "--workers", "1"]
    environment = {**os.environ, "PEILSTOK_DATABASE_URL": sqlite_url, "PEILSTOK_INSTANCE": str(tmp_path)}
    with said.open("wb") as output, subprocess.Popen(command, env=environment, stdout=output, stderr=output) as process:
        try:
            wait_until_it_answers(port)
            yield Served(port, said, process.pid)
        finally:
            process.terminate()


def wait_until_it_answers(port: int) -> None:
    for _try in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server did not start")


@pytest.fixture
def uncounted(sqlite_stores: Database, keys: KeyDirectory) -> Database:
    """A closed wave of which the closing was stopped before it was counted."""
    for code in open_small_wave(sqlite_stores, keys):
        send(sqlite_stores, keys, code)
    close_wave(sqlite_stores, keys, WAVE, TODAY, "an")
    return sqlite_stores


def ask(port: int, path: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def test_browsers_that_stay_connected_hold_nobody_up(served: Served) -> None:
    with ExitStack() as connected:
        for _browser in range(40):
            connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=20)
            connected.callback(connection.close)
            connection.request("GET", "/")
            connection.getresponse().read()

        assert ask(served.port, "/").status == 200


def test_browsers_that_send_slowly_hold_nobody_up(served: Served) -> None:
    begun = b"POST /code HTTP/1.1\r\nHost: a\r\nContent-Length: 90\r\n\r\nco"
    with ExitStack() as connected:
        for sent in (b"GET / HT", begun) * (4 * THREADS):
            connected.enter_context(socket.create_connection(("127.0.0.1", served.port), timeout=20)).sendall(sent)

        assert ask(served.port, "/").status == 200


def test_nothing_that_is_sent_is_written_to_a_file(served: Served) -> None:
    head = b"POST /beheer/inloggen HTTP/1.1\r\nHost: a\r\nContent-Length: 9000000\r\n\r\n"
    with socket.create_connection(("127.0.0.1", served.port), timeout=20) as connection:
        connection.sendall(head + b"a" * 8_000_000)
        assert ask(served.port, "/").status == 200  # so it has read on until there was no more

        assert [name for name in open_files(served) if "deleted" in name or "/tmp/" in name] == []


def open_files(served: Served) -> list[str]:
    """What the processes of the server have open, but the database and where it writes what it says."""
    links = [link for process in served.processes() for link in Path(f"/proc/{process}/fd").iterdir()]
    names = [str(link.readlink()) for link in links]
    return [name for name in names if not name.startswith(str(served.said.parent))]


def test_the_server_writes_nothing_about_who_asks_what(served: Served) -> None:
    for path in ("/", "/vragenlijst", "/m/geheim", "/nergens?code=N2SA7DQQ2CXG"):
        ask(served.port, path)

    said = served.said.read_text()

    assert "is served on" in said
    for word in ("geheim", "N2SA7DQQ2CXG", "/vragenlijst", "GET"):
        assert word not in said


def test_a_wave_that_was_not_counted_yet_is_counted_before_anybody_is_served(
    uncounted: Database, served: Served
) -> None:
    assert ask(served.port, "/").status == 200
    with uncounted.reading() as store:
        assert store.counts.find(WAVE) is not None
