"""The pepper is the one that the codes in the database were hashed with, or nothing is done with it (decision 0132)."""

import hmac

from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.codes import receipt_of
from survey_app.fieldwork.keys import Keys
from survey_app.fieldwork.letters import first_codes
from survey_app.fieldwork.ports import Clock, Store, Stores, utc_now
from survey_app.refusal import Refusal

PEPPER = "pepper"
"""What its check value is kept under."""
_CHECK = b"peilstok: check value of the pepper"
"""No wave id and no handed over file begins like this, so it is never a receipt or a seal."""


class PepperGone(
    Refusal,
    says="pepper.key is not in the key directory (PEILSTOK_KEYS), and this database works with that one alone; "
    "set PEILSTOK_KEYS to the folder that has it, or put it back from its backup. Nothing was changed",
):
    """There was a pepper, and a new one would make every letter void."""


class OtherPepper(
    Refusal,
    says="pepper.key in the key directory (PEILSTOK_KEYS) is not the one of this database; set PEILSTOK_KEYS to the "
    "folder that has it, or put it back from its backup; with this one every letter is void. Nothing changed",
):
    """Codes would be hashed so that this database does not know them."""


class PepperNotLost(
    Refusal, says="pepper.key is the one that this database knows, so there is nothing to give up. Nothing was changed"
):
    """Who would give up the pepper that is there and right would be told that codes are void, and make none so."""


def check_value(pepper: bytes) -> bytes:
    """HMAC-SHA-256(pepper, a constant): tells whether it is the same one, and nothing else."""
    return hmac.digest(pepper, _CHECK, "sha256")


def check_pepper(store: Store, pepper: bytes) -> None:
    """Whether it is the one that this database knows, if it knows one; raises OtherPepper."""
    known = store.key_checks.find(PEPPER)
    if known is not None and not hmac.compare_digest(known, check_value(pepper)):
        raise OtherPepper


def settled_pepper(store: Store, keys: Keys) -> bytes:
    """The pepper, known to be that of the database; made, while there never was one and there are no codes.

    A database that knows none yet takes the first that it sees, unless letters that were made here tell otherwise.
    Raises PepperGone or OtherPepper.
    """
    store.key_checks.hold()
    known = store.key_checks.find(PEPPER)
    if not keys.has_pepper():
        if known is not None or has_codes(store):
            raise PepperGone
        keys.make_pepper()
    pepper = keys.pepper()
    check_pepper(store, pepper)
    if known is None:
        _check_letters(store, keys, pepper)
        store.key_checks.put(PEPPER, check_value(pepper))
    return pepper


def check_pepper_is_lost(store: Store, keys: Keys) -> None:
    """Whether the pepper that this database knows is not here; raises PepperNotLost."""
    if keys.has_pepper() and store.key_checks.find(PEPPER) == check_value(keys.pepper()):
        raise PepperNotLost


def take_this_pepper(stores: Stores, keys: Keys, who: str, *, clock: Clock = utc_now) -> None:
    """Give up the pepper that this database knows, and work on with the one that is here, or a new one.

    No code that was made before lets anybody in again. Closing needs none of them. Raises PepperNotLost.
    """
    with stores.writing() as store:
        store.key_checks.hold()
        check_pepper_is_lost(store, keys)
        store.key_checks.put(PEPPER, check_value(keys.make_pepper()))
        store.audit.append(AuditEntry(clock(), who, "pepper given up, codes void", ""))


def has_codes(store: Store) -> bool:
    """Whether any code was hashed."""
    return any(store.invitations.count(wave.id) for wave in store.waves.all())


def _check_letters(store: Store, keys: Keys, pepper: bytes) -> None:
    """Codes that can be derived here tell whether the hashes of their wave were made with this pepper."""
    invitations = [
        [store.invitations.find(wave.id, receipt_of(pepper, wave.id, code)) for code in first_codes(keys, wave.id)]
        for wave in store.waves.all()
        if keys.has_letter_key(wave.id) and keys.letter_runs(wave.id) and store.invitations.count(wave.id)
    ]
    if invitations and not any(any(of_wave) for of_wave in invitations):
        raise OtherPepper
