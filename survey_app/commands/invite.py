"""`peilstok invite`: codes for a frame, and the mailing file that carries them to the letters."""

from __future__ import annotations

import os
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import click

from survey_app.commands.acting import COMMAND_LINE
from survey_app.commands.cards import cards
from survey_app.commands.frames import FrameFile
from survey_app.commands.letter_files import (
    FILE,
    TARGET,
    TRIAL,
    check_target,
    confirm_adding,
    frame_option,
    instrument_of,
    read_and_ask,
    warn_of_doubles,
)
from survey_app.commands.office import invite_in_office
from survey_app.commands.remind import forget, remind, unused
from survey_app.config import Settings
from survey_app.fieldwork.frame import Frame, segments_of
from survey_app.fieldwork.handover import read_hand_over, read_invitations
from survey_app.fieldwork.inviting import check_takes_codes, take_in
from survey_app.fieldwork.inviting import invite as make_codes
from survey_app.fieldwork.printed_address import check_printed_address
from survey_app.installation import Installation, open_installation
from survey_app.writers.mailing import write_mailing


class LettersFirst(click.Group):
    """`peilstok invite WAVE …` means `peilstok invite letters WAVE …`, which is what is mostly asked."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in {*self.commands, *ctx.help_option_names}:
            args = ["letters", *args]
        return super().parse_args(ctx, args)


@click.group(cls=LettersFirst)
def invite() -> None:
    """Codes for letters and cards, and reminders; `peilstok invite WAVE …` makes letters."""


for _command in (cards, unused, remind, forget):
    invite.add_command(_command)


@invite.command()
@click.argument("wave_id", metavar="WAVE")
@frame_option("The addresses: CSV or xlsx.")
@click.option(
    "--segment", "column", required=True, help="Heading of the column that tells the segment, by its id or its label."
)
@click.option("-o", "--output", type=TARGET, help="Mailing file; beside the frame.")
@click.option("--add", is_flag=True, help="Do not ask before adding to the codes that were made before.")
@click.option("--hashes-to", type=TARGET, help="Use no database; write here what the server takes in.")
@click.option("--study", type=FILE, help="The study.yaml of the wave, with --hashes-to.")
@TRIAL
def letters(
    wave_id: str,
    file: FrameFile,
    column: str,
    output: Path | None,
    hashes_to: Path | None,
    study: Path | None,
    *,
    as_it_stands: bool,
    add: bool,
    is_trial: bool,
) -> None:
    """Make a code for every row of the frame of WAVE. Addresses go into the mailing file and nowhere else.

    The list and the mailing file stay on this machine until you delete them.
    With --hashes-to this machine needs no database, only pepper.key from the server: the letter key is made and stays
    here, and the server gets a file of sorted hashes (peilstok invite import).
    """
    target = output or file.path.with_name(f"{file.path.stem}-{wave_id}-mailing.xlsx")
    check_target(target, ".xlsx", "an Excel workbook")
    if (hashes_to is None) != (study is None):
        raise click.UsageError("--hashes-to and --study go together: without a database study.yaml tells the segments")
    check_printed_address(Settings.from_environment(os.environ).base_url, is_trial=is_trial)
    frame, name = read_and_ask(file, as_it_stands=as_it_stands), file.path.name
    if hashes_to is None or study is None:
        codes = _invite_here(wave_id, frame, name, column, target, add=add)
    else:
        codes = invite_in_office(wave_id, frame, name, column, target, hashes_to, study, add=add)
    warn_of_doubles(name, frame)
    click.echo(f"wave {wave_id}: {codes} code(s) made; {target} goes to the printer of the letters, then is deleted")
    if hashes_to is not None:
        click.echo(f"wave {wave_id}: {hashes_to} goes to the server: peilstok invite import {hashes_to.name}")


@invite.command(name="import")
@click.argument("file", type=FILE)
@click.option("--add", is_flag=True, help="Do not ask before adding to the codes that are there.")
def import_(file: Path, *, add: bool) -> None:
    """Take in FILE, the hashes that --hashes-to wrote where the addresses are."""
    text = read_hand_over(file)
    with open_installation(os.environ) as installation:
        wave_id, invitations = read_invitations(installation.keys.pepper(), text)
        study = instrument_of(installation, wave_id).study
        confirm_adding(wave_id, _codes_there(installation, wave_id), len(invitations), add=add)
        take_in(installation.stores, installation.keys, text, who=COMMAND_LINE, study=study)
    click.echo(f"wave {wave_id}: {len(invitations)} code(s) taken in")


def _invite_here(wave_id: str, frame: Frame, name: str, column: str, target: Path, *, add: bool) -> int:
    """The simple way: addresses pass through the machine that has the database, and come into two files only.

    Those are the list and the mailing file, which are for a person to delete.
    """
    with open_installation(os.environ) as installation, ExitStack() as undo:
        study = instrument_of(installation, wave_id).study
        segments = segments_of(name, frame, column, study)
        confirm_adding(wave_id, _codes_there(installation, wave_id), len(segments), add=add)
        undo.callback(target.unlink, missing_ok=True)
        make_codes(
            installation.stores,
            installation.keys,
            wave_id,
            segments,
            who=COMMAND_LINE,
            study=study,
            frame=frame,
            deliver=partial(write_mailing, target, installation.settings.base_url, frame.headings, frame.rows),
        )
        undo.pop_all()
    return len(segments)


def _codes_there(installation: Installation, wave_id: str) -> int:
    with installation.stores.reading() as store:
        check_takes_codes(store.waves.get(wave_id))
        return store.invitations.count(wave_id)
