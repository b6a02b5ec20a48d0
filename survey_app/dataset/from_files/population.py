"""How many were approached in each village of a wave, and how the population is made up by a trait, from frame.csv."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from survey_app.dataset.from_files.choices import Choice
from survey_app.dataset.from_files.faults import Faults
from survey_app.dataset.from_files.fields import BACKGROUND, field_of
from survey_app.dataset.from_files.frame import Frame, FrameRow
from survey_app.dataset.from_files.names import folded, identifiers
from survey_app.dataset.from_files.villages import Villages
from survey_app.dataset.from_files.wave_names import WaveName
from survey_app.questionnaire.study import Margins

_Key = tuple[str | None, str | None]
"""Segment and category, None where a row is of all of them."""

_Rows = Sequence[tuple[_Key, FrameRow]]


@dataclass(frozen=True)
class Population:
    """Of one wave: how many could take part, by segment (None: the study has no villages), and people by category."""

    approached: Mapping[str | None, int] = field(default_factory=dict)
    trait: str | None = None
    categories: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Trait:
    """An item with its categories; `ids` is by the folded text that the frame has for one."""

    item: str
    choices: Sequence[Choice]
    ids: Mapping[str, str]

    def margins(self, population: Population) -> Margins | None:
        """People by category in one wave, in the order of the item; None when the frame does not tell."""
        people = {self.ids[folded(text)]: number for text, number in population.categories.items()}
        if not people:
            return None
        return Margins(item=self.item, population={choice.id: people[choice.id] for choice in self.choices})


def population_of(frame: Frame, wave: WaveName, villages: Villages, faults: Faults) -> Population:
    """What frame.csv says of a wave: its own rows and those of all waves."""
    rows = [(_key(row, villages), row) for row in frame.rows if row.wave in (None, wave.id)]
    traits = dict.fromkeys(row.trait for _, row in rows if row.trait)
    _check_repeated(frame, rows, faults)
    if len(traits) > 1:
        right = "waves are weighted on one trait beside the village; leave the others out"
        faults.add(frame.file, None, "trait", f"categories of {' and '.join(traits)}", right)
    _check_copied(frame, rows, faults)
    # A file with one of the two columns means both by it.
    of_households = any(row.households is not None for row in frame.rows)
    of_people = any(row.people is not None for row in frame.rows)
    approached = _known((key, row.households if of_households else row.people) for key, row in rows)
    living = _known((key, row.people if of_people else row.households) for key, row in rows)
    by_segment = _margin(frame, wave, approached, place=0, faults=faults)
    by_category = _margin(frame, wave, living, place=1, faults=faults)
    _check_approached(frame, wave, by_segment, villages, faults)
    labels = {folded(row.category): row.category for _, row in reversed(rows) if row.category}
    return Population(
        approached=by_segment,
        trait=next(iter(traits), None),
        categories={labels[category]: number for category, number in by_category.items() if category is not None},
    )


def find_item(trait: str, items: Sequence[str]) -> str | None:
    """The item that a frame means by a trait: of the same name, or the only one of the same meaning."""
    meant = field_of(trait, BACKGROUND)
    alike = [item for item in items if meant is not None and field_of(item, BACKGROUND) == meant]
    return trait if trait in items else alike[0] if len(alike) == 1 else None


def trait_of(
    item: str, listed: Sequence[Choice], populations: Sequence[Population], file: str, faults: Faults
) -> Trait | None:
    """The trait, with the options that the codebook or the questionnaire lists, or else the categories of the frame.

    None when the two are not the same, or not the same in every wave, and then `faults` says why.
    """
    categories = [population.categories for population in populations if population.categories]
    per_wave = [{folded(text): text for text in of_wave} for of_wave in categories]
    texts = {key: text for wave in reversed(per_wave) for key, text in wave.items()}
    for wave in per_wave:
        if missing := [text for key, text in texts.items() if key not in wave]:
            right = "every wave has a number for every category, 0 if nobody is in it"
            faults.add(file, None, item, f"a wave has no number for {', '.join(missing)}", right)
            return None
    choices = listed or [
        Choice(category_id, text)
        for category_id, text in zip(identifiers(list(texts.values())), texts.values(), strict=True)
    ]
    named = {folded(name): choice.id for choice in choices for name in (choice.id, choice.label, choice.code) if name}
    if len(choices) < 2:
        wrong = f"the only category is {_labels(choices)}" if choices else "there are no categories"
        faults.add(file, None, item, wrong, "weighting needs two or more; leave the numbers out if not")
        return None
    unknown = [text for key, text in texts.items() if key not in named]
    if unknown or (texts and {named[key] for key in texts} != {choice.id for choice in choices}):
        wrong = f"the categories are {', '.join(texts.values())}, and the options of the item {_labels(choices)}"
        faults.add(file, None, item, wrong, "make the two the same, with 0 for a category without people")
        return None
    return Trait(item, choices, named)


def _key(row: FrameRow, villages: Villages) -> _Key:
    segment = villages.find(row.village) if row.village else None
    return segment.id if segment else None, folded(row.category) if row.category else None


def _known(numbers: Iterable[tuple[_Key, int | None]]) -> Mapping[_Key, int]:
    return {key: number for key, number in numbers if number is not None}


def _margin(
    frame: Frame, wave: WaveName, numbers: Mapping[_Key, int], *, place: int, faults: Faults
) -> dict[str | None, int]:
    """Numbers by segment (place 0) or category (1): as rows of their own tell, or else as the cells of both add up."""
    own = {key[place]: number for key, number in numbers.items() if key[1 - place] is None and key != (None, None)}
    summed: Counter[str | None] = Counter()
    for key, number in numbers.items():
        if None not in key:
            summed[key[place]] += number
    for name in (name for name in own if name in summed and own[name] != summed[name]):
        wrong = (
            f"wave {wave.text}: {name} has {own[name]} in a row of its own, and {summed[name]} in its parts together"
        )
        faults.add(frame.file, None, None, wrong, "make the two add up, or leave one of them out")
    everybody = numbers.get((None, None))
    margin = own or dict[str | None, int](summed)
    if place == 0 and everybody is not None and margin and everybody != sum(margin.values()):
        wrong = f"wave {wave.text}: a row of everybody has {everybody}, and the villages have {sum(margin.values())}"
        faults.add(frame.file, None, None, wrong, "make the two add up, or leave that row out")
    return {None: everybody} if everybody is not None and not margin and place == 0 else margin


def _check_repeated(frame: Frame, rows: _Rows, faults: Faults) -> None:
    first: dict[_Key, int] = {}
    for key, row in rows:
        line = first.setdefault(key, row.line)
        if line != row.line:
            right = "a group has one row, or one for each wave"
            faults.add(frame.file, row.line, None, f"the same group as on line {line}", right)


def _check_copied(frame: Frame, rows: _Rows, faults: Faults) -> None:
    """Households of a village that stand the same in each of its rows are of the village, and do not add up."""
    households: defaultdict[str | None, list[int]] = defaultdict(list)
    for (segment, _), row in rows:
        if row.category and row.households and row.people is not None:
            households[segment].append(row.households)
    copied = [numbers for numbers in households.values() if len(numbers) > 1 and len(set(numbers)) == 1]
    if copied and len(copied) == len(households):
        wrong = "each category of a village has the same households, as if all of them lived there once more"
        right = "write households in a row without a category, and people in rows with one"
        faults.add(frame.file, None, "households", wrong, right)


def _check_approached(
    frame: Frame, wave: WaveName, approached: Mapping[str | None, int], villages: Villages, faults: Faults
) -> None:
    """Of all villages it is known how many were approached, or of none: a part of them is no total."""
    missing = [segment.label for segment in villages.segments if segment.id not in approached]
    if approached and missing:
        right = "give a number for every village, or leave the numbers out"
        faults.add(frame.file, None, "village", f"wave {wave.text}: no number for {', '.join(missing)}", right)
    nobody = [str(name) for name, number in approached.items() if number == 0]
    if nobody:
        wrong = f"wave {wave.text}: nobody was approached in {', '.join(nobody)}"
        faults.add(frame.file, None, "households", wrong, "write how many, or leave the village out")


def _labels(choices: Sequence[Choice]) -> str:
    return ", ".join(choice.label for choice in choices)
