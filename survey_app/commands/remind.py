"""`peilstok invite unused`, `remind` and `forget`: letters for those who did not answer, until nobody can tell who."""

import os
from pathlib import Path

import click

from survey_app.commands.acting import COMMAND_LINE
from survey_app.commands.frames import FrameFile, frame_option, read_and_ask
from survey_app.commands.options import FILE, TARGET, check_new, output_option
from survey_app.config import Settings
from survey_app.fieldwork.handover import read_hand_over, read_unused
from survey_app.fieldwork.keys import Keys, NoLetterKey, NoPepper
from survey_app.fieldwork.printed_address import check_printed_address
from survey_app.fieldwork.reminding import export_unused, forget_letters, make_reminders
from survey_app.fieldwork.reminding import remind as find_reminders
from survey_app.installation import open_installation
from survey_app.store.keys import KeyDirectory
from survey_app.writers.atomic import PRIVATE, write_file
from survey_app.writers.mailing import write_mailing

TRIAL = click.option(
    "--this-is-a-trial", "is_trial", is_flag=True, help="Print an address that is local or not encrypted all the same."
)


@click.command()
@click.argument("wave_id", metavar="WAVE")
@output_option("The file that goes to where the addresses are.")
def unused(wave_id: str, output: Path) -> None:
    """Write the hashes of codes of open WAVE that were not used. The log says that it was done.

    With the letter key this file tells which addresses did not answer: delete it when the reminders are made.
    """
    check_new(output, ".json", "a file of hashes")
    with open_installation(os.environ) as installation:
        text = export_unused(installation.stores, installation.keys, wave_id, COMMAND_LINE)
    write_file(output, text.encode("ascii"), PRIVATE)
    click.echo(f"wave {wave_id}: {output} goes to where the addresses are: peilstok invite remind; then delete it")


@click.command()
@click.argument("wave_id", metavar="WAVE")
@frame_option("The same list of addresses that the letters were made for.")
@click.option("--unused", "unused_file", type=FILE, help="What peilstok invite unused wrote, where no database is.")
@click.option("-o", "--output", type=TARGET, help="Mailing file; beside the frame.")
@TRIAL
def remind(
    wave_id: str,
    file: FrameFile,
    unused_file: Path | None,
    output: Path | None,
    *,
    as_it_stands: bool,
    is_trial: bool,
) -> None:
    """Write a mailing file for the addresses of open WAVE that did not answer, with the codes they have already."""
    target = output or file.path.with_name(f"{file.path.stem}-{wave_id}-reminder.xlsx")
    check_new(target, ".xlsx", "an Excel workbook")
    settings = Settings.from_environment(os.environ)
    check_printed_address(settings.base_url, is_trial=is_trial)
    frame = read_and_ask(file, as_it_stands=as_it_stands)
    if unused_file is None:
        with open_installation(os.environ) as installation:
            reminders = find_reminders(installation.stores, installation.keys, wave_id, frame, COMMAND_LINE)
    else:
        keys = keys_of(settings)
        if not keys.has_pepper():
            raise NoPepper
        hashes = read_unused(keys.pepper(), wave_id, read_hand_over(unused_file))
        reminders = make_reminders(keys, wave_id, frame, hashes)
    if not reminders.codes:
        click.echo(f"wave {wave_id}: nobody on this list is to be reminded; nothing was written")
        return
    write_mailing(target, settings.base_url, frame.headings, reminders.rows, reminders.codes)
    click.echo(f"wave {wave_id}: {len(reminders.codes)} reminder(s); {target} goes to the printer, then is deleted")


@click.command()
@click.argument("wave_id", metavar="WAVE")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
@click.option("--no-database", is_flag=True, help="On the machine of the addresses, where there is only the key.")
def forget(wave_id: str, *, yes: bool, no_database: bool) -> None:
    """Destroy the letter key of WAVE: by it nobody can tell any more which address has which code. Codes stay good."""
    keys = keys_of(Settings.from_environment(os.environ))
    if not (keys.has_letter_key(wave_id) or keys.letter_runs(wave_id)):
        raise NoLetterKey(wave_id)
    if not yes:
        click.confirm(
            f"wave {wave_id}: no reminders from this machine after this, and no way back. Destroy the letter key?",
            abort=True,
        )
    if no_database:
        keys.destroy_letter_key(wave_id)
    else:
        with open_installation(os.environ) as installation:
            forget_letters(installation.stores, installation.keys, wave_id, COMMAND_LINE)
    click.echo(f"wave {wave_id}: letter key destroyed; delete its backups, and the mailing files")


def keys_of(settings: Settings) -> Keys:
    """The keys of this machine, without a look at any database."""
    keys = KeyDirectory(settings.key_directory)
    keys.sweep()
    return keys
