"""What the log says of microdata that were taken, and what it tells of files that were made before."""

import re
from collections.abc import Iterable, Sequence

from survey_app.dataset.microdata.forms import Form, forms_in, written_forms
from survey_app.fieldwork.administration import Act
from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.ports import Store
from survey_app.refusal import Overtaken

MICRODATA_EXPORTED = "microdata exported"
_ALL = 10_000_000
_DIGEST = 16
_RULE = ", 2"
"""The version of the rule by which traits are kept: the first blanked nothing (decisions 0099 and 0227)."""
_SUBJECT = re.compile(r"(?P<wave>\S+) \(SHA-256 [0-9a-f]{16}…(?P<rule>, 2)?\): (?P<kept>\S*)")


class OvertakenExport(
    Overtaken,
    says="wave {}: somebody else took microdata of it at the same moment, and kept other traits; "
    "nothing was written, try again",
):
    """Somebody else made microdata of the wave meanwhile, which changes what may be kept."""


def earlier_files(store: Store, wave_id: str) -> tuple[tuple[Form, ...], ...]:
    """The traits of each file of this wave, oldest first: rows of two can be matched by their answers."""
    entries = (entry for entry in reversed(store.audit.latest(_ALL)) if entry.act == MICRODATA_EXPORTED)
    subjects = (_SUBJECT.fullmatch(entry.subject) for entry in entries)
    return tuple(
        forms_in(subject["kept"], whole=not subject["rule"])
        for subject in subjects
        if subject and subject["wave"] == wave_id
    )


def note_export(
    store: Store, wave_id: str, kept: Iterable[Form], known: Iterable[Sequence[Form]], digest: str, act: Act
) -> None:
    """Write down who took which file, before anybody has it; the store must be for writing.

    `known` are the earlier files that the choice was judged with; raises OvertakenExport when others kept more by now.
    `digest` is the SHA-256 of the file in hexadecimal.
    """
    store.waves.lock(wave_id)
    now, then = ({form for forms in files for form in forms} for files in (earlier_files(store, wave_id), known))
    if now - then:
        raise OvertakenExport(wave_id)
    subject = f"{wave_id} (SHA-256 {digest[:_DIGEST]}…{_RULE}): {written_forms(kept)}"
    store.audit.append(AuditEntry(act.at, act.who, MICRODATA_EXPORTED, subject))
