"""What administrators fill in, and what is wrong with it in words."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    Field,
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    widgets,
)
from wtforms.validators import AnyOf, Length, NumberRange, Optional, StopValidation, ValidationError

from survey_app.fieldwork.administration import BadName, read_name
from survey_app.fieldwork.administrators import Role, Roles
from survey_app.fieldwork.passwords import Weakness
from survey_app.fieldwork.wave import APPROACHED, Custody, Recruitment, Wave, is_label, is_wave_id
from survey_app.language.catalogues import LANGUAGES
from survey_app.questionnaire.instrument import Instrument
from survey_app.web.admin.notation import month_names
from survey_app.web.translation import gettext as _
from survey_app.web.translation import lazy_gettext as _l


@dataclass(frozen=True)
class FormFault:
    """One sentence that says what to do, and the id of the field where it is done."""

    field: str
    text: str


class Needed:
    """Something other than blanks was filled in or chosen; if not, says what is missing."""

    field_flags: Mapping[str, object] = {"required": True}

    def __call__(self, _form: object, field: Field) -> None:
        """Stop here when there is nothing to look at."""
        if not any(str(value).strip() for value in field.raw_data or ()):
            field.errors = []
            raise StopValidation(_("Vul nog in of kies: %(label)s", label=field.label.text))


class WholeNumber(IntegerField):  # type: ignore[misc]  # WTForms has no types
    """A number in figures; keeps what was typed."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number; raises ValueError, as WTForms wants it, in words that help."""
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            why = _("Vul een heel getal in, in cijfers, bij: %(label)s", label=self.label.text)
            raise ValueError(why) from error


class Day(DateField):  # type: ignore[misc]  # WTForms has no types
    """A day; keeps what was typed where the browser has no calendar."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day; raises ValueError, as WTForms wants it, in words that help."""
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Vul een dag in als 2026-12-04, bij: %(label)s", label=self.label.text)) from error


class AdminForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A form that is the administrators' own."""

    def faults(self) -> list[FormFault]:
        """Everything that is wrong, each with its field on the page."""
        return [FormFault(self._first_input(name), str(errors[0])) for name, errors in self.errors.items() if name]

    def refuse(self, why: str, field: Field | None = None) -> None:
        """Say what is wrong with what was filled in, at this field or else at the first."""
        target = field or next(iter(self))
        target.errors = [*target.errors, why]

    def is_still(self, shown: Field, now: str, why: str, at: Field | None = None) -> bool:
        """Whether the page was made of what is so now; if not, say so and take that for the next time."""
        if shown.data == now:
            return True
        self.refuse(why, at)
        shown.data = now
        return False

    def _first_input(self, name: str) -> str:
        """The id of what is focused: for a group of choices its first one."""
        field = self[name]
        return f"{field.id}-0" if isinstance(field, RadioField | SelectMultipleField) else str(field.id)


class LogInForm(AdminForm):
    """Name and password."""

    name = StringField(_l("Naam"), validators=[Needed()])
    password = PasswordField(_l("Wachtwoord"), validators=[Needed()])


class PlainForm(AdminForm):
    """A button: nothing to fill in but the proof that the form is ours."""


class LanguageForm(AdminForm):
    """The language to speak from now on, and the page to speak it on first."""

    language = HiddenField(validators=[AnyOf(LANGUAGES)])
    page = HiddenField()


class NameForm(AdminForm):
    """What a wave is called, and when it was."""

    label = StringField(
        _l("Naam van de meting"), validators=[Needed(), Length(max=120, message=_l("Maak dit korter dan 120 tekens."))]
    )
    month = SelectField(_l("Maand"), coerce=int, choices=lambda: [SelectChoice(*month) for month in month_names()])
    year = WholeNumber(
        _l("Jaar"),
        validators=[
            Needed(),
            NumberRange(2000, 2100, _l("Vul een jaar in van 2000 tot en met 2100, in cijfers.")),
        ],
    )

    def validate_label(self, field: StringField) -> None:
        """Can stand in a heading."""
        if not is_label(field.data.strip()):
            raise ValidationError(_("In deze naam staat een teken dat niet te zien is. Typ de naam opnieuw."))

    def first_of_month(self) -> date:
        """The month of measurement as it is kept."""
        return date(self.year.data, self.month.data, 1)


