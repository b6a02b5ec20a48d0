"""`peilstok privacy`: the privacy papers of one wave, made from its own settings, to be edited."""

import os
from pathlib import Path

import click

from survey_app.commands.acting import today
from survey_app.commands.options import check_folder_of
from survey_app.fieldwork.letters import delivery_of
from survey_app.installation import open_installation
from survey_app.writers.privacy_papers import privacy_papers, write_papers


@click.command()
@click.argument("wave_id", metavar="WAVE")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A new folder for them; else they are shown.")
def privacy(wave_id: str, output: Path | None) -> None:
    """Privacy papers of WAVE, a draft or open: pre-DPIA, register, processor agreement, works council, retention.

    In Dutch and Markdown, with blanks for what only you know: edit them. A folder that is there is never replaced.
    """
    if output is not None and output.exists():
        raise click.UsageError(f"{output} is there already, and what you wrote in it stays; name a new folder")
    if output is not None:
        check_folder_of(output)
    with open_installation(os.environ) as installation:
        with installation.stores.reading() as store:
            wave, codes = store.waves.get(wave_id), store.invitations.count(wave_id)
        instrument = installation.instrument_of(wave)
        papers = privacy_papers(
            wave, instrument.nearest_to("nl"), delivery_of(installation.keys, wave_id, codes), today()
        )
    if output is None:
        click.echo("\n".join(papers.values()), nl=False)
        return
    write_papers(output, papers)
    click.echo(f"wave {wave_id}: {len(papers)} privacy papers in {output}; fill in what stands between [ and ]")
