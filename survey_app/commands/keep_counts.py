"""`peilstok wave keep-counts`: a wave of a file, kept among those of a study as counts and nothing else."""

import os
from datetime import date
from functools import partial

import click

from survey_app.commands.acting import COMMAND_LINE, today
from survey_app.commands.compare import file_options, told_files
from survey_app.commands.database import count_and_tell
from survey_app.comparison.fielded import beside_stored
from survey_app.comparison.keeping import ToKeep, kept_words, not_kept_words, what_to_keep
from survey_app.dataset.from_files.waves import WaveFromFile
from survey_app.dataset.kept import keep_counted_wave
from survey_app.fieldwork.ports import Store
from survey_app.installation import open_installation
from survey_app.reporting import told_waves


@click.command(name="keep-counts")
@click.argument("wave_id", metavar="WAVE")
@click.option(
    "--beside", required=True, metavar="WAVE", help="A wave of this installation of whose study it becomes one."
)
@click.option("--label", required=True, help='What people call it, as in "Nulmeting bewoners".')
@click.option("--of", "name", help="The wave of the file, where that has more than one.")
@click.option("--same-population", is_flag=True, help="It was put to the same people as the wave beside it.")
@click.option("--fictitious", is_flag=True, help="The responses are made up; every page and sheet will say so.")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
@file_options
def keep_counts(
    wave_id: str,
    beside: str,
    label: str,
    name: str | None,
    *,
    same_population: bool,
    fictitious: bool,
    yes: bool,
    **files: object,
) -> None:
    """Keep a wave of --responses as WAVE, known from counts only. It is told first what is kept and what is not.

    No row of the file is kept, and nothing of a group smaller than closing a wave keeps. WAVE can be compared and
    reported like any closed wave, never opened or answered, and goes with "peilstok wave remove".
    """
    if files["responses"] is None:
        raise click.UsageError("counts are kept of --responses, the file of responses; name that too")
    with open_installation(os.environ) as installation:
        with installation.stores.reading() as store:
            file = _file_of(store, beside, name, files, same_population=same_population)
            found = what_to_keep(store, [beside], file, today())
        kept = found.named(wave_id, label, file.wave.month, fictitious=fictitious)
        _tell(kept)
        if not yes:
            click.confirm(f"Keep this as {wave_id} ({label}, {_month(file.wave.month)})?", abort=True)
        keep_counted_wave(installation.stores, kept.wave, kept.counts, COMMAND_LINE)
        count_and_tell(installation.stores)
    click.echo(f"wave {wave_id}: counts of {kept.wave.responses} kept, and none of the rows")


def _file_of(
    store: Store, beside: str, name: str | None, files: dict[str, object], *, same_population: bool
) -> WaveFromFile:
    """The one wave that is meant; raises CsvRefused, and click.UsageError where it is not told which."""
    stored = beside_stored(store, [beside], same_population=same_population)
    read = told_waves(told_files(store, stored, files), [name] if name else [], partial(click.echo, err=True))
    if len(read.waves) > 1:
        names = ", ".join(wave.wave.label for wave in read.waves)
        raise click.UsageError(f"the file has {len(read.waves)} waves; name one of them with --of: {names}")
    return read.waves[0]


def _tell(kept: ToKeep) -> None:
    for title, sentences in (("Kept:", kept_words(kept)), ("Not kept:", not_kept_words(kept))):
        click.echo(title)
        for sentence in sentences:
            click.echo(f"  {sentence.spoken_in('en')}")


def _month(month: date) -> str:
    return f"{month:%Y-%m}"
