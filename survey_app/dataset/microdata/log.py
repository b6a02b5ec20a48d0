"""What the log says of microdata that were taken, and what it tells of files that were made before."""

from __future__ import annotations

import re
from collections.abc import Iterable

from survey_app.dataset.microdata.cells import Kept
from survey_app.fieldwork.administration import Act
from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.ports import Store
from survey_app.refusal import Overtaken

MICRODATA_EXPORTED = "microdata exported"
_ALL = 10_000_000
_DIGEST = 16
_SUBJECT = re.compile(r"(?P<wave>\S+) \(SHA-256 [0-9a-f]{16}…\): (?P<kept>\S*)")


class OvertakenExport(
    Overtaken,
    says="wave {}: somebody else took microdata of it at the same moment, and kept other traits; "
    "nothing was written, try again",
):
    """Somebody else made microdata of the wave meanwhile, which changes what may be kept."""


def kept_before(store: Store, wave_id: str) -> Kept:
    """Every trait that was kept in any file of this wave: rows of two files can be matched by their answers."""
    entries = (entry for entry in store.audit.latest(_ALL) if entry.act == MICRODATA_EXPORTED)
    subjects = (_SUBJECT.fullmatch(entry.subject) for entry in entries)
    kept = (subject["kept"].split(",") for subject in subjects if subject and subject["wave"] == wave_id)
    return frozenset(trait for traits in kept for trait in traits if trait)


def note_export(store: Store, wave_id: str, kept: Iterable[str], known: Kept, digest: str, act: Act) -> None:
    """Write down who took which file, before anybody has it; the store must be for writing.

    `known` are the traits of earlier files that the choice was judged with; raises OvertakenExport when there are
    others by now. `digest` is the SHA-256 of the file in hexadecimal.
    """
    store.waves.lock(wave_id)
    if kept_before(store, wave_id) - known:
        raise OvertakenExport(wave_id)
    subject = f"{wave_id} (SHA-256 {digest[:_DIGEST]}…): {','.join(kept)}"
    store.audit.append(AuditEntry(act.at, act.who, MICRODATA_EXPORTED, subject))
