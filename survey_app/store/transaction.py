"""One transaction behind fieldwork's port `Store`."""

from __future__ import annotations

from sqlalchemy import Connection

from survey_app.fieldwork.ports import Standing
from survey_app.store.box import SqlBox
from survey_app.store.contacts import SqlContacts
from survey_app.store.drafts import SqlDrafts
from survey_app.store.editorial import SqlEditorialChanges
from survey_app.store.invitations import SqlInvitations
from survey_app.store.read_texts import SqlReadTexts
from survey_app.store.records import SqlAdministrators, SqlAuditLog, SqlKeptCounts, SqlKeyChecks, SqlShreddings
from survey_app.store.responses import SqlResponses
from survey_app.store.standing import read_standing
from survey_app.store.told import SqlToldResponses
from survey_app.store.waves import Instruments, SqlWaves


class SqlStore:
    """Everything a transaction can be asked for, on one connection."""

    def __init__(self, connection: Connection, shelf: Instruments) -> None:
        self._connection = connection
        self._shelf = shelf

    @property
    def waves(self) -> SqlWaves:
        return SqlWaves(self._connection, self._shelf)

    @property
    def invitations(self) -> SqlInvitations:
        return SqlInvitations(self._connection)

    @property
    def box(self) -> SqlBox:
        return SqlBox(self._connection)

    @property
    def responses(self) -> SqlResponses:
        return SqlResponses(self._connection)

    @property
    def contacts(self) -> SqlContacts:
        return SqlContacts(self._connection)

    @property
    def drafts(self) -> SqlDrafts:
        return SqlDrafts(self._connection)

    @property
    def counts(self) -> SqlKeptCounts:
        return SqlKeptCounts(self._connection)

    @property
    def told(self) -> SqlToldResponses:
        return SqlToldResponses(self._connection)

    @property
    def editorial_changes(self) -> SqlEditorialChanges:
        return SqlEditorialChanges(self._connection)

    @property
    def texts(self) -> SqlReadTexts:
        return SqlReadTexts(self._connection)

    @property
    def administrators(self) -> SqlAdministrators:
        return SqlAdministrators(self._connection)

    @property
    def key_checks(self) -> SqlKeyChecks:
        return SqlKeyChecks(self._connection)

    @property
    def audit(self) -> SqlAuditLog:
        return SqlAuditLog(self._connection)

    @property
    def shreddings(self) -> SqlShreddings:
        return SqlShreddings(self._connection)

    def standing(self, wave_id: str, receipt: bytes) -> Standing:
        return read_standing(self._connection, self.waves, wave_id, receipt)
