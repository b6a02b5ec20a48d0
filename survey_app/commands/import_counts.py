"""`peilstok wave import-counts`: a wave that is known only from printed tables."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path

import click

from survey_app.commands.acting import COMMAND_LINE, today
from survey_app.commands.options import recruitment_option
from survey_app.dataset.from_printed import read_printed_counts
from survey_app.dataset.kept import keep_printed_wave
from survey_app.fieldwork.wave import Origin, Recruitment, Wave, WaveState
from survey_app.installation import Installation, open_installation
from survey_app.questionnaire.library import load_source, source_of


@click.command(name="import-counts")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--wave", "wave_id", required=True, help="Id of the new wave.")
@click.option("--questionnaire", type=click.Path(path_type=Path), required=True, help="The YAML file that was asked.")
@click.option("--label", required=True, help='What people call it, as in "Nulmeting medewerkers".')
@click.option("--month", type=click.DateTime(["%Y-%m"]), required=True, help="Month of measurement, as in 2019-06.")
@click.option("--n", type=click.IntRange(min=1), required=True, help="Number of respondents, as printed.")
@click.option(
    "--published-in", help="Where the table is printed, as in 'Rapport 2024, bijlage 2'; the workbook says it."
)
@recruitment_option(Recruitment.OPEN_LINK)
def import_counts(
    file: Path,
    wave_id: str,
    questionnaire: Path,
    label: str,
    month: datetime,
    n: int,
    published_in: str | None,
    recruitment: str,
) -> None:
    """Take in the counts of a printed table as a closed wave, all of FILE or nothing.

    FILE is CSV in UTF-8 with the heading item,answer,count: a row for each answer to each item (by their ids), n.v.t.
    as nvt, 0 if nobody gave it. Every item is checked against n.
    """
    with open_installation(os.environ) as installation:
        import_printed_wave(
            installation,
            file=file,
            wave_id=wave_id,
            questionnaire=questionnaire,
            label=label,
            month=month.date(),
            n=n,
            published_in=published_in,
            recruitment=Recruitment(recruitment),
        )
    click.echo(f"wave {wave_id}: taken in from {file.name}, n = {n}; every item adds up")


def import_printed_wave(
    installation: Installation,
    *,
    file: Path,
    wave_id: str,
    questionnaire: Path,
    label: str,
    month: date,
    n: int,
    published_in: str | None = None,
    recruitment: Recruitment = Recruitment.OPEN_LINK,
) -> None:
    """Freeze the questionnaire, check the table against it and n, and keep both in one transaction.

    Raises NoSuchQuestionnaire, QuestionnaireFaults, PrintedTableRefused, BadWave or WaveExists; then nothing was kept.
    """
    directory = installation.settings.questionnaire_directory
    source = source_of(directory, questionnaire)
    instrument = load_source(directory, source)
    wave = Wave(
        id=wave_id,
        label=label,
        month=month.replace(day=1),
        source=source,
        recruitment=recruitment,
        origin=Origin.PRINTED,
        state=WaveState.CLOSED,
        instrument=instrument,
        fingerprint=instrument.fingerprint(),
        closed_on=today(),
        responses=n,
        published_in=published_in,
    )
    counts = read_printed_counts(file, wave_id, instrument.questionnaire, n)
    keep_printed_wave(installation.stores, wave, counts, COMMAND_LINE)
