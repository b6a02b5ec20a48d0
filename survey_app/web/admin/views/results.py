"""Results on screen, and one table or chart of them to take along."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from survey_app.comparison.results import FieldedWave
from survey_app.fieldwork.administrators import AuditEntry
from survey_app.web.admin.chosen_waves import chosen_waves, cleared_texts
from survey_app.web.admin.comparing_forms import ResultsForm, comparable_waves, questionnaire_of, withheld_waves
from survey_app.web.admin.equipment import equipment
from survey_app.web.admin.recent_results import Asked, RecentResults
from survey_app.web.admin.results import Results
from survey_app.web.admin.results_page import BY_DIFFERENCE
from survey_app.web.admin.showing import file_to_save, form_page
from survey_app.web.admin.taken_along import WORKBOOK, take_along
from survey_app.web.language import spoken
from survey_app.web.stores import installation, kept


def results() -> ResponseReturnValue:
    """A page of one sheet of the chosen waves, of everybody or of one group."""
    form = _form()
    if not form.is_sent() or not form.validate():
        return form_page("admin/choose-results.html", form)
    fielded, shown = _results(form)
    number = request.args.get("pagina", "1")
    ordered = request.args.get("volgorde") == BY_DIFFERENCE
    sheet = request.args.get("blad") or shown.sheets.find(request.args.get("liefst", ""))
    page = shown.sheets.page(sheet, int(number) if number.isdecimal() else 0, ordered=ordered)
    if page is None:
        abort(404)
    waves = [wave.wave for wave in fielded]
    return render_template("admin/results.html", shown=page, waves=waves, results=shown, asked=_address(form, shown))


def _address(form: ResultsForm, shown: Results) -> dict[str, object]:
    """What in an address says which results these are, whatever sheet of them."""
    blocks = {"blok": shown.block} if shown.blocks else {}
    return {"wave": form.wave_ids(), "groep": shown.group, **blocks}


def take_result() -> ResponseReturnValue:
    """One table, chart or page as a file; the log says who took it."""
    form, wanted = _form(), request.form.get("wat", "")
    if current_user.studies and wanted == WORKBOOK:
        abort(403)
    if not form.validate():
        abort(404)
    fielded, shown = _results(form)
    file = take_along(shown, wanted, spoken())
    if file is None:
        abort(404)
    act, subject = equipment().act(), f"{', '.join(wave.wave.id for wave in fielded)}: {file.name}"
    with installation().stores.writing() as store:
        store.audit.append(AuditEntry(act.at, act.who, "result taken along", subject))
    return file_to_save(file)


def _form() -> ResultsForm:
    """The waves that this administrator may read, to choose from; who asks for others is refused.

    Whether those are there is not told to a reader of a study.
    """
    with installation().stores.reading() as store:
        comparable, hidden = comparable_waves(store), withheld_waves(store)
    kept(RecentResults).keep_only(comparable)
    waves, withheld = (
        [wave for wave in found if current_user.may_read(questionnaire_of(wave)[0])] for found in (comparable, hidden)
    )
    form = ResultsForm(waves, request.values, withheld=withheld)
    if current_user.studies and not {wave.id for wave in (*waves, *withheld)}.issuperset(form.wave.data):
        abort(403)
    return form


def _results(form: ResultsForm) -> tuple[list[FieldedWave], Results]:
    """The chosen waves, and their results of the group that was asked for; aborts where there is none of that name."""
    fielded, options = chosen_waves(form.wave_ids())
    texts = [] if current_user.studies else cleared_texts(fielded)  # which a reader of a study does not get
    group, block = request.values.get("groep", ""), request.values.get("blok", "")
    asked = Asked(fielded, options, texts, group, block, spoken())
    shown = kept(RecentResults).find(asked)
    return (fielded, shown) if shown else abort(404)
