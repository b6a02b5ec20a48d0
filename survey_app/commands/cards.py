"""`peilstok invite cards`: codes on cards for whoever is handed one."""

from __future__ import annotations

import os
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import click

from survey_app.commands.acting import COMMAND_LINE
from survey_app.commands.letter_files import TARGET, TRIAL, check_target, instrument_of
from survey_app.fieldwork.inviting import MOST_CARDS, make_cards
from survey_app.fieldwork.printed_address import check_printed_address
from survey_app.installation import open_installation
from survey_app.writers.cards import card_text, write_cards


@click.command()
@click.argument("wave_id", metavar="WAVE")
@click.option("--number", type=click.IntRange(1, MOST_CARDS), required=True, help="How many cards.")
@click.option("--segment", help="Id of the segment that all of them are for; without, answers have no segment.")
@click.option("-o", "--output", type=TARGET, required=True, help="The PDF, ten cards on each sheet of A4.")
@TRIAL
def cards(wave_id: str, number: int, segment: str | None, output: Path, *, is_trial: bool) -> None:
    """Make one-time codes for WAVE without addresses, shuffled, on cards to cut and hand out unseen."""
    check_target(output, ".pdf", "a PDF")
    with open_installation(os.environ) as installation, ExitStack() as undo:
        check_printed_address(installation.settings.base_url, is_trial=is_trial)
        instrument = instrument_of(installation, wave_id)
        undo.callback(output.unlink, missing_ok=True)
        make_cards(
            installation.stores,
            installation.keys,
            wave_id,
            number,
            segment,
            who=COMMAND_LINE,
            study=instrument.study,
            deliver=partial(write_cards, output, card_text(instrument, installation.settings.base_url)),
        )
        undo.pop_all()
    click.echo(f"wave {wave_id}: {number} card(s) made; print {output}, cut, shuffle, hand out unseen, and delete it")
