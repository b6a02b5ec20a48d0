"""`peilstok contacts`: contact details of closed waves, for those who organise what people signed up for."""

import os
from pathlib import Path

import click

from survey_app.commands.acting import act, today
from survey_app.commands.options import check_output, output_option
from survey_app.fieldwork.contact_desk import NoContacts, delete_contacts, find_desk, list_desks, take_contacts
from survey_app.installation import Installation, open_installation
from survey_app.writers.atomic import PRIVATE, write_file
from survey_app.writers.contacts import contacts_workbook


@click.group()
def contacts() -> None:
    """Contact details that respondents left: list, export, delete."""


@contacts.command(name="list")
def list_() -> None:
    """Show the closed waves that have contact details: how many, and by when they must be deleted."""
    with open_installation(os.environ) as installation, installation.stores.reading() as store:
        desks = list_desks(store)
    for desk in desks:
        due = "  DUE: peilstok contacts delete --due" if desk.is_due(today()) else ""
        click.echo(f"{desk.wave.id:24} {desk.contacts:>7}  delete by {desk.delete_by}{due}")
    if not desks:
        click.echo("no closed wave has contact details")


@contacts.command()
@click.argument("wave_id", metavar="WAVE")
@output_option("The workbook (.xlsx).")
def export(wave_id: str, output: Path) -> None:
    """Write the contact details of closed WAVE, by name, in a workbook that only you can read."""
    check_output(output, ".xlsx", "an Excel workbook")
    with open_installation(os.environ) as installation:
        with installation.stores.reading() as store:
            desk = find_desk(store, store.waves.get(wave_id))
        if desk is None:
            raise NoContacts(wave_id)
        taken = take_contacts(installation.stores, wave_id, act())
    write_file(output, contacts_workbook(taken, desk.wave.label, desk.delete_by), PRIVATE)
    click.echo(f"{output}: {len(taken)} contact(s); delete it by {desk.delete_by}")


@contacts.command()
@click.argument("wave_id", metavar="[WAVE]", required=False)
@click.option("--due", is_flag=True, help="Delete those of every wave whose day has come, without asking.")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
def delete(wave_id: str | None, *, due: bool, yes: bool) -> None:
    """Delete the contact details of closed WAVE, or with --due all that are due."""
    if due == (wave_id is not None):
        raise click.UsageError("name one wave, or give --due")
    with open_installation(os.environ) as installation:
        for each in _due(installation) if wave_id is None else [wave_id]:
            if not due and not yes:
                click.confirm(f"{each}: {_number(installation, each)} contact(s). Delete them for good?", abort=True)
            report = delete_contacts(installation.stores, each, act())
            click.echo(f"wave {each}: {report.deleted} contact(s) deleted")
            if not report.scrubbed:
                click.echo(
                    f"wave {each}: the database is in use, or its disk is full, so it is not scrubbed yet; "
                    f"run peilstok wave close {each} to finish"
                )


def _due(installation: Installation) -> list[str]:
    with installation.stores.reading() as store:
        return [desk.wave.id for desk in list_desks(store) if desk.is_due(today())]


def _number(installation: Installation, wave_id: str) -> int:
    with installation.stores.reading() as store:
        return store.contacts.count(store.waves.get(wave_id).id)
