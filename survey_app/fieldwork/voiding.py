"""Giving up a box that nobody can open: a backup from during a wave was put back without the key of that time."""

from dataclasses import dataclass, replace

from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.keys import Keys
from survey_app.fieldwork.ports import Clock, Stores, utc_now
from survey_app.fieldwork.sealing import public_key_of
from survey_app.fieldwork.sheets import find_wrapped
from survey_app.fieldwork.wave import AboutWave, Custody, Wave, WaveState
from survey_app.refusal import Refusal


class CannotVoid(AboutWave, Refusal, says="wave {0.id}: is {0.state}; only a wave that is open has a box to void"):
    """Only an open wave has a box to give up."""


class KeyStillThere(Refusal):
    """The box can, or may, still be opened, so giving it up would throw answers away."""

    def __init__(self, wave: Wave) -> None:
        why = "is in the key directory: its answers can"
        if wave.custody is Custody.SHEETS:
            why = "may be on sheets that somebody has: its answers may"
        super().__init__(
            f"wave {wave.id}: its key {why} still be read; close it instead, or add --even-with-key to throw them away"
        )


@dataclass(frozen=True)
class VoidingReport:
    """What voiding did. `scrubbed` is False when another program was still reading, or the disk was full."""

    wave: Wave
    lost: int
    scrubbed: bool


def void_wave(
    stores: Stores, keys: Keys, wave_id: str, who: str, *, even_with_key: bool = False, clock: Clock = utc_now
) -> VoidingReport:
    """Empty the box and the drafts unopened, so that every code is unused again and the wave is a draft.

    What was accepted of its wording is forgotten, for it may open with another. The key that fits is destroyed
    afterwards, so the wave opens with a new one. A key that does not fit stays, as removing a wave leaves it: it may
    open the envelopes of another backup. Raises NoSuchWave, CannotVoid or KeyStillThere; then nothing was changed.
    """
    with stores.writing() as store:
        wave = store.waves.lock(wave_id)
        check_can_be_voided(keys, wave, even_with_key=even_with_key)
        fits = has_key_that_fits(keys, wave)
        lost = store.box.count(wave_id)
        store.box.empty(wave_id)
        store.drafts.discard_all(wave_id)
        store.told.forget(wave_id)
        store.contacts.empty(wave_id)
        store.editorial_changes.forget(wave_id)
        draft = as_draft(wave)
        store.waves.save(draft)
        store.audit.append(AuditEntry(clock(), who, f"{lost} envelopes voided", wave_id))
    if fits:
        keys.destroy_wave_key(wave_id)
    return VoidingReport(draft, lost, scrubbed=stores.scrub())


def check_can_be_voided(keys: Keys, wave: Wave, *, even_with_key: bool) -> None:
    """Whether the box may be given up; raises CannotVoid or KeyStillThere."""
    if wave.state is not WaveState.OPEN:
        raise CannotVoid(wave)
    if not even_with_key and may_have_key(keys, wave):
        raise KeyStillThere(wave)


def may_have_key(keys: Keys, wave: Wave) -> bool:
    """Whether somebody may be able to open the box: of a key on sheets nobody here knows that it is lost."""
    return wave.custody is Custody.SHEETS or has_key_that_fits(keys, wave)


def has_key_that_fits(keys: Keys, wave: Wave) -> bool:
    """Whether the key directory holds the key that this wave was opened with."""
    if wave.custody is Custody.SHEETS:
        kept = find_wrapped(keys, wave.id)
        return kept is not None and kept.public_key == wave.public_key
    return keys.has_wave_key(wave.id) and public_key_of(keys.wave_key(wave.id)) == wave.public_key


def as_draft(wave: Wave) -> Wave:
    """The wave as it was before it was opened."""
    return replace(
        wave,
        state=WaveState.DRAFT,
        instrument=None,
        fingerprint=None,
        public_key=None,
        opened_on=None,
        envelope_size=None,
        contact_key=None,
        sheets=None,
        sheets_needed=None,
        closing_day=None,
        closing_asked_by=None,
        closing_asked_on=None,
    )
