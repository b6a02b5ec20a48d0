"""`peilstok compare`: the workbook of two or more waves, of this installation or from files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from survey_app.commands.compare_files import FileOptions, file_options, waves_in_files
from survey_app.comparison.fielded import accepted_changes, fielded_from_files, fielded_waves
from survey_app.comparison.options import Options
from survey_app.dataset.open_texts import open_answers
from survey_app.fieldwork.wave import Recruitment
from survey_app.installation import open_installation
from survey_app.language.catalogues import LANGUAGES
from survey_app.language.words import Words
from survey_app.reporting import comparison_workbook


@click.command()
@click.argument("waves", metavar="[WAVE WAVE ...]", nargs=-1)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The workbook (.xlsx)."
)
@click.option("--language", type=click.Choice(LANGUAGES), default="nl", show_default=True, help="Of the workbook.")
@click.option("--weighted", is_flag=True, help="Weight to the margins of the study, where it stores them.")
@file_options
def compare(waves: tuple[str, ...], output: Path, language: str, *, weighted: bool, **files: object) -> None:
    """Compare waves, in any order, and write the workbook. A workbook that was there is replaced.

    Each wave is compared with the first in time, and with the one before it. With --responses the waves are those of
    the file (all of them, if none is named), and nothing is stored.
    """
    _check_output(output)
    if files["responses"] is None:
        _refuse_file_options(files)
        _check_waves(waves)
        _compare_kept(waves, output, language, weighted=weighted)
    else:
        told = FileOptions(**files)  # type: ignore[arg-type]  # click made them
        _compare_files(told, waves, output, language, weighted=weighted)


def _compare_kept(waves: Sequence[str], output: Path, language: str, *, weighted: bool) -> None:
    with open_installation(os.environ) as installation, installation.stores.reading() as store:
        fielded = fielded_waves(store, waves)
        options = Options(weighted, accepted_changes(store, waves))
        texts = [answers for wave in fielded for answers in open_answers(store, wave.wave)]
    unweighted = comparison_workbook(fielded, output, options, texts=texts, language=language)
    _tell(output, waves, unweighted)


def _compare_files(files: FileOptions, waves: Sequence[str], output: Path, language: str, *, weighted: bool) -> None:
    found = waves_in_files(files, waves)
    for note in found.notes:
        click.echo(note, err=True)
    fielded = fielded_from_files(found)
    unknown = [wave.wave.label for wave in fielded if wave.wave.recruitment is Recruitment.UNKNOWN]
    if unknown:
        how = "say it with --recruitment codes, or open_link"
        click.echo(f"{', '.join(unknown)}: it is not known how respondents were approached; {how}", err=True)
    unweighted = comparison_workbook(fielded, output, Options(weighted), language=language)
    _tell(output, [wave.wave.label for wave in fielded], unweighted)


def _tell(output: Path, waves: Sequence[str], unweighted: Sequence[Words]) -> None:
    """What was made, and why it is not weighted as was asked: each comparison with such a wave."""
    click.echo(f"{output}: {', '.join(waves)} compared")
    for why in unweighted:
        click.echo(f"{output}: not everything is weighted: {why.spoken_in('en')}", err=True)


def _refuse_file_options(files: dict[str, object]) -> None:
    given = [name for name, value in files.items() if value]
    if given:
        raise click.UsageError(f"--{given[0]} goes with --responses, the file of responses; name that too")


def _check_waves(waves: tuple[str, ...]) -> None:
    for wave in waves:
        if waves.count(wave) > 1:
            raise click.UsageError(f"{wave} is compared with itself; name each wave once")
    if len(waves) < 2:
        raise click.UsageError('a comparison takes two waves at least; "peilstok wave list" shows them')


def _check_output(output: Path) -> None:
    if output.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{output} is not an Excel workbook; let its name end in .xlsx")
    if not output.resolve().parent.is_dir():
        raise click.UsageError(f"{output.parent} is not a folder; make it first, or choose another place")
