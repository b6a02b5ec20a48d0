"""What the commands that write codes into files have in common: where to, for which study, and what to ask first."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path

import click

from survey_app.commands.frames import FrameFile, read_frame
from survey_app.fieldwork.frame import Frame, doubled_rows
from survey_app.installation import Installation
from survey_app.questionnaire.handed_in import some_of
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.library import load_source

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
TARGET = click.Path(dir_okay=False, path_type=Path)
TRIAL = click.option(
    "--this-is-a-trial", "is_trial", is_flag=True, help="Print an address that is local or not encrypted all the same."
)


def frame_option(text: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The options that say where the addresses are; the command gets a `FrameFile`, and whether not to ask."""

    def with_options(command: Callable[..., None]) -> Callable[..., None]:
        @click.option("--frame", "path", type=FILE, required=True, help=text)
        @click.option("--sheet", metavar="NAME", help="The sheet with the addresses, of a workbook that has several.")
        @click.option("--headings-in", metavar="ROW", type=click.IntRange(min=1), help="The row of the headings.")
        @click.option("--as-it-stands", is_flag=True, help="Do not ask about hidden rows, merged cells and the like.")
        @wraps(command)
        def with_file(path: Path, sheet: str | None, headings_in: int | None, **others: object) -> None:
            command(file=FrameFile(path, sheet, headings_in), **others)

        return with_file

    return with_options


def read_and_ask(file: FrameFile, *, as_it_stands: bool) -> Frame:
    """The frame, when somebody knows of all that their program does not show of it; raises BadFrame, or ends."""
    frame, name = read_frame(file), file.path.name
    for sentence in (*frame.told, *frame.asked):
        click.echo(f"{name}: {sentence}", err=True)
    if frame.asked and not as_it_stands:
        click.confirm(f"{name}: go on with the list as it stands?", abort=True, err=True)
    return frame


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
        same = f"{len(doubled)} row(s) are the same as a row above them and have a code too: row {some_of(doubled)}"
        click.echo(f"{file}: {same}", err=True)


def instrument_of(installation: Installation, wave_id: str) -> Instrument:
    """The instrument of a wave: as frozen, or for a draft as its file says now."""
    with installation.stores.reading() as store:
        found = store.waves.get(wave_id)
    return found.instrument or load_source(installation.settings.questionnaire_directory, found.source)
