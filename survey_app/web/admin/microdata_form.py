"""Which traits a researcher keeps in microdata."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wtforms import SelectChoice, SelectMultipleField, widgets

from survey_app.dataset.microdata.choosing import CellsTooSmall, NeedsTrait, NoSuchTrait
from survey_app.web.admin.forms import AdminForm
from survey_app.web.translation import gettext as _
from survey_app.web.translation import lazy_gettext as _l


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
        choices = "; ".join(f"‘{self._named(one)}’" for one in refusal.allowed)
        return _("Wel kan: %(choices)s.", choices=choices)

    def _named(self, traits: Sequence[str]) -> str:
        return " + ".join(self._names[trait] for trait in traits)
