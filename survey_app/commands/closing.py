"""How a wave ends (`peilstok wave close` and others), who must agree to that, and what is on paper of it."""

import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import click

from survey_app.assurance.certificate import certificate_text, certify
from survey_app.assurance.paper import left_words, paper_lines
from survey_app.commands.acting import COMMAND_LINE, today
from survey_app.commands.options import TARGET, check_folder_of, language_option
from survey_app.commands.progress import bar
from survey_app.commands.sheets import words_for_closing
from survey_app.fieldwork.consent import announce_closing, check_consent, second_by_password, withdraw_closing_day
from survey_app.fieldwork.life import ClosingReport, check_was_opened, discard_unreadable
from survey_app.fieldwork.passwords import Passwords
from survey_app.fieldwork.ports import Shredding, Stores
from survey_app.fieldwork.sheets import Words
from survey_app.fieldwork.shredding import BACKUPS, left_of, paper_of, record_shredding, undo_shredding
from survey_app.fieldwork.told_response import told_response
from survey_app.fieldwork.trial import check_is_trial, throw_away
from survey_app.fieldwork.voiding import check_can_be_voided, void_wave
from survey_app.fieldwork.wave import Recruitment, Wave, WaveState
from survey_app.installation import Installation, open_installation
from survey_app.keyroom import errands
from survey_app.writers.atomic import write_file


@click.command()
@click.argument("wave_id", metavar="WAVE")
@click.option("--second", metavar="NAME", help="Another administrator, who agrees and types a password.")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
def close(wave_id: str, second: str | None, *, yes: bool) -> None:
    """Close WAVE for ever: shake the box, open it, destroy the key.

    It takes two people: two sheets, or for a key on the server --second, or the day that was announced.
    """
    with open_installation(os.environ) as installation:
        wave = installation.wave(wave_id)
        check_was_opened(wave)
        agreed = _second_for_closing(installation, wave, second)
        if not yes:
            box = _box_words(installation.stores, wave)
            click.confirm(f"{wave.label}: {box}. Closing is final. Close it?", abort=True)
        report = _close(installation, wave_id, words_for_closing(wave), agreed)
        with installation.stores.reading() as store:
            left = left_of(paper_of(report.wave, store.shreddings.read(wave_id)))
    for line in (*_closing_lines(report), *_shredding_lines(report.wave, left)):
        click.echo(line)


@click.command()
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
    for line in _closing_lines(report):
        click.echo(line)


@click.command()
@click.argument("wave_id", metavar="WAVE")
@click.option("--even-with-key", is_flag=True, help="Throw the answers away though their key is there.")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
def void(wave_id: str, *, even_with_key: bool, yes: bool) -> None:
    """Give up the box of open WAVE: its envelopes are lost, its codes work again, and it is a draft.

    For after a restore without the key directory of that time. Everybody who had answered must answer again.
    """
    with open_installation(os.environ) as installation:
        wave = installation.wave(wave_id)
        check_can_be_voided(installation.keys, wave, even_with_key=even_with_key)
        if not yes:
            box = _box_words(installation.stores, wave)
            click.confirm(f"{wave.label}: {box}. All will be lost, and there is no way back. Void it?", abort=True)
        report = void_wave(installation.stores, installation.keys, wave_id, COMMAND_LINE, even_with_key=even_with_key)
    click.echo(f"wave {wave_id}: {report.lost} envelope(s) lost; a draft again, and its codes are unused")
    click.echo(f"wave {wave_id}: next: peilstok wave open {wave_id}")
    if not report.scrubbed:
        click.echo(
            f"wave {wave_id}: the database is in use, or its disk is full, so it is not scrubbed; "
            "closing the wave will do it"
        )


@click.command(name="throw-away")
@click.argument("wave_id", metavar="WAVE")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
def throw_away_(wave_id: str, *, yes: bool) -> None:
    """Throw trial WAVE away, in whatever state: a wave that was added with --fictitious, with all that is in it."""
    with open_installation(os.environ) as installation:
        trial = installation.wave(wave_id)
        check_is_trial(trial)
        if not yes:
            click.confirm(f"{trial.label}: there is no way back. Throw it away, with its answers and keys?", abort=True)
        scrubbed = throw_away(installation.stores, installation.keys, wave_id, COMMAND_LINE)
    click.echo(f"wave {wave_id}: thrown away, with everything in it")
    if not scrubbed:
        click.echo(
            f"wave {wave_id}: the database is in use, or its disk is full, "
            "so what was deleted may still lie in its files"
        )


@click.command()
@click.argument("wave_id", metavar="WAVE")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="As in 2026-12-04; at least one whole day ahead.")
@click.option("--withdraw", is_flag=True, help="There is no closing day any more.")
def announce(wave_id: str, day: datetime | None, *, withdraw: bool) -> None:
    """Announce to respondents the day on which WAVE, whose key is on the server, may be closed by one person."""
    if (day is None) is not withdraw:
        raise click.UsageError("say --day YYYY-MM-DD, or --withdraw")
    with open_installation(os.environ) as installation:
        if day is None:
            withdraw_closing_day(installation.stores, wave_id, COMMAND_LINE)
        else:
            announce_closing(installation.stores, wave_id, day.date(), COMMAND_LINE, today())
    closing_day = "no closing day any more" if day is None else f"closing day {day.date()}, which respondents read"
    click.echo(f"wave {wave_id}: {closing_day}")


