"""Compare waves: what may be concluded, and the workbook."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from survey_app.comparison.compare_series import compare_series
from survey_app.comparison.fielded import accepted_changes, fielded_waves
from survey_app.comparison.options import Options
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.open_texts import OpenAnswers, open_answers
from survey_app.fieldwork.administration import Act
from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.stores import Stores
from survey_app.language.words import Words
from survey_app.passing import passing_folder_of_pages
from survey_app.reporting import comparison_workbook
from survey_app.web.admin.comparing_forms import WavesForm, WorkbookForm
from survey_app.web.admin.equipment import equipment
from survey_app.web.admin.outlook import Outlook, outlook
from survey_app.web.admin.pairing import comparable_waves
from survey_app.web.admin.showing import XLSX, File, file_to_save, form_page
from survey_app.web.language import spoken
from survey_app.web.stores import installation


@dataclass(frozen=True)
class ChosenWaves:
    """Waves in order of time, and the editorial changes that a researcher accepted between them."""

    fielded: Sequence[FieldedWave]
    accepted: Mapping[tuple[str, str, str], str]

    def options(self, *, weighted: bool) -> Options:
        """How they are compared."""
        return Options(weighted, self.accepted)

    def outlook(self) -> Outlook:
        """Their comparison, unweighted, in the language of this page."""
        return outlook(compare_series(self.fielded, self.options(weighted=False)))


def chosen_waves(stores: Stores, wave_ids: Sequence[str]) -> ChosenWaves:
    """Waves with their counts."""
    with stores.reading() as store:
        return ChosenWaves(fielded_waves(store, wave_ids), accepted_changes(store, wave_ids))


def cleared_texts(stores: Stores, waves: Sequence[FieldedWave]) -> list[OpenAnswers]:
    """The open answers of these waves that somebody read and let through."""
    with stores.reading() as store:
        return [answers for fielded in waves for answers in open_answers(store, fielded.wave)]


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


def compare() -> ResponseReturnValue:
    """Choose waves, and read what their comparison may say."""
    with installation().stores.reading() as store:
        form = WavesForm(comparable_waves(store), request.args)
    if not form.is_sent() or not form.validate():
        return form_page("admin/compare.html", form)
    chosen = chosen_waves(installation().stores, form.wave_ids())
    return render_template(
        "admin/compare.html", form=form, outlook=chosen.outlook(), workbook=WorkbookForm(language=spoken())
    )


def download() -> ResponseReturnValue:
    """The workbook of the chosen waves; the log says who took which."""
    at = installation()
    with at.stores.reading() as store:
        form = WavesForm(comparable_waves(store), request.form)
    if not form.validate():
        return render_template("admin/compare.html", form=form), 422
    chosen, workbook = chosen_waves(at.stores, form.wave_ids()), WorkbookForm()
    if not workbook.validate_on_submit() or not workbook.can_be_weighted(chosen.fielded):
        return render_template("admin/compare.html", form=form, outlook=chosen.outlook(), workbook=workbook), 422
    options = chosen.options(weighted=workbook.weighted.data)
    texts = cleared_texts(at.stores, chosen.fielded)
    act = equipment().act()
    return file_to_save(make_workbook(at.stores, chosen.fielded, texts, options, workbook.language.data, act))
