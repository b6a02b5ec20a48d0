"""`peilstok db`: the database's schema."""

from __future__ import annotations

import os

import click

from survey_app.config import Settings
from survey_app.installation import open_installation
from survey_app.store.engine import sqlite_file


@click.group(name="db")
def database() -> None:
    """The database that PEILSTOK_DATABASE_URL names (SQLite in the instance folder if it names none)."""


@database.command()
def upgrade() -> None:
    """Bring the schema up to date; harmless when it is already. An SQLite file that is not there is made, and told."""
    file = sqlite_file(Settings.from_environment(os.environ).database_url)
    is_new = file is not None and not file.exists()
    with open_installation(os.environ, upgrade=True, may_be_new=True):
        click.echo(f"database: {file} was not there, and is made: it is empty" if is_new else "database: up to date")
