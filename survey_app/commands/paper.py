"""`peilstok wave certificate` and `shredded`: what is on paper of a closed wave, signed or destroyed."""

import os
from datetime import datetime
from pathlib import Path

import click

from survey_app.assurance.certificate import certificate_text, certify
from survey_app.assurance.paper import paper_lines
from survey_app.commands.acting import COMMAND_LINE, today
from survey_app.commands.options import TARGET, check_folder_of, language_option
from survey_app.fieldwork.ports import Shredding
from survey_app.fieldwork.shredding import BACKUPS, paper_of, record_shredding, undo_shredding
from survey_app.installation import open_installation
from survey_app.writers.atomic import write_file


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
