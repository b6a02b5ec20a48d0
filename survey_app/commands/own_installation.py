"""An installation that a command makes for itself, whatever this machine is set to otherwise."""

from contextlib import suppress
from pathlib import Path

import click

from survey_app.commands.listening import CannotListen, listen

HOST = "127.0.0.1"
_LOCAL = "127.0.0.0/8,::1/128"


def environment_of(directory: Path, port: int, questionnaires: Path) -> dict[str, str]:
    """Its settings: all in this folder, and served to this machine alone."""
    return {
        "PEILSTOK_INSTANCE": str(directory),
        "PEILSTOK_DATABASE_URL": f"sqlite:///{directory / 'peilstok.sqlite'}",
        "PEILSTOK_KEYS": str(directory / "keys"),
        "PEILSTOK_QUESTIONNAIRES": str(questionnaires),
        "PEILSTOK_BASE_URL": f"http://{HOST}:{port}",
        "PEILSTOK_STAFF_NETWORKS": _LOCAL,
        "PEILSTOK_TRUSTED_PROXIES": "",
    }


def free_port() -> int:
    """The first port from 8000 on that nobody listens on."""
    for port in range(8000, 8100):
        with suppress(CannotListen), listen(HOST, port):
            return port
    raise click.UsageError("no free port from 8000 to 8099; choose one with --port")
