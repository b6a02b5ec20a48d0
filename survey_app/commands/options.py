"""Options that more than one command has."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

from survey_app.fieldwork.wave import Recruitment

_Command = TypeVar("_Command", bound=Callable[..., object])


def recruitment_option(default: Recruitment) -> Callable[[_Command], _Command]:
    """How respondents are approached, in the words that the database and the workbook know: codes, open_link."""
    return click.option(
        "--recruitment",
        type=click.Choice([recruitment.value for recruitment in Recruitment]),
        default=default.value,
        show_default=True,
        help="A code per household, or an open link for staff.",
    )
