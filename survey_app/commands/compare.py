"""`peilstok compare`: the workbook of two or more waves, of this installation or from files."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from survey_app.commands.options import FILE, check_output, language_option, output_option
from survey_app.comparison.fielded import accepted_changes, fielded_waves
from survey_app.comparison.options import Options
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.from_files.numbering import Numbers
from survey_app.dataset.from_files.wave_names import month_in
from survey_app.dataset.open_texts import open_answers
from survey_app.fieldwork.wave import Recruitment
from survey_app.installation import open_installation
from survey_app.language.words import Words
from survey_app.reporting import comparison_workbook, waves_from_files

_Command = TypeVar("_Command", bound=Callable[..., object])


def file_options(command: _Command) -> _Command:
    """The options of a command that takes waves from CSV files (docs/csv.md), in the names of `waves_in_files`."""
    for option in reversed(_FILE_OPTIONS):
        command = option(command)
    return command


def waves_in_files(
    only: Sequence[str] = (),
    *,
    questionnaires: Sequence[str] = (),
    months: Sequence[str] = (),
    **others: Any,  # what click hands over has no types
) -> list[FieldedWave]:
    """The waves of the files, or only those that are named, in order of time; what was left out is told.

    Raises CsvRefused or QuestionnaireFaults with every fault, and click.BadParameter for what cannot be typed so.
    """
    return waves_from_files(
        **others,
        only=only,
        questionnaires=dict(map(_questionnaire_file, questionnaires)),
        months=dict(map(_month, months)),
        tell=partial(click.echo, err=True),
    )


def _questionnaire_file(typed: str) -> tuple[str, Path]:
    """The wave ("" for all) and the file; raises click.BadParameter."""
    wave, sign, file = typed.partition("=")
    path = Path(file if sign else typed)
    if not path.is_file():
        raise click.BadParameter(f"there is no file {path}", param_hint="--questionnaire")
    return wave.strip() if sign else "", path


def _month(typed: str) -> tuple[str, date]:
    wave, _, text = typed.rpartition("=")
    month = month_in(text)
    if not wave.strip() or month is None:
        raise click.BadParameter(f"{typed} is not WAVE=YYYY-MM, as in 1=2019-06", param_hint="--month")
    return wave.strip(), month


def _recruited(_context: click.Context, _option: click.Parameter, typed: Sequence[str]) -> Mapping[str, Recruitment]:
    """By wave ("" for all others); raises click.BadParameter."""
    by_wave: dict[str, Recruitment] = {}
    for text in typed:
        wave, _, how = text.rpartition("=")
        if how not in set(Recruitment):
            raise click.BadParameter(f"{text} is not [WAVE=]codes or [WAVE=]open_link; known: {', '.join(Recruitment)}")
        if by_wave.setdefault(wave.strip(), Recruitment(how)) != how:
            raise click.BadParameter(f"{text} is not what was said before; say it once for each wave")
    return by_wave


_FILE_OPTIONS = (
    click.option("--responses", type=FILE, help="Waves held elsewhere: CSV or xlsx, a row a response (docs/csv.md)."),
    click.option("--study", type=FILE, help="Their study (YAML): title, segments, threshold, bound."),
    click.option("--codebook", type=FILE, help="What their items are: CSV, a row per item."),
    click.option("--frame", type=FILE, help="Their households per segment, and people per age: CSV."),
    click.option(
        "--questionnaire",
        "questionnaires",
        multiple=True,
        metavar="[WAVE=]FILE",
        help="The questionnaire that a wave asked (YAML), instead of a codebook; without WAVE= it is of all waves.",
    ),
    click.option("--month", "months", multiple=True, metavar="WAVE=YYYY-MM", help="When a wave of the file was held."),
    click.option(
        "--recruitment",
        multiple=True,
        metavar="[WAVE=]codes|open_link",
        callback=_recruited,
        help="How respondents were approached; without WAVE= in all waves. Unknown if nobody says it.",
    ),
    click.option("--missing", multiple=True, metavar="TEXT", help="A text that stands for not answered, as NA or 99."),
    click.option(
        "--numbers",
        type=click.Choice([order.value for order in Numbers]),
        help="Where answers are words and have no codes: 1 is the first (ascending) or the last label (descending).",
    ),
    click.option("--unread", multiple=True, metavar="COLUMN", help="A column of the files to pass over."),
)


@click.command()
@click.argument("waves", metavar="[WAVE WAVE ...]", nargs=-1)
@output_option("The workbook (.xlsx).")
@language_option("Of the workbook.")
@click.option("--weighted", is_flag=True, help="Weight to the margins of the study, where it stores them.")
@file_options
def compare(waves: tuple[str, ...], output: Path, language: str, *, weighted: bool, **files: object) -> None:
    """Compare waves, in any order, and write the workbook. A workbook that was there is replaced.

    Each wave is compared with the first in time, and with the one before it. With --responses the waves are those of
    the file (all of them, if none is named), and nothing is stored.
    """
    check_output(output, ".xlsx", "an Excel workbook")
    if files["responses"] is None:
        _refuse_file_options(files)
        _check_waves(waves)
        _compare_kept(waves, output, language, weighted=weighted)
        return
    fielded = waves_in_files(waves, **files)  # type: ignore[arg-type]  # click made them
    unknown = [wave.wave.label for wave in fielded if wave.wave.recruitment is Recruitment.UNKNOWN]
    if unknown:
        how = "say it with --recruitment codes, or open_link"
        click.echo(f"{', '.join(unknown)}: it is not known how respondents were approached; {how}", err=True)
    unweighted = comparison_workbook(fielded, output, Options(weighted), language=language)
    _tell(output, [wave.wave.label for wave in fielded], unweighted)


def _compare_kept(waves: Sequence[str], output: Path, language: str, *, weighted: bool) -> None:
    with open_installation(os.environ) as installation, installation.stores.reading() as store:
        fielded = fielded_waves(store, waves)
        options = Options(weighted, accepted_changes(store, waves))
        texts = [answers for wave in fielded for answers in open_answers(store, wave.wave)]
    unweighted = comparison_workbook(fielded, output, options, texts=texts, language=language)
    _tell(output, waves, unweighted)


def _tell(output: Path, waves: Sequence[str], unweighted: Sequence[Words]) -> None:
    """What was made, and why it is not weighted as was asked: each comparison with such a wave."""
    click.echo(f"{output}: {', '.join(waves)} compared")
    for why in unweighted:
        click.echo(f"{output}: not everything is weighted: {why.spoken_in('en')}", err=True)


def _refuse_file_options(files: Mapping[str, object]) -> None:
    for name, typed in files.items():
        if typed:
            raise click.UsageError(f"--{name} goes with --responses, the file of responses; name that too")


def _check_waves(waves: tuple[str, ...]) -> None:
    for wave in waves:
        if waves.count(wave) > 1:
            raise click.UsageError(f"{wave} is compared with itself; name each wave once")
    if len(waves) < 2:
        raise click.UsageError('a comparison takes two waves at least; "peilstok wave list" shows them')