class ParticularsForm(NameForm):
    """What is known of a wave beside its answers."""

    recruitment = RadioField(
        _l("Hoe komen deelnemers binnen?"),
        choices=[
            SelectChoice(Recruitment.CODES.value, _l("Met een eigen code, in een brief of op een kaart")),
            SelectChoice(
                Recruitment.OPEN_LINK.value, _l("Met een open link, alleen vanaf het eigen netwerk (medewerkers)")
            ),
        ],
        validators=[Needed()],
    )
    approached = WholeNumber(
        _l("Hoeveel mensen zijn benaderd?"),
        validators=[
            Optional(),
            NumberRange(APPROACHED[0], APPROACHED[-1], _l("Vul een getal in van 1 tot en met 10 miljoen.")),
        ],
    )

    def validate_approached(self, field: IntegerField) -> None:
        """Is what no codes tell."""
        is_told = self.is_held_here() and self.recruitment.data == Recruitment.CODES
        if is_told and field.data is not None:
            raise ValidationError(_("Met codes is dit het aantal codes. Laat dit leeg."))

    def is_held_here(self) -> bool:
        """Whether the wave takes answers here."""
        return True


class NewWaveForm(NameForm):
    """A wave that is not there yet."""

    wave_id = StringField(
        _l("Kenmerk"), validators=[Needed(), Length(max=60, message=_l("Maak dit korter dan 60 tekens."))]
    )
    fictitious = BooleanField(_l("Dit is een proef met verzonnen antwoorden"))

    def __init__(self, taken: Collection[str], **suggested: object) -> None:
        super().__init__(**suggested)
        self._taken = taken

    def validate_wave_id(self, field: StringField) -> None:
        """Can name files and addresses, and no other wave has it."""
        if not is_wave_id(field.data):
            raise ValidationError(
                _("Gebruik kleine letters en cijfers, met streepjes ertussen. Bijvoorbeeld: bewoners-2020.")
            )
        if field.data in self._taken:
            raise ValidationError(_("Er is al een meting met dit kenmerk. Kies een ander."))


class WaveForm(NewWaveForm, ParticularsForm):
    """A new wave, about a questionnaire that was chosen before."""

    custody = RadioField(
        _l("Waar is de sleutel zolang de meting open is?"),
        choices=[
            SelectChoice(
                Custody.SHEETS.value, _l("Op bladen papier: alleen met twee bladen samen gaat de bus open (advies)")
            ),
            SelectChoice(Custody.HOST.value, _l("Op deze server: eenvoudig, voor een proef")),
        ],
        default=Custody.SHEETS.value,
        validators=[Needed()],
    )
    minimum = WholeNumber(
        _l("Minimum aantal ingevulde vragenlijsten"),
        default=10,
        validators=[
            Needed(),
            NumberRange(5, 1000, _l("Vul een getal in van 5 tot en met 1000.")),
        ],
    )

    def wave(self, source: str) -> Wave:
        """The draft that was filled in."""
        return Wave(
            id=self.wave_id.data,
            label=self.label.data.strip(),
            month=self.first_of_month(),
            source=source,
            recruitment=Recruitment(self.recruitment.data),
            custody=Custody(self.custody.data),
            minimum=self.minimum.data,
            fictitious=self.fictitious.data,
            approached=self.approached.data,
        )


class OpenForm(AdminForm):
    """Open a wave with the questionnaire as it was shown."""

    fingerprint = HiddenField(validators=[Needed()])

    def was_shown(self, instrument: Instrument) -> bool:
        """Whether the page was made of this questionnaire."""
        why = _("De vragenlijst is intussen gewijzigd. Kijk hem opnieuw na en open de meting dan.")
        return self.is_still(self.fingerprint, instrument.fingerprint(), why)


class FinalForm(AdminForm):
    """What cannot be undone is done after typing the id of the wave."""

    typed = StringField(_l("Kenmerk van de meting"), validators=[Needed()])

    def __init__(self, wave_id: str) -> None:
        super().__init__()
        self._wave_id = wave_id

    def validate_typed(self, field: StringField) -> None:
        """The id of this wave and no other."""
        if field.data.strip() != self._wave_id:
            raise ValidationError(_("Dit is niet het kenmerk van deze meting. Typ: %(wave_id)s", wave_id=self._wave_id))


