"""What is known of a wave beside its answers, corrected; the codes of a draft stay."""

import hashlib
from dataclasses import replace

from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms import HiddenField, IntegerField, RadioField, SelectChoice
from wtforms.validators import NumberRange, ValidationError

from survey_app.fieldwork.particulars import CannotCorrect, Particulars, correct_wave, correctable, particulars_of
from survey_app.fieldwork.wave import YEARS, Recruitment, Wave, approached_too_few
from survey_app.web.admin.equipment import equipment
from survey_app.web.admin.forms import Needed, ParticularsForm, WholeNumber
from survey_app.web.admin.showing import form_page, go_to
from survey_app.web.stores import installation
from survey_app.web.translation import gettext as _
from survey_app.web.translation import lazy_gettext as _l
from survey_app.web.translation import ngettext


class CorrectingForm(ParticularsForm):
    """Only the fields of this wave that can still be corrected; `shown` is what the page was made of."""

    shown = HiddenField()
    year = WholeNumber(
        _l("Jaar"),
        validators=[
            Needed(),
            NumberRange(YEARS[0], YEARS[-1], _l("Vul een jaar in van 1950 tot en met 2100, in cijfers.")),
        ],
    )

    def __init__(self, wave: Wave, codes: int) -> None:
        now = particulars_of(wave)
        super().__init__(
            label=now.label,
            month=now.month.month,
            year=now.month.year,
            recruitment=now.recruitment.value,
            approached=now.approached,
            shown=_mark(now),
        )
        self._wave, self._codes = wave, codes
        if not self.is_held_here():
            self.recruitment.choices = _ELSEWHERE
        if "label" not in correctable(wave):
            del self.label, self.month, self.year, self.recruitment

    def is_held_here(self) -> bool:
        """Whether the wave takes answers here; a printed table does not, nor a file."""
        return self._wave.is_held_here

    def was_shown(self) -> bool:
        """Whether the page was made of what is known now."""
        why = _("Iemand heeft deze gegevens intussen gewijzigd. Kijk ze na en sla ze dan opnieuw op.")
        return self.is_still(self.shown, _mark(particulars_of(self._wave)), why)

    def validate_recruitment(self, field: RadioField) -> None:
        """Codes that were made keep working."""
        if self._codes and field.data != Recruitment.CODES:
            why = ngettext(
                "Er is %(num)d code gemaakt, en die werkt niet met een open link. "
                "Laat dit zo, of verwijder het concept.",
                "Er zijn %(num)d codes gemaakt, en die werken niet met een open link. "
                "Laat dit zo, of verwijder het concept.",
                self._codes,
            )
            raise ValidationError(why)

    def validate_approached(self, field: IntegerField) -> None:
        """At least as many as answered, but for an open link."""
        if self.recruitment:
            super().validate_approached(field)
        corrected = replace(self._wave, approached=field.data, recruitment=self._recruitment())
        if field.data is not None and approached_too_few(corrected):
            raise ValidationError(_("Dit zijn er minder dan er meededen. Dat kan alleen bij een open link."))

    def corrected(self, now: Particulars) -> Particulars:
        """What was filled in, in the place of what was known."""
        filled = replace(now, approached=self.approached.data)
        if not self.label:
            return filled
        return replace(
            filled, label=self.label.data.strip(), month=self.first_of_month(), recruitment=self._recruitment()
        )

    def _recruitment(self) -> Recruitment:
        chosen = self.recruitment.data if self.recruitment else None
        return Recruitment(chosen) if chosen in set(Recruitment) else self._wave.recruitment


def _mark(particulars: Particulars) -> str:
    """What a page was made of, in short."""
    return hashlib.sha256(repr(particulars).encode()).hexdigest()[:16]


_ELSEWHERE = [
    SelectChoice(Recruitment.CODES.value, _l("Met een eigen code, in een brief of op een kaart")),
    SelectChoice(Recruitment.OPEN_LINK.value, _l("Met een open link: wie wilde, deed mee")),
    SelectChoice(Recruitment.UNKNOWN.value, _l("Dat is niet bekend")),
]


def correct(wave_id: str) -> ResponseReturnValue:
    """The fields that can still be corrected, with what is known now."""
    at = installation()
    with at.stores.reading() as store:
        wave = store.waves.get(wave_id)
        codes = store.invitations.count(wave_id)
    if not correctable(wave):
        raise CannotCorrect(wave, ["particulars"])
    form = CorrectingForm(wave, codes)
    if not form.validate_on_submit() or not form.was_shown():
        return form_page("admin/correct-wave.html", form, wave=wave, codes=codes)
    changed = correct_wave(at.stores, wave_id, form.corrected, current_user.name, clock=equipment().clock)
    return go_to("wave", _("De gegevens zijn gewijzigd.") if changed else _("Er is niets veranderd."), wave_id)
