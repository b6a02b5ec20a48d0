"""Questions that changed between two waves, and a researcher's word that some of them ask the same."""

from collections import Counter

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import TextAreaField
from wtforms.validators import ValidationError

from survey_app.fieldwork.editorial import (
    BadReason,
    ReasonWrong,
    accept_change,
    read_reason,
    two_wordings,
    withdraw_change,
)
from survey_app.fieldwork.ports import EditorialChange
from survey_app.web.admin.changed_wording import shown_change, shown_changes
from survey_app.web.admin.comparing_forms import PairForm, fielded_waves
from survey_app.web.admin.equipment import equipment
from survey_app.web.admin.forms import AdminForm, Needed, PlainForm
from survey_app.web.admin.showing import form_page
from survey_app.web.stores import installation
from survey_app.web.translation import gettext as _
from survey_app.web.translation import lazy_gettext as _l


class ReasonForm(AdminForm):
    """Why a question is still the same one."""

    reason = TextAreaField(_l("Waarom is dit dezelfde vraag?"), validators=[Needed()])

    def validate_reason(self, field: TextAreaField) -> None:
        """Says something, and can be kept."""
        try:
            read_reason(field.data)
        except BadReason as refusal:
            raise ValidationError(_reason_words(refusal.wrong)) from refusal


def _reason_words(wrong: ReasonWrong) -> str:
    return {
        ReasonWrong.TOO_SHORT: _("Deze reden is te kort. Schrijf ten minste 10 tekens."),
        ReasonWrong.TOO_LONG: _("Deze reden is te lang. Schrijf ten hoogste 1000 tekens."),
        ReasonWrong.CHARACTER: _("In deze reden staat een teken dat niet te zien is. Typ de reden opnieuw."),
    }[wrong]


def changed_questions() -> ResponseReturnValue:
    """Choose two waves, and read what they ask in other words."""
    with installation().stores.reading() as store:
        waves = fielded_waves(store)
        form = PairForm(waves, request.args)
        if not form.is_chosen() or not form.validate():
            return form_page("admin/changes.html", form, waves=waves)
        wordings = two_wordings(store, *form.wave_ids())
    changes = shown_changes(wordings)
    return form_page(
        "admin/changes.html",
        form,
        waves=waves,
        wordings=wordings,
        shared=sum(revision.is_in_both for revision in wordings.revisions.values()),
        changes=changes,
        standings=Counter(change.standing for change in changes),
    )


def accept_question(earlier: str, later: str, item: str) -> ResponseReturnValue:
    """Accept a change of spelling, with the reason why."""
    with installation().stores.reading() as store:
        wordings = two_wordings(store, earlier, later)
        change = shown_change(wordings, wordings.acceptable(item))
    form = ReasonForm()
    if not form.validate_on_submit():
        return form_page("admin/changes-accept.html", form, wordings=wordings, change=change)
    with installation().stores.writing() as store:
        accepted = accept_change(store, earlier, later, item, form.reason.data, equipment().act())
    flash(_("U hebt de wijziging van ‘%(item)s’ goedgekeurd.", item=item))
    return _to_changes(accepted)


def withdraw_question(earlier: str, later: str, item: str) -> ResponseReturnValue:
    """Take an acceptance back, after asking."""
    with installation().stores.reading() as store:
        wordings = two_wordings(store, earlier, later)
        wordings.decision(item)
        change = shown_change(wordings, wordings.question(item))
    if not PlainForm().validate_on_submit():
        return render_template("admin/changes-withdraw.html", wordings=wordings, change=change)
    with installation().stores.writing() as store:
        withdrawn = withdraw_change(store, earlier, later, item, equipment().act())
    flash(_("U hebt de goedkeuring van ‘%(item)s’ ingetrokken.", item=item))
    return _to_changes(withdrawn)


def _to_changes(change: EditorialChange) -> ResponseReturnValue:
    """Back to the page of these waves."""
    return redirect(url_for("admin.changed_questions", earlier=change.earlier, later=change.later))
