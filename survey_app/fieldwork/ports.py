"""What fieldwork is handed: a store, which stands for one transaction, the place that hands them out, and a clock."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple, Protocol

from survey_app.fieldwork.administrators import Administrators, AuditLog
from survey_app.fieldwork.contacts import Contact, StoredContact
from survey_app.fieldwork.invitation import Invitation, SegmentResponse
from survey_app.fieldwork.place import Place
from survey_app.fieldwork.response import ContactEnvelope, Envelope
from survey_app.fieldwork.wave import Wave
from survey_app.refusal import NotThere, Overtaken, Refusal, Saying


class Waves(Protocol):
    """Waves by id."""

    def add(self, wave: Wave) -> None:
        """Keep a new wave; raises WaveExists."""

    def get(self, wave_id: str) -> Wave:
        """The wave; raises NoSuchWave."""

    def as_opened(self, wave_id: str) -> Wave:
        """The wave, for every respondent: its state as it is, all else as it was when read once; raises NoSuchWave."""

    def all(self) -> list[Wave]:
        """Every wave, by month and id."""

    def save(self, wave: Wave) -> None:
        """Replace what is kept of this wave; raises NoSuchWave."""

    def remove(self, wave_id: str) -> None:
        """Forget the wave; raises NoSuchWave."""

    def lock(self, wave_id: str) -> Wave:
        """The wave, held until the transaction ends, so that nobody else submits to it, opens or closes it."""


class Invitations(Protocol):
    """Keyed hashes of codes, by wave."""

    def add(self, invitations: Iterable[Invitation]) -> None:
        """Keep them in the order of their receipts; raises InvitationExists when one is there already."""

    def find(self, wave_id: str, receipt: bytes) -> Invitation | None:
        """The invitation, or None."""

    def in_box(self, wave_id: str) -> list[SegmentResponse]:
        """Invited, and how many of those have an envelope in the box, per segment in order of id."""

    def count(self, wave_id: str) -> int:
        """Number of invitations."""

    def segments(self, wave_id: str, receipts: Sequence[bytes]) -> Mapping[bytes, str]:
        """The segment of each of these receipts that has one: an open link has none, nor has a card for anybody."""

    def unused(self, wave_id: str) -> list[bytes]:
        """The receipts under which nobody answered, sorted."""

    def discard_all(self, wave_id: str) -> None:
        """Delete every invitation of the wave, so that its codes let nobody in."""


class Box(Protocol):
    """The ballot box: envelopes of open waves."""

    def drop(self, envelope: Envelope) -> None:
        """Put one in, with its contact envelope, and discard the draft that has its receipt.

        Holds off a closing that has not begun, and waits for one that has (a shared lock on the wave). Raises
        AlreadyAnswered when the receipt has one, WaveNotOpen when the wave is not open, NotInvited when the wave goes
        by codes and this is the receipt of none.
        """

    def holds(self, wave_id: str, receipt: bytes) -> bool:
        """Whether this receipt has an envelope."""

    def count(self, wave_id: str) -> int:
        """Number of envelopes."""

    def receipts(self, wave_id: str) -> list[bytes]:
        """All receipts, sorted."""

    def take(self, wave_id: str, receipts: Iterable[bytes]) -> Iterator[Envelope]:
        """The envelopes of these receipts, in this order."""

    def empty(self, wave_id: str, *, keeping: Iterable[bytes] = ()) -> None:
        """Delete all envelopes but `keeping`; no invitation is marked used."""


class StoredResponse(NamedTuple):
    """A response as it is stored: `answers` is ASCII JSON, by item id. A tuple, as there are a million in a wave.

    `segment` and `arm` are its place (`fieldwork.place`): `arm` stands there only where the village is not kept.
    """

    key: bytes
    segment: str | None
    mode: str | None
    answers: str
    arm: str | None = None


class Responses(Protocol):
    """Responses of closed waves."""

    def write(self, wave_id: str, responses: Iterable[StoredResponse]) -> None:
        """Add them; the caller hands them in the order of their keys."""

    def read(self, wave_id: str) -> Iterator[StoredResponse]:
        """All of a wave, in the order of their keys, streamed: never all in memory."""

    def places(self, wave_id: str) -> Mapping[Place, int]:
        """How many of a wave there are of each place."""

    def move(self, wave_id: str, places: Mapping[Place, Place]) -> None:
        """Write all of a wave anew, in the order of their keys, each in the place that its own becomes."""

    def discard_all(self, wave_id: str) -> None:
        """Delete all of a wave."""


class Contacts(Protocol):
    """The contact desk: sealed envelopes while a wave is open, readable contacts once it is closed."""

    def envelopes(self, wave_id: str) -> Iterator[ContactEnvelope]:
        """All of a wave, in the order of their keys, streamed."""

    def count_envelopes(self, wave_id: str) -> int:
        """Number of envelopes."""

    def empty(self, wave_id: str, *, keeping: Iterable[bytes] = ()) -> None:
        """Delete all envelopes but those with these keys."""

    def write(self, wave_id: str, contacts: Iterable[StoredContact]) -> None:
        """Add them; the caller hands them in the order of their keys, and deals keys in the order of names."""

    def read(self, wave_id: str) -> list[Contact]:
        """All of a wave, by name; none while it is open."""

    def count(self, wave_id: str) -> int:
        """Number of contacts that can be read."""

    def delete(self, wave_id: str) -> int:
        """Delete the contacts of a wave; how many they were."""


class Drafts(Protocol):
    """Answers so far, encrypted under a key that only the respondent's own device holds."""

    def hold(self, wave_id: str, receipt: bytes) -> None:
        """Until the transaction ends nobody else writes under this receipt: what is found now is still so at `put`."""

    def put(self, wave_id: str, receipt: bytes, ciphertext: bytes) -> None:
        """Keep or replace the draft; raises WaveNotOpen, or AlreadyAnswered: what was sent has no draft any more."""

    def put_anew(self, wave_id: str, receipt: bytes, ciphertext: bytes) -> None:
        """The same, in the place of whatever was begun: nothing that was kept with that stays."""

    def find(self, wave_id: str, receipt: bytes) -> bytes | None:
        """The draft, or None."""

    def wrap(self, wave_id: str, receipt: bytes, wrapped: bytes) -> None:
        """Keep with the draft, or replace, what opens it on another device; goes with the draft. Raises NoDraft."""

    def find_wrapped(self, wave_id: str, receipt: bytes) -> bytes | None:
        """What was kept with the draft, or None."""

    def discard_all(self, wave_id: str) -> None:
        """Delete every draft of the wave."""


