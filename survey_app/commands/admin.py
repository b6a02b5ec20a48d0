"""`peilstok admin`: the people who log in at /beheer."""

import os
from collections.abc import Callable, Sequence
from typing import TypeVar

import click

from survey_app.commands.acting import act
from survey_app.fieldwork.administration import (
    activate,
    add_administrator,
    change_roles,
    deactivate,
    reset_password,
    told_role,
)
from survey_app.fieldwork.administrators import Role, roles_from_text
from survey_app.fieldwork.passwords import MINIMUM_LENGTH, Passwords
from survey_app.fieldwork.ports import Store
from survey_app.fieldwork.studies import check_studies, known_studies
from survey_app.installation import open_installation

_choose = click.option(
    "--choose-password", is_flag=True, help=f"Ask for a password (at least {MINIMUM_LENGTH} characters) and make none."
)
_of_studies = click.option(
    "--study",
    "studies",
    multiple=True,
    metavar="ID",
    help=f"Only with the role {Role.READER}: sees the results of this study and nothing else; may be given again.",
)
_Answer = TypeVar("_Answer")
_ROLE_HELP = f"What this person may do: {', '.join(Role)}; more than one with commas between."


@click.group()
def admin() -> None:
    """The people who log in at /beheer."""


@admin.command()
@click.argument("name")
@click.option("--role", default=Role.FIELDWORK.value, show_default=True, help=_ROLE_HELP)
@_of_studies
@_choose
def add(name: str, role: str, studies: tuple[str, ...], *, choose_password: bool) -> None:
    """Let NAME log in. A random password is printed, once."""
    roles = roles_from_text(role)
    _check_known(studies)
    chosen = _ask_password() if choose_password else None
    password = _changed(lambda store: add_administrator(store, Passwords(), name, roles, act(), chosen, studies))
    _tell(f"administrator {name.strip().casefold()}: added", None if chosen else password)


@admin.command()
@click.argument("name")
@_choose
def reset(name: str, *, choose_password: bool) -> None:
    """Give NAME a new password, and access again. Sessions under the old password end."""
    chosen = _ask_password() if choose_password else None
    password = _changed(lambda store: reset_password(store, Passwords(), name, act(), chosen))
    _tell(f"administrator {name.strip().casefold()}: new password", None if chosen else password)


@admin.command()
@click.argument("name")
@click.option("--role", required=True, help=_ROLE_HELP)
@_of_studies
def role(name: str, role: str, studies: tuple[str, ...]) -> None:
    """Let NAME do something else from now on. Sessions end; the password stays. Somebody must stay beheerder.

    A reader of a study for whom no --study is given is one of all waves and their response from now on.
    """
    roles = roles_from_text(role)
    _check_known(studies)
    changed = _changed(lambda store: change_roles(store, name, roles, act(), studies))
    click.echo(f"administrator {changed.name}: {told_role(changed)}")


@admin.command(name="deactivate")
@click.argument("name")
def deactivate_(name: str) -> None:
    """Take NAME's access away: sessions end, and nobody logs in so. Somebody must stay beheerder."""
    _changed(lambda store: deactivate(store, name, act()))
    click.echo(f"administrator {name.strip().casefold()}: switched off")


@admin.command(name="activate")
@click.argument("name")
def activate_(name: str) -> None:
    """Give NAME access again, under the password there was ("reset" gives another one)."""
    _changed(lambda store: activate(store, name, act()))
    click.echo(f"administrator {name.strip().casefold()}: active")


@admin.command(name="list")
def list_() -> None:
    """Show who may log in, and as what."""
    with open_installation(os.environ) as installation, installation.stores.reading() as store:
        administrators = store.administrators.all()
    for administrator in administrators:
        state = "active" if administrator.active else "switched off"
        click.echo(f"{administrator.name}\t{told_role(administrator)}\t{state}")


def _check_known(studies: Sequence[str]) -> None:
    """Whether these studies are there, which needs no more than a look; raises UnknownStudy."""
    if studies:
        with open_installation(os.environ) as installation, installation.stores.reading() as store:
            check_studies(studies, known_studies(store, installation.settings.questionnaire_directory))


def _changed(change: Callable[[Store], _Answer]) -> _Answer:
    with open_installation(os.environ) as installation, installation.stores.writing() as store:
        return change(store)


def _ask_password() -> str:
    password: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return password


def _tell(done: str, password: str | None) -> None:
    click.echo(done)
    if password is not None:
        click.echo(f"password: {password}")
        click.echo("This password is shown once. Write it down, or make a new one with “peilstok admin reset”.")
