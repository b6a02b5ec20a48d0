"""`peilstok compare`: the workbook of two waves."""

from __future__ import annotations

import os
from pathlib import Path

import click

from survey_app.comparison.fielded import fielded_wave
from survey_app.installation import open_installation
from survey_app.reporting import comparison_workbook


@click.command()
@click.argument("one", metavar="WAVE")
@click.argument("other", metavar="WAVE")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The workbook (.xlsx)."
)
def compare(one: str, other: str, output: Path) -> None:
    """Compare two closed waves, in any order, and write the workbook. A workbook that was there is replaced."""
    if one == other:
        raise click.UsageError(f"{one} is compared with itself; name two waves")
    if output.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{output} is not an Excel workbook; let its name end in .xlsx")
    if not output.resolve().parent.is_dir():
        raise click.UsageError(f"{output.parent} is not a folder; make it first, or choose another place")
    with open_installation(os.environ) as installation, installation.stores.writing() as store:
        earlier, later = fielded_wave(store, one), fielded_wave(store, other)
    comparison_workbook(earlier, later, output)
    click.echo(f"{output}: {one} and {other} compared")
