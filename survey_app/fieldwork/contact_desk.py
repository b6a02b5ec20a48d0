"""The contact desk of a wave: its key at opening, its box at closing, and the day on which all of it must be gone."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from survey_app.fieldwork.administration import Act
from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.contacts import Contact, StoredContact, desk_key_of, in_order_of_name, unpack_contact
from survey_app.fieldwork.ports import Store, Stores
from survey_app.fieldwork.sealing import EnvelopeUnreadable, Opener, public_key_of
from survey_app.fieldwork.wave import Wave, WaveState
from survey_app.questionnaire.instrument import Instrument
from survey_app.refusal import Refusal

_KEY = 16


class NoContacts(
    Refusal,
    says="wave {}: has no contact details; they are there from closing until they are deleted, if anybody left them",
):
    """The wave has no contact details to look at: it asked none, is not closed yet, or they were deleted."""


@dataclass(frozen=True)
class KeptContacts:
    """The contact details of one closed wave: how many, and the day by which they must be deleted."""

    wave: Wave
    contacts: int
    delete_by: date

    def is_due(self, today: date) -> bool:
        """Whether there is something to delete, and the day has come."""
        return self.contacts > 0 and today >= self.delete_by


@dataclass(frozen=True)
class DeletionReport:
    """What was deleted. `scrubbed` is False when another program was still reading, or the disk was full."""

    deleted: int
    scrubbed: bool


def desk_public_key(instrument: Instrument, private_key: bytes) -> bytes | None:
    """The public key of the desk of a wave with this private key; None when its questionnaire has no desk."""
    if instrument.questionnaire.contact_desk is None:
        return None
    return public_key_of(desk_key_of(private_key))


def open_desk(store: Store, wave: Wave, private_key: bytes) -> None:
    """Turn contact envelopes into contacts, in the store's transaction: who declined leaves nothing.

    They get new random keys, dealt in the order of their names, and are written in that order. An envelope that does
    not open stays. However few they are, they are kept: each of them asked for it.
    """
    opener = Opener(desk_key_of(private_key))
    contacts: list[Contact] = []
    unreadable: list[bytes] = []
    for envelope in store.contacts.envelopes(wave.id):
        try:
            contacts.append(unpack_contact(opener.open(envelope.ciphertext)))
        except EnvelopeUnreadable:
            unreadable.append(envelope.key)
    store.contacts.write(wave.id, _dealt([contact for contact in contacts if not contact.is_declined]))
    store.contacts.empty(wave.id, keeping=unreadable)


def unopened(store: Store, wave_id: str) -> int:
    """How many envelopes of a closed wave did not open, with answers or with contact details."""
    return store.box.count(wave_id) + store.contacts.count_envelopes(wave_id)


def find_desk(store: Store, wave: Wave) -> KeptContacts | None:
    """The desk of a closed wave; None when it has none or is not closed."""
    asked = wave.instrument.questionnaire.contact_desk if wave.instrument else None
    if wave.contact_key is None or asked is None or wave.state is not WaveState.CLOSED or wave.closed_on is None:
        return None
    return KeptContacts(wave, store.contacts.count(wave.id), wave.closed_on + timedelta(days=asked.keep_for_days))


def list_desks(store: Store) -> list[KeptContacts]:
    """The desks of all closed waves that still have contact details."""
    desks = (find_desk(store, wave) for wave in store.waves.all())
    return [desk for desk in desks if desk is not None and desk.contacts]


def take_contacts(stores: Stores, wave_id: str, act: Act) -> list[Contact]:
    """The contacts of a closed wave by name; the audit log says who took them. Raises NoSuchWave or NoContacts."""
    with stores.writing() as store:
        contacts = store.contacts.read(store.waves.get(wave_id).id)
        if not contacts:
            raise NoContacts(wave_id)
        store.audit.append(AuditEntry(act.at, act.who, "contacts exported", wave_id))
    return contacts


def delete_contacts(stores: Stores, wave_id: str, act: Act) -> DeletionReport:
    """Delete the contacts of a closed wave, and what deleting leaves in the files; raises NoSuchWave or NoContacts."""
    with stores.writing() as store:
        deleted = store.contacts.delete(store.waves.lock(wave_id).id)
        if not deleted:
            raise NoContacts(wave_id)
        store.audit.append(AuditEntry(act.at, act.who, f"{deleted} contacts deleted", wave_id))
    return DeletionReport(deleted, scrubbed=stores.scrub())


def _dealt(contacts: list[Contact]) -> Iterator[StoredContact]:
    keys = sorted(secrets.token_bytes(_KEY) for _ in contacts)
    for key, contact in zip(keys, sorted(contacts, key=in_order_of_name), strict=True):
        yield StoredContact(key, contact)
