"""Compare stored waves with those of a file: it is read, checked and counted, and nothing of it is kept unasked."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from survey_app.comparison.compare_series import compare_series
from survey_app.comparison.controls import with_controls
from survey_app.comparison.fielded import accepted_changes, beside_stored, fielded_together, study_of_stored
from survey_app.comparison.options import Options
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.from_files.faults import CsvRefused
from survey_app.dataset.from_files.waves import WavesFromFiles, read_waves
from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.ports import Store
from survey_app.fieldwork.wave import Recruitment
from survey_app.reporting import wave_files
from survey_app.web.admin.chosen_waves import cleared_texts
from survey_app.web.admin.comparing_forms import comparable_waves
from survey_app.web.admin.equipment import equipment
from survey_app.web.admin.file_forms import WithFileForm
from survey_app.web.admin.offer import Offer, offer_of
from survey_app.web.admin.results import Results, find_results
from survey_app.web.admin.showing import file_to_save
from survey_app.web.admin.taken_along import BRIEF, WORKBOOK, take_along
from survey_app.web.language import spoken
from survey_app.web.stores import installation


@dataclass(frozen=True)
class Read:
    """What the files hold, the waves of both kinds in order of time, and what can be kept of those of the files."""

    files: WavesFromFiles
    waves: Sequence[FieldedWave]
    options: Options
    offers: Sequence[Offer]


def with_file() -> ResponseReturnValue:
    """Choose waves and files, and look at what their comparison says, or take it along."""
    with installation().stores.reading() as store:
        form = WithFileForm(comparable_waves(store))
        if request.method == "GET":
            form.wave.data = request.args.getlist("wave")
        read = _read(store, form) if form.validate_on_submit() else None
    if read is None:
        return render_template("admin/with-file.html", form=form), 422 if form.errors else 200
    wanted = request.form.get("doe", "")
    results = _results(read, form.wave_ids(), of_groups=wanted == WORKBOOK)
    if wanted in (BRIEF, WORKBOOK):
        return _taken_along(results, read, wanted)
    shown = results.sheets.whole()
    return render_template(
        "admin/with-file.html", form=form, shown=shown, waves=read.waves, notes=read.files.notes, offers=read.offers
    )


def _read(store: Store, form: WithFileForm) -> Read | None:
    """The chosen waves and those of the files; None when these cannot be used, and then the form says why."""
    stored = form.wave_ids()
    try:
        with form.handed_over() as handed:
            files = wave_files(
                handed.responses,
                handed.codebook,
                handed.frame,
                study=study_of_stored(store, stored, framed=handed.frame is not None),
                months=form.month_of(),
                recruitment=Recruitment(form.recruitment.data),
                beside=beside_stored(store, stored, same_population=True),  # the form asked for it
            )
            read = read_waves(files, form.names())
            options = Options(accepted=accepted_changes(store, stored))
            waves, today = fielded_together(store, stored, read), equipment().today()
            return Read(read, waves, options, [offer_of(store, stored, file, today) for file in read.waves])
    except CsvRefused as refusal:
        form.refuse_files(refusal.faults)
        return None


def _results(read: Read, stored: Sequence[str], *, of_groups: bool) -> Results:
    """`of_groups`: with the control tests of arms and segments, which take long and only a workbook shows."""
    series = with_controls(compare_series(read.waves, read.options), of_groups=of_groups)
    texts = cleared_texts([fielded for fielded in read.waves if fielded.wave.id in stored])
    results = find_results(series, texts, spoken())
    assert results is not None  # noqa: S101 - of everybody there always are
    return results


def _taken_along(results: Results, read: Read, wanted: str) -> ResponseReturnValue:
    file = take_along(results, wanted, spoken())
    assert file is not None  # noqa: S101 - these two can always be made
    act, subject = equipment().act(), f"{', '.join(fielded.wave.id for fielded in read.waves)}: {file.name}"
    with installation().stores.writing() as store:
        store.audit.append(AuditEntry(act.at, act.who, "result taken along", subject))
    return file_to_save(file)
