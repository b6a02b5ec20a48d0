"""One transaction behind fieldwork's port `Store`."""

from sqlalchemy import Connection

from survey_app.fieldwork.ports import NoSuchWave, Standing, Store
from survey_app.store.box import SqlBox
from survey_app.store.contacts import SqlContacts
from survey_app.store.direct import Direct
from survey_app.store.drafts import SqlDrafts
from survey_app.store.invitations import SqlInvitations
from survey_app.store.read_texts import SqlReadTexts
from survey_app.store.records import (
    SqlAdministrators,
    SqlAuditLog,
    SqlEditorialChanges,
    SqlKeptCounts,
    SqlKeyChecks,
    SqlShreddings,
    SqlToldResponses,
)
from survey_app.store.responses import SqlResponses
from survey_app.store.waves import Instruments, SqlWaves

# Asked for every page of a questionnaire.
_STANDING = Direct(
    """
    SELECT waves.state, waves.public_key, envelopes.sealed, envelopes.ciphertext
    FROM waves LEFT JOIN envelopes ON envelopes.wave = waves.id AND envelopes.receipt = {receipt}
    WHERE waves.id = {wave}
    """
)


class SqlStore(Store):
    """Everything a transaction can be asked for, on one connection."""

    def __init__(self, connection: Connection, shelf: Instruments) -> None:
        self._connection = connection
        self.waves = SqlWaves(connection, shelf)
        self.invitations = SqlInvitations(connection)
        self.box = SqlBox(connection)
        self.responses = SqlResponses(connection)
        self.contacts = SqlContacts(connection)
        self.drafts = SqlDrafts(connection)
        self.counts = SqlKeptCounts(connection)
        self.told = SqlToldResponses(connection)
        self.editorial_changes = SqlEditorialChanges(connection)
        self.texts = SqlReadTexts(connection)
        self.administrators = SqlAdministrators(connection)
        self.audit = SqlAuditLog(connection)
        self.key_checks = SqlKeyChecks(connection)
        self.shreddings = SqlShreddings(connection)

    def standing(self, wave_id: str, receipt: bytes) -> Standing:
        row = _STANDING.find(self._connection, wave=wave_id, receipt=receipt)
        if row is None:
            raise NoSuchWave(wave_id)
        state, public_key, sealed, ciphertext = row
        draft = None if sealed else ciphertext
        return Standing(self.waves.as_it_is(wave_id, state, public_key), answered=bool(sealed), draft=draft)
