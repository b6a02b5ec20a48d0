"""Reminding those who did not answer yet, as long as the letter key is there: it tells who took part, never what."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.codes import receipt_of
from survey_app.fieldwork.frame import Frame
from survey_app.fieldwork.handover import write_unused
from survey_app.fieldwork.inviting import NoCodes
from survey_app.fieldwork.keys import Keys, NoLetterKey
from survey_app.fieldwork.letters import letters_for
from survey_app.fieldwork.pepper import settled_pepper
from survey_app.fieldwork.ports import Clock, Store, Stores, WaveNotOpen, utc_now
from survey_app.fieldwork.wave import Recruitment, WaveState


@dataclass(frozen=True)
class Reminders:
    """The rows of a frame that nobody answered for, with the codes that they were given before."""

    rows: tuple[tuple[str, ...], ...]
    codes: tuple[str, ...]


def export_unused(stores: Stores, keys: Keys, wave_id: str, who: str, *, clock: Clock = utc_now) -> str:
    """The hashes of unused codes, for where the addresses are. The log says that it was done, not how many there were:
    two exports with their numbers would tell when somebody answered. Raises NoSuchWave, NoCodes, WaveNotOpen,
    PepperGone or OtherPepper.
    """
    with stores.writing() as store:
        unused = unused_receipts(store, wave_id)
        pepper = settled_pepper(store, keys)
        store.audit.append(AuditEntry(clock(), who, "unused codes exported", wave_id))
    return write_unused(pepper, wave_id, unused)


def remind(
    stores: Stores,
    keys: Keys,
    wave_id: str,
    frame: Frame,
    who: str,
    *,
    clock: Clock = utc_now,
) -> Reminders:
    """Who is to be reminded, where database and letter key are on one machine; the log says that it was asked.

    Raises NoSuchWave, NoCodes, WaveNotOpen, NoLetterKey, UnknownFrame, PepperGone or OtherPepper.
    """
    with stores.writing() as store:
        unused = frozenset(unused_receipts(store, wave_id))
        settled_pepper(store, keys)
    reminders = make_reminders(keys, wave_id, frame, unused)
    with stores.writing() as store:
        store.audit.append(AuditEntry(clock(), who, "reminders made", wave_id))
    return reminders


def make_reminders(keys: Keys, wave_id: str, frame: Frame, unused: Set[bytes]) -> Reminders:
    """The rows whose code is among the unused ones, in their order; raises NoLetterKey or UnknownFrame."""
    pepper = keys.pepper()
    letters = zip(frame.rows, letters_for(keys, wave_id, frame), strict=True)
    reminded = [(row, code) for row, code in letters if receipt_of(pepper, wave_id, code) in unused]
    return Reminders(tuple(row for row, _code in reminded), tuple(code for _row, code in reminded))


def unused_receipts(store: Store, wave_id: str) -> Sequence[bytes]:
    """The hashes of codes that were not used, sorted; only while the wave is open, for only then reminding helps.

    Raises NoSuchWave, NoCodes or WaveNotOpen.
    """
    wave = store.waves.get(wave_id)
    if wave.recruitment is not Recruitment.CODES:
        raise NoCodes(wave_id)
    if wave.state is not WaveState.OPEN:
        raise WaveNotOpen(wave_id)
    return store.invitations.unused(wave_id)


def forget_letters(stores: Stores, keys: Keys, wave_id: str, who: str, *, clock: Clock = utc_now) -> None:
    """Destroy the letter key: from now on nobody can tell which address a code was sent to. Codes keep working.

    Raises NoSuchWave or NoLetterKey.
    """
    with stores.writing() as store:
        store.waves.lock(wave_id)
        if not (keys.has_letter_key(wave_id) or keys.letter_runs(wave_id)):
            raise NoLetterKey(wave_id)
        store.audit.append(AuditEntry(clock(), who, "letter key destroyed", wave_id))
        keys.destroy_letter_key(wave_id)
