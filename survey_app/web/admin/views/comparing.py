"""Compare waves: what may be concluded, and the workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from survey_app.comparison.compare_series import compare_series
from survey_app.comparison.fielded import accepted_changes, fielded_waves
from survey_app.comparison.options import Options
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.open_texts import OpenAnswers, open_answers
from survey_app.fieldwork.stores import Stores
from survey_app.web.admin.comparing_forms import WavesForm, WorkbookForm
from survey_app.web.admin.equipment import equipment
from survey_app.web.admin.outlook import Outlook, outlook
from survey_app.web.admin.pairing import comparable_waves
from survey_app.web.admin.showing import file_to_save, form_page
from survey_app.web.admin.workbook_file import make_workbook
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
