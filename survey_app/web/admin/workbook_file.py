"""The workbook as bytes to download: written beside, read, and gone."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from survey_app.comparison.options import Options
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.open_texts import OpenAnswers
from survey_app.fieldwork.administration import Act
from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.stores import Stores
from survey_app.language.words import Words
from survey_app.passing import passing_folder_of_pages
from survey_app.reporting import comparison_workbook

_OF_TWO = Words("vergelijking_{first}_{last}")
_OF_MORE = Words("vergelijking_{first}_tot_{last}_{number}-metingen")
_WEIGHTED = Words("_gewogen")


@dataclass(frozen=True)
class WorkbookFile:
    """A workbook, with the name it is saved under and what it was made of."""

    name: str
    content: bytes
    waves: tuple[str, ...]
    options: Options
    language: str

    def fingerprint(self) -> str:
        """The start of its SHA-256: enough to recognise a copy by."""
        return hashlib.sha256(self.content).hexdigest()[:16]


def make_workbook(
    waves: Sequence[FieldedWave], texts: Sequence[OpenAnswers], options: Options, language: str
) -> WorkbookFile:
    """Compare waves that are handed in in order of time; no file of it stays on the server.

    `texts` are the open answers that were read and cleared.
    """
    ids = tuple(fielded.wave.id for fielded in waves)
    name = _name(ids, options, language)
    with passing_folder_of_pages() as folder:
        target = folder / name
        comparison_workbook(waves, target, options, texts=texts, language=language)
        return WorkbookFile(name, target.read_bytes(), ids, options, language)


def note_download(stores: Stores, workbook: WorkbookFile, act: Act) -> None:
    """Write in the log who took which workbook, made how."""
    made = ", ".join(_made(workbook))
    subject = f"{', '.join(workbook.waves)} ({made})"
    with stores.writing() as store:
        store.audit.append(AuditEntry(act.at, act.who, "workbook downloaded", subject))


def _name(ids: Sequence[str], options: Options, language: str) -> str:
    """Of more than two waves the first, the last and how many: as long as a name of a file may be."""
    words = _OF_TWO if len(ids) == 2 else _OF_MORE
    name = words.filled(first=ids[0], last=ids[-1], number=len(ids)).spoken_in(language)
    return f"{name}{_WEIGHTED.spoken_in(language) if options.weighted else ''}.xlsx"


def _made(workbook: WorkbookFile) -> list[str]:
    accepted = len(workbook.options.accepted)
    return [
        workbook.language,
        "weighted" if workbook.options.weighted else "unweighted",
        *([f"accepted changes: {accepted}"] if accepted else []),
        f"SHA-256 {workbook.fingerprint()}…",
    ]
