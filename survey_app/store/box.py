"""The ballot box: envelopes of open waves, under their receipts."""

from collections.abc import Iterable, Iterator

from sqlalchemy import bindparam, delete, func, select, text

from survey_app.fieldwork.ports import AlreadyAnswered, NotInvited, WaveNotOpen
from survey_app.fieldwork.response import ContactEnvelope, Envelope
from survey_app.fieldwork.wave import WaveState
from survey_app.store.direct import Direct
from survey_app.store.locks import turn_of
from survey_app.store.part import Part, batches
from survey_app.store.rows import ByReceipt
from survey_app.store.schema import envelopes, waves

_AT_ONCE = 500

# One statement, so that the wave that is asked and the box that is filled are the same. A draft becomes the envelope;
# a second envelope does nothing instead of failing, for PostgreSQL would write the receipt of a failure into its log.
_DROP_TEXT = """
    INSERT INTO envelopes (wave, receipt, sealed, ciphertext)
    SELECT id, {receipt}, true, {ciphertext} FROM waves
    WHERE id = {wave} AND {state} = 'open'
    AND (recruitment = 'open_link' OR EXISTS (SELECT 1 FROM invitations WHERE wave = {wave} AND receipt = {receipt}))
    ON CONFLICT (wave, receipt) DO UPDATE SET sealed = true, ciphertext = excluded.ciphertext, wrapped = NULL
    WHERE NOT envelopes.sealed
    """
_DROP = Direct(_DROP_TEXT)
_DROP_CONTACT = Direct(
    "INSERT INTO contact_envelopes (wave, key, ciphertext) VALUES ({wave}, {contact_key}, {contact})"
)
# Both in one statement, and so in one journey; SQLite does not know this way of writing.
_DROP_BOTH = Direct(
    f"""
    WITH dropped AS ({_DROP_TEXT} RETURNING wave)
    INSERT INTO contact_envelopes (wave, key, ciphertext) SELECT wave, {{contact_key}}, {{contact}} FROM dropped
    """  # noqa: S608 - of texts that stand here
)
_CIPHERTEXT: ByReceipt[bytes] = ByReceipt(envelopes, "ciphertext")
_HOLDS = text("SELECT EXISTS (SELECT 1 FROM envelopes WHERE wave = :wave AND receipt = :receipt AND sealed)")
_REMOVE = delete(envelopes).where(envelopes.c.wave == bindparam("in_wave"), envelopes.c.receipt == bindparam("of"))


class SqlBox(Part):
    """The port `Box` on one connection."""

    def drop(self, envelope: Envelope) -> None:
        if _DROP.change(self._connection, **_parameters(envelope)) == 0:
            raise self._refusal(envelope.wave, envelope.receipt)
        if envelope.contact is not None:
            _DROP_CONTACT.change(self._connection, wave=envelope.wave, **_parameters_of(envelope.contact))

    def drop_alone(self, envelope: Envelope) -> None:
        """The same in a transaction of its own, durable when this returns; the connection must commit by itself.

        On SQLite only for an envelope without a contact envelope.
        """
        statement, parameters = _DROP, _parameters(envelope)
        if envelope.contact is not None:
            statement, parameters = _DROP_BOTH, parameters | _parameters_of(envelope.contact)
        if statement.change_alone(self._connection, **parameters) == 0:
            raise self._refusal(envelope.wave, envelope.receipt)

    def holds(self, wave_id: str, receipt: bytes) -> bool:
        return bool(self._connection.execute(_HOLDS, {"wave": wave_id, "receipt": receipt}).scalar_one())

    def count(self, wave_id: str) -> int:
        of_wave = select(func.count()).select_from(envelopes).where(envelopes.c.wave == wave_id, envelopes.c.sealed)
        return self._connection.execute(of_wave).scalar_one()

    def receipts(self, wave_id: str) -> list[bytes]:
        of_wave = (
            select(envelopes.c.receipt)
            .where(envelopes.c.wave == wave_id, envelopes.c.sealed)
            .order_by(envelopes.c.receipt)
        )
        return list(self._connection.execute(of_wave).scalars())

    def take(self, wave_id: str, receipts: Iterable[bytes]) -> Iterator[Envelope]:
        for batch in batches(receipts, _AT_ONCE):
            ciphertexts = _CIPHERTEXT.find(self._connection, wave_id, batch)
            for receipt in batch:
                yield Envelope(wave_id, receipt, ciphertexts[receipt])

    def empty(self, wave_id: str, *, keeping: Iterable[bytes] = ()) -> None:
        kept = set(keeping)
        if not kept:
            self._connection.execute(delete(envelopes).where(envelopes.c.wave == wave_id, envelopes.c.sealed))
            return
        for batch in batches((receipt for receipt in self.receipts(wave_id) if receipt not in kept), _AT_ONCE):
            self._connection.execute(_REMOVE, [{"in_wave": wave_id, "of": receipt} for receipt in batch])

    def _refusal(self, wave_id: str, receipt: bytes) -> Exception:
        """Why nothing was dropped."""
        if self.holds(wave_id, receipt):
            return AlreadyAnswered()
        state = self._connection.execute(select(waves.c.state).where(waves.c.id == wave_id)).scalar_one_or_none()
        return NotInvited(wave_id) if state == WaveState.OPEN else WaveNotOpen(wave_id)


def _parameters(envelope: Envelope) -> dict[str, object]:
    turn = turn_of(envelope.wave, envelope.receipt)
    return {"wave": envelope.wave, "receipt": envelope.receipt, "ciphertext": envelope.ciphertext, **turn}


def _parameters_of(contact: ContactEnvelope) -> dict[str, object]:
    return {"contact_key": contact.key, "contact": contact.ciphertext}
