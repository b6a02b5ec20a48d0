"""`peilstok microdata`: the responses of one closed wave as rows, for researchers."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress as Bars

from survey_app.commands.acting import act
from survey_app.commands.options import check_folder_of, language_option, output_option
from survey_app.comparison.disclosure.hidden_answers import with_hidden_answers
from survey_app.dataset.microdata.gathering import read_wave_rows
from survey_app.dataset.microdata.log import kept_before, note_export
from survey_app.dataset.microdata.reading import Progress
from survey_app.dataset.microdata.rows import Microdata, shuffled
from survey_app.fieldwork.ports import Stores
from survey_app.installation import open_installation
from survey_app.writers.microdata import WRITERS, microdata_written
from survey_app.writers.microdata_words import reason_words


@click.command()
@click.argument("wave_id", metavar="WAVE")
@output_option("A workbook (.xlsx), or CSV files in a .zip, which has no limit.")
@click.option(
    "--keep",
    metavar="TRAIT,...",
    help="The segment and background traits to keep; '' keeps none. Without, as many as are allowed.",
)
@language_option("Of labels of ours.")
def microdata(wave_id: str, output: Path, keep: str | None, language: str) -> None:
    """Write the responses of closed WAVE as rows: no words, no codes, in a random order, for researchers only.

    Traits stand side by side only where that shows no group below the threshold of the study, in this file and all
    earlier ones of WAVE together. The log keeps what was kept. Only you can read the file.
    """
    if output.suffix.lower() not in WRITERS:
        raise click.UsageError(
            f"{output}: microdata are a workbook or four CSV files; let its name end in .xlsx or .zip"
        )
    check_folder_of(output)
    wanted = None if keep is None else [trait.strip() for trait in keep.split(",") if trait.strip()]
    with open_installation(os.environ) as installation, _bars() as bars:
        data = _gather(installation.stores, wave_id, wanted, bars)
        with (
            microdata_written(data, output, language, _bar(bars, f"writing {output.name}")) as digest,
            installation.stores.writing() as store,
        ):
            note_export(store, wave_id, data.choice.kept, data.before, digest, act())
    _tell(data, output)


def _gather(stores: Stores, wave_id: str, keep: list[str] | None, bars: Bars) -> Microdata:
    with stores.reading() as store:
        wave = store.waves.get(wave_id)
        rows = read_wave_rows(store, wave, kept_before(store, wave_id), _bar(bars, f"reading {wave_id}"))
        rows = with_hidden_answers(store, rows)
    return shuffled(rows, rows.choose(keep), secrets.token_bytes)


def _tell(data: Microdata, output: Path) -> None:
    click.echo(f"{output}: {data.number} rows of {len(data.variables)} variables, in a random order")
    click.echo(f"kept: {', '.join(data.choice.kept) or 'no trait'}")
    for part in data.choice.left_out:
        click.echo(f"left out: {part.id}: {reason_words(part, data.threshold).spoken_in('en')}")


def _bars() -> Bars:
    """Progress on a terminal, and on nothing else."""
    console = Console(stderr=True)
    return Bars(console=console, transient=True, disable=not console.is_terminal)


def _bar(bars: Bars, name: str) -> Progress:
    task = bars.add_task(name)
    return lambda done, of: bars.update(task, completed=done, total=of)
