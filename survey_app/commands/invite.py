"""`peilstok invite`: codes for a frame or for cards, the files that carry them to who prints them, and reminders."""

import os
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import click

from survey_app.commands.acting import COMMAND_LINE
from survey_app.commands.frames import FrameFile, frame_option, read_and_ask, warn_of_doubles
from survey_app.commands.options import FILE, TARGET, check_new, output_option
from survey_app.config import Settings
from survey_app.fieldwork.frame import Frame, segments_of
from survey_app.fieldwork.handover import read_hand_over, read_invitations, read_unused
from survey_app.fieldwork.inviting import MOST_CARDS, check_takes_codes, invite_apart, make_cards, take_in
from survey_app.fieldwork.inviting import invite as make_codes
from survey_app.fieldwork.keys import Keys, NoLetterKey, NoPepper
from survey_app.fieldwork.other_languages import letter_lines
from survey_app.fieldwork.printed_address import check_printed_address
from survey_app.fieldwork.reminding import export_unused, forget_letters, make_reminders
from survey_app.fieldwork.reminding import remind as find_reminders
from survey_app.fieldwork.wave import is_wave_id
from survey_app.installation import Installation, open_installation
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.loader import load_study
from survey_app.questionnaire.look.folder import folder_of, usable_look
from survey_app.store.keys import KeyDirectory
from survey_app.writers.atomic import PRIVATE, write_file
from survey_app.writers.cards import cards_pdf
from survey_app.writers.mailing import write_mailing

_trial = click.option(
    "--this-is-a-trial", "is_trial", is_flag=True, help="Print an address that is local or not encrypted all the same."
)


