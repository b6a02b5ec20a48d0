"""What the administrators' pages work with beside the installation: passwords, wrong ones and a clock."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date
from typing import Any, Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from flask import Flask
from flask_login import current_user

from survey_app.fieldwork.administration import Act
from survey_app.fieldwork.passwords import Passwords
from survey_app.fieldwork.ports import Clock
from survey_app.installation import Installation
from survey_app.keyroom.errand import Errand, send
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from survey_app.web.attempts import WrongPasswords
from survey_app.web.stores import installation, keep, kept

Keyroom = Callable[[Installation, Errand[Any]], Future[Any]]  # of whatever the errand returns
"""Begins an errand of the installation; what came of it is told later."""

_Of = ParamSpec("_Of")
_Result = TypeVar("_Result")
DUTCH_TIME = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True)
class Equipment:
    """One per application."""

    passwords: Passwords
    wrong_passwords: WrongPasswords
    clock: Clock
    keyroom: Keyroom

    def today(self) -> date:
        """The day it is in the Netherlands."""
        return self.clock().astimezone(DUTCH_TIME).date()

    def act(self) -> Act:
        """What the audit log wants to know of what the administrator who is logged in does now."""
        return Act(current_user.name, self.clock())


def furnish(
    app: Flask,
    passwords: Passwords,
    clock: Clock,
    wrong_passwords: WrongPasswords | None = None,
    keyroom: Keyroom = send,
) -> None:
    """Give the application its equipment."""
    keep(app, Equipment(passwords, wrong_passwords or WrongPasswords(), clock, keyroom))


def equipment() -> Equipment:
    """The equipment of the application that answers this request."""
    return kept(Equipment)


def begin_apart(
    function: Callable[Concatenate[Database, KeyDirectory, _Of], _Result], *args: _Of.args, **kwargs: _Of.kwargs
) -> Future[_Result]:
    """Have done what meets words or a private key, in a process that forgets them by ending (decision 0131)."""
    return equipment().keyroom(installation(), Errand(function, args, kwargs))


def do_apart(
    function: Callable[Concatenate[Database, KeyDirectory, _Of], _Result], *args: _Of.args, **kwargs: _Of.kwargs
) -> _Result:
    """The same, and wait for it; raises what the function raises."""
    return begin_apart(function, *args, **kwargs).result()
