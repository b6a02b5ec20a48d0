"""What a researcher fills in to get microdata: traits, categories that count as one, and the kind of file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wtforms import HiddenField, RadioField, SelectChoice, SelectMultipleField, widgets

from survey_app.dataset.microdata.choosing import Choice, Merges, WaveRows
from survey_app.dataset.microdata.forms import written_forms
from survey_app.dataset.microdata.refusals import CellsTooSmall, FormIsFixed, NeedsTrait, NoSuchTrait, NotMerged
from survey_app.questionnaire.model import options_of
from survey_app.web.admin.forms import AdminForm
from survey_app.web.translation import gettext as _
from survey_app.web.translation import lazy_gettext as _l

ChoiceRefused = (CellsTooSmall, FormIsFixed, NeedsTrait, NoSuchTrait, NotMerged)


@dataclass(frozen=True)
class MergeField:
    """One category, and the categories before it that it may count as one with; `chosen` is one of these, or empty."""

    name: str
    label: str
    others: Sequence[tuple[str, str]]
    chosen: str


@dataclass(frozen=True)
class Merging:
    """The categories of one trait, but the first; `is_open` when some of them are merged."""

    trait: str
    fields: Sequence[MergeField]

    @property
    def is_open(self) -> bool:
        """Whether there is something to be seen."""
        return any(field.chosen for field in self.fields)


class MicrodataForm(AdminForm):
    """A box for each trait that the wave can give; none ticked keeps none. `shown` is what the page tells of."""

    keep = SelectMultipleField(
        _l("Kenmerken in het bestand"),
        option_widget=widgets.CheckboxInput(),
        widget=widgets.ListWidget(prefix_label=False),
        validate_choice=False,
    )
    kind = RadioField(_l("Soort bestand"))
    shown = HiddenField()

    def __init__(self, traits: Sequence[tuple[str, str]], kinds: Sequence[str], kept: Iterable[str] = ()) -> None:
        super().__init__(data={"keep": list(kept), "kind": self._usual(kinds)})
        self._names = dict(traits)
        self.keep.choices = [SelectChoice(*trait) for trait in traits]
        self.kind.choices = [SelectChoice(kind, _kind_words(kind)) for kind in kinds]

    @property
    def chosen_kind(self) -> str:
        """The ending of the file; the usual one when something else was sent."""
        kinds = [str(choice.value) for choice in self.kind.choices]
        return str(self.kind.data) if self.kind.data in kinds else self._usual(kinds)

    @staticmethod
    def _usual(kinds: Sequence[str]) -> str:
        return ".xlsx" if ".xlsx" in kinds else ".zip"

    def is_of(self, choice: Choice) -> bool:
        """Whether the page told what this choice does; if not, say so."""
        why = _(
            "Dit is een andere keuze dan de pagina liet zien. Hieronder staat nu wat zij doet. Klopt het? Download dan."
        )
        return self.is_still(self.shown, choice_line(choice), why, self.keep)

    def refuse_choice(self, refusal: Exception) -> None:
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
            case FormIsFixed(trait=trait):
                why = _(
                    "‘%(trait)s’ stond al in een eerder bestand, met andere categorieën. Dat kan niet meer anders.",
                    trait=self._names[trait],
                )
                self.refuse(why, self.keep)
            case NotMerged():
                self.refuse(_("Voeg alleen categorieën samen die hier staan."), self.keep)
            case _:
                self.refuse(_("Kies uit de kenmerken die hier staan."), self.keep)

    def _too_small(self, refusal: CellsTooSmall) -> str:
        together = _(
            "‘%(together)s’ kan niet in het bestand: er zouden groepen van minder dan %(least)s mensen ontstaan, ook "
            "als het kenmerk bij 15%% van de rijen leeg is.",
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
            return _("Geen van deze kenmerken kan erin. Misschien wel als u categorieën samenvoegt.")
        choices = "; ".join(f"‘{self._named(traits)}’" for traits in refusal.allowed)
        return _("Wel kan: %(choices)s. Of voeg categorieën samen.", choices=choices)

    def _named(self, traits: Sequence[str]) -> str:
        return " + ".join(self._names[trait] for trait in traits)


def choice_line(choice: Choice) -> str:
    """A choice as one line, to know it again by."""
    return written_forms(choice.forms)


def merges_in(rows: WaveRows, sent: Mapping[str, str]) -> Merges:
    """What was asked to count as one: each category with one before it. Raises NotMerged."""
    found = {trait.id: list(_groups(rows, trait.id, sent)) for trait in rows.cells.traits}
    return {trait: groups for trait, groups in found.items() if groups}


def merging_of(rows: WaveRows, names: Mapping[str, str], merges: Merges) -> list[Merging]:
    """The fields to merge with, of each trait of which categories may be merged."""
    found = (
        Merging(names[trait.id], list(_fields(rows, trait.id, merges.get(trait.id, ())))) for trait in rows.cells.traits
    )
    return [merging for merging in found if merging.fields]


def _groups(rows: WaveRows, trait: str, sent: Mapping[str, str]) -> Iterator[list[str]]:
    categories = rows.may_be_merged(trait)
    group_of: dict[str, list[str]] = {}
    for place, category in enumerate(categories):
        other = sent.get(_field_name(trait, category), "")
        if other and other not in categories[:place]:
            raise NotMerged(rows.wave.id, trait, other, categories)
        group_of[category] = group_of.get(other, [])
        group_of[category].append(category)
    yield from (group for first, group in group_of.items() if group[0] == first and len(group) > 1)


def _fields(rows: WaveRows, trait: str, groups: Sequence[Sequence[str]]) -> Iterator[MergeField]:
    categories = rows.may_be_merged(trait)
    item = rows.instrument.questionnaire.items.get(trait)
    labels = {option.id: option.label for option in options_of(item)} if item else {}
    if not rows.told.form_of(trait) and len(categories) > 2:
        for place, category in enumerate(categories[1:], start=1):
            group = next((group for group in groups if category in group), [category])
            chosen = next((one for one in categories[:place] if one in group), "")
            others = [(one, labels[one]) for one in categories[:place]]
            yield MergeField(_field_name(trait, category), labels[category], others, chosen)


def _field_name(trait: str, category: str) -> str:
    return f"merge.{trait}.{category}"


def _kind_words(kind: str) -> str:
    return {
        ".xlsx": _("Werkboek (Excel)"),
        ".sav": _("SPSS (.sav en .sps, in een zip)"),
        ".zip": _("CSV (in een zip), ook om in Peilstok te vergelijken"),
    }[kind]
