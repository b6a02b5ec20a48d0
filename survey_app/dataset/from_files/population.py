"""How many were approached in each village of a wave, and how the population is made up, from frame.csv."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from survey_app.dataset.from_files.faults import csv_fault
from survey_app.dataset.from_files.frame import Frame, FrameRow
from survey_app.dataset.from_files.names import folded
from survey_app.dataset.from_files.villages import Villages
from survey_app.dataset.from_files.wave_names import WaveName
from survey_app.questionnaire.faults import Fault

_Key = tuple[str | None, str | None]
"""Segment and category, None where a row is of all of them."""


@dataclass(frozen=True)
class Population:
    """Of one wave: how many could take part, by segment (None: the study has no villages), and people by category."""

    approached: Mapping[str | None, int] = field(default_factory=dict)
    trait: str | None = None
    categories: Mapping[str, int] = field(default_factory=dict)


def population_of(frame: Frame, wave: WaveName, villages: Villages, faults: list[Fault]) -> Population:
    """What frame.csv says of a wave: its own rows and those of all waves."""
    rows = frame.of_wave(wave.id)
    found: list[Fault] = [*_repeated(frame, rows, villages), *_traits(frame, rows), *_copied(frame, rows, villages)]
    approached, people = _numbers(frame, rows, villages)
    by_segment = _margin(frame, wave, approached, place=0, faults=found)
    by_category = _margin(frame, wave, people, place=1, faults=found)
    found += _missing(frame, wave, by_segment, villages)
    faults += found
    labels = {folded(row.category): row.category for row in reversed(rows) if row.category}
    return Population(
        approached=by_segment,
        trait=next((row.trait for row in rows if row.trait), None),
        categories={labels[category]: number for category, number in by_category.items() if category is not None},
    )


def _numbers(
    frame: Frame, rows: Sequence[FrameRow], villages: Villages
) -> tuple[Mapping[_Key, int], Mapping[_Key, int]]:
    """Who were approached, and who live there; a file with one of the two columns means both by it."""
    households = any(row.households is not None for row in frame.rows)
    people = any(row.people is not None for row in frame.rows)
    approached: dict[_Key, int] = {}
    living: dict[_Key, int] = {}
    for row in rows:
        number = row.households if households else row.people
        if number is not None:
            approached[_key(row, villages)] = number
        number = row.people if people else row.households
        if number is not None:
            living[_key(row, villages)] = number
    return approached, living


def _key(row: FrameRow, villages: Villages) -> _Key:
    segment = villages.find(row.village) if row.village else None
    return segment.id if segment else None, folded(row.category) if row.category else None


def _margin(
    frame: Frame, wave: WaveName, numbers: Mapping[_Key, int], *, place: int, faults: list[Fault]
) -> dict[str | None, int]:
    """Numbers by segment (place 0) or category (1): as rows of their own tell, or else as the cells of both add up."""
    told = {key[place]: number for key, number in numbers.items() if key[1 - place] is None and key != (None, None)}
    summed: Counter[str | None] = Counter()
    for key, number in numbers.items():
        if None not in key:
            summed[key[place]] += number
    for name in (name for name in told if name in summed and told[name] != summed[name]):
        wrong = (
            f"wave {wave.text}: {name} has {told[name]} in a row of its own, and {summed[name]} in its parts together"
        )
        faults.append(csv_fault(frame.file, None, None, wrong, "make the two add up, or leave one of them out"))
    everybody = numbers.get((None, None))
    found = told or dict[str | None, int](summed)
    if place == 0 and everybody is not None and found and everybody != sum(found.values()):
        wrong = f"wave {wave.text}: a row of everybody has {everybody}, and the villages have {sum(found.values())}"
        faults.append(csv_fault(frame.file, None, None, wrong, "make the two add up, or leave that row out"))
    return {None: everybody} if everybody is not None and not found and place == 0 else found


def _repeated(frame: Frame, rows: Iterable[FrameRow], villages: Villages) -> list[Fault]:
    first: dict[_Key, int] = {}
    faults = []
    for row in rows:
        line = first.setdefault(_key(row, villages), row.line)
        if line != row.line:
            right = "a group has one row, or one for each wave"
            faults.append(csv_fault(frame.file, row.line, None, f"the same group as on line {line}", right))
    return faults


def _traits(frame: Frame, rows: Iterable[FrameRow]) -> list[Fault]:
    traits = dict.fromkeys(row.trait for row in rows if row.trait)
    if len(traits) < 2:
        return []
    right = "waves are weighted on one trait beside the village; leave the others out"
    return [csv_fault(frame.file, None, "trait", f"categories of {' and '.join(traits)}", right)]


def _copied(frame: Frame, rows: Iterable[FrameRow], villages: Villages) -> list[Fault]:
    """Households of a village that stand the same in each of its rows are of the village, and do not add up."""
    found: defaultdict[str | None, list[int]] = defaultdict(list)
    for row in rows:
        if row.category and row.households and row.people is not None:
            found[_key(row, villages)[0]].append(row.households)
    copied = [numbers for numbers in found.values() if len(numbers) > 1 and len(set(numbers)) == 1]
    if not copied or len(copied) < len(found):
        return []
    wrong = "each category of a village has the same households, as if all of them lived there once more"
    right = "write households in a row without a category, and people in rows with one"
    return [csv_fault(frame.file, None, "households", wrong, right)]


def _missing(frame: Frame, wave: WaveName, approached: Mapping[str | None, int], villages: Villages) -> list[Fault]:
    """Of all villages it is known how many were approached, or of none: a part of them is no total."""
    if not approached:
        return []
    missing = [segment.label for segment in villages.segments if segment.id not in approached]
    faults = []
    if missing:
        right = "give a number for every village, or leave the numbers out"
        wrong = f"wave {wave.text}: no number for {', '.join(missing)}"
        faults.append(csv_fault(frame.file, None, "village", wrong, right))
    nobody = [name for name, number in approached.items() if number == 0]
    if nobody:
        wrong = f"wave {wave.text}: nobody was approached in {', '.join(str(name) for name in nobody)}"
        faults.append(csv_fault(frame.file, None, "households", wrong, "write how many, or leave the village out"))
    return faults
