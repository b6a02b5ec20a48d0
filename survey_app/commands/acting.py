"""Who acts, and when, as the audit log and the waves want to know it of the command line."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from survey_app.fieldwork.administration import Act
from survey_app.fieldwork.ports import utc_now

COMMAND_LINE = "peilstok"
"""Who the audit log names: whoever may run the command on this machine."""


def act() -> Act:
    """What is done now, by whoever may run the command."""
    return Act(COMMAND_LINE, utc_now())


def now() -> datetime:
    """The time in the Netherlands."""
    return datetime.now(ZoneInfo("Europe/Amsterdam"))


def today() -> date:
    """The day it is there."""
    return now().date()
