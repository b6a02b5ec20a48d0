"""What the commands that write codes into files have in common: where to, for which study, and what to ask first."""

from __future__ import annotations

from pathlib import Path

import click

from survey_app.fieldwork.frame import Frame, doubled_rows
from survey_app.installation import Installation
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.library import load_source

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
TARGET = click.Path(dir_okay=False, path_type=Path)
TRIAL = click.option(
    "--this-is-a-trial", "is_trial", is_flag=True, help="Print an address that is local or not encrypted all the same."
)


def check_target(target: Path, suffix: str, kind: str) -> None:
    """Whether a file can be written here without losing another."""
    if target.exists():
        raise click.UsageError(f"{target} exists already and is not replaced: what it holds may be kept nowhere else")
    if target.suffix.lower() != suffix:
        raise click.UsageError(f"{target} is not {kind}; let its name end in {suffix}")
    if not target.resolve().parent.is_dir():
        raise click.UsageError(f"{target.parent} is not a folder; make it first, or choose another place")


def confirm_adding(wave_id: str, there: int, number: int, *, add: bool) -> None:
    """Ask before adding, for whoever had a letter already could answer a second time."""
    if there and not add:
        click.confirm(
            f"wave {wave_id}: has {there} code(s) already; an address that had one and is in this frame again "
            f"gets a second, and can answer twice. Make {number} more?",
            abort=True,
        )


def warn_of_doubles(file: str, frame: Frame) -> None:
    """Addresses that will have two letters; it is no refusal, for a frame need not name the door."""
    doubled = doubled_rows(frame)
    if doubled:
        some = ", ".join(str(line) for line in doubled[:10]) + (" and more" if len(doubled) > 10 else "")
        click.echo(
            f"{file}: {len(doubled)} row(s) are the same as a row above them and have a code too: row {some}", err=True
        )


def instrument_of(installation: Installation, wave_id: str) -> Instrument:
    """The instrument of a wave: as frozen, or for a draft as its file says now."""
    with installation.stores.reading() as store:
        found = store.waves.get(wave_id)
    return found.instrument or load_source(installation.settings.questionnaire_directory, found.source)
