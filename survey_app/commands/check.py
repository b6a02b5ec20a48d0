"""`peilstok check` and `peilstok schema`: every fault in the questionnaires, and their format."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from survey_app.config import BadSetting, Settings
from survey_app.questionnaire.folder import inspect
from survey_app.questionnaire.hints.reading import FEWEST_WORDS, HARD, Hints
from survey_app.questionnaire.schema import schema_files

_HOW_READABLE = (
    f"readability by Flesch-Douma: 100 is easy, below {HARD} rather hard, – is fewer than {FEWEST_WORDS} words; "
    "only people can tell whether they understand it"
)
_NO_OBLIGATION = (
    "nothing has to change; other words are another question, so leave what is compared with an earlier wave"
)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH ...]")
@click.option("--hints/--no-hints", default=True, help="Tell what may be said more plainly (Dutch only), or not.")
def check(paths: tuple[Path, ...], hints: bool) -> None:  # noqa: FBT001 - as click calls it
    """Report every fault in files and folders of questionnaires: file, line, what is wrong, what would be right.

    A word that a phone has to break is a warning, and no fault; what a study leaves unsaid on its pages is told too. So
    is, as hints, what may be said more plainly, and how readable each page is; "hints: false" in a questionnaire or
    --no-hints leaves that out.

    Without PATH: the folder that PEILSTOK_QUESTIONNAIRES names.
    """
    inspection = inspect(paths or [_folder_of_studies()], with_hints=hints)
    for fault in inspection.faults:
        click.echo(str(fault), err=True)
    for warning in inspection.warnings:
        click.echo(f"warning: {warning}", err=True)
    if inspection.faults:
        click.echo(_number(len(inspection.faults), "fault"), err=True)
        sys.exit(1)
    read = (
        _number(inspection.studies, "study", "studies"),
        _number(len(inspection.questionnaires), "questionnaire"),
        _number(inspection.items, "item"),
    )
    warnings = f", {_number(len(inspection.warnings), 'warning')}" if inspection.warnings else ""
    click.echo(f"{', '.join(read)}: no faults{warnings}")
    for file, note in inspection.notes:
        click.echo(f"note: {file}: {note}", err=True)
    _tell_hints(inspection.hints)


def _tell_hints(hints: Sequence[tuple[Path, Hints]]) -> None:
    told = [hint for _, of_file in hints for hint in of_file.told]
    for hint in told:
        click.echo(f"hint: {hint}", err=True)
    for file, of_file in hints:
        pages = (f"{page.name} {_score_words(page.score)}" for page in of_file.pages)
        click.echo(f"readability: {file}: {_score_words(of_file.score)} in all; {', '.join(pages)}", err=True)
    if hints:
        click.echo(_HOW_READABLE, err=True)
    if told:
        click.echo(f"{_number(len(told), 'hint')}: {_NO_OBLIGATION}", err=True)


def _score_words(score: int | None) -> str:
    return "–" if score is None else str(score)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default="docs")
def schema(folder: Path) -> None:
    """Write the JSON Schemas of questionnaires and studies into FOLDER (docs)."""
    for name, text in schema_files().items():
        (folder / name).write_text(text, encoding="utf-8")
        click.echo(f"{folder / name}: written")


def _folder_of_studies() -> Path:
    folder = Settings.from_environment(os.environ).questionnaire_directory
    if not folder.is_dir():
        raise BadSetting("PEILSTOK_QUESTIONNAIRES", str(folder), "it is not there; name the folder of the studies")
    return folder


def _number(number: int, singular: str, plural: str | None = None) -> str:
    return f"{number} {singular if number == 1 else plural or singular + 's'}"
