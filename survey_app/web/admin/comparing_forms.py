"""Waves to compare: which go together, and the forms with which a researcher chooses them and their workbook."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    widgets,
)
from wtforms.validators import ValidationError

from survey_app.comparison.results import FieldedWave
from survey_app.comparison.why_unweighted import why_not_weighted
from survey_app.fieldwork.ports import Store
from survey_app.fieldwork.wave import Origin, Wave, WaveState
from survey_app.language.catalogues import LANGUAGES
from survey_app.web.admin.forms import AdminForm, Needed
from survey_app.web.admin.notation import month_words, origin_words, state_words
from survey_app.web.language import spoken
from survey_app.web.translation import gettext as _
from survey_app.web.translation import lazy_gettext as _l

QuestionnaireId = tuple[str, str]
"""A study and a questionnaire of it, in whatever version."""


@dataclass(frozen=True)
class AskedTogether:
    """The waves of one questionnaire, earliest first, under its latest title."""

    study: str
    questionnaire: str
    waves: tuple[Wave, ...]


def comparable_waves(store: Store) -> list[Wave]:
    """The waves that have figures: closed, and with enough responses to be shown."""
    return [wave for wave in store.waves.all() if wave.state is WaveState.CLOSED and not wave.withheld]


def withheld_waves(store: Store) -> list[Wave]:
    """The closed waves of which there are no figures, for there were too few responses."""
    return [wave for wave in store.waves.all() if wave.state is WaveState.CLOSED and wave.withheld]


def fielded_waves(store: Store) -> list[Wave]:
    """The waves whose questionnaire is frozen, with figures or not."""
    return [wave for wave in store.waves.all() if wave.instrument is not None]


def by_questionnaire(waves: Iterable[Wave]) -> list[AskedTogether]:
    """The waves that may be compared with each other, questionnaire by questionnaire in order of their ids."""
    asked: dict[QuestionnaireId, list[Wave]] = {}
    for wave in sorted(waves, key=lambda wave: wave.moment):
        asked.setdefault(questionnaire_of(wave), []).append(wave)
    return [_asked_together(asked[questionnaire]) for questionnaire in sorted(asked)]


def questionnaire_of(wave: Wave) -> QuestionnaireId:
    """What an opened wave asked; waves are compared within one."""
    return wave.frozen_instrument().series


def wave_choice(wave: Wave) -> tuple[str, str]:
    """A wave in a list to choose from."""
    standing = state_words(wave.state) if wave.responses is None else f"n = {wave.responses}"
    if wave.origin is Origin.FILE:
        standing = f"{standing}, {origin_words(wave.origin)}"
    return wave.id, f"{wave.label} – {month_words(wave.month)} ({standing})"


def _asked_together(waves: Sequence[Wave]) -> AskedTogether:
    latest = waves[-1].frozen_instrument()
    return AskedTogether(latest.study.title, latest.questionnaire.title, tuple(waves))


class ChoosingForm(AdminForm):
    """Sent by GET, for choosing changes nothing and may be shared."""

    class Meta:
        """Needs no proof that the form is ours."""

        csrf = False


class PairForm(ChoosingForm):
    """Two different waves of one questionnaire."""

    earlier = SelectField(_l("Eerste meting"), validators=[Needed()])
    later = SelectField(_l("Tweede meting"), validators=[Needed()])

    def __init__(self, waves: Sequence[Wave], *formdata: object) -> None:
        super().__init__(*formdata)
        self._waves = {wave.id: wave for wave in waves}
        for field in (self.earlier, self.later):
            field.choices = [
                SelectChoice("", _("Kies een meting")),
                *(SelectChoice(*wave_choice(wave)) for wave in waves),
            ]

    def validate_later(self, field: SelectField) -> None:
        """Another wave than the first, about the same."""
        earlier, later = self._waves.get(self.earlier.data), self._waves.get(field.data)
        if earlier is None or later is None:
            return
        if earlier is later:
            raise ValidationError(_("Dit is twee keer dezelfde meting. Kies een andere."))
        if questionnaire_of(earlier) != questionnaire_of(later):
            why = _(
                "Deze twee metingen stelden verschillende vragenlijsten. Kies twee metingen van dezelfde vragenlijst."
            )
            raise ValidationError(why)

    def is_chosen(self) -> bool:
        """Whether both were sent, right or wrong."""
        return bool(self.earlier.raw_data and self.later.raw_data)

    def wave_ids(self) -> tuple[str, str]:
        """The waves that were chosen."""
        return self.earlier.data, self.later.data


class ResultsForm(ChoosingForm):
    """One or more waves of one questionnaire."""

    least = 1
    wave = SelectMultipleField(_l("Metingen"), validate_choice=False, option_widget=widgets.CheckboxInput())
    asked = HiddenField(default="yes")

    def __init__(self, waves: Sequence[Wave], *formdata: object, withheld: Sequence[Wave] = ()) -> None:
        super().__init__(*formdata)
        self.withheld = tuple(withheld)
        self._together = by_questionnaire(waves)
        self._waves = {wave.id: wave for asked in self._together for wave in asked.waves}
        self.wave.choices = [SelectChoice(*wave_choice(wave)) for wave in self._waves.values()]

    def validate_wave(self, field: SelectMultipleField) -> None:
        """As many as are needed, all there, all of one questionnaire, and none of them twice."""
        for wave in self.withheld:
            if wave.id in field.data:
                raise ValidationError(_("Van deze meting zijn er geen resultaten: %(wave)s", wave=wave.label))
        unknown = [wave_id for wave_id in field.data if wave_id not in self._waves]
        if unknown:
            raise ValidationError(_("Deze meting is er niet, of heeft geen cijfers: %(wave)s", wave=unknown[0]))
        if len(set(field.data)) < len(field.data):
            raise ValidationError(_("U koos een meting twee keer. Kies elke meting één keer."))
        if len(field.data) < self.least:
            raise ValidationError(_("Kies ten minste twee metingen.") if self.least > 1 else _("Kies een meting."))
        if len({questionnaire_of(self._waves[wave_id]) for wave_id in field.data}) > 1:
            raise ValidationError(
                _("Deze metingen stelden verschillende vragenlijsten. Kies metingen van één vragenlijst.")
            )

    def is_sent(self) -> bool:
        """Whether somebody chose, right or wrong."""
        return bool(self.asked.raw_data or self.wave.data)

    def has_studies(self) -> bool:
        """Whether the waves are of more than one study, which then tells them apart."""
        return len({study for study, _questionnaire in map(questionnaire_of, self._waves.values())}) > 1

    def offered(self) -> list[tuple[AskedTogether, list[Field]]]:
        """The waves that can be chosen, questionnaire by questionnaire, and the box to tick for each."""
        boxes = iter(self.wave)
        return [(asked, [next(boxes) for _wave in asked.waves]) for asked in self._together]

    def wave_ids(self) -> list[str]:
        """The waves that were chosen, in order of time."""
        return [wave_id for wave_id in self._waves if wave_id in self.wave.data]


class WavesForm(ResultsForm):
    """Two or more waves of one questionnaire, to compare."""

    least = 2

    def has_two(self) -> bool:
        """Whether there is anything to choose."""
        return len(self._waves) > 1

    def is_sent(self) -> bool:
        """Whether somebody chose, right or wrong; one wave in the address only ticks it beforehand."""
        return bool(self.asked.raw_data) or len(self.wave.data or ()) > 1


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
