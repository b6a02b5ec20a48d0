"""What administrators fill in for a link to a preview."""

from datetime import date

from wtforms import RadioField, SelectChoice
from wtforms.validators import ValidationError

from survey_app.fieldwork.preview_link import LONGEST, BadPreviewDay, check_until
from survey_app.fieldwork.wave import Recruitment
from survey_app.web.admin.closing_forms import Day
from survey_app.web.admin.forms import AdminForm, Needed
from survey_app.web.admin.notation import day_words, recruitment_words
from survey_app.web.translation import gettext as _
from survey_app.web.translation import lazy_gettext as _l


class PreviewForm(AdminForm):
    """How people will come in, and until when the link works."""

    recruitment = RadioField(_l("Hoe komen respondenten straks binnen?"), validators=[Needed()])
    until = Day(_l("Tot en met welke dag werkt de link?"), validators=[Needed()])

    def __init__(self, today: date, **data: object) -> None:
        super().__init__(**data)
        self._today = today
        ways = (Recruitment.CODES, Recruitment.OPEN_LINK)
        self.recruitment.choices = [SelectChoice(way.value, recruitment_words(way)) for way in ways]

    def validate_until(self, field: Day) -> None:
        """Whether a link may last so long; what is no day was refused before."""
        if field.data is None:
            return
        try:
            check_until(field.data, self._today)
        except BadPreviewDay as error:
            last = day_words(self._today + LONGEST)
            raise ValidationError(_("Kies een dag van vandaag tot en met %(last)s.", last=last)) from error
