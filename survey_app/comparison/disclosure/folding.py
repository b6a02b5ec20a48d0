"""Categories of a trait that are too small in every wave, taken together so that their words appear nowhere (15.15)."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from survey_app.comparison.disclosure.shown import hidden_categories
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.counts import GroupCounts, ItemCounts
from survey_app.dataset.merging import merged_cells
from survey_app.fieldwork.wave import Origin
from survey_app.language.words import Words
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.model import Choice, Option, Questionnaire, Section, SingleChoice
from survey_app.questionnaire.study import Margins

_OTHER = Words("overig")


@dataclass(frozen=True)
class _Fold:
    """The categories of one trait that count as `other`; that is an option only if it `has_people`."""

    categories: frozenset[str]
    other: Option
    has_people: bool

    def options(self, trait: Choice) -> tuple[Option, ...]:
        """Those that are large enough in some wave, and the other."""
        left = tuple(option for option in trait.options if option.id not in self.categories | {self.other.id})
        is_offered = len(left) < len(trait.options) and (self.has_people or not left)
        return (*left, self.other) if is_offered else left

    def names(self, categories: Set[str]) -> frozenset[str]:
        """What these are called then."""
        return frozenset(self.other.id if category in self.categories else category for category in categories)

    def answers(self, numbers: Mapping[str, int], count: Callable[[list[int]], int]) -> dict[str, int]:
        """Numbers by category, with those of the folded ones counted as one."""
        folded = self.categories | {self.other.id}
        left = {category: number for category, number in numbers.items() if category not in folded}
        small = [number for category, number in numbers.items() if category in folded]
        return {**left, self.other.id: count(small)} if small else left


_Folds = Mapping[str, _Fold]


def folded(waves: Sequence[FieldedWave]) -> list[FieldedWave]:
    """The waves that will be compared, without the words of such categories; printed ones were public already."""
    traits = dict.fromkeys(item.id for wave in waves for item in _traits(wave.instrument.questionnaire).values())
    folds = {trait: fold for trait in traits if (fold := _find_fold(trait, waves)) is not None}
    return [_folded(wave, folds) for wave in waves] if folds else list(waves)


def _traits(questionnaire: Questionnaire) -> Mapping[str, Choice]:
    items = questionnaire.items.values()
    return {item.id: item for item in items if isinstance(item, Choice) and item.is_trait}


def _find_fold(trait: str, waves: Sequence[FieldedWave]) -> _Fold | None:
    offered: dict[str, Option] = {}
    most: dict[str, int] = {}
    large: set[str] = set()
    for wave in waves:
        item, counts = _traits(wave.instrument.questionnaire).get(trait), wave.counts.total.items.get(trait)
        for option in item.options if item else ():
            number = counts.answers.get(option.id, 0) if counts else 0
            offered.setdefault(option.id, option)
            most[option.id] = max(number, most.get(option.id, 0))
            if number >= wave.instrument.study.disclosure_threshold or wave.wave.origin is Origin.PRINTED:
                large.add(option.id)
    small = offered.keys() - large
    if not small:
        return None
    label = _OTHER.spoken_in(waves[-1].instrument.questionnaire.language)
    alike = (option for option in offered.values() if label in (option.id, option.label.casefold()))
    other = next(alike, Option(id=label, label=label))
    all_margins = [wave.instrument.study.margins for wave in waves]
    weighs = any(margins is not None and margins.item == trait for margins in all_margins)
    has_people = weighs or any(most.get(category) for category in (*small, other.id))
    return _Fold(frozenset(small), other, has_people)


def _folded(wave: FieldedWave, folds: _Folds) -> FieldedWave:
    counts = wave.counts
    margins = wave.instrument.study.margins
    trait = folds.get(margins.item) if margins else None
    cells = [replace(cell, counts=_group(cell.counts, wave, folds)) for cell in counts.cells]
    if trait is not None:
        small, other = trait.categories, trait.other.id
        cells = [replace(cell, category=other) if cell.category in small else cell for cell in cells]
    folded_counts = replace(
        counts,
        total=_with_hidden(_group(counts.total, wave, folds), wave, folds),
        segments={segment: _group(group, wave, folds) for segment, group in counts.segments.items()},
        rests={arm: _group(group, wave, folds) for arm, group in counts.rests.items()},
        cells=merged_cells(cells),
    )
    return replace(wave, instrument=_instrument(wave.instrument, folds), counts=folded_counts)


def _group(group: GroupCounts, wave: FieldedWave, folds: _Folds) -> GroupCounts:
    traits = _traits(wave.instrument.questionnaire)
    items = {
        item: _item(counts, traits[item], folds[item]) if item in folds and item in traits else counts
        for item, counts in group.items.items()
    }
    return replace(group, items=items)


def _with_hidden(total: GroupCounts, wave: FieldedWave, folds: _Folds) -> GroupCounts:
    """With what is secret of its traits: the same whatever other waves fold, or all choices of waves would tell it.

    What is folded is secret in this wave; all that is secret together is not.
    """
    if wave.wave.origin is Origin.PRINTED:
        return total
    threshold, items = wave.instrument.study.disclosure_threshold, dict(total.items)
    for item, trait in _traits(wave.instrument.questionnaire).items():
        if item in folds and item in items:
            hidden = hidden_categories(wave.counts.total.items[item].answers, threshold)
            secret = folds[item].names(hidden)
            is_all = len(secret) == 1 and isinstance(trait, SingleChoice)
            items[item] = replace(items[item], hidden=frozenset() if is_all else secret)
    return replace(total, items=items)


def _item(counts: ItemCounts, trait: Choice, fold: _Fold) -> ItemCounts:
    """Of several choices it is not known how many ticked any of the folded ones: no fewer than ticked one of them."""
    answers = fold.answers(counts.answers, sum if isinstance(trait, SingleChoice) else max)
    return replace(counts, answers={option.id: answers[option.id] for option in fold.options(trait)})


def _instrument(instrument: Instrument, folds: _Folds) -> Instrument:
    sections = tuple(_section(section, folds) for section in instrument.questionnaire.sections)
    parts = {name: getattr(instrument.questionnaire, name) for name in Questionnaire.model_fields}
    margins = instrument.study.margins
    if margins is not None and margins.item in folds:
        people = folds[margins.item].answers(margins.population, sum)
        margins = Margins.model_construct(item=margins.item, population=people)
    return instrument.model_copy(
        update={
            "study": instrument.study.model_copy(update={"margins": margins}),
            "questionnaire": Questionnaire(**{**parts, "sections": sections}),
        }
    )


def _section(section: Section, folds: _Folds) -> Section:
    entries = [
        entry.model_copy(update={"options": folds[entry.id].options(entry)})
        if isinstance(entry, Choice) and entry.is_trait and entry.id in folds
        else entry
        for entry in section.items
    ]
    return section.model_copy(update={"items": tuple(entries)})
