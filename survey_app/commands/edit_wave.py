"""`peilstok wave edit`: what is known of a wave beside its answers, corrected."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime

import click

from survey_app.commands.acting import COMMAND_LINE
from survey_app.commands.options import approached_option, recruitment_option
from survey_app.fieldwork.particulars import Particulars, correct_wave
from survey_app.fieldwork.wave import Recruitment
from survey_app.installation import open_installation


@click.command()
@click.argument("wave_id", metavar="WAVE")
@click.option("--label", help="What people call it.")
@click.option("--month", type=click.DateTime(["%Y-%m"]), help="Month of measurement, as in 2019-06.")
@recruitment_option()
@approached_option
def edit(
    wave_id: str, label: str | None, month: datetime | None, recruitment: str | None, approached: int | None
) -> None:
    """Correct WAVE: its label, month, recruitment, or how many were approached. Codes that were made stay good.

    All of it for a draft and for a printed table. Once a wave was opened its label, month and recruitment are fixed; of
    one with an open link the number approached can still be corrected, also when it is closed. The log keeps it.
    """
    if label is None and month is None and recruitment is None and approached is None:
        raise click.UsageError("nothing to correct; say --label, --month, --recruitment or --approached")

    def corrected(now: Particulars) -> Particulars:
        return replace(
            now,
            label=now.label if label is None else label,
            month=month.date().replace(day=1) if month else now.month,
            recruitment=Recruitment(recruitment) if recruitment else now.recruitment,
            approached=now.approached if approached is None else approached or None,
        )

    with open_installation(os.environ) as installation:
        changed = correct_wave(installation.stores, wave_id, corrected, COMMAND_LINE)
    click.echo(f"wave {wave_id}: {', '.join(changed)} corrected" if changed else f"wave {wave_id}: that was so already")
