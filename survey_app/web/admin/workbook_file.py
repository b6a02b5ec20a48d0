"""The workbook as bytes to download: written beside, read, and gone."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from survey_app.comparison.results import FieldedWave
from survey_app.fieldwork.administration import Act
from survey_app.fieldwork.ports import AuditEntry
from survey_app.fieldwork.stores import Stores
from survey_app.reporting import comparison_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class WorkbookFile:
    """A workbook, with the name it is saved under."""

    name: str
    content: bytes

    def fingerprint(self) -> str:
        """The start of its SHA-256: enough to recognise a copy by."""
        return hashlib.sha256(self.content).hexdigest()[:16]


def make_workbook(one: FieldedWave, other: FieldedWave) -> WorkbookFile:
    """Compare two waves, handed in any order, in a workbook; no file of it stays on the server."""
    earlier, later = sorted((one, other), key=lambda fielded: (fielded.wave.month, fielded.wave.id))
    name = f"vergelijking_{earlier.wave.id}_{later.wave.id}.xlsx"
    with TemporaryDirectory(prefix="peilstok-") as folder:
        target = Path(folder) / name
        comparison_workbook(earlier, later, target)
        return WorkbookFile(name, target.read_bytes())


def note_download(stores: Stores, wave_ids: tuple[str, str], workbook: WorkbookFile, act: Act) -> None:
    """Write in the log who took which workbook."""
    subject = f"{', '.join(wave_ids)} (SHA-256 {workbook.fingerprint()}…)"
    with stores.writing() as store:
        store.audit.append(AuditEntry(act.at, act.who, "workbook downloaded", subject))
