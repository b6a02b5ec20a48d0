"""The paper of a closed wave: what there is to say of it, and writing down that it, or a backup, was destroyed."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms import HiddenField, RadioField, SelectChoice, StringField
from wtforms.validators import Length

from survey_app.assurance.paper import left_words, name_of
from survey_app.fieldwork.ports import Shredding, Store
from survey_app.fieldwork.shredding import (
    BadHolder,
    BadShreddingDay,
    Paper,
    left_of,
    paper_of,
    record_shredding,
    undo_shredding,
)
from survey_app.fieldwork.wave import Wave, WaveState
from survey_app.web.admin.equipment import equipment
from survey_app.web.admin.forms import AdminForm, Day, Needed
from survey_app.web.admin.notation import day_words
from survey_app.web.admin.showing import expect, form_page, go_to
from survey_app.web.language import spoken
from survey_app.web.stores import installation
from survey_app.web.translation import gettext as _
from survey_app.web.translation import lazy_gettext as _l


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


def destroy_paper(wave_id: str) -> ResponseReturnValue:
    """What is left, who destroyed what, and a form to write down more or take something back."""
    at, who, clock = installation(), current_user.name, equipment().clock
    with at.stores.reading() as store:
        wave = expect(store.waves.get(wave_id), WaveState.CLOSED)
        paper = paper_of(wave, store.shreddings.read(wave_id))
    undo = UndoForm()
    if "undo" in request.form and undo.validate_on_submit() and undo.undo.data.isdecimal():
        undo_shredding(at.stores, wave_id, int(undo.undo.data), who, clock=clock)
        return go_to("destroy_paper", _("Dit is weer open: het is nog niet vernietigd."), wave_id)
    form = ShreddingForm(day=equipment().today())
    form.offer(paper)
    if "undo" not in request.form and form.validate_on_submit():
        try:
            record_shredding(at.stores, form.shredding(wave_id), who, equipment().today(), clock=clock)
        except BadHolder:
            form.refuse(_("In deze naam staat een teken dat niet te zien is. Typ de naam opnieuw."), form.holder)
        except BadShreddingDay as refusal:
            form.refuse(_("Kies een dag van %(first)s tot en met vandaag.", first=day_words(refusal.first)), form.day)
        else:
            return go_to("destroy_paper", _("Vastgelegd. Dank u wel."), wave_id)
    return form_page("admin/destroy-paper.html", form, wave=wave, paper=tell_paper(wave, paper))


@dataclass(frozen=True)
class ToldPaper:
    """Every piece with its name, and in one sentence what is left; None when everything was destroyed."""

    pieces: tuple[tuple[str, Paper], ...]
    left: str | None


def read_paper(store: Store, wave: Wave) -> ToldPaper | None:
    """What there is to say of it; None for a wave that leaves no paper."""
    paper = paper_of(wave, store.shreddings.read(wave.id))
    return tell_paper(wave, paper) if paper else None


def tell_paper(wave: Wave, paper: Sequence[Paper]) -> ToldPaper:
    """The same of paper that was read."""
    language, left = spoken(), left_words(wave, left_of(paper))
    pieces = tuple((name_of(piece.sheet).capitalised().spoken_in(language), piece) for piece in paper)
    return ToldPaper(pieces, left.spoken_in(language) if left else None)