class RemoveForm(FinalForm):
    """Remove a draft with as many codes as the page told."""

    codes = HiddenField()

    def was_told(self, codes: int) -> bool:
        """Whether the page told this number; letters may have been printed meanwhile."""
        why = _("Er zijn intussen codes gemaakt. Kijk of u het concept nog steeds wilt verwijderen.")
        return self.is_still(self.codes, str(codes), why, self.typed)


class VoidForm(FinalForm):
    """Throwing away envelopes that can still be opened takes a tick more."""

    even_with_key = BooleanField(_l("Gooi de antwoorden weg, ook al kunnen ze nog open"), validators=[Needed()])


class RolesForm(AdminForm):
    """What an administrator may do."""

    roles = SelectMultipleField(
        _l("Wat mag deze persoon?"),
        choices=[
            SelectChoice(
                Role.FIELDWORK.value, _l("Beheerder: metingen toevoegen, openen en sluiten, en beheerders toelaten")
            ),
            SelectChoice(Role.RESEARCH.value, _l("Onderzoeker: metingen vergelijken en werkboeken downloaden")),
            SelectChoice(
                Role.READER.value, _l("Lezer: metingen en respons bekijken, of alleen de resultaten van een onderzoek")
            ),
            SelectChoice(
                Role.CONTACT.value, _l("Contactpersoon: lezen wie bereikt wil worden, zonder uitkomsten te zien")
            ),
        ],
        default=[Role.READER.value],
        validators=[Needed()],
        option_widget=widgets.CheckboxInput(),
        widget=widgets.ListWidget(prefix_label=False),
    )

    studies = SelectMultipleField(
        _l("Hoort deze lezer bij een onderzoek?"),
        option_widget=widgets.CheckboxInput(),
        widget=widgets.ListWidget(prefix_label=False),
    )

    def __init__(self, known: Mapping[str, str], **kept: object) -> None:
        """`known` are the titles of studies by id."""
        super().__init__(**kept)
        self.studies.choices = [SelectChoice(study, title) for study, title in known.items()]

    def validate_studies(self, field: SelectMultipleField) -> None:
        """Of a reader who is nothing else: another role sees more than that."""
        if field.data and self.roles.data != [Role.READER.value]:
            raise ValidationError(
                _("Bij een onderzoek hoort alleen een lezer. Kies alleen de rol lezer, of kies geen onderzoek.")
            )

    def chosen_roles(self) -> Roles:
        """The roles as a set."""
        return frozenset(Role(value) for value in self.roles.data)


class AdministratorForm(RolesForm):
    """A new administrator."""

    name = StringField(_l("Naam"), validators=[Needed()])

    def __init__(self, known: Mapping[str, str], taken: Collection[str] = ()) -> None:
        super().__init__(known)
        self._taken = taken

    def validate_name(self, field: StringField) -> None:
        """Can be logged in with, and is nobody else's."""
        try:
            name = read_name(field.data)
        except BadName as refusal:
            why = _(
                "Gebruik 2 tot 40 kleine letters en cijfers, met punten of streepjes ertussen. Bijvoorbeeld: j.jansen."
            )
            raise ValidationError(why) from refusal
        if name in self._taken:
            raise ValidationError(_("Er is al iemand met deze naam. Kies een andere, of geef een nieuw wachtwoord."))


class PasswordForm(AdminForm):
    """A new password of one's own."""

    current = PasswordField(_l("Huidig wachtwoord"), validators=[Needed()])
    new = PasswordField(_l("Nieuw wachtwoord"), validators=[Needed()])
    again = PasswordField(_l("Nieuw wachtwoord, nog een keer"), validators=[Needed()])

    def validate_again(self, field: PasswordField) -> None:
        """Typed the same twice."""
        if field.data != self.new.data:
            raise ValidationError(_("De twee nieuwe wachtwoorden zijn niet gelijk. Typ ze opnieuw."))


def weakness_words(weakness: Weakness) -> str:
    """What is wrong with a chosen password, and what would be right."""
    return {
        Weakness.TOO_SHORT: _("Dit wachtwoord is te kort. Gebruik ten minste 12 tekens, bijvoorbeeld vier woorden."),
        Weakness.TOO_LONG: _("Dit wachtwoord is te lang. Gebruik ten hoogste 200 tekens."),
        Weakness.HOLDS_NAME: _("Uw naam mag niet in het wachtwoord staan. Kies een ander wachtwoord."),
        Weakness.TOO_EVEN: _("Dit wachtwoord herhaalt steeds dezelfde tekens. Gebruik ten minste 5 verschillende."),
    }[weakness]
