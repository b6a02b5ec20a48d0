"""The form with which a researcher accepts a change of spelling."""

from __future__ import annotations

from wtforms import TextAreaField
from wtforms.validators import ValidationError

from survey_app.fieldwork.editorial import BadReason, ReasonWrong, read_reason
from survey_app.web.admin.forms import AdminForm, Needed
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
