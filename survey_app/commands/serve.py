"""`peilstok serve`: the production server for one machine."""

from __future__ import annotations

import os

import click
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from survey_app.installation import open_installation

APPLICATION = "survey_app.web.app:application_from_environment"
THREADS = 2
"""Requests that one process works on at once: more only fight over the interpreter, one would wait for a closing."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--workers", default=os.cpu_count() or 1, show_default=True, help="Processes that answer requests.")
def serve(host: str, port: int, workers: int) -> None:
    """Serve the questionnaires and the admin pages. No access log is written: it would hold respondents."""
    with open_installation(os.environ, upgrade=True) as installation:
        click.echo(f"{installation.settings.base_url} is served on {host}:{port}; stop with Ctrl+C")
    run_server(host, port, workers)


def run_server(host: str, port: int, workers: int) -> None:
    """Serve the application that the environment describes, until interrupted; a process that dies is replaced."""
    Granian(
        APPLICATION,
        factory=True,
        interface=Interfaces.WSGI,
        address=host,
        port=port,
        workers=workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        websockets=False,
        log_access=False,
        log_level=LogLevels.error,
    ).serve()
