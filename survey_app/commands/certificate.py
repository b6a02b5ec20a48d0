"""`peilstok wave certificate`: what closing did, to be printed and signed."""

from __future__ import annotations

import os
from pathlib import Path

import click

from survey_app.assurance.certificate import certificate_text, certify
from survey_app.commands.acting import today
from survey_app.installation import open_installation
from survey_app.language.catalogues import LANGUAGES
from survey_app.writers.atomic import written_whole


@click.command()
@click.argument("wave_id", metavar="WAVE")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A text file; else it is shown.")
@click.option("--language", type=click.Choice(LANGUAGES), default="nl", show_default=True)
def certificate(wave_id: str, output: Path | None, language: str) -> None:
    """Certificate of closed WAVE: what was opened, whether the key is gone; looked up now. A file is replaced."""
    with open_installation(os.environ) as installation, installation.stores.reading() as store:
        certified = certify(store, installation.keys, store.waves.get(wave_id), today())
    text = certificate_text(certified, language)
    if output is None:
        click.echo(text, nl=False)
        return
    if not output.resolve().parent.is_dir():
        raise click.UsageError(f"{output.parent} is not a folder; make it first, or choose another place")
    with written_whole(output) as beside:
        beside.write_text(text, encoding="utf-8")
    click.echo(f"wave {wave_id}: certificate in {output}")
