"""Options that more than one command has, and what is asked of a file before it is written."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from survey_app.fieldwork.wave import APPROACHED, Recruitment
from survey_app.language.catalogues import LANGUAGES

_Command = TypeVar("_Command", bound=Callable[..., object])

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
TARGET = click.Path(dir_okay=False, path_type=Path)


def output_option(text: str) -> Callable[[_Command], _Command]:
    """The file to write, which must be named."""
    return click.option("-o", "--output", type=TARGET, required=True, help=text)


def check_output(output: Path, suffix: str, kind: str) -> None:
    """Whether a file of this kind can be written here; raises click.UsageError."""
    if output.suffix.lower() != suffix:
        raise click.UsageError(f"{output} is not {kind}; let its name end in {suffix}")
    check_folder_of(output)


def check_new(target: Path, suffix: str, kind: str) -> None:
    """Whether a file can be written here without losing another; raises click.UsageError."""
    if target.exists():
        raise click.UsageError(f"{target} exists already and is not replaced: what it holds may be kept nowhere else")
    check_output(target, suffix, kind)


def check_folder_of(output: Path) -> None:
    """Whether the folder that it is to stand in is there; raises click.UsageError."""
    if not output.resolve().parent.is_dir():
        raise click.UsageError(f"{output.parent} is not a folder; make it first, or choose another place")


def language_option(text: str | None = None) -> Callable[[_Command], _Command]:
    """The language of what is made; `text` says of what."""
    return click.option("--language", type=click.Choice(LANGUAGES), default="nl", show_default=True, help=text)


def recruitment_option(*, held_here: bool = False) -> Callable[[_Command], _Command]:
    """How respondents are approached, in the words that the database and the workbook know; it is never assumed.

    A wave that is held here (`held_here`) knows how people come in, so that must be said.
    """
    return click.option(
        "--recruitment",
        type=click.Choice([way.value for way in Recruitment if not (held_here and way is Recruitment.UNKNOWN)]),
        required=held_here,
        help="How respondents were approached: a code of their own, or an open link; unknown if nobody says it.",
    )


_NUMBER = click.IntRange(APPROACHED[0], APPROACHED[-1])


def _number_or_unknown(context: click.Context, parameter: click.Parameter, typed: str | None) -> int | None:
    """What was typed as a number; 0 stands for the word unknown, None for nothing."""
    if typed is None:
        return None
    return 0 if typed == Recruitment.UNKNOWN else int(_NUMBER(typed, parameter, context))


approached_option = click.option(
    "--approached",
    callback=_number_or_unknown,
    metavar="N|unknown",
    help="How many were approached, where no codes tell it; never estimated, unknown if nobody says it.",
)
