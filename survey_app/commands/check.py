"""`peilstok check` and `peilstok schema`: every fault in the questionnaires, and their format."""

import os
import sys
from pathlib import Path

import click

from survey_app.config import BadSetting, Settings
from survey_app.questionnaire.folder import inspect
from survey_app.questionnaire.schema import schema_files


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH ...]")
def check(paths: tuple[Path, ...]) -> None:
    """Report every fault in files and folders of questionnaires: file, line, what is wrong, what would be right.

    A word that a phone has to break is a warning, and no fault; what a study leaves unsaid on its pages is told too.

    Without PATH: the folder that PEILSTOK_QUESTIONNAIRES names.
    """
    inspection = inspect(paths or [_folder_of_studies()])
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
    for file, unsaid in inspection.unsaid:
        click.echo(f"note: {file}: {unsaid}", err=True)


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
