"""Encrypted answers so far, in an envelope that is not sealed yet: never a time, never a word in clear."""

from sqlalchemy import delete, select

from survey_app.fieldwork.ports import AlreadyAnswered, NoDraft, WaveNotOpen
from survey_app.fieldwork.wave import WaveState
from survey_app.store.direct import Direct
from survey_app.store.locks import share_wave, turn_of
from survey_app.store.part import Part
from survey_app.store.schema import envelopes, waves

_PUT = Direct(
    """
    INSERT INTO envelopes (wave, receipt, sealed, ciphertext)
    SELECT id, {receipt}, false, {ciphertext} FROM waves WHERE id = {wave} AND {state} = 'open'
    ON CONFLICT (wave, receipt) DO UPDATE SET ciphertext = excluded.ciphertext WHERE NOT envelopes.sealed
    """
)
_PUT_ANEW = Direct(
    """
    INSERT INTO envelopes (wave, receipt, sealed, ciphertext)
    SELECT id, {receipt}, false, {ciphertext} FROM waves WHERE id = {wave} AND {state} = 'open'
    ON CONFLICT (wave, receipt) DO UPDATE SET ciphertext = excluded.ciphertext, wrapped = NULL
    WHERE NOT envelopes.sealed
    """
)
_BEGIN_ALONE = Direct(
    """
    INSERT INTO envelopes (wave, receipt, sealed, ciphertext)
    SELECT id, {receipt}, false, {ciphertext} FROM waves WHERE id = {wave} AND {state} = 'open'
    ON CONFLICT (wave, receipt) DO NOTHING
    """
)
_REPLACE_ALONE = Direct(
    """
    UPDATE envelopes SET ciphertext = {ciphertext}
    WHERE wave = {wave} AND receipt = {receipt} AND NOT sealed AND ciphertext = {before}
    AND EXISTS (SELECT 1 FROM waves WHERE id = {wave} AND {state} = 'open')
    """
)
_FIND = Direct("SELECT ciphertext FROM envelopes WHERE wave = {wave} AND receipt = {receipt} AND NOT sealed")
_WRAP = Direct("UPDATE envelopes SET wrapped = {wrapped} WHERE wave = {wave} AND receipt = {receipt} AND NOT sealed")
_FIND_WRAPPED = Direct("SELECT wrapped FROM envelopes WHERE wave = {wave} AND receipt = {receipt} AND NOT sealed")


class SqlDrafts(Part):
    """The port `Drafts` on one connection."""

    def hold(self, wave_id: str, receipt: bytes) -> None:
        if not self._connection.in_transaction():
            self._connection.begin()
        share_wave(self._connection, wave_id, receipt)

    def put(self, wave_id: str, receipt: bytes, ciphertext: bytes) -> None:
        self._put(_PUT, wave_id, receipt, ciphertext)

    def put_anew(self, wave_id: str, receipt: bytes, ciphertext: bytes) -> None:
        self._put(_PUT_ANEW, wave_id, receipt, ciphertext)

    def replace_alone(self, wave_id: str, receipt: bytes, before: bytes | None, ciphertext: bytes) -> bool:
        """Put it in the place of what was there before, in a transaction of its own; False when that is not there.

        No two drafts are the same, for each is encrypted anew. The connection must commit by itself.
        """
        parameters = {"wave": wave_id, "receipt": receipt, "ciphertext": ciphertext, **turn_of(wave_id, receipt)}
        statement = _BEGIN_ALONE if before is None else _REPLACE_ALONE
        return statement.change_alone(self._connection, **parameters, before=before) == 1

    def find(self, wave_id: str, receipt: bytes) -> bytes | None:
        row = _FIND.find(self._connection, wave=wave_id, receipt=receipt)
        return row[0] if row else None

    def wrap(self, wave_id: str, receipt: bytes, wrapped: bytes) -> None:
        share_wave(self._connection, wave_id, receipt)
        if _WRAP.change(self._connection, wave=wave_id, receipt=receipt, wrapped=wrapped) == 0:
            raise NoDraft

    def find_wrapped(self, wave_id: str, receipt: bytes) -> bytes | None:
        row = _FIND_WRAPPED.find(self._connection, wave=wave_id, receipt=receipt)
        return row[0] if row else None

    def discard_all(self, wave_id: str) -> None:
        of_wave = envelopes.c.wave == wave_id
        self._connection.execute(delete(envelopes).where(of_wave, ~envelopes.c.sealed))

    def _put(self, statement: Direct, wave_id: str, receipt: bytes, ciphertext: bytes) -> None:
        turn = turn_of(wave_id, receipt)
        if statement.change(self._connection, wave=wave_id, receipt=receipt, ciphertext=ciphertext, **turn) == 0:
            raise self._refusal(wave_id)

    def _refusal(self, wave_id: str) -> Exception:
        """Why nothing was kept."""
        state = self._connection.execute(select(waves.c.state).where(waves.c.id == wave_id)).scalar_one_or_none()
        return AlreadyAnswered() if state == WaveState.OPEN else WaveNotOpen(wave_id)
