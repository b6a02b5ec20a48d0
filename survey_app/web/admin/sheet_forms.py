"""Words of the sheets as administrators type them, and what is wrong with them in words."""

from __future__ import annotations

from wtforms import HiddenField, StringField
from wtforms.validators import ValidationError

from survey_app.fieldwork.passphrase import WordNotInList, WrongNumberOfWords, read_words
from survey_app.fieldwork.sheets import WORDS, SheetOfAnotherWave, SwappedKey, WrongSheet
from survey_app.web.admin.forms import AdminForm, FinalForm, Needed, OpenForm
from survey_app.web.translation import gettext as _
from survey_app.web.translation import lazy_gettext as _l


class SheetWords(StringField):  # type: ignore[misc]  # WTForms has no types
    """The words of one sheet; `words` are theirs once the form is valid."""

    words: tuple[str, ...] = ()

    def pre_validate(self, _form: object) -> None:
        """Read the words; says which is wrong, and not what it was."""
        try:
            self.words = read_words(self.data or "", WORDS)
        except WordNotInList as fault:
            why = _("Woord %(number)s staat niet in onze lijst. Kijk nog eens op het blad.", number=fault.position)
            raise ValidationError(why) from fault
        except WrongNumberOfWords as fault:
            why = _("Typ de %(needed)s woorden van het blad. U typte er %(typed)s.", needed=WORDS, typed=fault.typed)
            raise ValidationError(why) from fault


class MakeSheetsForm(AdminForm):
    """Make two sheets in the place of those that the page knew of, if any; so a reload makes none."""

    instead_of = HiddenField()


class OpenWithSheetsForm(OpenForm):
    """Open a wave with both sheets typed back."""

    first = SheetWords(_l("De zeven woorden van blad 1"), validators=[Needed()])
    second = SheetWords(_l("De zeven woorden van blad 2"), validators=[Needed()])

    def refuse_sheet(self, refusal: WrongSheet) -> None:
        """Say at its field which sheet does not fit."""
        self.refuse(wrong_sheet_words(refusal), self.second if refusal.sheet == 2 else self.first)


class CloseWithSheetForm(FinalForm):
    """Close a wave with the words of one sheet."""

    sheet = SheetWords(_l("De zeven woorden van een van de twee bladen"), validators=[Needed()])


def wrong_sheet_words(refusal: WrongSheet | SwappedKey) -> str:
    """Why these words do not open this wave."""
    if isinstance(refusal, SwappedKey):
        return _(
            "De sleutel in de database is niet die van de bladen. Vergelijk de vingerafdruk op deze pagina met die op "
            "het blad, en vraag de beheerder van de server om hulp. Er is niets veranderd."
        )
    if isinstance(refusal, SheetOfAnotherWave):
        return _(
            "Dit is een blad van een andere meting: %(wave_id)s. Pak het blad van deze meting.", wave_id=refusal.other
        )
    return _("Deze woorden passen niet bij deze meting. Kijk of de vingerafdruk op het blad dezelfde is.")
