"""Waves that were held elsewhere, for `peilstok compare`: its options for CSV files, and the waves that they give."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

import click

from survey_app.dataset.from_files.numbering import Numbers
from survey_app.dataset.from_files.per_wave import Recruited
from survey_app.dataset.from_files.wave_names import month_in
from survey_app.dataset.from_files.waves import WaveFiles, WavesFromFiles, read_waves
from survey_app.fieldwork.wave import Recruitment
from survey_app.questionnaire.loader import load_questionnaire, load_study_file

_Command = TypeVar("_Command", bound=Callable[..., object])

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@dataclass(frozen=True)
class FileOptions:
    """What was typed behind --responses and the options that go with it."""

    responses: Path
    study: Path | None = None
    codebook: Path | None = None
    frame: Path | None = None
    questionnaires: Sequence[str] = ()
    months: Sequence[str] = ()
    recruitment: Recruited = Recruitment.UNKNOWN
    missing: Sequence[str] = ()
    unread: Sequence[str] = ()
    numbers: Numbers | None = None


def file_options(command: _Command) -> _Command:
    """The options of a command that takes waves from CSV files (docs/csv.md), in the names of FileOptions."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS = (
    click.option("--responses", type=_FILE, help="Waves held elsewhere: CSV or xlsx, a row a response (docs/csv.md)."),
    click.option("--study", type=_FILE, help="Their study (YAML): title, segments, threshold, bound."),
    click.option("--codebook", type=_FILE, help="What their items are: CSV, a row per item."),
    click.option("--frame", type=_FILE, help="Their households per segment, and people per age: CSV."),
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
        callback=lambda _context, _option, told: _recruited(told),
        help="How respondents were approached; without WAVE= in all waves. Unknown if nobody says it.",
    ),
    click.option("--missing", multiple=True, metavar="TEXT", help="A text that stands for not answered, as NA or 99."),
    click.option(
        "--numbers",
        type=click.Choice([one.value for one in Numbers]),
        callback=lambda _context, _option, told: Numbers(told) if told else None,
        help="Where answers are words and have no codes: 1 is the first (ascending) or the last label (descending).",
    ),
    click.option("--unread", multiple=True, metavar="COLUMN", help="A column of the files to pass over."),
)


def waves_in_files(options: FileOptions, only: Sequence[str] = ()) -> WavesFromFiles:
    """The waves of the files, or only those that are named, in order of time.

    Raises CsvRefused or QuestionnaireFaults with every fault, and click.BadParameter for what cannot be typed so.
    """
    study = load_study_file(options.study) if options.study else None
    files = WaveFiles(
        responses=options.responses,
        codebook=options.codebook,
        frame=options.frame,
        study=study,
        questionnaires={
            wave: load_questionnaire(file, study) for wave, file in _questionnaire_files(options.questionnaires)
        },
        months=dict(map(_month, options.months)),
        recruitment=options.recruitment,
        missing=options.missing,
        unread=options.unread,
        numbers=options.numbers,
    )
    return read_waves(files, only)


def _questionnaire_files(told: Sequence[str]) -> list[tuple[str, Path]]:
    """The wave ("" for all) and file of each; raises click.BadParameter."""
    found = []
    for text in told:
        wave, sign, file = text.partition("=")
        path = Path(file if sign else text)
        if not path.is_file():
            raise click.BadParameter(f"there is no file {path}", param_hint="--questionnaire")
        found.append((wave.strip() if sign else "", path))
    return found


def _recruited(told: Sequence[str]) -> Mapping[str, Recruitment]:
    """By wave ("" for all others); raises click.BadParameter."""
    found: dict[str, Recruitment] = {}
    for text in told:
        wave, _, how = text.rpartition("=")
        if how not in set(Recruitment):
            raise click.BadParameter(f"{text} is not [WAVE=]codes or [WAVE=]open_link; known: {', '.join(Recruitment)}")
        if found.setdefault(wave.strip(), Recruitment(how)) != how:
            raise click.BadParameter(f"{text} is not what was said before; say it once for each wave")
    return found


def _month(told: str) -> tuple[str, date]:
    wave, _, text = told.rpartition("=")
    month = month_in(text)
    if not wave.strip() or month is None:
        raise click.BadParameter(f"{told} is not WAVE=YYYY-MM, as in 1=2019-06", param_hint="--month")
    return wave.strip(), month
