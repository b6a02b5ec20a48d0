"""The form for code cards."""

from __future__ import annotations

from wtforms import BooleanField, SelectChoice, SelectField
from wtforms.validators import NumberRange, ValidationError

from survey_app.fieldwork.printed_address import is_for_trials
from survey_app.questionnaire.study import Study
from survey_app.web.admin.forms import AdminForm, Needed, WholeNumber
from survey_app.web.segment_names import spoken_names
from survey_app.web.translation import gettext as _
from survey_app.web.translation import lazy_gettext as _l

MOST_AT_ONCE = 200
"""Some seconds of work; more cards are made by the command."""


class CardsForm(AdminForm):
    """How many cards, and for which segment if any."""

    number = WholeNumber(
        _l("Aantal kaarten"),
        validators=[
            Needed(),
            NumberRange(
                1, MOST_AT_ONCE, _l("Vul een getal in van 1 tot en met 200. Maak zo nodig nog een keer kaarten.")
            ),
        ],
    )
    segment = SelectField()

    is_trial = BooleanField(_l("Dit is een proef"))

    def __init__(self, study: Study, base_url: str) -> None:
        super().__init__()
        self.asks_for_trial = is_for_trials(base_url)
        self.has_segments = bool(study.segments)
        self.segment.label.text = spoken_names(study)["Segment"]
        self.segment.choices = [
            SelectChoice("", _("Geen: de kaarten zijn voor iedereen")),
            *(SelectChoice(segment.id, segment.label) for segment in study.segments),
        ]

    def validate_is_trial(self, field: BooleanField) -> None:
        """Whoever draws a card must be able to reach the address on it, and in secret."""
        if self.asks_for_trial and not field.data:
            raise ValidationError(_("Zet eerst het goede adres in PEILSTOK_BASE_URL, of kies: dit is een proef."))

    def chosen_segment(self) -> str | None:
        """The id of the segment, or None for cards that are for anybody."""
        return self.segment.data or None
