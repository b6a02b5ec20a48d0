"""Who closes a wave besides whoever types the command: a second administrator, or a day that was announced."""

from __future__ import annotations

import os
from datetime import datetime

import click

from survey_app.commands.acting import COMMAND_LINE, today
from survey_app.fieldwork.consent import announce_closing, check_consent, second_by_password, withdraw_closing_day
from survey_app.fieldwork.passwords import Passwords
from survey_app.fieldwork.wave import Wave, WaveState
from survey_app.installation import Installation, open_installation


@click.command()
@click.argument("wave_id", metavar="WAVE")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="As in 2026-12-04; at least one whole day ahead.")
@click.option("--withdraw", is_flag=True, help="There is no closing day any more.")
def announce(wave_id: str, day: datetime | None, *, withdraw: bool) -> None:
    """Announce to respondents the day on which WAVE, whose key is on the server, may be closed by one person."""
    if (day is None) is not withdraw:
        raise click.UsageError("say --day YYYY-MM-DD, or --withdraw")
    with open_installation(os.environ) as installation:
        if day is None:
            withdraw_closing_day(installation.stores, wave_id, COMMAND_LINE)
        else:
            announce_closing(installation.stores, wave_id, day.date(), COMMAND_LINE, today())
    told = "no closing day any more" if day is None else f"closing day {day.date()}, which respondents read"
    click.echo(f"wave {wave_id}: {told}")


def second_for_closing(installation: Installation, wave: Wave, name: str | None) -> str | None:
    """The second administrator, after asking for that person's own password; raises ClosingTakesTwo or NotASecond.

    Nobody is asked for a wave that is closed already.
    """
    if wave.state is not WaveState.OPEN:
        return None
    check_consent(wave, COMMAND_LINE, name, today())
    if name is None:
        return None
    password = click.prompt(f"Password of {name}", hide_input=True)
    with installation.stores.reading() as store:
        return second_by_password(store, Passwords(), name, password)
