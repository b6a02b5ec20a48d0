"""`peilstok schema`: the format of questionnaires as JSON Schema."""

from __future__ import annotations

from pathlib import Path

import click

from survey_app.questionnaire.schema import schema_files


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default="docs")
def schema(folder: Path) -> None:
    """Write the JSON Schemas of questionnaires and studies into FOLDER (docs)."""
    for name, text in schema_files().items():
        (folder / name).write_text(text, encoding="utf-8")
        click.echo(f"{folder / name}: written")
