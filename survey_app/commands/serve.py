"""`peilstok serve`: the production server for one machine."""

from __future__ import annotations

import os
import socket

import click

from survey_app.commands.database import count_and_tell
from survey_app.commands.listening import listen
from survey_app.commands.server import Server
from survey_app.config import BadSetting, Settings
from survey_app.fieldwork.pepper import settled_pepper
from survey_app.installation import open_installation

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
            with installation.stores.writing() as store:
                settled_pepper(store, installation.keys)
            count_and_tell(installation.stores)
            settings = installation.settings
        click.echo(f"{settings.base_url} is served on {host}:{port}; stop with Ctrl+C")
        run_server(settings, listening, workers)


def run_server(settings: Settings, listening: socket.socket, workers: int) -> None:
    """Serve this installation on a socket that listens, until interrupted; a process that dies is replaced."""
    os.chdir(_WORKING_FOLDER)
    Server(settings, listening, workers).serve()
