"""Keep the counts of a wave of a file, once who asked it saw what is kept and named it; and take them away again."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from survey_app.comparison.keeping import kept_words, not_kept_words
from survey_app.dataset.kept import keep_counted_wave
from survey_app.fieldwork.life import remove_wave
from survey_app.web.admin.equipment import equipment
from survey_app.web.admin.file_forms import KeepForm
from survey_app.web.admin.forms import FinalForm
from survey_app.web.admin.offer import find_brought_back
from survey_app.web.admin.questionnaire_files import suggested_wave
from survey_app.web.admin.showing import MovedOn, form_page, go_to, pressed_twice, read_wave
from survey_app.web.language import spoken
from survey_app.web.stores import installation
from survey_app.web.translation import gettext as _


def keep_counts() -> ResponseReturnValue:
    """What would be kept, and the name to give it; or keep it."""
    at, offered = installation(), find_brought_back(request.form.get("kept", ""))
    if offered is None:
        return go_to(
            "with_file", _("Er is niets bewaard. Kies het bestand opnieuw, en bekijk dan wat er bewaard wordt.")
        )
    with at.stores.reading() as store:
        taken = {wave.id for wave in store.waves.all()}
    suggested = suggested_wave(offered.wave.frozen_instrument(), offered.wave.month, taken)
    is_named = "label" in request.form
    form = KeepForm(taken, formdata=request.form if is_named else None, kept=request.form["kept"], **suggested)
    if not is_named or not form.validate():
        kept, not_kept = (
            [sentence.spoken_in(spoken()) for sentence in told(offered)] for told in (kept_words, not_kept_words)
        )
        return form_page("admin/keep-counts.html", form, wave=offered.wave, kept=kept, not_kept=not_kept)
    named = offered.named(
        form.wave_id.data, form.label.data.strip(), form.first_of_month(), fictitious=form.fictitious.data
    )
    keep_counted_wave(at.stores, named.wave, named.counts, current_user.name, clock=equipment().clock)
    return go_to("wave", _("De tellingen zijn bewaard. De meting staat nu tussen de andere."), named.wave.id)


@pressed_twice
def remove_counts(wave_id: str) -> ResponseReturnValue:
    """Remove a wave that is known from counts only, after asking."""
    at, wave = installation(), read_wave(wave_id)
    if wave.is_held_here:
        raise MovedOn(wave)
    form = FinalForm(wave_id)
    if not form.validate_on_submit():
        return form_page("admin/remove-counts.html", form, wave=wave)
    remove_wave(at.stores, at.keys, wave_id, current_user.name, clock=equipment().clock)
    return go_to("overview", _("De meting is verwijderd."))
