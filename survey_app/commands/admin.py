"""`peilstok admin`: the people who log in at /beheer."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import click

from survey_app.commands.acting import COMMAND_LINE
from survey_app.fieldwork.administration import Act, add_administrator, reset_password
from survey_app.fieldwork.passwords import MINIMUM_LENGTH, Passwords
from survey_app.fieldwork.roles import Role, roles_from_text
from survey_app.installation import open_installation

_choose = click.option(
    "--choose-password", is_flag=True, help=f"Ask for a password (at least {MINIMUM_LENGTH} characters) and make none."
)


@click.group()
def admin() -> None:
    """The people who log in at /beheer."""


@admin.command()
@click.argument("name")
@click.option(
    "--role",
    default=Role.FIELDWORK.value,
    show_default=True,
    help=f"What this person may do: {', '.join(Role)}; more than one with commas between.",
)
@_choose
def add(name: str, role: str, *, choose_password: bool) -> None:
    """Let NAME log in. A random password is printed, once."""
    roles = roles_from_text(role)
    chosen = _ask_password() if choose_password else None
    with open_installation(os.environ) as installation, installation.stores.writing() as store:
        password = add_administrator(store, Passwords(), name, roles, _act(), chosen)
    _tell(f"administrator {name.strip().casefold()}: added", None if chosen else password)


@admin.command()
@click.argument("name")
@_choose
def reset(name: str, *, choose_password: bool) -> None:
    """Give NAME a new password, and access again. Sessions under the old password end."""
    chosen = _ask_password() if choose_password else None
    with open_installation(os.environ) as installation, installation.stores.writing() as store:
        password = reset_password(store, Passwords(), name, _act(), chosen)
    _tell(f"administrator {name.strip().casefold()}: new password", None if chosen else password)


@admin.command(name="list")
def list_() -> None:
    """Show who may log in, and as what."""
    with open_installation(os.environ) as installation, installation.stores.reading() as store:
        administrators = store.administrators.all()
    for administrator in administrators:
        state = "active" if administrator.active else "switched off"
        click.echo(f"{administrator.name}\t{administrator.role}\t{state}")


def _ask_password() -> str:
    password: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return password


def _act() -> Act:
    return Act(COMMAND_LINE, datetime.now(UTC))


def _tell(done: str, password: str | None) -> None:
    click.echo(done)
    if password is not None:
        click.echo(f"password: {password}")
        click.echo("This password is shown once. Write it down, or make a new one with “peilstok admin reset”.")
