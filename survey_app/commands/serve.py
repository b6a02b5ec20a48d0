"""`peilstok serve`: the production server for one machine."""

from __future__ import annotations

import os
import socket
from functools import partial

import click
from granian._granian import SocketHolder
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from survey_app.commands.listening import BACKLOG, listen
from survey_app.commands.worker import load_application
from survey_app.config import BadSetting, Settings
from survey_app.installation import open_installation

THREADS = 2
"""Requests that one process works on at once: more only fight over the interpreter, one would wait for a closing."""
_WORKERS = range(1, 257)
_WORKING_FOLDER = "/"
"""Where the server works: nobody but root puts a file there, and it keeps no disk from being taken out."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on; one that nothing listens on yet.")
@click.option("--workers", default=os.cpu_count() or 1, show_default=True, help="Processes that answer requests.")
def serve(host: str, port: int, workers: int) -> None:
    """Serve the questionnaires and the admin pages. No access log is written: it would hold respondents.

    The database must be there (peilstok db upgrade makes it); its schema is brought up to date. All processes end with
    the first, however it ends.
    """
    if workers not in _WORKERS:
        raise BadSetting("--workers", workers, f"right is a number from {_WORKERS[0]} to {_WORKERS[-1]}")
    with listen(host, port) as listening:
        with open_installation(os.environ, upgrade=True) as installation:
            installation.keys.session_key()  # a bad one is told here, once, and not by each process
            settings = installation.settings
        click.echo(f"{settings.base_url} is served on {host}:{port}; stop with Ctrl+C")
        run_server(settings, listening, workers)


def run_server(settings: Settings, listening: socket.socket, workers: int) -> None:
    """Serve this installation on a socket that listens, until interrupted; a process that dies is replaced."""
    os.chdir(_WORKING_FOLDER)
    server = _Server(
        "survey_app.web.app",
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        websockets=False,
        log_access=False,
        log_level=LogLevels.error,
    )
    server.listening = listening
    server.serve(target_loader=partial(load_application, settings, os.getpid()), wrap_loader=False)


class _Server(MPServer):
    """Granian on one socket for all its processes.

    Its own would each have one with SO_REUSEPORT, beside which any program of this user may listen, and what waits in
    the queue of a process is lost with that process.
    """

    listening: socket.socket

    def _init_shared_socket(self) -> None:
        self.listening.setblocking(False)
        self.listening.set_inheritable(True)
        self._sso = self.listening
        self._shd = SocketHolder(self.listening.fileno(), False, BACKLOG)  # type: ignore[assignment, call-arg]  # untyped
