"""`peilstok preview`: a questionnaire as respondents will see it, before there is a wave."""

import os
from contextlib import nullcontext
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from survey_app.commands.acting import today
from survey_app.commands.listening import listen
from survey_app.commands.own_installation import HOST, environment_of, free_port
from survey_app.commands.server import run_server
from survey_app.config import Settings
from survey_app.fieldwork.life import check_form
from survey_app.fieldwork.preview_link import LONGEST, PATH, PreviewLink, check_until, written
from survey_app.fieldwork.wave import Recruitment
from survey_app.installation import open_installation
from survey_app.questionnaire.library import load_source, source_of
from survey_app.store.keys import KeyDirectory

_WAYS = (Recruitment.CODES, Recruitment.OPEN_LINK)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option(
    "--recruitment",
    type=click.Choice([way.value for way in _WAYS]),
    default=Recruitment.CODES.value,
    show_default=True,
    help="How respondents will come in, which the first pages tell of.",
)
@click.option("--port", type=int, help="Port to serve on; the first free one from 8000 on.")
@click.option("--serve/--no-serve", default=True, help="Serve it, or only look whether it can be shown.")
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Serve nothing; print a link to this installation that anybody can look with, up to and including this day.",
)
@click.option("--end-links", is_flag=True, help="End every link of this installation that was made so far.")
def preview(
    file: Path | None, recruitment: str, port: int | None, until: datetime | None, *, serve: bool, end_links: bool
) -> None:
    """Show FILE, a questionnaire, page by page as respondents will see it. No wave is needed, and nothing is kept.

    It is shown as the file is at that moment: change it, and load the page again.
    """
    if end_links:
        _keys_here().destroy_preview_key()
        click.echo("every link to a preview that was made so far is ended")
    elif file is None:
        raise click.UsageError("name the YAML file of a questionnaire, or say --end-links")
    elif file.suffix != ".yaml":
        raise click.UsageError(f"{file} is no questionnaire; its name ends in .yaml")
    elif until is not None:
        _print_link(file, Recruitment(recruitment), until.date())
    else:
        _serve(file, Recruitment(recruitment), free_port() if port is None else port, serve=serve)


def _print_link(file: Path, recruitment: Recruitment, until: date) -> None:
    check_until(until, today())
    settings = Settings.from_environment(os.environ)
    directory = settings.questionnaire_directory
    source = _checked(directory, source_of(directory, file))
    link = written(PreviewLink(source, recruitment, until), _keys_here().preview_key())
    click.echo(f"{settings.base_url}{PATH}/{link}")


def _keys_here() -> KeyDirectory:
    return KeyDirectory(Settings.from_environment(os.environ).key_directory)


def _serve(file: Path, recruitment: Recruitment, port: int, *, serve: bool) -> None:
    """From a folder that goes when the server stops, in which the folder of the study is a link to the real one."""
    study = file.absolute().parent
    port_taken = listen(HOST, port) if serve else nullcontext()
    with TemporaryDirectory(prefix="peilstok-preview-") as made, port_taken as listening:
        directory = Path(made)
        studies = directory / "studies"
        studies.mkdir()
        (studies / study.name).symlink_to(study)
        source = _checked(studies, f"{study.name}/{file.name}")
        environment = environment_of(directory, port, studies)
        with open_installation(environment, upgrade=True, may_be_new=True) as installation:
            link = written(PreviewLink(source, recruitment, today() + LONGEST), installation.keys.preview_key())
        for line in _where_to_go(f"http://{HOST}:{port}{PATH}/{link}"):
            click.echo(line)
        if listening is not None:
            click.echo("Serving to this machine; stop with Ctrl+C.\n")
            run_server(installation.settings, listening, workers=1)


def _checked(directory: Path, source: str) -> str:
    """The same, if it can be shown; raises NoSuchQuestionnaire, QuestionnaireFaults or OtherForm."""
    check_form(source, load_source(directory, source))
    return source


def _where_to_go(address: str) -> list[str]:
    return [
        "",
        f"  page by page         {address}",
        f"  as wide as a phone   {address}/telefoon",
        f"  all pages            {address}/overzicht",
        "",
    ]
