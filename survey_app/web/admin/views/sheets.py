"""Sheets of paper that hold the key of a wave: made, shown once, and typed back to open it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms import HiddenField, RadioField, SelectChoice, StringField
from wtforms.validators import ValidationError

from survey_app.fieldwork.life import make_sheets, open_wave
from survey_app.fieldwork.passphrase import WordNotInList, WrongNumberOfWords, read_words
from survey_app.fieldwork.sheets import (
    NEEDED,
    SHEETS,
    WORDS,
    SameSheetTwice,
    SheetOfAnotherWave,
    SwappedKey,
    Words,
    WrongSheet,
    find_new_sheets,
    fingerprint_of,
)
from survey_app.fieldwork.wave import Custody, Wave, WaveState
from survey_app.questionnaire.instrument import Instrument
from survey_app.web.admin.equipment import do_apart, equipment
from survey_app.web.admin.forms import AdminForm, FinalForm, Needed, OpenForm
from survey_app.web.admin.opening_advice import OpeningAdvice
from survey_app.web.admin.preview import count_words
from survey_app.web.admin.response_board import Board
from survey_app.web.admin.showing import expect, form_page, go_to, read_wave
from survey_app.web.stores import installation
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
    """Make sheets in the place of those that the page knew of, if any; so a reload makes none."""

    instead_of = HiddenField()
    number = RadioField(
        _l("Hoeveel bladen?"),
        choices=[
            SelectChoice(SHEETS, _l("Drie bladen: elke twee samen openen de bus, één mag er kwijtraken (advies)")),
            SelectChoice(NEEDED, _l("Twee bladen, voor een klein team: beide zijn nodig, er mag er geen kwijtraken")),
        ],
        coerce=int,
        default=SHEETS,
    )


class SheetsForm(AdminForm):
    """A form in which as many sheets are typed as it takes."""

    def keep_sheets(self, number: int) -> None:
        """Ask for the first so many sheets only."""
        for field in self.sheets()[number:]:
            del self[field.name]

    def sheets(self) -> list[SheetWords]:
        """The fields of the sheets, in order."""
        return [field for field in self if isinstance(field, SheetWords)]

    def words(self) -> list[Words]:
        """The words of each sheet, once the form is valid."""
        return [field.words for field in self.sheets()]

    def refuse_sheets(self, refusal: WrongSheet | SwappedKey) -> None:
        """Say which sheet does not fit at its field, or where that cannot be told at the first."""
        place = refusal.sheet if isinstance(refusal, WrongSheet) and refusal.sheet else 1
        self.refuse(wrong_sheet_words(refusal, len(self.sheets())), self.sheets()[place - 1])


class OpenWithSheetsForm(SheetsForm, OpenForm):
    """Open a wave with every sheet typed back."""

    first = SheetWords(_l("De zeven woorden van blad 1"), validators=[Needed()])
    second = SheetWords(_l("De zeven woorden van blad 2"), validators=[Needed()])
    third = SheetWords(_l("De zeven woorden van blad 3"), validators=[Needed()])


class CloseWithSheetsForm(SheetsForm, FinalForm):
    """Close a wave with the words of two sheets; with those of one under the rule of before."""

    first = SheetWords(_l("De zeven woorden van een blad"), validators=[Needed()])
    second = SheetWords(_l("De zeven woorden van een ander blad"), validators=[Needed()])


def wrong_sheet_words(refusal: WrongSheet | SwappedKey, number: int) -> str:
    """Why these words, of so many sheets, do not open this wave."""
    match refusal:
        case SwappedKey():
            return _(
                "De sleutel in de database is niet die van de bladen. Vergelijk de vingerafdruk op deze pagina met die "
                "op het blad, en vraag de beheerder van de server om hulp. Er is niets veranderd."
            )
        case SheetOfAnotherWave(other=other):
            return _(
                "Dit zijn bladen van een andere meting: %(wave_id)s. Pak de bladen van deze meting.", wave_id=other
            )
        case SameSheetTwice():
            return _("U typte twee keer hetzelfde blad. Typ hier de woorden van een ander blad.")
        case WrongSheet(sheet=None) if number > 1:
            return _(
                "Deze woorden openen de bus niet. Minstens één blad klopt niet. Kijk of op elk blad de naam en de "
                "vingerafdruk van deze meting staan, of het geen oud blad is, en of de volgorde van de woorden klopt."
            )
        case _:
            return _(
                "De woorden van dit blad kloppen niet. Kijk of er de naam en de vingerafdruk van deze meting op staan, "
                "of het geen oud blad is, en of de volgorde van de woorden klopt."
            )


def sheets(wave_id: str) -> ResponseReturnValue:
    """Make the sheets and show them, this once: a reload, or a second click, makes and shows none."""
    at, wave = installation(), read_wave(wave_id)
    to_opening = redirect(url_for("admin.open_", wave_id=wave_id))
    if request.method == "GET" or wave.custody is not Custody.SHEETS:
        return to_opening
    instrument = at.instrument_of(expect(wave, WaveState.DRAFT))
    form = MakeSheetsForm()
    if not form.validate_on_submit() or form.instead_of.data != _mark(wave_id):
        flash(_("Deze bladen zijn al gemaakt. U ziet ze maar één keer. Zijn ze weg? Maak dan nieuwe."))
        return to_opening
    new_sheets = do_apart(make_sheets, wave_id, current_user.name, form.number.data, clock=equipment().clock)
    return render_template("admin/sheets.html", wave=wave, sheets=new_sheets, instrument=instrument)


def open_with_sheets(
    wave: Wave, board: Board, instrument: Instrument, advice: OpeningAdvice | None
) -> ResponseReturnValue:
    """Open the wave when every sheet is typed back; before that, the page that asks for them."""
    kept = find_new_sheets(installation().keys, wave.id)
    form = OpenWithSheetsForm(fingerprint=instrument.fingerprint())
    form.keep_sheets(kept.sheets if kept else SHEETS)
    if form.validate_on_submit() and form.was_shown(instrument):
        today, who, clock = equipment().today(), current_user.name, equipment().clock
        try:
            do_apart(open_wave, wave.id, instrument, today, who, form.words(), clock=clock)
        except WrongSheet as refusal:
            form.refuse_sheets(refusal)
        else:
            return go_to("wave", _("De meting is geopend. Vanaf nu kunnen mensen antwoorden."), wave.id)
    return form_page(
        "admin/open-with-sheets.html",
        form,
        wave=wave,
        board=board,
        instrument=instrument,
        making=MakeSheetsForm(formdata=None),
        size=count_words(instrument.questionnaire),
        advice=advice,
        mark=_mark(wave.id),
        sheets=kept.sheets if kept else SHEETS,
        key_fingerprint=None if kept is None else fingerprint_of(kept.public_key),
    )


def _mark(wave_id: str) -> str:
    """Which sheets there are now; empty while there are none."""
    kept = find_new_sheets(installation().keys, wave_id)
    return "" if kept is None else kept.mark()
