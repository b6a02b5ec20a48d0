"""Options that more than one command has."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

from survey_app.fieldwork.wave import Custody, Recruitment

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


def recruitment_option(default: Recruitment) -> Callable[[_Command], _Command]:
    """How respondents are approached, in the words that the database and the workbook know: codes, open_link."""
    return click.option(
        "--recruitment",
        type=click.Choice([recruitment.value for recruitment in Recruitment if recruitment is not Recruitment.UNKNOWN]),
        default=default.value,
        show_default=True,
        help="A code per household, or an open link for staff.",
    )
