"""`peilstok wave import-counts` and `keep-counts`: a wave that is known from counts only, of a table or of a file."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from survey_app.commands.acting import COMMAND_LINE, today
from survey_app.commands.compare import file_options, told_files
from survey_app.commands.database import count_and_tell
from survey_app.commands.options import approached_option, recruitment_option
from survey_app.comparison.fielded import beside_stored
from survey_app.comparison.keeping import ToKeep, kept_words, not_kept_words, what_to_keep
from survey_app.dataset.from_files.waves import WaveFromFile
from survey_app.dataset.from_printed import printed_template, read_printed_counts
from survey_app.dataset.kept import keep_counted_wave
from survey_app.fieldwork.ports import Store
from survey_app.fieldwork.wave import Origin, Recruitment, Wave, WaveState
from survey_app.installation import Installation, open_installation
from survey_app.questionnaire.library import load_source, source_of
from survey_app.reporting import told_waves
from survey_app.writers.atomic import write_file


@click.command(name="import-counts")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--wave", "wave_id", help="Id of the new wave.")
@click.option("--questionnaire", type=click.Path(path_type=Path), required=True, help="The YAML file that was asked.")
@click.option("--label", help='What people call it, as in "Nulmeting medewerkers".')
@click.option("--month", type=click.DateTime(["%Y-%m"]), help="Month of measurement, as in 2019-06.")
@click.option("--n", type=click.IntRange(min=1), help="Number of respondents, as printed.")
@click.option(
    "--published-in", help="Where the table is printed, as in 'Rapport 2024, bijlage 2'; the workbook says it."
)
@recruitment_option()
@approached_option
@click.option("--template", is_flag=True, help="Write a table to fill in: to FILE, or to the screen without one.")
def import_counts(
    file: Path | None,
    wave_id: str | None,
    questionnaire: Path,
    label: str | None,
    month: datetime | None,
    n: int | None,
    published_in: str | None,
    recruitment: str | None,
    approached: int | None,
    *,
    template: bool,
) -> None:
    """Take in the counts of a printed table as a closed wave, all of FILE or nothing.

    FILE is CSV in UTF-8 (or xlsx) with the heading item,answer,count: a row for each answer to each item (by ids or
    labels), n.v.t. as nvt, 0 if nobody gave it. Who left an item blank stands in a row with the answer leeg (blank), or
    follows from a row n with the n of the item. Every item is checked against n. --template makes such a table.
    """
    with open_installation(os.environ) as installation:
        if template:
            _write_template(installation, questionnaire, file)
            return
        if file is None or wave_id is None or label is None or month is None or n is None:
            raise click.UsageError("a printed table takes FILE, --wave, --label, --month and --n")
        printed = Wave(
            wave_id,
            label,
            month.date().replace(day=1),
            source_of(installation.settings.questionnaire_directory, questionnaire),
            Recruitment(recruitment or Recruitment.UNKNOWN),
            published_in=published_in,
            approached=approached or None,
        )
        import_printed_wave(installation, printed, file, n)
    click.echo(f"wave {wave_id}: taken in from {file.name}, n = {n}; every item adds up")
    for line in _unknown_lines(wave_id, recruitment, approached):
        click.echo(line, err=True)


def import_printed_wave(installation: Installation, printed: Wave, file: Path, n: int) -> None:
    """Freeze the questionnaire of a wave, check the table against it and n, and keep both in one transaction.

    Raises NoSuchQuestionnaire, QuestionnaireFaults, PrintedTableRefused, BadWave or WaveExists; then nothing was kept.
    """
    instrument = load_source(installation.settings.questionnaire_directory, printed.source)
    wave = replace(
        printed,
        origin=Origin.PRINTED,
        state=WaveState.CLOSED,
        instrument=instrument,
        fingerprint=instrument.fingerprint(),
        closed_on=today(),
        responses=n,
    )
    counts = read_printed_counts(file, wave.id, instrument.questionnaire, n)
    keep_counted_wave(installation.stores, wave, counts, COMMAND_LINE)
    count_and_tell(installation.stores)


def _write_template(installation: Installation, questionnaire: Path, file: Path | None) -> None:
    directory = installation.settings.questionnaire_directory
    text = printed_template(load_source(directory, source_of(directory, questionnaire)).questionnaire)
    if file is None:
        click.echo(text, nl=False)
        return
    if file.exists():
        raise click.UsageError(f"{file} is there already; choose another name")
    write_file(file, text.encode("utf-8-sig"))
    click.echo(f"{file}: a table to fill in; take it in without --template")


def _unknown_lines(wave_id: str, recruitment: str | None, approached: int | None) -> Iterator[str]:
    """What nobody said, and how it can still be."""
    if recruitment in (None, Recruitment.UNKNOWN):
        how = f"peilstok wave edit {wave_id} --recruitment codes (or open_link)"
        yield f"wave {wave_id}: it is not known how respondents were approached; say it with {how}"
    if not approached:
        how = f"peilstok wave edit {wave_id} --approached N"
        yield f"wave {wave_id}: it is not known how many were approached, so neither is the response; say it with {how}"


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
            click.confirm(f"Keep this as {wave_id} ({label}, {file.wave.month:%Y-%m})?", abort=True)
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
