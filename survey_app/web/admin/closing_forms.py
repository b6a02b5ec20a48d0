"""What administrators fill in around a closing: a day announced beforehand, and paper destroyed afterwards."""

from collections.abc import Sequence

from wtforms import DateField, HiddenField, RadioField, SelectChoice, StringField
from wtforms.validators import Length

from survey_app.assurance.paper import name_of
from survey_app.fieldwork.ports import Shredding
from survey_app.fieldwork.shredding import Paper
from survey_app.web.admin.forms import AdminForm, Needed
from survey_app.web.language import spoken
from survey_app.web.translation import gettext as _
from survey_app.web.translation import lazy_gettext as _l


class Day(DateField):  # type: ignore[misc]  # WTForms has no types
    """A day; keeps what was typed where the browser has no calendar."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day; raises ValueError, as WTForms wants it, in words that help."""
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Vul een dag in als 2026-12-04, bij: %(label)s", label=self.label.text)) from error


class ClosingDayForm(AdminForm):
    """The day on which one administrator may close a wave; `go` is keep or withdraw."""

    day = Day(_l("Dag van sluiting"), validators=[Needed()])


class ShreddingForm(AdminForm):
    """That a sheet, or every backup of the key, was destroyed."""

    sheet = RadioField(_l("Wat is er vernietigd?"), coerce=int, validators=[Needed()])
    holder = StringField(
        _l("Wie had het en vernietigde het?"),
        validators=[Needed(), Length(max=80, message=_l("Maak dit korter dan 80 tekens."))],
    )
    day = Day(_l("Op welke dag?"), validators=[Needed()])

    def offer(self, paper: Sequence[Paper]) -> None:
        """Let every piece be chosen, also one that was written down before: mistakes are corrected this way."""
        language = spoken()
        self.sheet.choices = [
            SelectChoice(piece.sheet, name_of(piece.sheet).capitalised().spoken_in(language)) for piece in paper
        ]

    def shredding(self, wave_id: str) -> Shredding:
        """What was filled in."""
        return Shredding(wave_id, self.sheet.data, self.holder.data.strip(), self.day.data)


class UndoForm(AdminForm):
    """It was not destroyed after all."""

    undo = HiddenField(validators=[Needed()])
