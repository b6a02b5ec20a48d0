"""`peilstok serve` with two processes, as it runs in production, and what can be done to it from outside."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_PATIENCE = 60.0
"""Seconds for what takes one or two on a machine that does nothing else."""

_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True)
class Server:
    """A running server, as a process group of its own."""

    port: int
    said: Path
    process: subprocess.Popen[bytes]

    def workers(self) -> list[int]:
        """Ids of the processes that answer requests, the oldest first."""
        listening = self.listening()
        found = [pid for pid in children_of(self.process.pid) if _sockets_of(pid) & listening]
        return sorted(found, key=_started)

    def listening(self) -> set[str]:
        """Numbers of the sockets on which anybody listens at this port; none when every process of it is gone."""
        return _inodes_of("0A", lambda local, _remote: local == self.port)

    def wait_for_workers(self, number: int) -> list[int]:
        """The processes, when there are so many."""
        seen: list[int] = []

        def are_there() -> bool:
            assert self.process.poll() is None, f"the server ended: {self.said.read_text()[-2000:]}"
            seen[:] = self.workers()
            return len(seen) >= number

        wait_until(are_there)
        return seen

    def kill_oldest_worker(self) -> None:
        """`kill -9`. The oldest: one that is begun a moment ago answers nobody yet."""
        os.kill(self.wait_for_workers(2)[0], signal.SIGKILL)

    def worker_of(self, client_port: int) -> int:
        """The process that serves the connection from this port."""
        wait_until(lambda: self._serving(client_port) is not None)
        worker = self._serving(client_port)
        assert worker is not None
        return worker

    def _serving(self, client_port: int) -> int | None:
        inodes = _inodes_of("01", lambda local, remote: (local, remote) == (self.port, client_port))
        return next((pid for pid in self.workers() if _sockets_of(pid) & inodes), None)


@contextmanager
def serving(
    database_url: str,
    instance: Path,
    *,
    started_in: Path | None = None,
    environment: Mapping[str, str] = _NOTHING,
    **more: str,
) -> Iterator[Server]:
    """A server on a free port of this machine, gone again afterwards with every process it started.

    `more` are further settings, without PEILSTOK_; `environment` is what else is set.
    """
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    settings = {"DATABASE_URL": database_url, "INSTANCE": str(instance), "BASE_URL": address, **more}
    ours = {f"PEILSTOK_{name}": value for name, value in settings.items()}
    command = [str(Path(sys.executable).with_name("peilstok")), "serve", "--port", str(port), "--workers", "2"]
    said = instance / "said.txt"
    with said.open("wb") as output:
        process = subprocess.Popen(
            command,
            env={**os.environ, **ours, **environment},
            cwd=started_in,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        server = Server(port, said, process)
        server.wait_for_workers(2)
        yield server
    finally:
        _kill_all(process)


def _kill_all(process: subprocess.Popen[bytes]) -> None:
    """The whole group, which outlives its first process when that ended by itself."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(_PATIENCE)


def wait_until(condition: Callable[[], bool]) -> None:
    """Look again and again until it is so; gives up after a minute."""
    end = time.monotonic() + _PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("what was waited for did not happen")
        time.sleep(0.03)


def _started(pid: int) -> int:
    """In clock ticks since the machine started; a process that is just gone counts as the newest."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19])
    except FileNotFoundError:
        return sys.maxsize


def _sockets_of(pid: int) -> set[str]:
    """Numbers of the sockets that a process has open; none when it is gone."""
    found = set()
    with suppress(FileNotFoundError, ProcessLookupError):
        for descriptor in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(FileNotFoundError, ProcessLookupError):  # closed since
                found.add(str(descriptor.readlink()).removeprefix("socket:[").removesuffix("]"))
    return found


def _inodes_of(state: str, wanted: Callable[[int, int], bool]) -> set[str]:
    """Numbers of the IPv4 sockets in this state with these local and remote ports: see proc(5)."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return {row[9] for row in rows if row[3] == state and wanted(_port(row[1]), _port(row[2]))}


def _port(address: str) -> int:
    return int(address.rpartition(":")[2], 16)


def children_of(process: int) -> list[int]:
    """The processes that it began and that are there at this moment."""
    found: list[int] = []
    with suppress(FileNotFoundError, ProcessLookupError):  # it, or a thread of it, ended meanwhile
        for task in Path(f"/proc/{process}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return found
