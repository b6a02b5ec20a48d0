"""Which traits may be kept in a file of microdata, in what form, and what each choice leaves out and rules out."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, combinations

from survey_app.dataset.microdata.cells import Beside, Cells, Kept, Secret, Trait, nothing_beside
from survey_app.dataset.microdata.coding import CodedVariable, segment_name
from survey_app.dataset.microdata.forms import Form, merged_groups
from survey_app.dataset.microdata.reading import Column
from survey_app.dataset.microdata.refusals import CellsTooSmall, FormIsFixed, NeedsTrait, NoSuchTrait, NotMerged
from survey_app.dataset.microdata.rules import LeftOut, Reason, decided
from survey_app.fieldwork.wave import Wave
from survey_app.questionnaire.answers import words_key
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.model import LikertStatement
from survey_app.questionnaire.variables import Kind

Hidden = Mapping[str, Mapping[str, Set[str]]]
"""By trait that workbooks tell of, and item of which they hide something: the categories that they tell it of."""

Merges = Mapping[str, Sequence[Sequence[str]]]
"""By trait: groups of its categories, each to be one."""


@dataclass(frozen=True)
class Choice:
    """Which traits are kept, in the order of the file, in what form, and all that is left out for some reason.

    `blanked`: by trait, for how many responses it is blanked. `beside` are these traits and those of earlier files.
    `closes` are traits that a later file could keep if this one was not made, and cannot once it is. `fixes` are those
    that no earlier file had, which every later one has in this form.
    """

    kept: tuple[str, ...]
    forms: tuple[Form, ...]
    blanked: Mapping[str, int]
    left_out: tuple[LeftOut, ...]
    closes: tuple[str, ...]
    fixes: tuple[Form, ...]
    beside: Beside

    def merged(self, trait: str) -> Sequence[Sequence[str]]:
        """The groups of categories of one trait that are one here."""
        return next((form.merged for form in self.forms if form.trait == trait), ())


@dataclass(frozen=True)
class WaveRows:
    """All responses of a wave in columns of numbers, in the order of the store: not to be shown like this.

    `never` is what no file holds. `earlier` are the files that were made of this wave, each by the forms of its traits.
    `hidden` says which answers are in no file beside a trait, `secret` categories that the workbook hides.
    """

    wave: Wave
    instrument: Instrument
    number: int
    variables: tuple[CodedVariable, ...]
    columns: Mapping[str, Column]
    cells: Cells
    never: tuple[LeftOut, ...]
    earlier: tuple[tuple[Form, ...], ...] = ()
    hidden: Hidden = field(default_factory=dict)
    secret: Secret = field(default_factory=dict)

    @property
    def segment(self) -> str:
        """The column of the segment, and what it is called in a choice."""
        return segment_name(self.instrument.questionnaire)

    @cached_property
    def told(self) -> Beside:
        """What all earlier files kept together, as they had it: rows of two files can be matched by their answers."""
        beside = nothing_beside(self.cells, self.secret)
        known = {trait.id for trait in self.cells.traits}
        for form in (form for forms in self.earlier for form in forms if form.trait in known):
            beside = beside.with_earlier(form)
        return beside

    @property
    def before(self) -> Kept:
        """The traits of earlier files."""
        return self.told.kept

    def choose(self, keep: Iterable[str] | None = None, merge: Merges | None = None) -> Choice:
        """Keep these traits; None keeps as many as are allowed, the segment first, then as they are asked.

        A choice is judged together with all that earlier files of the wave held, and a trait that one of them held
        stays in the form that it had. Raises NoSuchTrait, NotMerged, FormIsFixed, NeedsTrait or CellsTooSmall.
        """
        forms = self._forms(merge or {})
        if keep is None:
            beside = self.told.grown(form for form in forms.values() if not self._hides_all(form.trait))
            return self._chosen(beside, self.cells.in_order(beside.kept))
        asked = frozenset(keep)
        self._check(asked)
        wanted = self.cells.in_order(asked)
        together = self.told.find_all(forms[trait] for trait in wanted)
        if together is None:
            raise self._too_small(asked, forms)
        return self._chosen(together, wanted)

    def may_be_merged(self, trait_id: str) -> tuple[str, ...]:
        """The categories of a trait that may count as one with others; none where questions depend on them."""
        trait = self._traits.get(trait_id)
        if trait is None or trait.decides or trait.is_segment or trait.variables[0].kind is not Kind.OPTION:
            return ()
        variable = trait.variables[0]
        return tuple(answer for answer, code in variable.codes.items() if code not in variable.says_nothing)

    def _hides_all(self, trait: str) -> bool:
        """Whether nothing would be left of any statement beside it; then it is kept only by who asks for it."""
        told = self.hidden.get(trait, {})
        statements = (
            item for item in self.instrument.questionnaire.items.values() if isinstance(item, LikertStatement)
        )
        return bool(told) and not any(told.get(item.id, True) for item in statements)

    @cached_property
    def _traits(self) -> Mapping[str, Trait]:
        return {trait.id: trait for trait in self.cells.traits}

    def _forms(self, merge: Merges) -> Mapping[str, Form]:
        """The form of every trait: as an earlier file had it, else merged as is asked."""
        for trait_id, groups in merge.items():
            if trait_id not in self._traits:
                raise NoSuchTrait(self.wave.id, trait_id, self._traits)
            self._check_groups(trait_id, groups)
        asked = {
            trait: Form(trait, merged_groups(merge.get(trait, ()), self.may_be_merged(trait))) for trait in self._traits
        }
        fixed = {form.trait: form for form in self.told.forms}
        for trait_id, groups in merge.items():
            if groups and trait_id in fixed and fixed[trait_id].merged != asked[trait_id].merged:
                raise FormIsFixed(self.wave.id, fixed[trait_id])
        return {**asked, **fixed}

    def _check_groups(self, trait_id: str, groups: Sequence[Sequence[str]]) -> None:
        known = self.may_be_merged(trait_id)
        merged = [category for group in groups for category in dict.fromkeys(group)]
        wrong = [category for category in merged if category not in known or merged.count(category) > 1]
        if wrong:
            raise NotMerged(self.wave.id, trait_id, wrong[0], known)

    def _check(self, asked: Kept) -> None:
        for trait_id in sorted(asked):
            if trait_id not in self._traits:
                raise NoSuchTrait(self.wave.id, trait_id, self._traits)
            missing = self._traits[trait_id].needs - asked
            if missing:
                raise NeedsTrait(self.wave.id, trait_id, self.cells.in_order(missing))

    def _too_small(self, asked: Kept, forms: Mapping[str, Form]) -> CellsTooSmall:
        wanted, before = self.cells.in_order(asked), self.cells.in_order(self.before)
        grown = {self._grown((trait, *wanted), forms) for trait in wanted}
        allowed = tuple(sorted((choice for choice in grown if choice), key=lambda choice: (-len(choice), choice)))
        together = self._too_small_together(self.cells.in_order(asked | self.before), forms)
        return CellsTooSmall(self.wave.id, together, self.cells.threshold, before, allowed)

    def _grown(self, order: Iterable[str], forms: Mapping[str, Form]) -> tuple[str, ...]:
        """As many of these traits as may stand beside those of earlier files, taken in in this order."""
        kept = set[str]()
        for trait in order:
            wanted = self.cells.in_order({*kept, trait})
            if self.told.find_all(forms[one] for one in wanted) is not None:
                kept.add(trait)
        return self.cells.in_order(kept)

    def _too_small_together(self, wanted: tuple[str, ...], forms: Mapping[str, Form]) -> tuple[str, ...]:
        """One trait, or two, or else all of these: the least that cannot be in a file, whatever was made before."""
        nothing = nothing_beside(self.cells, self.secret)
        for few in chain(combinations(wanted, 1), combinations(wanted, 2)):
            needed = self.cells.in_order(frozenset(few).union(*(self._traits[trait].needs for trait in few)))
            if nothing.find_all(forms[trait] for trait in needed) is None:
                return few
        return wanted

    def _chosen(self, beside: Beside, kept: tuple[str, ...]) -> Choice:
        forms = tuple(form for trait in kept if (form := beside.form_of(trait)))
        blanked = {form.trait: number for form in forms if (number := int(beside.lost(form).sum()))}
        fixes = tuple(form for form in forms if form not in self.told.forms)
        return Choice(kept, forms, blanked, self._left_out(beside, kept), self._closed_by(beside), fixes, beside)

    def _closed_by(self, beside: Beside) -> tuple[str, ...]:
        later = [Form(trait) for trait in self.cells.in_order(set(self._traits) - beside.kept)]
        open_now = (form for form in later if _could_add(self.told, form, self._traits))
        return tuple(form.trait for form in open_now if not _could_add(beside, form, self._traits))

    def _left_out(self, beside: Beside, kept: tuple[str, ...]) -> tuple[LeftOut, ...]:
        questionnaire = self.instrument.questionnaire
        dropped = set(self._traits) - set(kept)
        small = {trait for trait in dropped if beside.find_with(Form(trait)) is None}
        traits = [LeftOut(trait, Reason.SMALL if trait in small else Reason.NOT_KEPT) for trait in dropped]
        known = {left_out.id for left_out in self.never} | dropped
        by_traits = [left_out for left_out in decided(questionnaire, dropped) if left_out.id not in known]
        ids = [self.segment, *(key for item in questionnaire.items for key in (item, words_key(item)))]
        return tuple(sorted((*self.never, *traits, *by_traits), key=lambda left_out: ids.index(left_out.id)))


def _could_add(beside: Beside, form: Form, traits: Mapping[str, Trait]) -> bool:
    """Whether a file could keep it, with the traits that decide on it."""
    needed = beside.cells.in_order(traits[form.trait].needs)
    return beside.find_all([*(Form(trait) for trait in needed), form]) is not None
