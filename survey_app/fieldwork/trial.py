"""A trial: a wave whose answers are made up, which goes with all that is in it when it has served."""

from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.keys import Keys
from survey_app.fieldwork.ports import Clock, Store, Stores, utc_now
from survey_app.fieldwork.wave import Wave
from survey_app.refusal import Refusal


class NotATrial(
    Refusal,
    says="wave {}: its answers are not made up, so it is no trial and cannot be thrown away; "
    "a trial is added with --fictitious. Nothing was changed",
):
    """What people really answered is never thrown away with one command."""


def throw_away(stores: Stores, keys: Keys, wave_id: str, who: str, *, clock: Clock = utc_now) -> bool:
    """Forget a trial in whatever state, with its codes, envelopes, answers, counts and keys; the log keeps that it was.

    Whether nothing of it is left in the files: not when another program was still reading, or the disk was full. The
    keys go last: when that fails, they open nothing that is left. Raises NoSuchWave or NotATrial.
    """
    with stores.writing() as store:
        check_is_trial(store.waves.lock(wave_id))
        _forget(store, wave_id)
        store.audit.append(AuditEntry(clock(), who, "trial thrown away", wave_id))
    keys.destroy_letter_key(wave_id)
    keys.destroy_wave_key(wave_id)
    return stores.scrub(responses=True)


def check_is_trial(wave: Wave) -> None:
    """Whether its answers are made up; raises NotATrial."""
    if not wave.fictitious:
        raise NotATrial(wave.id)


def _forget(store: Store, wave_id: str) -> None:
    store.invitations.discard_all(wave_id)
    store.box.empty(wave_id)
    store.drafts.discard_all(wave_id)
    store.contacts.empty(wave_id)
    store.contacts.delete(wave_id)
    store.responses.discard_all(wave_id)
    store.texts.discard_all(wave_id)
    store.counts.forget(wave_id)
    store.told.forget(wave_id)
    store.editorial_changes.forget(wave_id)
    for shredding in store.shreddings.read(wave_id):
        store.shreddings.remove(wave_id, shredding.sheet)
    store.waves.remove(wave_id)
