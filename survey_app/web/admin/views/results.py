"""Results on screen, and one table or chart of them to take along."""

from __future__ import annotations

from io import BytesIO

from flask import abort, render_template, request, send_file
from flask.typing import ResponseReturnValue

from survey_app.web.admin.chosen_waves import ChosenWaves, chosen_waves, cleared_texts
from survey_app.web.admin.comparing_forms import WavesForm
from survey_app.web.admin.equipment import equipment
from survey_app.web.admin.pairing import comparable_waves
from survey_app.web.admin.results import Results, find_results
from survey_app.web.admin.taken_along import note_taken, take_along
from survey_app.web.language import spoken
from survey_app.web.stores import installation


def results() -> ResponseReturnValue:
    """A page of one sheet of the chosen waves, of everybody or of one group."""
    form, chosen = _chosen()
    if chosen is None:
        return render_template("admin/compare.html", form=form), 422 if form.errors else 200
    shown = _results(chosen)
    number = request.args.get("pagina", "1")
    page = shown.sheets.page(request.args.get("blad"), int(number) if number.isdecimal() else 0)
    if page is None:
        abort(404)
    waves = [fielded.wave for fielded in chosen.fielded]
    return render_template("admin/results.html", shown=page, waves=waves, groups=shown.groups, group=shown.group)


def take_result() -> ResponseReturnValue:
    """One table or chart as a file; the log says who took it."""
    _form, chosen = _chosen()
    taken = take_along(_results(chosen), request.form.get("wat", ""), spoken()) if chosen else None
    if chosen is None or taken is None:
        abort(404)
    note_taken(installation().stores, taken, [fielded.wave.id for fielded in chosen.fielded], equipment().act())
    answer = send_file(BytesIO(taken.content), taken.mimetype, as_attachment=True, download_name=taken.name)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _chosen() -> tuple[WavesForm, ChosenWaves | None]:
    with installation().stores.reading() as store:
        form = WavesForm(comparable_waves(store), request.values)
    chosen = chosen_waves(installation().stores, form.wave_ids()) if form.is_sent() and form.validate() else None
    return form, chosen


def _results(chosen: ChosenWaves) -> Results:
    """Those of the group that was asked for; aborts where there is none of that name."""
    texts = cleared_texts(installation().stores, chosen.fielded)
    found = find_results(chosen.series(), texts, request.values.get("groep", ""), spoken())
    return found or abort(404)
