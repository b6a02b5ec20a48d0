"""Options that more than one command has."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

from survey_app.fieldwork.wave import APPROACHED, Custody, Recruitment

_Command = TypeVar("_Command", bound=Callable[..., object])


def custody_option(default: Custody) -> Callable[[_Command], _Command]:
    """Where the key is while the wave is open."""
    return click.option(
        "--custody",
        type=click.Choice([custody.value for custody in Custody]),
        default=default.value,
        show_default=True,
        help="The key on sheets of paper, or on this host (for trials).",
    )


def recruitment_option(*, held_here: bool = False) -> Callable[[_Command], _Command]:
    """How respondents are approached, in the words that the database and the workbook know; it is never assumed.

    A wave that is held here (`held_here`) knows how people come in, so that must be said.
    """
    return click.option(
        "--recruitment",
        type=click.Choice([one.value for one in Recruitment if not (held_here and one is Recruitment.UNKNOWN)]),
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
