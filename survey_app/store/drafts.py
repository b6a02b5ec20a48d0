"""Encrypted answers so far: never a time, never a word in clear."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, select

from survey_app.fieldwork.ports import AlreadyAnswered, WaveNotOpen
from survey_app.fieldwork.wave import WaveState
from survey_app.store.direct import Direct, together
from survey_app.store.locks import share_wave
from survey_app.store.schema import drafts, waves

_PUT = Direct(
    """
    INSERT INTO drafts (wave, receipt, ciphertext)
    SELECT id, {receipt}, {ciphertext} FROM waves
    WHERE id = {wave} AND state = 'open'
    AND NOT EXISTS (SELECT 1 FROM envelopes WHERE wave = {wave} AND receipt = {receipt})
    ON CONFLICT (wave, receipt) DO UPDATE SET ciphertext = excluded.ciphertext
    """
)
_FIND = select(drafts.c.ciphertext).where(drafts.c.wave == bindparam("of_wave"), drafts.c.receipt == bindparam("of"))
_DISCARD = Direct("DELETE FROM drafts WHERE wave = {wave} AND receipt = {receipt}")


class SqlDrafts:
    """The port `Drafts` on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def hold(self, wave_id: str, receipt: bytes) -> None:
        if not self._connection.in_transaction():
            self._connection.begin()
        share_wave(self._connection, wave_id, receipt)

    def put(self, wave_id: str, receipt: bytes, ciphertext: bytes) -> None:
        with together(self._connection):
            share_wave(self._connection, wave_id, receipt)
            put = _PUT.change(self._connection, wave=wave_id, receipt=receipt, ciphertext=ciphertext)
        if put.rowcount == 0:
            raise self._refusal(wave_id)

    def find(self, wave_id: str, receipt: bytes) -> bytes | None:
        return self._connection.execute(_FIND, {"of_wave": wave_id, "of": receipt}).scalar_one_or_none()

    def discard(self, wave_id: str, receipt: bytes) -> None:
        discard_draft(self._connection, wave_id, receipt)

    def discard_all(self, wave_id: str) -> None:
        self._connection.execute(delete(drafts).where(drafts.c.wave == wave_id))

    def _refusal(self, wave_id: str) -> Exception:
        """Why nothing was kept."""
        state = self._connection.execute(select(waves.c.state).where(waves.c.id == wave_id)).scalar_one_or_none()
        return AlreadyAnswered() if state == WaveState.OPEN else WaveNotOpen(wave_id)


def discard_draft(connection: Connection, wave_id: str, receipt: bytes) -> None:
    """Delete the draft under this receipt, if there is one."""
    _DISCARD.change(connection, wave=wave_id, receipt=receipt)
