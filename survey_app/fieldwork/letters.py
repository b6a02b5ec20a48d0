"""Letters: which codes went to which list of addresses, known only where the letter key is."""

import hmac
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from survey_app.fieldwork.codes import make_code, receipt_of
from survey_app.fieldwork.frame import Frame
from survey_app.fieldwork.invitation import Invitation
from survey_app.fieldwork.keys import Keys, LetterRun, NoLetterKey
from survey_app.refusal import Refusal

_A_FEW = 20
NO_FRAME = ""
"""What stands for the frame of a run without addresses: code cards."""


@dataclass(frozen=True)
class Delivery:
    """How the codes of a wave went out, as far as this installation knows.

    `can_remind`: it can be told here which addresses did not answer; `elsewhere`: perhaps it can where letters were
    made. `on_cards`: some codes stand on cards, which nobody knows the holders of.
    """

    can_remind: bool = False
    on_cards: bool = False
    elsewhere: bool = True


class UnknownFrame(
    Refusal,
    says="wave {}: no codes were made here for this list; it must be the same list, with the same columns "
    "and rows in the same order, or a reminder would bring somebody else's code",
):
    """No codes were made for this list of addresses as it is now."""


def new_letters(keys: Keys, wave_id: str, number: int, frame: Frame | None = None, *, at_least: int = 0) -> list[str]:
    """Codes that no letter of this wave has; their serials stay taken, whatever becomes of the letters.

    Raises NoLetterKey when letters were made here and the key of theirs is gone: another would not know them.
    """
    if keys.letter_runs(wave_id) and not keys.has_letter_key(wave_id):
        raise NoLetterKey(wave_id)
    letter_key = keys.letter_key(wave_id)
    run = keys.reserve_letters(wave_id, number, _fingerprint(letter_key, frame), at_least)
    return _codes_of(letter_key, wave_id, run)


def first_codes(keys: Keys, wave_id: str) -> list[str]:
    """The first codes of each run of letters, while the letter key is there."""
    letter_key = keys.letter_key(wave_id)
    runs = [replace(run, number=min(run.number, _A_FEW)) for run in keys.letter_runs(wave_id)]
    return [code for run in runs for code in _codes_of(letter_key, wave_id, run)]


def delivery_of(keys: Keys, wave_id: str, codes: int) -> Delivery:
    """How its `codes` went out; of cards nobody knows where they went."""
    runs = keys.letter_runs(wave_id)
    cards, letters = [run for run in runs if run.frame == NO_FRAME], [run for run in runs if run.frame != NO_FRAME]
    all_on_cards = bool(cards) and not letters and codes == sum(run.number for run in cards)
    can_remind = bool(letters) and keys.has_letter_key(wave_id)
    return Delivery(can_remind=can_remind, on_cards=bool(cards), elsewhere=not all_on_cards and not can_remind)


def letters_for(keys: Keys, wave_id: str, frame: Frame) -> list[str]:
    """The codes that the rows of this frame were given, the last time that it was used.

    Raises NoLetterKey or UnknownFrame.
    """
    if not keys.has_letter_key(wave_id):
        raise NoLetterKey(wave_id)
    letter_key = keys.letter_key(wave_id)
    fingerprint = _fingerprint(letter_key, frame)
    runs = [run for run in keys.letter_runs(wave_id) if hmac.compare_digest(run.frame, fingerprint)]
    if not runs:
        raise UnknownFrame(wave_id)
    return _codes_of(letter_key, wave_id, runs[-1])


def invitations_of(
    pepper: bytes, wave_id: str, codes: Iterable[str], segments: Sequence[str | None]
) -> list[Invitation]:
    """All that the server may know of these codes."""
    pairs = zip(codes, segments, strict=True)
    return [Invitation(wave_id, receipt_of(pepper, wave_id, code), segment) for code, segment in pairs]


def _fingerprint(letter_key: bytes, frame: Frame | None) -> str:
    """HMAC-SHA-256(letter key, headings and rows): without the key nobody can try addresses against it."""
    if frame is None:
        return NO_FRAME
    return hmac.digest(letter_key, json.dumps([frame.headings, frame.rows]).encode(), "sha256").hex()


def _codes_of(letter_key: bytes, wave_id: str, run: LetterRun) -> list[str]:
    """The codes of one run, in the order of their serials."""
    return [make_code(letter_key, wave_id, serial) for serial in range(run.first, run.first + run.number)]
