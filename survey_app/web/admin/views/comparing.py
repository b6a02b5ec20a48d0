"""Compare waves: what may be concluded, and the workbook."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from survey_app.web.admin.chosen_waves import chosen_waves, cleared_texts
from survey_app.web.admin.comparing_forms import WavesForm, WorkbookForm
from survey_app.web.admin.equipment import equipment
from survey_app.web.admin.pairing import comparable_waves
from survey_app.web.admin.showing import XLSX, file_to_save, form_page
from survey_app.web.admin.workbook_file import make_workbook, note_download
from survey_app.web.language import spoken
from survey_app.web.stores import installation


def compare() -> ResponseReturnValue:
    """Choose waves, and read what their comparison may say."""
    with installation().stores.reading() as store:
        form = WavesForm(comparable_waves(store), request.args)
    if not form.is_sent() or not form.validate():
        return form_page("admin/compare.html", form)
    outlook = chosen_waves(installation().stores, form.wave_ids()).outlook()
    return render_template("admin/compare.html", form=form, outlook=outlook, workbook=WorkbookForm(language=spoken()))


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
    file = make_workbook(chosen.fielded, texts, options, workbook.language.data)
    note_download(at.stores, file, equipment().act())
    return file_to_save(file.content, XLSX, file.name)
