"""Refused log-ins, as the audit log tells them: how many in an hour under each name, and never what was typed."""

from __future__ import annotations

from datetime import datetime

from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.ports import Store

NOBODY_KNOWN = "?"
"""Who the log names where nobody knows who it was; no administrator can be called so."""

REFUSED = "refused at log-in"
REFUSED_UNKNOWN = "refused at log-in under unknown names"


def note_refused(store: Store, name: str, at: datetime) -> None:
    """Count one refusal in the line of this hour, so that a stranger makes one line an hour for each name at most.

    All names that nobody has share a line: people type passwords where the name belongs.
    """
    store.administrators.hold()
    found = store.administrators.find(name)
    act = REFUSED_UNKNOWN if found is None else REFUSED
    hour = at.replace(minute=0, second=0, microsecond=0)
    store.audit.count(AuditEntry(at, NOBODY_KNOWN, act, "" if found is None else found.name), hour)
