"""Microdata for a browser: what a wave can give, in words, which traits are kept, and the file, which stays nowhere."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wtforms import SelectChoice, SelectMultipleField, widgets

from survey_app.comparison.disclosure.hidden_answers import with_hidden_answers
from survey_app.dataset.microdata.choosing import CellsTooSmall, Choice, NeedsTrait, NoSuchTrait, WaveRows
from survey_app.dataset.microdata.gathering import Obstacle, read_wave_rows
from survey_app.dataset.microdata.log import kept_before, note_export
from survey_app.dataset.microdata.rows import shuffled
from survey_app.dataset.microdata.rules import LeftOut, Reason
from survey_app.fieldwork.administration import Act
from survey_app.fieldwork.ports import Stores
from survey_app.fieldwork.wave import Wave
from survey_app.passing import passing_folder_of_pages
from survey_app.questionnaire.answers import words_key
from survey_app.questionnaire.instrument import Instrument
from survey_app.web.admin.forms import AdminForm
from survey_app.web.admin.showing import XLSX, File
from survey_app.web.language import spoken
from survey_app.web.translation import gettext as _
from survey_app.web.translation import lazy_gettext as _l
from survey_app.writers.microdata import microdata_written

MOST_AS_WORKBOOK = 20_000
"""Responses from which a workbook takes longer than a browser should wait; CSV takes a tenth of the time."""
MOST_ON_THE_WEB = 100_000


@dataclass(frozen=True)
class Omission:
    """Something that is not in the file, and why; `reason` in the language of the page."""

    name: str
    reason: str


def read_rows(stores: Stores, wave: Wave) -> WaveRows:
    """The responses, and what files before them kept."""
    with stores.reading() as store:
        rows = read_wave_rows(store, wave, kept_before(store, wave.id), lambda _done, _of: None)
        return with_hidden_answers(store, rows)


def make_file(stores: Stores, rows: WaveRows, choice: Choice, act: Act) -> File:
    """Make the file and write in the log who takes it; raises OvertakenExport. It is gone as soon as it was sent."""
    data = shuffled(rows, choice, secrets.token_bytes)
    ending = ending_for(rows.number)
    name = f"microdata_{rows.wave.id}{ending}"
    with passing_folder_of_pages() as folder:
        target = folder / name
        with (
            microdata_written(data, target, spoken(), lambda _done, _of: None) as digest,
            stores.writing() as store,
        ):
            note_export(store, rows.wave.id, choice.kept, rows.before, digest, act)
        return File(name, XLSX if ending == ".xlsx" else "application/zip", target.open("rb"))


def ending_for(number: int) -> str:
    """A workbook as long as that is quickly made, else CSV."""
    return ".xlsx" if number <= MOST_AS_WORKBOOK else ".zip"


def trait_names(rows: WaveRows) -> list[tuple[str, str]]:
    """The traits that can be chosen, by id, as people know them."""
    return [(trait.id, _name(rows.instrument, trait.id)) for trait in rows.cells.traits]


def omissions(instrument: Instrument, left_out: Iterable[LeftOut]) -> list[Omission]:
    """What is left out, in the order of the questionnaire."""
    return [Omission(_name(instrument, part.id), _reason(instrument, part)) for part in left_out]


def obstacle_words(obstacle: Obstacle) -> str:
    """Why a wave has no microdata."""
    return {
        Obstacle.NOT_CLOSED: _("Deze meting is nog niet gesloten. Tot die tijd zijn de antwoorden op slot."),
        Obstacle.PRINTED: _("Deze meting komt uit een gedrukte tabel. Daar staan geen personen in."),
        Obstacle.WITHHELD: _("Er deden te weinig mensen mee. Daarom is bij het sluiten alleen het aantal bewaard."),
        Obstacle.ONLY_WORDS: _("Deze vragenlijst vroeg alleen om woorden. Die staan nooit in microdata."),
        Obstacle.TOO_FEW: _("Er deden minder mensen mee dan nodig is om iets te laten zien."),
    }[obstacle]


def _name(instrument: Instrument, part: str) -> str:
    """An item by its question, the words beside one too; what is neither is the segment."""
    items = instrument.questionnaire.items
    if part in items:
        return items[part].text
    beside = next((item for item in items.values() if words_key(item.id) == part), None)
    if beside is None:
        return instrument.study.segment_names["Segment"].spoken_in(spoken())
    return _("%(question)s (woorden bij ‘anders’)", question=beside.text)


def _reason(instrument: Instrument, left_out: LeftOut) -> str:
    threshold = instrument.study.disclosure_threshold
    match left_out.reason:
        case Reason.WORDS:
            return _("Wat mensen zelf schreven, staat nooit in microdata.")
        case Reason.FEW:
            return _("Minder dan %(least)s mensen gaven antwoord.", least=threshold)
        case Reason.ALIKE:
            return _("In een kleine groep gaf iedereen hetzelfde antwoord.")
        case Reason.SMALL:
            return _("Anders zouden groepen van minder dan %(least)s mensen te zien zijn.", least=threshold)
        case Reason.NOT_KEPT:
            return _("U koos dit kenmerk niet.")
        case Reason.DECIDED:
            because = ", ".join(f"‘{_name(instrument, item)}’" for item in left_out.because)
            return _("Wie deze vraag kreeg, verraadt het antwoord op %(because)s.", because=because)


class MicrodataForm(AdminForm):
    """A box for each trait that the wave can give; none ticked keeps none."""

    keep = SelectMultipleField(
        _l("Kenmerken in het bestand"),
        option_widget=widgets.CheckboxInput(),
        widget=widgets.ListWidget(prefix_label=False),
        validate_choice=False,
    )

    def __init__(self, traits: Sequence[tuple[str, str]], kept: Iterable[str]) -> None:
        super().__init__(data={"keep": list(kept)})
        self._names = dict(traits)
        self.keep.choices = [SelectChoice(*trait) for trait in traits]

    def refuse_choice(self, refusal: CellsTooSmall | NeedsTrait | NoSuchTrait) -> None:
        """Say what of the choice cannot be, and what can; never which group is too small."""
        match refusal:
            case CellsTooSmall():
                self.refuse(self._too_small(refusal), self.keep)
            case NeedsTrait(trait=trait, needed=needed):
                why = _(
                    "‘%(trait)s’ kan alleen samen met ‘%(needed)s’: wie die vraag kreeg, verraadt dat antwoord.",
                    trait=self._names[trait],
                    needed=self._named(needed),
                )
                self.refuse(why, self.keep)
            case _:
                self.refuse(_("Kies uit de kenmerken die hier staan."), self.keep)

    def _too_small(self, refusal: CellsTooSmall) -> str:
        together = _(
            "‘%(together)s’ kan niet in het bestand: er zouden groepen van minder dan %(least)s mensen ontstaan.",
            together=self._named(refusal.together),
            least=refusal.threshold,
        )
        return " ".join((together, *self._earlier(refusal), self._allowed(refusal)))

    def _earlier(self, refusal: CellsTooSmall) -> Iterable[str]:
        if refusal.before:
            yield _(
                "In een eerder bestand stond al ‘%(before)s’, en rijen van twee bestanden zijn te koppelen.",
                before=self._named(refusal.before),
            )

    def _allowed(self, refusal: CellsTooSmall) -> str:
        if not refusal.allowed:
            return _("Geen van deze kenmerken kan erin.")
        choices = "; ".join(f"‘{self._named(traits)}’" for traits in refusal.allowed)
        return _("Wel kan: %(choices)s.", choices=choices)

    def _named(self, traits: Sequence[str]) -> str:
        return " + ".join(self._names[trait] for trait in traits)