@dataclass(frozen=True)
class Standing:
    """How one respondent stands in a wave: all that a page of the questionnaire needs to know, in one look.

    `answered`: the box holds an envelope with this receipt, so False once the wave is closed and the box is empty.
    """

    wave: Wave
    answered: bool
    draft: bytes | None


class KeptCounts(Protocol):
    """Counts of closed waves, made once and kept, and counts of printed tables and files."""

    def put(self, wave_id: str, counts: str) -> None:
        """Keep the counts, as the JSON text that dataset writes."""

    def find(self, wave_id: str) -> str | None:
        """The text, or None while nothing was counted."""

    def forget(self, wave_id: str) -> None:
        """Let them be counted anew."""


@dataclass(frozen=True)
class ToldResponse:
    """How many answered an open wave, rounded down, as everybody is told it all day long; of whom, it does not say."""

    day: date
    total: int
    is_enough: bool
    by_segment: Mapping[str, int]


class ToldResponses(Protocol):
    """What was last told of the response of open waves."""

    def find(self, wave_id: str) -> ToldResponse | None:
        """What was told last, or None."""

    def keep(self, wave_id: str, told: ToldResponse) -> ToldResponse:
        """Tell this from now on, unless something of that day is told already; what is told."""

    def forget(self, wave_id: str) -> None:
        """Nothing is told any more: the wave is not open."""


@dataclass(frozen=True)
class EditorialChange:
    """A researcher's word that an item asks the same in two waves although its spelling changed (STATISTICS 9).

    `earlier` and `later` are ids of waves in order of time; `administrator` is who said so.
    """

    earlier: str
    later: str
    item: str
    reason: str
    administrator: str


class EditorialChanges(Protocol):
    """Changed wordings that were accepted; whoever changes them holds both waves."""

    def add(self, change: EditorialChange) -> None:
        """Keep a new one; there must be none yet for these waves and this item."""

    def withdraw(self, change: EditorialChange) -> None:
        """Forget it."""

    def among(self, wave_ids: Collection[str]) -> list[EditorialChange]:
        """Those between any two of these waves, by earlier wave, later wave and item."""

    def forget(self, wave_id: str) -> None:
        """Forget everything that was accepted of this wave, with whatever other wave."""


