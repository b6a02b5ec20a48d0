"""Counting closed waves at a start, and saying which cannot be counted."""

from __future__ import annotations

import click

from survey_app.comparison.counting import count_closed_waves
from survey_app.fieldwork.ports import Stores


def count_and_tell(stores: Stores) -> None:
    """What a closing that was stopped, or an older version, left uncounted is counted now."""
    for wave_id, why in count_closed_waves(stores).items():
        click.echo(f"wave {wave_id}: cannot be counted, so not compared: {why}", err=True)
