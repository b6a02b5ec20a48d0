"""`peilstok demo`: the real study in a fresh SQLite file, served; prints where to go."""

import os
import shutil
from contextlib import nullcontext
from pathlib import Path

import click

from survey_app.commands.demo_study import DemoStudy, load_demo_study
from survey_app.commands.listening import listen
from survey_app.commands.own_installation import HOST, environment_of, free_port
from survey_app.commands.server import run_server
from survey_app.installation import open_installation
from survey_app.shipped import QUESTIONNAIRES

_MARKER = "this-is-a-peilstok-demo"


@click.command()
@click.option("--directory", default=Path("demo"), type=click.Path(path_type=Path), show_default=True)
@click.option("--port", type=int, help="Port to serve on; the first free one from 8000 on.")
@click.option("--serve/--no-serve", default=True, help="Serve it, or only make it.")
def demo(directory: Path, port: int | None, *, serve: bool) -> None:
    """The real study on this machine: questionnaires, both printed staff waves, residents' waves, workbooks."""
    port = free_port() if port is None else port
    with listen(HOST, port) if serve else nullcontext() as listening:
        _start_afresh(directory)
        os.environ.update(environment_of(directory.resolve(), port, QUESTIONNAIRES))
        click.echo("Loading the study of Kerngericht Werken ...")
        with open_installation(os.environ, upgrade=True, may_be_new=True) as installation:
            loaded = load_demo_study(installation, directory)
        for line in _where_to_go(loaded, f"http://{HOST}:{port}"):
            click.echo(line)
        if listening is not None:
            click.echo("Serving; stop with Ctrl+C.\n")
            run_server(installation.settings, listening, workers=1)


def _start_afresh(directory: Path) -> None:
    """An empty folder; throws away an earlier demonstration, and never anything else."""
    if directory.exists():
        if any(directory.iterdir()) and not (directory / _MARKER).exists():
            raise click.UsageError(f"{directory} is not empty and not a demonstration; choose another --directory")
        shutil.rmtree(directory)
    directory.mkdir(parents=True)
    (directory / _MARKER).write_text("Made by peilstok demo, which throws this folder away when it is run again.\n")


def _where_to_go(loaded: DemoStudy, address: str) -> list[str]:
    return [
        "",
        "  Residents",
        f"    a letter's link     {address}/#{loaded.code}",
        f"    or type the code    {loaded.code}   at {address}/",
        f"    {loaded.other_codes} more codes       {loaded.mailing}",
        "  Staff",
        f"    the intranet link   {address}/m/{loaded.staff_wave}",
        "  Administrators",
        f"    log in at           {address}/beheer",
        *(f"    name and password   {name:7}{password}" for name, password in loaded.administrators.items()),
        "    it takes both to close a wave; each asks or confirms on the page of the wave",
        "  Workbooks, already written",
        *(f"    {name:20}{path}" for name, path in loaded.workbooks),
        "",
    ]
