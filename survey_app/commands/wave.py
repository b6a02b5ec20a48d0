"""`peilstok wave`: the life of a wave, from draft to closed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from survey_app.assurance.paper import left_words
from survey_app.commands.acting import COMMAND_LINE, today
from survey_app.commands.box_words import box_words
from survey_app.commands.certificate import certificate
from survey_app.commands.consent import announce, second_for_closing
from survey_app.commands.edit_wave import edit
from survey_app.commands.editorial import accept, changes, withdraw
from survey_app.commands.import_counts import import_counts
from survey_app.commands.options import approached_option, custody_option, recruitment_option
from survey_app.commands.sheets import sheets_for_opening, words_for_closing
from survey_app.commands.shredded import shredded
from survey_app.commands.void import void
from survey_app.commands.wording_lines import advice_lines
from survey_app.fieldwork.before_opening import find_previous_wordings
from survey_app.fieldwork.life import (
    ClosingReport,
    add_wave,
    check_can_be_opened,
    check_can_be_removed,
    check_form,
    check_was_opened,
    discard_unreadable,
    open_wave,
    remove_wave,
)
from survey_app.fieldwork.sheets import CHOICES, SHEETS, Words
from survey_app.fieldwork.shredding import left_of, paper_of
from survey_app.fieldwork.wave import ADVISED_MINIMUM, Custody, Recruitment, Wave
from survey_app.installation import Installation, open_installation
from survey_app.keyroom import errands
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.library import load_source, source_of


@click.group()
def wave() -> None:
    """Waves: add, edit, remove, open, close, list, and take in printed tables."""


for _command in (edit, import_counts, certificate, void, announce, shredded, changes, accept, withdraw):
    wave.add_command(_command)


@wave.command()
@click.argument("wave_id", metavar="WAVE")
@click.option("--questionnaire", type=click.Path(path_type=Path), required=True, help="The YAML file that is asked.")
@click.option("--label", required=True, help='What people call it, as in "Nulmeting bewoners".')
@click.option("--month", type=click.DateTime(["%Y-%m"]), required=True, help="Month of measurement, as in 2019-06.")
@recruitment_option(held_here=True)
@approached_option
@custody_option(Custody.SHEETS)
@click.option(
    "--minimum", default=ADVISED_MINIMUM, show_default=True, help="With fewer responses only their number is kept."
)
@click.option("--fictitious", is_flag=True, help="The responses are made up; every page and sheet will say so.")
def add(
    wave_id: str,
    questionnaire: Path,
    label: str,
    month: datetime,
    recruitment: str,
    approached: int | None,
    custody: str,
    minimum: int,
    *,
    fictitious: bool,
) -> None:
    """Add WAVE as a draft. Its questionnaire is frozen when it is opened, not before."""
    with open_installation(os.environ) as installation:
        directory = installation.settings.questionnaire_directory
        source = source_of(directory, questionnaire)
        load_source(directory, source)
        draft = Wave(
            wave_id,
            label,
            month.date().replace(day=1),
            source,
            Recruitment(recruitment),
            custody=Custody(custody),
            minimum=minimum,
            fictitious=fictitious,
            approached=approached or None,
        )
        add_wave(installation.stores, draft, COMMAND_LINE)
    _warn_of_low_minimum(draft)
    click.echo(f"wave {wave_id}: added as a draft; next: peilstok wave open {wave_id}")


@wave.command()
@click.argument("wave_id", metavar="WAVE")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
def remove(wave_id: str, *, yes: bool) -> None:
    """Remove draft WAVE with its codes. Letters with those codes are void."""
    with open_installation(os.environ) as installation:
        with installation.stores.reading() as store:
            found, codes = store.waves.get(wave_id), store.invitations.count(wave_id)
        check_can_be_removed(found)
        if not yes:
            click.confirm(f"{found.label}: {_void(codes)}There is no way back. Remove it?", abort=True)
        removed = remove_wave(installation.stores, installation.keys, wave_id, COMMAND_LINE)
    click.echo(f"wave {wave_id}: removed" + (f", with {removed} code(s)" if removed else ""))


@wave.command(name="open")
@click.argument("wave_id", metavar="WAVE")
@click.option(
    "--sheets-to", type=click.Path(path_type=Path), help="Write the sheets to this new file, not to the screen."
)
@click.option(
    "--sheets",
    "number",
    type=click.Choice([str(number) for number in CHOICES]),
    default=str(SHEETS),
    show_default=True,
    help="3: any two open the box; 2, for a small team: both are needed.",
)
@click.option("--yes", is_flag=True, help="Do not ask whether questions that changed are meant to.")
def open_(wave_id: str, sheets_to: Path | None, number: str, *, yes: bool) -> None:
    """Open WAVE: its questionnaire is frozen, its key is made, and answers come in.

    What it asks otherwise than the wave before it is told first, for that cannot be undone. With custody sheets the
    key goes on sheets of paper, and each is typed back first.
    """
    with open_installation(os.environ) as installation:
        found, instrument = _to_be_opened(installation, wave_id)
        _tell_changes(installation, found, instrument, yes=yes)
        sheets = sheets_for_opening(installation, found, int(number), sheets_to)
        opened = open_wave(installation.stores, installation.keys, wave_id, instrument, today(), COMMAND_LINE, sheets)
    _warn_of_low_minimum(opened)
    click.echo(f"wave {wave_id}: open; instrument {opened.fingerprint}")


@wave.command()
@click.argument("wave_id", metavar="WAVE")
@click.option("--second", metavar="NAME", help="Another administrator, who agrees and types a password.")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
def close(wave_id: str, second: str | None, *, yes: bool) -> None:
    """Close WAVE for ever: shake the box, open it, destroy the key.

    It takes two people: two sheets, or for a key on the server --second, or the day that was announced.
    """
    with open_installation(os.environ) as installation:
        with installation.stores.reading() as store:
            found = store.waves.get(wave_id)
        check_was_opened(found)
        agreed = second_for_closing(installation, found, second)
        if not yes:
            told = box_words(installation.stores, found)
            click.confirm(f"{found.label}: {told}. Closing is final. Close it?", abort=True)
        report = _close(installation, wave_id, words_for_closing(found), agreed)
        with installation.stores.reading() as store:
            left = left_of(paper_of(report.wave, store.shreddings.read(wave_id)))
    for line in (*closing_lines(report), *shredding_lines(report.wave, left)):
        click.echo(line)


@wave.command()
@click.argument("wave_id", metavar="WAVE")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
def discard(wave_id: str, *, yes: bool) -> None:
    """Give up the envelopes of closed WAVE that did not open, and destroy the key that was kept for them."""
    with open_installation(os.environ) as installation:
        if not yes:
            with installation.stores.reading() as store:
                envelopes = store.box.count(store.waves.get(wave_id).id)
            click.confirm(
                f"Throw {envelopes} unreadable envelope(s) away, with the key? There is no way back.", abort=True
            )
        report = discard_unreadable(installation.stores, installation.keys, wave_id, COMMAND_LINE)
    for line in closing_lines(report):
        click.echo(line)


@wave.command(name="list")
def list_() -> None:
    """Show every wave: id, month, state, responses, label."""
    with open_installation(os.environ) as installation, installation.stores.reading() as store:
        waves = store.waves.all()
    for found in waves:
        responses = "-" if found.responses is None else str(found.responses)
        fictitious = " (fictitious)" if found.fictitious else ""
        click.echo(f"{found.id:24} {found.month:%Y-%m} {found.state:7} {responses:>7}  {found.label}{fictitious}")
    if not waves:
        click.echo("no waves yet; peilstok wave add makes the first")


def closing_lines(report: ClosingReport) -> list[str]:
    """What closing did, in words."""
    name = f"wave {report.wave.id}:"
    lines = [f"{name} closed with {report.wave.responses} response(s)"]
    if report.wave.withheld:
        lines.append(f"{name} fewer than {report.wave.minimum}, so only their number was kept")
    if report.unreadable:
        lines.append(f"{name} {report.unreadable} envelope(s) do not open; they stay in the box, and the key with them")
        lines.append(f"{name} put back what is missing and close again, or: peilstok wave discard {report.wave.id}")
    lines.append(f"{name} key destroyed" if report.key_destroyed else f"{name} key NOT destroyed")
    if report.wave.recruitment is Recruitment.CODES:
        elsewhere = f"peilstok invite forget {report.wave.id} --no-database"
        lines.append(f"{name} no letter key is here any more; on another machine where letters were made: {elsewhere}")
    if not report.scrubbed:
        lines.append(
            f"{name} the database is in use, or its disk is full, so it is not scrubbed yet; "
            f"run peilstok wave close {report.wave.id} again"
        )
    return lines


def shredding_lines(wave: Wave, left: Sequence[int]) -> list[str]:
    """What is still to be destroyed, and how that is written down."""
    found = left_words(wave, left)
    if found is None:
        return []
    how = f"peilstok wave shredded {wave.id} --sheet NUMBER (or --backups) --holder NAME --day YYYY-MM-DD"
    return [f"wave {wave.id}: {found.spoken_in('en')}", f"wave {wave.id}: destroy it, and write that down: {how}"]


def _to_be_opened(installation: Installation, wave_id: str) -> tuple[Wave, Instrument]:
    with installation.stores.reading() as store:
        found = store.waves.get(wave_id)
    check_can_be_opened(found)
    instrument = load_source(installation.settings.questionnaire_directory, found.source)
    check_form(wave_id, instrument)
    return found, instrument


def _tell_changes(installation: Installation, draft: Wave, instrument: Instrument, *, yes: bool) -> None:
    """Say what changed since the wave before it, and ask whether that is meant when it costs a comparison."""
    with installation.stores.reading() as store:
        wordings = find_previous_wordings(store, draft, instrument)
    if wordings is None:
        return
    for line in advice_lines(wordings):
        click.echo(line)
    if wordings.breaks_comparison and not yes:
        click.confirm("Open it with these changes?", abort=True)


def _warn_of_low_minimum(wave: Wave) -> None:
    if wave.has_low_minimum:
        click.echo(
            f"wave {wave.id}: warning: with a minimum of {wave.minimum}, below the advised {ADVISED_MINIMUM}, "
            "answers are recognised more easily",
            err=True,
        )


def _void(codes: int) -> str:
    if not codes:
        return ""
    return f"{codes} code(s) were made; none will ever work, so letters that have one are void. "


def _close(installation: Installation, wave_id: str, words: Sequence[Words], second: str | None) -> ClosingReport:
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("opening the box", total=None)

        def tell(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        stores, keys = installation.stores, installation.keys
        return errands.close(stores, keys, wave_id, today(), COMMAND_LINE, words, second=second, progress=tell)
