"""The cells of the full cross of traits: which traits may stand side by side in one file (STATISTICS 15, rule 10)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import reduce

import numpy as np

from survey_app.dataset.counts import SEVERAL
from survey_app.dataset.microdata.blanking import Marks, Numbers, Places, Said, blanked, numbered
from survey_app.dataset.microdata.coding import CodedVariable, Nothing
from survey_app.dataset.microdata.forms import Form
from survey_app.dataset.microdata.reading import Column
from survey_app.questionnaire.variables import YES, Kind

Kept = frozenset[str]
Secret = Mapping[str, Set[str]]
"""By trait: the categories that the workbook hides."""


@dataclass(frozen=True)
class Trait:
    """What somebody who knows a respondent may know: the segment, a background trait, or a number such as age.

    `needs` are the traits that decide whether it is asked: who was asked it tells their answers to those, so without
    them it may not stay. One that `decides` on other questions stays as it is: those would tell what is blanked. Of one
    that `weighs` nothing is blanked either: weighted figures minus the rows would tell the answers of those few. Where
    results `are_told` by it, who is blanked must be one in them too, or it follows from all items together who is of
    what (decision 0238).
    """

    id: str
    variables: tuple[CodedVariable, ...]
    needs: Kept
    decides: bool
    weighs: bool = False
    are_told: bool = False

    @property
    def tells(self) -> bool:
        """Whether there are figures by its categories."""
        return self.weighs or self.are_told

    @property
    def columns(self) -> tuple[str, ...]:
        """Its variables, of multiple choice more than one."""
        return tuple(variable.name for variable in self.variables)

    @property
    def is_segment(self) -> bool:
        """Whether it is where the invitation went, which no question asks."""
        return not self.variables[0].section and Nothing.BLANK not in self.variables[0].nothing


@dataclass(frozen=True)
class Cells:
    """The traits, and what each response says of them.

    `threshold` is the least number of responses that every combination must have.
    """

    traits: tuple[Trait, ...]
    threshold: int
    columns: Mapping[str, Column]
    number: int

    def trait(self, trait_id: str) -> Trait:
        """The trait of this name, which is one of them."""
        return next(trait for trait in self.traits if trait.id == trait_id)

    def in_order(self, kept: Iterable[str]) -> tuple[str, ...]:
        """These traits in the order of the file."""
        wanted = frozenset(kept)
        return tuple(trait.id for trait in self.traits if trait.id in wanted)

    def said(self, form: Form, secret: Set[str]) -> Said:
        """What each response says of a trait in this form; `secret` are the categories that the workbook hides."""
        trait = self.trait(form.trait)
        named = dict(self._named(trait))
        nobody = np.zeros(self.number, dtype=bool)
        hidden = reduce(np.logical_or, (named[category] for category in secret if category in named), nobody)
        shown = [marks for category, marks in named.items() if category not in secret and self._is_told(trait, marks)]
        is_covered = any(secret <= set(group) for group in form.merged)
        codes = self._codes(trait)
        unknown = nobody if trait.decides else self.unknown(trait)
        counted = tuple(self._with_unknown(unknown, hidden, shown))
        if trait.decides or trait.weighs:
            may_be_blanked = nobody
        elif trait.are_told:
            may_be_blanked = hidden if trait.is_segment else reduce(np.logical_or, counted, hidden)
        else:
            may_be_blanked = ~nobody
        return Said(
            codes=codes,
            shown=merged_codes(codes, form, trait.variables[0]).astype(np.int64),
            unknown=unknown,
            secret=nobody if is_covered else hidden,
            told=(*shown, hidden, *counted),
            may_be_blanked=may_be_blanked,
        )

    def closed(self, form: Form, told: Set[str], columns: Mapping[str, Column]) -> Marks:
        """Who is one in these columns, those of this form, with somebody of none of the categories that are `told`.

        Of more than one category is who ticked more.
        """
        trait = self.trait(form.trait)
        named = dict(self._named(trait))
        nobody = np.zeros(self.number, dtype=bool)
        number = sum(named.values(), np.zeros(self.number, dtype=np.int64))
        of_told = reduce(np.logical_or, (marks for category, marks in named.items() if category in told), nobody)
        is_told = np.where(number > 1, SEVERAL in told, of_told)
        alike = numbered([columns[name] for name in trait.columns])
        return np.isin(alike, alike[~is_told])

    def _with_unknown(self, unknown: Marks, hidden: Marks, shown: Sequence[Marks]) -> Iterator[Marks]:
        """Who is unknown with those with whom the workbook counts them, if they are few (decision 0230).

        Those are who is hidden, or else the smallest category: so many of these are blank that who is unknown is not
        what the workbook minus the file leaves.
        """
        with_them = [hidden] if hidden.any() else sorted(filter(np.any, shown), key=np.count_nonzero)[:1]
        if 0 < np.count_nonzero(unknown) < self.threshold:
            yield from (unknown | marks for marks in with_them)

    def unknown(self, trait: Trait) -> Marks:
        """Where nothing is said of it: left blank, or an option that says nothing of anybody, which are as one."""
        variable = trait.variables[0]
        nothing = [variable.nothing[Nothing.NOT_ASKED if trait.is_segment else Nothing.BLANK], *variable.says_nothing]
        return np.isin(self.columns[variable.name], nothing)

    def _named(self, trait: Trait) -> Iterator[tuple[str, Marks]]:
        """By category: who is of it. A number has none."""
        for variable in trait.variables:
            is_tick = variable.kind is Kind.TICK
            for answer, code in variable.codes.items():
                if code not in variable.says_nothing and (not is_tick or code == YES):
                    yield answer, self.columns[variable.name] == code

    def _is_told(self, trait: Trait, marks: Marks) -> bool:
        return not trait.is_segment or int(marks.sum()) >= self.threshold

    def _codes(self, trait: Trait) -> Numbers:
        columns = [self.columns[name] for name in trait.columns]
        return (numbered(columns) if len(columns) > 1 else columns[0]).astype(np.int64)


@dataclass(frozen=True)
class Beside:
    """Traits that stand side by side, each in its form, and the responses for which each is blank.

    `alike` is a number for each combination of them. Every combination has the threshold of responses.
    """

    cells: Cells
    secret: Secret
    alike: Places
    blank: Mapping[Form, Marks] = field(default_factory=dict)

    @property
    def forms(self) -> tuple[Form, ...]:
        """The traits, each in its form, as they were taken in."""
        return tuple(self.blank)

    @property
    def kept(self) -> Kept:
        """Those traits."""
        return frozenset(form.trait for form in self.blank)

    def form_of(self, trait: str) -> Form | None:
        """The form in which it stands here; None when it does not."""
        return next((form for form in self.blank if form.trait == trait), None)

    def find_with(self, form: Form) -> Beside | None:
        """These and one trait more; None when that may not be. One that stands here already stays as it is."""
        trait = self.cells.trait(form.trait)
        if self.form_of(form.trait) is not None:
            return self
        if not self.kept.issuperset(trait.needs) or self._figures_would_tell(form):
            return None
        said = self.cells.said(form, self.secret.get(trait.id, frozenset()))
        marks = blanked(said, self.alike, self.cells.threshold)
        return None if marks is None else self._and(form, said.shown, marks)

    def with_earlier(self, form: Form) -> Beside:
        """These and a trait of an earlier file: as that had it, or whole if it is not known what that blanked."""
        beside = None if form.whole else self.find_with(form)
        if beside is not None or self.form_of(form.trait) is not None:
            return beside or self
        codes = self.cells.said(form, frozenset()).shown
        return self._and(form, codes, np.zeros(len(codes), dtype=bool))

    def _figures_would_tell(self, form: Form) -> bool:
        """Whether traits that figures are told by, merged here, would have few people in a cell if they were not.

        Weights and tables tell such categories apart: a weighted share minus the rows is a sum over those few, and
        tables of many items tell who of those that are one here is of which.
        """
        telling = [one for one in (*self.forms, form) if self.cells.trait(one.trait).tells]
        if len(telling) < 2 or not any(one.merged for one in telling):
            return False
        apart = (Form(trait) for trait in self.cells.in_order(one.trait for one in telling))
        return nothing_beside(self.cells, self.secret).find_all(apart) is None

    def _and(self, form: Form, codes: Numbers, blank: Marks) -> Beside:
        shown = np.where(blank, codes.min() - 1, codes)
        return Beside(self.cells, self.secret, numbered([self.alike, shown]), {**self.blank, form: blank})

    def grown(self, forms: Iterable[Form]) -> Beside:
        """These and, in this order, each more that may be."""
        beside = self
        for form in forms:
            beside = beside.find_with(form) or beside
        return beside

    def find_all(self, forms: Iterable[Form]) -> Beside | None:
        """These and all of those; None when that may not be."""
        beside: Beside | None = self
        for form in forms:
            beside = beside.find_with(form) if beside else None
        return beside

    def lost(self, form: Form) -> Marks:
        """The responses for which it is blanked that said something."""
        return self.blank[form] & ~self.cells.unknown(self.cells.trait(form.trait))


def nothing_beside(cells: Cells, secret: Secret) -> Beside:
    """No traits yet."""
    return Beside(cells, secret, np.zeros(cells.number, dtype=np.intp))


def columns_of(beside: Beside, form: Form) -> Mapping[str, Column]:
    """The columns of one trait as they are in a file: merged, and with one number where nothing is said."""
    return {
        variable.name: _column(variable, form, beside.blank[form], beside.cells.columns[variable.name])
        for variable in beside.cells.trait(form.trait).variables
    }


def merged_codes(codes: Column, form: Form, variable: CodedVariable) -> Column:
    """Numbers in which those of one group are one."""
    changed = codes.copy()
    for first, *others in form.codes(variable):
        changed[np.isin(codes, others)] = first
    return changed


def _column(variable: CodedVariable, form: Form, blank: Marks, column: Column) -> Column:
    changed = merged_codes(column, form, variable)
    changed[blank] = variable.nothing.get(Nothing.BLANK, variable.nothing[Nothing.NOT_ASKED])
    return changed
