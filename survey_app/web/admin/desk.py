"""What the administrators' pages work with beside the installation: passwords, wrong ones and a clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from flask import Flask, current_app, request
from flask_login import current_user

from survey_app.fieldwork.administration import Act
from survey_app.fieldwork.clock import Clock
from survey_app.fieldwork.passwords import Passwords
from survey_app.web.admin.attempts import WrongPasswords
from survey_app.web.network import client_address
from survey_app.web.stores import installation

_EXTENSION = "peilstok_admin_desk"
DUTCH_TIME = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True)
class Desk:
    """One per application."""

    passwords: Passwords
    wrong_passwords: WrongPasswords
    clock: Clock

    def today(self) -> date:
        """The day it is in the Netherlands."""
        return self.clock().astimezone(DUTCH_TIME).date()

    def act(self) -> Act:
        """What the audit log wants to know of what the administrator who is logged in does now."""
        return Act(current_user.name, self.clock())


def furnish(app: Flask, passwords: Passwords, clock: Clock, wrong_passwords: WrongPasswords | None = None) -> None:
    """Give the application its desk."""
    app.extensions[_EXTENSION] = Desk(passwords, wrong_passwords or WrongPasswords(), clock)


def desk() -> Desk:
    """The desk of the application that answers this request."""
    found: Desk = current_app.extensions[_EXTENSION]
    return found


def client() -> str:
    """The address a request comes from, as far as our own proxies tell it."""
    forwarded_for = ",".join(request.headers.getlist("X-Forwarded-For"))
    return str(client_address(request.remote_addr, forwarded_for, installation().settings.trusted_proxies))
