"""`peilstok audit`: attack the installation's own database, and write down what came of it."""

import os
import sys
from importlib.metadata import version
from pathlib import Path

import click

from survey_app.assurance.attempt import Outcome
from survey_app.assurance.audit import audit as attack
from survey_app.commands.acting import now
from survey_app.commands.options import TARGET, check_folder_of, language_option
from survey_app.installation import open_installation
from survey_app.writers.atomic import write_file
from survey_app.writers.audit_page import audit_page, verdict


@click.command()
@click.option("-o", "--output", type=TARGET, help="Where the HTML page is written.")
@language_option("Of the page.")
def audit(output: Path | None, language: str) -> None:
    """Attack this installation's own database as a thief would, and write a page for the privacy officer.

    Exit code 1 when an attack found something. Run it as the owner of a PostgreSQL server to search its files too.
    """
    if output is not None:
        check_folder_of(output)
    with open_installation(os.environ) as installation:
        kind = "SQLite" if installation.settings.database_url.startswith("sqlite") else "PostgreSQL"
        with installation.stores.evidence() as evidence:
            result = attack(evidence, installation.keys.files(), installation.copies(), installation.found_keys())
    for attempt in result.attempts:
        click.echo(f"{attempt.outcome:9}  {attempt.attack.title.spoken_in('en')}")
        for trace in attempt.found:
            click.echo(f"{'':9}  - {trace.spoken_in('en')}")
    click.echo(" ".join(words.spoken_in("en") for words in verdict(result)))
    if output is not None:
        page = audit_page(result, language, made_at=now(), version=version("peilstok"), database=kind)
        write_file(output, page.encode())
        click.echo(f"{output}: written")
    sys.exit(1 if result.number(Outcome.FOUND) else 0)