class LettersFirst(click.Group):
    """`peilstok invite WAVE …` means `peilstok invite letters WAVE …`, which is what is mostly asked."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in {*self.commands, *ctx.help_option_names}:
            args = ["letters", *args]
        return super().parse_args(ctx, args)


@click.group(cls=LettersFirst)
def invite() -> None:
    """Codes for letters and cards, and reminders; `peilstok invite WAVE …` makes letters."""


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
@_trial
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
    check_new(target, ".xlsx", "an Excel workbook")
    if (hashes_to is None) != (study is None):
        raise click.UsageError("--hashes-to and --study go together: without a database study.yaml tells the segments")
    check_printed_address(Settings.from_environment(os.environ).base_url, is_trial=is_trial)
    frame, name = read_and_ask(file, as_it_stands=as_it_stands), file.path.name
    if hashes_to is None or study is None:
        codes = _invite_here(wave_id, frame, name, column, target, add=add)
    else:
        codes = _invite_in_office(wave_id, frame, name, column, target, hashes_to, study, add=add)
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
        study = installation.instrument_of(installation.wave(wave_id)).study
        _confirm_adding(wave_id, _codes_there(installation, wave_id), len(invitations), add=add)
        take_in(installation.stores, installation.keys, text, who=COMMAND_LINE, study=study)
    click.echo(f"wave {wave_id}: {len(invitations)} code(s) taken in")


@invite.command()
@click.argument("wave_id", metavar="WAVE")
@click.option("--number", type=click.IntRange(1, MOST_CARDS), required=True, help="How many cards.")
@click.option("--segment", help="Id of the segment that all of them are for; without, answers have no segment.")
@output_option("The PDF, ten cards on each sheet of A4.")
@_trial
def cards(wave_id: str, number: int, segment: str | None, output: Path, *, is_trial: bool) -> None:
    """Make one-time codes for WAVE without addresses, shuffled, on cards to cut and hand out unseen."""
    check_new(output, ".pdf", "a PDF")
    with open_installation(os.environ) as installation, ExitStack() as undo:
        base_url = installation.settings.base_url
        check_printed_address(base_url, is_trial=is_trial)
        wave = installation.wave(wave_id)
        instrument = installation.instrument_of(wave)
        look = usable_look(folder_of(installation.settings.questionnaire_directory, [wave.source]))
        undo.callback(output.unlink, missing_ok=True)
        make_cards(
            installation.stores,
            installation.keys,
            wave_id,
            number,
            segment,
            who=COMMAND_LINE,
            study=instrument.study,
            deliver=lambda codes: write_file(output, cards_pdf(instrument, base_url, codes, look), PRIVATE),
        )
        undo.pop_all()
    click.echo(f"wave {wave_id}: {number} card(s) made; print {output}, cut, shuffle, hand out unseen, and delete it")


def _invite_here(wave_id: str, frame: Frame, name: str, column: str, target: Path, *, add: bool) -> int:
    """The simple way: addresses pass through the machine that has the database, and come into two files only.

    Those are the list and the mailing file, which are for a person to delete.
    """
    with open_installation(os.environ) as installation, ExitStack() as undo:
        instrument = installation.instrument_of(installation.wave(wave_id))
        segments = segments_of(name, frame, column, instrument.study)
        _confirm_adding(wave_id, _codes_there(installation, wave_id), len(segments), add=add)
        undo.callback(target.unlink, missing_ok=True)
        make_codes(
            installation.stores,
            installation.keys,
            wave_id,
            segments,
            who=COMMAND_LINE,
            study=instrument.study,
            frame=frame,
            deliver=partial(write_mailing, target, installation.settings.base_url, frame.headings, frame.rows),
        )
        undo.pop_all()
        _tell_letter_lines(instrument)
    return len(segments)


def _tell_letter_lines(instrument: Instrument) -> None:
    """For who writes the letter: a line in each further language of the questionnaire."""
    lines = letter_lines(instrument)
    if lines:
        click.echo("Put these lines in the letter; cards have them:")
    for line in lines.values():
        click.echo(f"  {line}")


def _invite_in_office(
    wave_id: str, frame: Frame, name: str, column: str, target: Path, hashes: Path, study: Path, *, add: bool
) -> int:
    """On a machine that has keys but no database: the mailing file and the hashes for the server, both or neither."""
    check_new(hashes, ".json", "a file of hashes")
    if not is_wave_id(wave_id):
        raise click.UsageError(f"{wave_id} is not the id of a wave")
    settings = Settings.from_environment(os.environ)
    keys = keys_of(settings)
    segments = segments_of(name, frame, column, load_study(study.parent))
    _confirm_adding(wave_id, sum(run.number for run in keys.letter_runs(wave_id)), len(segments), add=add)
    codes, handed_over = invite_apart(keys, wave_id, segments, frame)
    with ExitStack() as undo:
        undo.callback(target.unlink, missing_ok=True)
        write_mailing(target, settings.base_url, frame.headings, frame.rows, codes)
        write_file(hashes, handed_over.encode("ascii"), PRIVATE)
        undo.pop_all()
    click.echo(f"wave {wave_id}: the letters send people to {settings.base_url} (PEILSTOK_BASE_URL)")
    return len(codes)


def _confirm_adding(wave_id: str, there: int, number: int, *, add: bool) -> None:
    """Ask before adding, for whoever had a letter already could answer a second time."""
    if there and not add:
        click.confirm(
            f"wave {wave_id}: has {there} code(s) already; an address that had one and is in this frame again "
            f"gets a second, and can answer twice. Make {number} more?",
            abort=True,
        )


def _codes_there(installation: Installation, wave_id: str) -> int:
    with installation.stores.reading() as store:
        check_takes_codes(store.waves.get(wave_id))
        return store.invitations.count(wave_id)


@invite.command()
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


@invite.command()
@click.argument("wave_id", metavar="WAVE")
@frame_option("The same list of addresses that the letters were made for.")
@click.option("--unused", "unused_file", type=FILE, help="What peilstok invite unused wrote, where no database is.")
@click.option("-o", "--output", type=TARGET, help="Mailing file; beside the frame.")
@_trial
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


@invite.command()
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
