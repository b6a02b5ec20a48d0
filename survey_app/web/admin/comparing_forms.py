"""The forms with which a researcher chooses waves to compare, and what their workbook is like."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import BooleanField, Field, HiddenField, RadioField, SelectChoice, SelectMultipleField, widgets
from wtforms.validators import ValidationError

from survey_app.comparison.results import FieldedWave
from survey_app.comparison.why_unweighted import why_not_weighted
from survey_app.fieldwork.wave import Wave
from survey_app.language.catalogues import LANGUAGES
from survey_app.web.admin.forms import AdminForm, ChoosingForm, Needed
from survey_app.web.admin.pairing import AskedTogether, by_questionnaire, questionnaire_of, wave_choice
from survey_app.web.language import spoken
from survey_app.web.translation import gettext as _
from survey_app.web.translation import lazy_gettext as _l


class WavesForm(ChoosingForm):
    """Two or more waves of one questionnaire."""

    wave = SelectMultipleField(_l("Metingen"), validate_choice=False, option_widget=widgets.CheckboxInput())
    asked = HiddenField(default="yes")

    def __init__(self, waves: Sequence[Wave], *formdata: object) -> None:
        super().__init__(*formdata)
        self._together = by_questionnaire(waves)
        self._waves = {wave.id: wave for asked in self._together for wave in asked.waves}
        self.wave.choices = [SelectChoice(*wave_choice(wave)) for wave in self._waves.values()]

    def validate_wave(self, field: SelectMultipleField) -> None:
        """Two at least, all there, all of one questionnaire, and none of them twice."""
        unknown = [wave_id for wave_id in field.data if wave_id not in self._waves]
        if unknown:
            raise ValidationError(_("Deze meting is er niet, of heeft geen cijfers: %(wave)s", wave=unknown[0]))
        if len(set(field.data)) < len(field.data):
            raise ValidationError(_("U koos een meting twee keer. Kies elke meting één keer."))
        if len(field.data) < 2:
            raise ValidationError(_("Kies ten minste twee metingen."))
        if len({questionnaire_of(self._waves[wave_id]) for wave_id in field.data}) > 1:
            raise ValidationError(
                _("Deze metingen stelden verschillende vragenlijsten. Kies metingen van één vragenlijst.")
            )

    def has_two(self) -> bool:
        """Whether there is anything to choose."""
        return len(self._waves) > 1

    def has_studies(self) -> bool:
        """Whether the waves are of more than one study, which then tells them apart."""
        return len({study for study, _questionnaire in map(questionnaire_of, self._waves.values())}) > 1

    def is_sent(self) -> bool:
        """Whether somebody chose, right or wrong; one wave in the address only ticks it beforehand."""
        return bool(self.asked.raw_data) or len(self.wave.data or ()) > 1

    def offered(self) -> list[tuple[AskedTogether, list[Field]]]:
        """The waves that can be chosen, questionnaire by questionnaire, and the box to tick for each."""
        boxes = iter(self.wave)
        return [(asked, [next(boxes) for _wave in asked.waves]) for asked in self._together]

    def wave_ids(self) -> list[str]:
        """The waves that were chosen, in order of time."""
        return [wave_id for wave_id in self._waves if wave_id in self.wave.data]


class WorkbookForm(AdminForm):
    """What the workbook is like; that is written in the log."""

    language = RadioField(
        _l("Taal van het werkboek"),
        choices=[SelectChoice(language, name) for language, name in LANGUAGES.items()],
        validators=[Needed()],
    )
    weighted = BooleanField(_l("Weeg naar de samenstelling van de bevolking"))

    def can_be_weighted(self, waves: Sequence[FieldedWave]) -> bool:
        """Whether these waves, in order of time, can be weighted if that was asked; if not, say why."""
        why = why_not_weighted(waves) if self.weighted.data else ()
        if why:
            words = " ".join(sentence.spoken_in(spoken()) for sentence in why)
            self.refuse(_("Wegen kan niet: %(why)s", why=words), self.weighted)
        return not why
