"""`peilstok compare`, `report` and `brief`: what is made of waves, of this installation or from files."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from survey_app.commands.options import FILE, check_output, language_option, output_option
from survey_app.comparison.fielded import (
    accepted_changes,
    beside_stored,
    fielded_together,
    fielded_waves,
    study_of_stored,
)
from survey_app.comparison.options import Options
from survey_app.comparison.results import FieldedWave
from survey_app.config import Settings
from survey_app.dataset.from_files.numbering import Numbers
from survey_app.dataset.from_files.wave_names import month_in
from survey_app.dataset.from_files.waves import Beside, WaveFiles
from survey_app.dataset.open_texts import OpenAnswers, open_answers
from survey_app.fieldwork.ports import Store
from survey_app.fieldwork.wave import Recruitment
from survey_app.installation import installation_of, open_installation
from survey_app.questionnaire.loader import load_study_file
from survey_app.questionnaire.look.folder import folder_of, usable_look
from survey_app.reporting import brief as write_brief
from survey_app.reporting import comparison_workbook, told_waves, wave_files, wave_workbook, waves_from_files

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
    told = _told_beside(questionnaires, months)
    return waves_from_files(**others, **told, only=only, tell=partial(click.echo, err=True))


def _told_beside(questionnaires: Sequence[str], months: Sequence[str]) -> dict[str, Any]:  # by the name of an argument
    return {"questionnaires": dict(map(_questionnaire_file, questionnaires)), "months": dict(map(_month, months))}


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


_weighted = click.option("--weighted", is_flag=True, help="Weight to the margins of the study, where it stores them.")

_same_population = click.option(
    "--same-population",
    is_flag=True,
    help="The waves of the file, told by a codebook, were put to the same people as those of this installation.",
)


@dataclass(frozen=True)
class Gathered:
    """The waves that were named and what they are called, how they are compared, and their cleared open answers."""

    waves: list[FieldedWave]
    names: str
    options: Options
    texts: Sequence[OpenAnswers] = ()


def gather(
    waves: Sequence[str],
    *,
    weighted: bool = False,
    same_population: bool = False,
    **files: Any,  # as for `waves_in_files`
) -> Gathered:
    """Waves of this installation, and those that it does not hold of the files: all of these, if none is named.

    `same_population`: somebody says that both kinds were put to the same people. Nothing is stored.
    """
    for wave in waves:
        if waves.count(wave) > 1:
            raise click.UsageError(f"{wave} is compared with itself; name each wave once")
    if files["responses"] is None:
        if same_population:
            raise click.UsageError("--same-population goes with --responses, the file of responses; name that too")
        return _gather_stored(waves, files, weighted=weighted)
    stored = _held_of(waves)
    if not stored:
        if same_population:
            raise click.UsageError("--same-population says so of waves of a file and of this installation; name both")
        return _gather_from_files(waves, files, weighted=weighted)
    with open_installation(os.environ) as installation, installation.stores.reading() as store:
        beside = beside_stored(store, stored, same_population=same_population)
        fielded = _together(store, beside, [wave for wave in waves if wave not in stored], files)
        texts = [answers for wave in fielded if wave.wave.id in stored for answers in open_answers(store, wave.wave)]
        names = ", ".join(wave.wave.label for wave in fielded)
        return Gathered(fielded, names, Options(weighted, accepted_changes(store, stored)), texts)


def _gather_stored(waves: Sequence[str], files: Mapping[str, object], *, weighted: bool) -> Gathered:
    for name, typed in files.items():
        if typed:
            raise click.UsageError(f"--{name} goes with --responses, the file of responses; name that too")
    with open_installation(os.environ) as installation, installation.stores.reading() as store:
        fielded = fielded_waves(store, waves)
        texts = [answers for wave in fielded for answers in open_answers(store, wave.wave)]
        return Gathered(fielded, ", ".join(waves), Options(weighted, accepted_changes(store, waves)), texts)


def _held_of(waves: Sequence[str]) -> list[str]:
    """Those of these waves that this installation holds; waves of files need no installation."""
    with installation_of(Settings.from_environment(os.environ)) as installation:
        if not (waves and installation.stores.exists()):
            return []
    with open_installation(os.environ) as installation, installation.stores.reading() as store:
        held = {wave.id for wave in store.waves.all()}
    return [wave for wave in waves if wave in held]


def _gather_from_files(waves: Sequence[str], files: Mapping[str, Any], *, weighted: bool = False) -> Gathered:
    fielded = waves_in_files(waves, **files)
    _tell_unknown(fielded)
    return Gathered(fielded, ", ".join(wave.wave.label for wave in fielded), Options(weighted))


def _together(store: Store, beside: Beside, others: Sequence[str], files: Mapping[str, object]) -> list[FieldedWave]:
    """Stored waves and waves of files, for which the study of the stored ones holds unless one is given."""
    read = told_waves(told_files(store, beside, files), others, partial(click.echo, err=True))
    fielded = fielded_together(store, beside.chosen, read)
    _tell_unknown([wave for wave in fielded if wave.wave.id not in beside.chosen])
    return fielded


def told_files(store: Store, beside: Beside, files: Mapping[str, Any]) -> WaveFiles:  # as click made them
    """The files that were named, with the study of the stored waves beside them; raises QuestionnaireFaults."""
    told = dict(files)
    given, told_of_waves = told.pop("study"), _told_beside(told.pop("questionnaires"), told.pop("months"))
    study = load_study_file(given) if given else study_of_stored(store, beside.chosen, framed=told["frame"] is not None)
    return wave_files(**told, **told_of_waves, study=study, beside=beside)


def _tell_unknown(fielded: Sequence[FieldedWave]) -> None:
    unknown = [wave.wave.label for wave in fielded if wave.wave.recruitment is Recruitment.UNKNOWN]
    if unknown:
        how = "say it with --recruitment codes, or open_link"
        click.echo(f"{', '.join(unknown)}: it is not known how respondents were approached; {how}", err=True)


@click.command()
@click.argument("waves", metavar="[WAVE WAVE ...]", nargs=-1)
@output_option("The workbook (.xlsx).")
@language_option("Of the workbook.")
@_weighted
@_same_population
@file_options
def compare(waves: tuple[str, ...], output: Path, language: str, **asked: Any) -> None:  # as click hands it over
    """Compare waves, in any order, and write the workbook. A workbook that was there is replaced.

    Each wave is compared with the first in time, and with the one before it. With --responses the waves that are not
    in this installation are those of the file (all of them, if none is named), and nothing is stored.
    """
    check_output(output, ".xlsx", "an Excel workbook")
    if len(waves) < 2 and asked["responses"] is None:
        raise click.UsageError('a comparison takes two waves at least; "peilstok wave list" shows them')
    gathered = gather(waves, **asked)
    unweighted = comparison_workbook(gathered.waves, output, gathered.options, texts=gathered.texts, language=language)
    click.echo(f"{output}: {gathered.names} compared")
    for why in unweighted:
        click.echo(f"{output}: not everything is weighted: {why.spoken_in('en')}", err=True)


@click.command()
@click.argument("waves", metavar="[WAVE]", nargs=-1)
@output_option("The workbook (.xlsx).")
@language_option("Of the workbook.")
@file_options
def report(waves: tuple[str, ...], output: Path, language: str, **files: object) -> None:
    """Write the workbook of one wave: what was answered, before there is anything to compare it with.

    With --responses it is a wave of the file, and nothing is stored.
    """
    check_output(output, ".xlsx", "an Excel workbook")
    gathered = _gather_one(waves, files)
    wave_workbook(gathered.waves[0], output, texts=gathered.texts, language=language)
    click.echo(f"{output}: {gathered.names}")


def _gather_one(waves: tuple[str, ...], files: Mapping[str, Any]) -> Gathered:
    if len(waves) != 1 and files["responses"] is None:
        raise click.UsageError('a report is of one wave; "peilstok wave list" shows them')
    gathered = gather(waves, **files) if files["responses"] is None else _gather_from_files(waves, files)
    if len(gathered.waves) > 1:
        names = ", ".join(wave.wave.id for wave in gathered.waves)
        raise click.UsageError(f"the file has {len(gathered.waves)} waves; name one of them: {names}")
    return gathered


@click.command()
@click.argument("waves", metavar="WAVE [WAVE ...]", nargs=-1)
@output_option("The page (.pdf).")
@language_option("Of the page.")
@_weighted
@_same_population
@file_options
def brief(waves: tuple[str, ...], output: Path, language: str, **asked: Any) -> None:  # as click hands it over
    """Write one A4 that says what was measured, what was found, and what may not be concluded.

    Of one wave, or of more compared: the first page of their workbook. PDF/UA-1 and PDF/A-2a.
    """
    check_output(output, ".pdf", "a PDF")
    if not waves and asked["responses"] is None:
        raise click.UsageError('name one wave or more; "peilstok wave list" shows them')
    gathered = gather(waves, **asked)
    folder = Settings.from_environment(os.environ).questionnaire_directory
    look = usable_look(folder_of(folder, [fielded.wave.source for fielded in gathered.waves]))
    write_brief(gathered.waves, output, gathered.options, language=language, look=look)
    click.echo(f"{output}: {gathered.names}")
