"""What goes between the address list and the server: sorted keyed hashes, and nothing else.

Both files are JSON and end with a seal, HMAC-SHA-256(pepper, all that stands before): a file that was changed, or made
with another pepper than the server has, is refused before anything is done with it.
"""

import hmac
import json
from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel, ValidationError

from survey_app.fieldwork.invitation import Invitation
from survey_app.questionnaire.handed_in import CannotRead, read_json, read_text
from survey_app.refusal import Refusal

_INVITATIONS = "peilstok invitations 1"
_UNUSED = "peilstok unused 1"


class BadHandOver(Refusal, says="this file cannot be used: {}"):
    """A file that did not come from the other side as it is."""


class _HandOver(BaseModel, strict=True):
    contains: str
    wave: str
    rows: list[list[str]]
    seal: str


def read_hand_over(file: Path) -> str:
    """The text of a file from the other side; raises BadHandOver."""
    try:
        return read_text(file)
    except CannotRead as error:
        raise BadHandOver(f"it is {error.fault.wrong}, and was not written by peilstok") from error


def write_invitations(pepper: bytes, wave_id: str, invitations: Iterable[Invitation]) -> str:
    """Hashes with their segment, in the order of the hashes, which says nothing of the addresses."""
    rows = sorted([invitation.receipt.hex(), invitation.segment or ""] for invitation in invitations)
    return _sealed(pepper, _INVITATIONS, wave_id, rows)


def read_invitations(pepper: bytes, text: str) -> tuple[str, list[Invitation]]:
    """The wave, and its invitations; raises BadHandOver."""
    wave_id, rows = _opened(pepper, _INVITATIONS, text)
    return wave_id, [Invitation(wave_id, bytes.fromhex(receipt), segment or None) for receipt, segment in rows]


def write_unused(pepper: bytes, wave_id: str, receipts: Iterable[bytes]) -> str:
    """The hashes of codes that were not used, sorted."""
    return _sealed(pepper, _UNUSED, wave_id, sorted([receipt.hex()] for receipt in receipts))


def read_unused(pepper: bytes, wave_id: str, text: str) -> frozenset[bytes]:
    """The hashes of codes that were not used; raises BadHandOver, also when they are of another wave."""
    of_wave, rows = _opened(pepper, _UNUSED, text)
    if of_wave != wave_id:
        raise BadHandOver(f"it is of wave {of_wave}, not of {wave_id}")
    return frozenset(bytes.fromhex(receipt) for (receipt,) in rows)


def _sealed(pepper: bytes, contains: str, wave_id: str, rows: list[list[str]]) -> str:
    """A line a row, so that anybody can see what is handed over."""
    lines = ",\n".join(json.dumps(row) for row in rows)
    head = f'"contains": {json.dumps(contains)},\n"wave": {json.dumps(wave_id)},\n"rows": [\n{lines}\n],\n'
    return f'{{\n{head}"seal": "{_seal(pepper, contains, wave_id, rows)}"\n}}\n'


def _opened(pepper: bytes, contains: str, text: str) -> tuple[str, list[list[str]]]:
    try:
        handed_over = _HandOver.model_validate(read_json(text))
    except (CannotRead, ValidationError) as error:
        raise BadHandOver("it was not written by peilstok") from error
    if handed_over.contains != contains:
        raise BadHandOver(f'it holds "{handed_over.contains}", and what is asked for here is "{contains}"')
    wave_id, rows = handed_over.wave, handed_over.rows
    if not hmac.compare_digest(handed_over.seal.encode(), _seal(pepper, contains, wave_id, rows).encode()):
        raise BadHandOver("it was changed on the way, or made with another pepper.key than is here")
    return wave_id, rows


def _seal(pepper: bytes, contains: str, wave_id: str, rows: object) -> str:
    return hmac.digest(pepper, json.dumps([contains, wave_id, rows]).encode(), "sha256").hex()
