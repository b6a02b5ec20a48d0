"""The contact desk: sealed contact envelopes, and contacts of closed waves by name; knows nothing of receipts."""

from collections.abc import Iterable, Iterator

from sqlalchemy import delete, func, insert, select

from survey_app.fieldwork.contacts import Contact, StoredContact
from survey_app.fieldwork.response import ContactEnvelope
from survey_app.store.part import Part, batches
from survey_app.store.schema import contact_envelopes, contacts

_AT_ONCE = 500


class SqlContacts(Part):
    """The port `Contacts` on one connection."""

    def envelopes(self, wave_id: str) -> Iterator[ContactEnvelope]:
        """A page at a time, each beginning after the last key of the one before: no cursor stays open."""
        after = b""
        while page := self._page(wave_id, after):
            yield from page
            after = page[-1].key

    def count_envelopes(self, wave_id: str) -> int:
        of_wave = select(func.count()).select_from(contact_envelopes).where(contact_envelopes.c.wave == wave_id)
        return self._connection.execute(of_wave).scalar_one()

    def empty(self, wave_id: str, *, keeping: Iterable[bytes] = ()) -> None:
        kept = [envelope for envelope in self.envelopes(wave_id) if envelope.key in set(keeping)]
        self._connection.execute(delete(contact_envelopes).where(contact_envelopes.c.wave == wave_id))
        for batch in batches(kept, _AT_ONCE):
            rows = [{"wave": wave_id, **vars(envelope)} for envelope in batch]
            self._connection.execute(insert(contact_envelopes), rows)

    def write(self, wave_id: str, new: Iterable[StoredContact]) -> None:
        for batch in batches(new, _AT_ONCE):
            rows = [{"wave": wave_id, "key": stored.key, **vars(stored.contact)} for stored in batch]
            self._connection.execute(insert(contacts), rows)

    def read(self, wave_id: str) -> list[Contact]:
        of_wave = (
            select(contacts.c.name, contacts.c.phone, contacts.c.email)
            .where(contacts.c.wave == wave_id)
            .order_by(contacts.c.key)
        )
        return [Contact(*row) for row in self._connection.execute(of_wave)]

    def count(self, wave_id: str) -> int:
        of_wave = select(func.count()).select_from(contacts).where(contacts.c.wave == wave_id)
        return self._connection.execute(of_wave).scalar_one()

    def delete(self, wave_id: str) -> int:
        return self._connection.execute(delete(contacts).where(contacts.c.wave == wave_id)).rowcount

    def _page(self, wave_id: str, after: bytes) -> list[ContactEnvelope]:
        following = (
            select(contact_envelopes.c.key, contact_envelopes.c.ciphertext)
            .where(contact_envelopes.c.wave == wave_id, contact_envelopes.c.key > after)
            .order_by(contact_envelopes.c.key)
            .limit(_AT_ONCE)
        )
        return [ContactEnvelope(*row) for row in self._connection.execute(following)]
