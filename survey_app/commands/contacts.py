"""`peilstok contacts`: contact details of closed waves, for those who organise what people signed up for."""

from __future__ import annotations

import os
from pathlib import Path

import click

from survey_app.commands.acting import COMMAND_LINE, today
from survey_app.fieldwork.administration import Act
from survey_app.fieldwork.contact_desk import (
    DeletionReport,
    NoContacts,
    delete_contacts,
    find_desk,
    list_desks,
    take_contacts,
)
from survey_app.fieldwork.ports import utc_now
from survey_app.installation import Installation, open_installation
from survey_app.writers.contacts import contacts_workbook, write_contacts


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
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The workbook (.xlsx)."
)
def export(wave_id: str, output: Path) -> None:
    """Write the contact details of closed WAVE, by name, in a workbook that only you can read."""
    if output.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{output} is not an Excel workbook; let its name end in .xlsx")
    if not output.resolve().parent.is_dir():
        raise click.UsageError(f"{output.parent} is not a folder; make it first, or choose another place")
    with open_installation(os.environ) as installation:
        with installation.stores.reading() as store:
            desk = find_desk(store, store.waves.get(wave_id))
        if desk is None:
            raise NoContacts(wave_id)
        taken = take_contacts(installation.stores, wave_id, _act())
    write_contacts(output, contacts_workbook(taken, desk.wave.label, desk.delete_by))
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
        for one in _due(installation) if wave_id is None else [wave_id]:
            if not due and not yes:
                click.confirm(f"{one}: {_number(installation, one)} contact(s). Delete them for good?", abort=True)
            for line in _lines(one, delete_contacts(installation.stores, one, _act())):
                click.echo(line)


def _act() -> Act:
    return Act(COMMAND_LINE, utc_now())


def _due(installation: Installation) -> list[str]:
    with installation.stores.reading() as store:
        return [desk.wave.id for desk in list_desks(store) if desk.is_due(today())]


def _number(installation: Installation, wave_id: str) -> int:
    with installation.stores.reading() as store:
        return store.contacts.count(store.waves.get(wave_id).id)


def _lines(wave_id: str, report: DeletionReport) -> list[str]:
    lines = [f"wave {wave_id}: {report.deleted} contact(s) deleted"]
    if not report.scrubbed:
        lines.append(
            f"wave {wave_id}: the database is in use, or its disk is full, so it is not scrubbed yet; "
            f"run peilstok wave close {wave_id} to finish"
        )
    return lines
