"""`peilstok db`: the database's schema."""

from __future__ import annotations

import os

import click

from survey_app.installation import open_installation


@click.group(name="db")
def database() -> None:
    """The database that PEILSTOK_DATABASE_URL names (SQLite in the instance folder if it names none)."""


@database.command()
def upgrade() -> None:
    """Bring the schema up to date; harmless when it is already."""
    with open_installation(os.environ, upgrade=True):
        click.echo("database: up to date")
