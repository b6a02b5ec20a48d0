"""Servers of our own on loopback, what they cost, and wrk to ask them things; all bounded in time."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

CONNECTIONS = 8
_SCRIPT = Path(__file__).with_name("requests.lua")


class RequestsFailed(Exception):
    """Some of the requests were not answered as they should be, so their number means nothing."""

    def __init__(self, faults: int, number: int, address: str) -> None:
        super().__init__(f"{faults} of {number} requests to {address} failed")


@dataclass(frozen=True)
class Served:
    """A server that runs: its address, and the first of its processes."""

    address: str
    process: int

    def processor_time(self) -> float:
        """Seconds that it and all the processes it started took so far, in the program and in the kernel."""
        times: dict[int, int] = {}
        children: dict[int, list[int]] = {}
        for status in Path("/proc").glob("[0-9]*/stat"):
            with suppress(FileNotFoundError, ProcessLookupError):
                told = status.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
                times[int(status.parent.name)] = int(told[11]) + int(told[12])
                children.setdefault(int(told[1]), []).append(int(status.parent.name))
        family = [self.process]
        for member in family:
            family += children.get(member, [])
        return sum(times.get(member, 0) for member in family) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving_bare(*, workers: int) -> Iterator[Served]:
    """A bare Flask route, served as Peilstok is."""
    with _running([sys.executable, "-m", "benchmarks.bare"], {}, workers) as served:
        yield served


@contextmanager
def serving_installation(environment: Mapping[str, str], *, workers: int) -> Iterator[Served]:
    """`peilstok serve` for this installation."""
    with _running([str(Path(sys.executable).with_name("peilstok")), "serve"], environment, workers) as served:
        yield served


@contextmanager
def _running(program: Sequence[str], environment: Mapping[str, str], workers: int) -> Iterator[Served]:
    port = _free_port()
    command = [*program, "--workers", str(workers), "--port", str(port)]
    with subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            _wait_for(port)
            yield Served(f"http://127.0.0.1:{port}", process.pid)
        finally:
            _stop(process)


def rate(address: str, requests: Sequence[tuple[str, str]], folder: Path, seconds: float) -> tuple[float, int]:
    """Requests a second, and how many there were. A request is a cookie and a body (empty: GET)."""
    lines = folder / "requests.txt"
    lines.write_text("".join(f"{cookie}\t{body}\n" for cookie, body in requests))
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(_SCRIPT), address, "--", str(lines)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    number, microseconds, faults = (int(word) for word in told.rsplit("peilstok ", 1)[1].split())
    if faults:
        raise RequestsFailed(faults, number, address)
    return number / microseconds * 1e6, number


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    """Until it answers: `peilstok serve` listens long before its processes are there."""
    for _try in range(1200):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        with suppress(ConnectionError), closing(connection):
            connection.request("GET", "/")
            connection.getresponse().read()
            return
        time.sleep(0.05)
    raise TimeoutError("the server did not start")