@dataclass(frozen=True)
class ReadText:
    """An open answer that was read: `digest` says which text of the item, `shown` what may be shown, or None."""

    item: str
    digest: bytes
    shown: str | None


class ReadTexts(Protocol):
    """What of the open answers of closed waves may be shown; a text that is not here was not read yet."""

    def read(self, wave_id: str) -> list[ReadText]:
        """All of a wave, by item and digest."""

    def put(self, wave_id: str, texts: Iterable[ReadText]) -> None:
        """Keep or replace."""

    def forget(self, wave_id: str, item: str, digests: Iterable[bytes]) -> int:
        """Forget that these texts were read; how many of them were."""

    def discard_all(self, wave_id: str) -> None:
        """Forget everything that was read of a wave."""


class KeyChecks(Protocol):
    """Check values of keys that live outside the database."""

    def hold(self) -> None:
        """Let nobody else find or put one until the transaction ends."""

    def find(self, name: str) -> bytes | None:
        """The check value, or None while none was seen."""

    def put(self, name: str, value: bytes) -> None:
        """Keep it, in the place of what was there."""


@dataclass(frozen=True)
class Shredding:
    """That a sheet was destroyed by who held it (a member of staff), on which day; sheet 0 stands for backups."""

    wave: str
    sheet: int
    holder: str
    day: date


class Shreddings(Protocol):
    """What was destroyed of the paper of closed waves."""

    def read(self, wave_id: str) -> list[Shredding]:
        """All of a wave, by sheet."""

    def put(self, shredding: Shredding) -> None:
        """Keep or replace."""

    def remove(self, wave_id: str, sheet: int) -> None:
        """Forget it, if it is there."""


class Store(Protocol):
    """One transaction. It commits when its `with` block ends well, and rolls back when it does not."""

    waves: Waves
    invitations: Invitations
    box: Box
    responses: Responses
    contacts: Contacts
    drafts: Drafts
    counts: KeptCounts
    told: ToldResponses
    editorial_changes: EditorialChanges
    texts: ReadTexts
    administrators: Administrators
    audit: AuditLog
    key_checks: KeyChecks
    shreddings: Shreddings

    def standing(self, wave_id: str, receipt: bytes) -> Standing:
        """How the holder of this receipt stands, in one query; raises NoSuchWave."""


class Stores(Protocol):
    """Each `with` block is one transaction."""

    def reading(self) -> AbstractContextManager[Store]:
        """A store to look things up in; what it sees is committed."""

    def writing(self) -> AbstractContextManager[Store]:
        """A store to change things in; commits durably when the block ends well, and rolls back when it does not."""

    def drop(self, envelope: Envelope) -> None:
        """What `Box.drop` does, in a transaction of its own: durable when this returns."""

    def keep(self, wave_id: str, receipt: bytes, before: bytes | None, draft: bytes) -> bool:
        """Put a draft in the place of the one that was found before, None where there was none: durable when this says
        True. False, and nothing was changed, when something else is there by now, or the wave is not open.
        """

    def scrub(self, *, responses: bool = False) -> bool:
        """Leave nothing of what was deleted behind, of `responses` too if there was any.

        False when somebody is still looking, or the disk has no room for it, so that it must be redone.
        """


Clock = Callable[[], datetime]
"""The time of an act, for the audit log; nothing of a respondent ever gets one."""


def utc_now() -> datetime:
    """The clock of this machine."""
    return datetime.now(UTC)


class WaveExists(Overtaken, says="wave {}: there is one with this id already; choose another id"):
    """There is a wave with this id already."""


class NoSuchWave(NotThere, says='wave {}: no such wave; "peilstok wave list" shows them'):
    """No wave has this id."""


class WaveNotOpen(Overtaken, says="wave {}: not open, so it takes no answers"):
    """The wave takes no answers: not opened yet, or closed."""


class NoDraft(Exception):
    """There is no draft under this receipt any more; says nothing that tells which."""


class AlreadyAnswered(Saying, says="this questionnaire was sent already"):
    """The box holds an envelope with this receipt; says nothing that tells which."""


class NotInvited(Saying, says="wave {}: answers came without an invitation to it"):
    """The wave goes by codes, and no code has this receipt; says nothing that tells which."""


class InvitationExists(Refusal, says="wave {}: these codes were made before; nothing was added"):
    """A code of this wave was made before."""
