"""`peilstok db`: the database's schema, its pepper, and the counts of closed waves that are not there yet."""

import os

import click

from survey_app.commands.acting import COMMAND_LINE
from survey_app.comparison.counting import count_closed_waves
from survey_app.config import Settings
from survey_app.fieldwork.pepper import check_pepper_is_lost, take_this_pepper
from survey_app.fieldwork.ports import Stores
from survey_app.fieldwork.wave import WaveState
from survey_app.installation import open_installation
from survey_app.store.engine import sqlite_file


@click.group()
def db() -> None:
    """The database that PEILSTOK_DATABASE_URL names (SQLite in the instance folder if it names none)."""


@db.command()
def upgrade() -> None:
    """Bring the schema up to date; harmless when it is already. An SQLite file that is not there is made, and told.

    Closed waves that an older version did not count are counted.
    """
    file = sqlite_file(Settings.from_environment(os.environ).database_url)
    is_new = file is not None and not file.exists()
    with open_installation(os.environ, upgrade=True, may_be_new=True) as installation:
        count_and_tell(installation.stores)
        click.echo(f"database: {file} was not there, and is made: it is empty" if is_new else "database: up to date")


@db.command(name="new-pepper")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
def new_pepper(*, yes: bool) -> None:
    """Work on without the pepper.key that is lost for good. Every code that was made is void; answers are not lost."""
    with open_installation(os.environ) as installation:
        with installation.stores.reading() as store:
            check_pepper_is_lost(store, installation.keys)
            waves = [wave for wave in store.waves.all() if wave.state is not WaveState.CLOSED]
            void = sum(store.invitations.count(wave.id) for wave in waves)
        if not yes:
            click.confirm(f"{void} code(s) of waves that are not closed will be void for ever. Go on?", abort=True)
        take_this_pepper(installation.stores, installation.keys, COMMAND_LINE)
    click.echo("pepper.key: taken as the pepper of this database from now on; codes made before are void")


def count_and_tell(stores: Stores) -> None:
    """What a closing that was stopped, or an older version, left uncounted is counted now."""
    for wave_id, why in count_closed_waves(stores).items():
        click.echo(f"wave {wave_id}: cannot be counted, so not compared: {why}", err=True)
