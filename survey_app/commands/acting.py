"""Who acts, and when, as the audit log and the waves want to know it of the command line."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

COMMAND_LINE = "peilstok"
"""Who the audit log names: whoever may run the command on this machine."""


def today() -> date:
    """The day it is in the Netherlands."""
    return datetime.now(ZoneInfo("Europe/Amsterdam")).date()
