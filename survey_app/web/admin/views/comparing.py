"""Compare two waves: what may be concluded, and the workbook."""

from __future__ import annotations

from io import BytesIO

from flask import render_template, request, send_file
from flask.typing import ResponseReturnValue

from survey_app.web.admin.desk import desk
from survey_app.web.admin.forms import DownloadForm, PairForm
from survey_app.web.admin.pairing import comparable_waves, fielded_pair, outlook
from survey_app.web.admin.workbook_file import XLSX, make_workbook, note_download
from survey_app.web.stores import installation


def compare() -> ResponseReturnValue:
    """Choose two waves, and read what their comparison may say."""
    at = installation()
    with at.stores.reading() as store:
        waves = comparable_waves(store)
    form = PairForm(waves, request.args)
    if not form.is_chosen() or not form.validate():
        return render_template("admin/compare.html", form=form, waves=waves), 422 if form.errors else 200
    found = outlook(*fielded_pair(at.stores, form.wave_ids()))
    return render_template("admin/compare.html", form=form, waves=waves, outlook=found)


def download() -> ResponseReturnValue:
    """The workbook of two waves; the log says who took which."""
    at = installation()
    with at.stores.reading() as store:
        waves = comparable_waves(store)
    form = DownloadForm(waves)
    if not form.validate_on_submit():
        return render_template("admin/compare.html", form=PairForm(waves, request.form), waves=waves), 422
    workbook = make_workbook(*fielded_pair(at.stores, form.wave_ids()))
    note_download(at.stores, form.wave_ids(), workbook, desk().act())
    answer = send_file(BytesIO(workbook.content), mimetype=XLSX, as_attachment=True, download_name=workbook.name)
    answer.headers["Cache-Control"] = "no-store"
    return answer
