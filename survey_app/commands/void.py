"""`peilstok wave void`: give up a box that nobody can open."""

from __future__ import annotations

import os

import click

from survey_app.commands.acting import COMMAND_LINE
from survey_app.commands.box_words import box_words
from survey_app.fieldwork.voiding import check_can_be_voided, void_wave
from survey_app.installation import open_installation


@click.command()
@click.argument("wave_id", metavar="WAVE")
@click.option("--even-with-key", is_flag=True, help="Throw the answers away though their key is there.")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
def void(wave_id: str, *, even_with_key: bool, yes: bool) -> None:
    """Give up the box of open WAVE: its envelopes are lost, its codes work again, and it is a draft.

    For after a restore without the key directory of that time. Everybody who had answered must answer again.
    """
    with open_installation(os.environ) as installation:
        with installation.stores.reading() as store:
            wave = store.waves.get(wave_id)
        check_can_be_voided(installation.keys, wave, even_with_key=even_with_key)
        if not yes:
            told = box_words(installation.stores, wave)
            click.confirm(f"{wave.label}: {told}. All will be lost, and there is no way back. Void it?", abort=True)
        report = void_wave(installation.stores, installation.keys, wave_id, COMMAND_LINE, even_with_key=even_with_key)
    click.echo(f"wave {wave_id}: {report.lost} envelope(s) lost; a draft again, and its codes are unused")
    click.echo(f"wave {wave_id}: next: peilstok wave open {wave_id}")
    if not report.scrubbed:
        click.echo(
            f"wave {wave_id}: the database is in use, or its disk is full, so it is not scrubbed; "
            "closing the wave will do it"
        )
