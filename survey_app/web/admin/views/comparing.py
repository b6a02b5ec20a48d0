"""Compare waves: what may be concluded, and the workbook."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from flask import render_template, request
from flask.typing import ResponseReturnValue

from survey_app.comparison.compare_series import compare_series
from survey_app.comparison.options import Options
from survey_app.comparison.results import FieldedWave
from survey_app.fieldwork.administrators import AuditEntry
from survey_app.language.words import Words
from survey_app.passing import passing_folder_of_pages
from survey_app.reporting import comparison_workbook
from survey_app.web.admin.chosen_waves import chosen_waves, cleared_texts
from survey_app.web.admin.comparing_forms import WavesForm, WorkbookForm, comparable_waves
from survey_app.web.admin.equipment import equipment
from survey_app.web.admin.outlook import outlook
from survey_app.web.admin.showing import XLSX, File, file_to_save, form_page
from survey_app.web.language import spoken
from survey_app.web.stores import installation

_OF_TWO = Words("vergelijking_{first}_{last}")
_OF_MORE = Words("vergelijking_{first}_tot_{last}_{number}-metingen")
_WEIGHTED = Words("_gewogen")


def compare() -> ResponseReturnValue:
    """Choose waves, and read what their comparison may say."""
    with installation().stores.reading() as store:
        form = WavesForm(comparable_waves(store), request.args)
    if not form.is_sent() or not form.validate():
        return form_page("admin/compare.html", form)
    seen = outlook(compare_series(*chosen_waves(form.wave_ids())))
    return render_template("admin/compare.html", form=form, outlook=seen, workbook=WorkbookForm(language=spoken()))


def download() -> ResponseReturnValue:
    """The workbook of the chosen waves; the log says who took which."""
    with installation().stores.reading() as store:
        form = WavesForm(comparable_waves(store), request.form)
    if not form.validate():
        return render_template("admin/compare.html", form=form), 422
    (waves, options), workbook = chosen_waves(form.wave_ids()), WorkbookForm()
    if not workbook.validate_on_submit() or not workbook.can_be_weighted(waves):
        seen = outlook(compare_series(waves, options))
        return render_template("admin/compare.html", form=form, outlook=seen, workbook=workbook), 422
    return file_to_save(_workbook(waves, replace(options, weighted=workbook.weighted.data), workbook.language.data))


def _workbook(waves: Sequence[FieldedWave], options: Options, language: str) -> File:
    """Compare waves, and write in the log who takes which workbook, made how; no file of it stays on the server."""
    ids, stores = [fielded.wave.id for fielded in waves], installation().stores
    name = _name(ids, options, language)
    texts = cleared_texts(waves)
    with passing_folder_of_pages() as folder:
        target = folder / name
        comparison_workbook(waves, target, options, texts=texts, language=language)
        content = target.read_bytes()
    act, subject = equipment().act(), f"{', '.join(ids)} ({', '.join(_how(options, language, content))})"
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
