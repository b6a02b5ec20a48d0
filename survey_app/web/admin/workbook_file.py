"""The workbook as bytes to download: written beside, read, and gone."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from survey_app.comparison.options import Options
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.open_texts import OpenAnswers
from survey_app.fieldwork.administration import Act
from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.stores import Stores
from survey_app.language.words import Words
from survey_app.passing import passing_folder_of_pages
from survey_app.reporting import comparison_workbook
from survey_app.web.admin.showing import XLSX, File

_OF_TWO = Words("vergelijking_{first}_{last}")
_OF_MORE = Words("vergelijking_{first}_tot_{last}_{number}-metingen")
_WEIGHTED = Words("_gewogen")


def make_workbook(
    stores: Stores,
    waves: Sequence[FieldedWave],
    texts: Sequence[OpenAnswers],
    options: Options,
    language: str,
    act: Act,
) -> File:
    """Compare waves that are handed in in order of time, and write in the log who takes which workbook, made how.

    `texts` are the open answers that were read and cleared. No file of it stays on the server.
    """
    ids = [fielded.wave.id for fielded in waves]
    name = _name(ids, options, language)
    with passing_folder_of_pages() as folder:
        target = folder / name
        comparison_workbook(waves, target, options, texts=texts, language=language)
        content = target.read_bytes()
    subject = f"{', '.join(ids)} ({', '.join(_how(options, language, content))})"
    with stores.writing() as store:
        store.audit.append(AuditEntry(act.at, act.who, "workbook downloaded", subject))
    return File(name, XLSX, content)


def _name(ids: Sequence[str], options: Options, language: str) -> str:
    """Of more than two waves the first, the last and how many: as long as a name of a file may be."""
    words = _OF_TWO if len(ids) == 2 else _OF_MORE
    name = words.filled(first=ids[0], last=ids[-1], number=len(ids)).spoken_in(language)
    return f"{name}{_WEIGHTED.spoken_in(language) if options.weighted else ''}.xlsx"


def _how(options: Options, language: str, content: bytes) -> list[str]:
    """How it was made, and the start of its SHA-256: enough to recognise a copy by."""
    accepted = len(options.accepted)
    return [
        language,
        "weighted" if options.weighted else "unweighted",
        *([f"accepted changes: {accepted}"] if accepted else []),
        f"SHA-256 {hashlib.sha256(content).hexdigest()[:16]}…",
    ]
