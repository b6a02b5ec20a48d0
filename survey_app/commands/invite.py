"""`peilstok invite`: codes for a frame, and the mailing file that carries them to the letters."""

from __future__ import annotations

import os
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import click

from survey_app.commands.acting import COMMAND_LINE
from survey_app.commands.frames import read_frame
from survey_app.fieldwork.frame import Frame, doubled_rows, segments_of
from survey_app.fieldwork.inviting import check_takes_codes
from survey_app.fieldwork.inviting import invite as make_codes
from survey_app.installation import Installation, open_installation
from survey_app.questionnaire.library import load_source
from survey_app.questionnaire.study import Study
from survey_app.writers.mailing import write_mailing


@click.command()
@click.argument("wave_id", metavar="WAVE")
@click.option(
    "--frame", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True, help="CSV or xlsx."
)
@click.option("--segment", "column", required=True, help="Heading of the column that tells the segment (the village).")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Mailing file; beside the frame.")
@click.option("--add", is_flag=True, help="Do not ask before adding to the codes that were made before.")
def invite(wave_id: str, frame: Path, column: str, output: Path | None, *, add: bool) -> None:
    """Make a code for every row of the frame of WAVE. Addresses go into the mailing file and nowhere else."""
    target = output or frame.with_name(f"{frame.stem}-{wave_id}-mailing.xlsx")
    _check_target(target)
    addresses = read_frame(frame)
    with open_installation(os.environ) as installation, ExitStack() as undo:
        study = study_of(installation, wave_id)
        segments = segments_of(frame.name, addresses, column, study)
        _check_codes(installation, wave_id, len(segments), add=add)
        undo.callback(target.unlink, missing_ok=True)
        codes = make_codes(
            installation.stores,
            installation.keys,
            wave_id,
            segments,
            who=COMMAND_LINE,
            study=study,
            deliver=partial(write_mailing, target, installation.settings.base_url, addresses.headings, addresses.rows),
        )
        undo.pop_all()
    for line in _doubled_lines(frame.name, addresses):
        click.echo(line, err=True)
    click.echo(
        f"wave {wave_id}: {len(codes)} code(s) made; {target} goes to the printer of the letters, then is deleted"
    )


def _check_target(target: Path) -> None:
    if target.exists():
        raise click.UsageError(f"{target} exists already and is not replaced: its codes are kept nowhere else")
    if target.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{target} is not an Excel workbook; let its name end in .xlsx")
    if not target.resolve().parent.is_dir():
        raise click.UsageError(f"{target.parent} is not a folder; make it first, or choose another place")


def _check_codes(installation: Installation, wave_id: str, number: int, *, add: bool) -> None:
    """Ask before adding, for whoever had a letter already could answer a second time."""
    with installation.stores.reading() as store:
        check_takes_codes(store.waves.get(wave_id))
        codes = store.invitations.count(wave_id)
    if codes and not add:
        click.confirm(
            f"wave {wave_id}: has {codes} code(s) already; an address that had one and is in this frame again "
            f"gets a second, and can answer twice. Make {number} more?",
            abort=True,
        )


def _doubled_lines(file: str, frame: Frame) -> list[str]:
    """A warning for addresses that will have two letters; it is no refusal, for a frame need not name the door."""
    doubled = doubled_rows(frame)
    if not doubled:
        return []
    some = ", ".join(str(line) for line in doubled[:10]) + (" and more" if len(doubled) > 10 else "")
    return [f"{file}: {len(doubled)} row(s) are the same as a row above them and have a code too: row {some}"]


def study_of(installation: Installation, wave_id: str) -> Study:
    """The study of a wave: as frozen, or for a draft as its file says now."""
    with installation.stores.reading() as store:
        found = store.waves.get(wave_id)
    if found.instrument is not None:
        return found.instrument.study
    return load_source(installation.settings.questionnaire_directory, found.source).study