def _second_for_closing(installation: Installation, wave: Wave, name: str | None) -> str | None:
    """The second administrator, after asking for that person's own password; raises ClosingTakesTwo or NotASecond.

    Nobody is asked for a wave that is closed already.
    """
    if wave.state is not WaveState.OPEN:
        return None
    check_consent(wave, COMMAND_LINE, name, today())
    if name is None:
        return None
    password = click.prompt(f"Password of {name}", hide_input=True)
    with installation.stores.reading() as store:
        return second_by_password(store, Passwords(), name, password)


def _box_words(stores: Stores, wave: Wave) -> str:
    """For before closing or voiding; exact only once the wave is closed."""
    if wave.state is not WaveState.OPEN:
        with stores.reading() as store:
            return f"{store.box.count(wave.id)} envelope(s) in the box"
    daily = told_response(stores, wave)
    reached = "was reached" if daily.is_enough else "was NOT reached"
    return f"on {daily.day} at least {daily.total} envelope(s) in the box, and the minimum of {wave.minimum} {reached}"


def _closing_lines(report: ClosingReport) -> Iterator[str]:
    """What closing did, in words."""
    name = f"wave {report.wave.id}:"
    yield f"{name} closed with {report.wave.responses} response(s)"
    if report.wave.withheld:
        yield f"{name} fewer than {report.wave.minimum}, so only their number was kept"
    if report.unreadable:
        yield f"{name} {report.unreadable} envelope(s) do not open; they stay in the box, and the key with them"
        yield f"{name} put back what is missing and close again, or: peilstok wave discard {report.wave.id}"
    yield f"{name} key destroyed" if report.key_destroyed else f"{name} key NOT destroyed"
    if report.wave.recruitment is Recruitment.CODES:
        elsewhere = f"peilstok invite forget {report.wave.id} --no-database"
        yield f"{name} no letter key is here any more; on another machine where letters were made: {elsewhere}"
    if not report.scrubbed:
        yield (
            f"{name} the database is in use, or its disk is full, so it is not scrubbed yet; "
            f"run peilstok wave close {report.wave.id} again"
        )


def _shredding_lines(wave: Wave, left: Sequence[int]) -> Iterator[str]:
    """What is still to be destroyed, and how that is written down."""
    words = left_words(wave, left)
    if words is not None:
        yield f"wave {wave.id}: {words.spoken_in('en')}"
        how = f"peilstok wave shredded {wave.id} --sheet NUMBER (or --backups) --holder NAME --day YYYY-MM-DD"
        yield f"wave {wave.id}: destroy it, and write that down: {how}"


def _close(installation: Installation, wave_id: str, words: Sequence[Words], second: str | None) -> ClosingReport:
    stores, keys = installation.stores, installation.keys
    with bar("opening the box") as tell:
        return errands.close(stores, keys, wave_id, today(), COMMAND_LINE, words, second=second, progress=tell)


@click.command()
@click.argument("wave_id", metavar="WAVE")
@click.option("-o", "--output", type=TARGET, help="A text file; else it is shown.")
@language_option()
def certificate(wave_id: str, output: Path | None, language: str) -> None:
    """Certificate of closed WAVE: what was opened, whether the key is gone; looked up now. A file is replaced."""
    with open_installation(os.environ) as installation, installation.stores.reading() as store:
        certified = certify(store, installation.keys, store.waves.get(wave_id), today())
    text = certificate_text(certified, language)
    if output is None:
        click.echo(text, nl=False)
        return
    check_folder_of(output)
    write_file(output, text.encode())
    click.echo(f"wave {wave_id}: certificate in {output}")


@click.command()
@click.argument("wave_id", metavar="WAVE")
@click.option("--sheet", type=click.IntRange(min=1), help="The number of the sheet that was destroyed.")
@click.option("--backups", is_flag=True, help="The backups of the key directory that have the key of this wave.")
@click.option("--holder", help="Who held it and destroyed it: a member of staff, never a respondent.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="On which day, as in 2026-11-28.")
@click.option("--undo", is_flag=True, help="It was not destroyed after all.")
def shredded(
    wave_id: str, sheet: int | None, holder: str | None, day: datetime | None, *, backups: bool, undo: bool
) -> None:
    """Write down that a sheet of closed WAVE was destroyed, or the backups of its key; alone, show what is left."""
    if sheet is not None and backups:
        raise click.UsageError("say --sheet NUMBER or --backups, one at a time")
    with open_installation(os.environ) as installation:
        if sheet is not None or backups:
            which = BACKUPS if sheet is None else sheet
            if undo:
                undo_shredding(installation.stores, wave_id, which, COMMAND_LINE)
            elif holder is None or day is None:
                raise click.UsageError("say --holder NAME and --day YYYY-MM-DD too, or --undo")
            else:
                done = Shredding(wave_id, which, holder.strip(), day.date())
                record_shredding(installation.stores, done, COMMAND_LINE, today())
        with installation.stores.reading() as store:
            wave = store.waves.get(wave_id)
            paper = paper_of(wave, store.shreddings.read(wave_id))
    for line in paper_lines(wave, paper):
        click.echo(f"wave {wave_id}: {line.spoken_in('en')}")
