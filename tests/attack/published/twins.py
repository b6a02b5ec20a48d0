"""Twins: studies that differ in what is hidden alone. Whatever is published of both must be the same, to the letter.

Two people of the same age, of two villages that are hidden for all that they answered differently, change places; or
somebody of a hidden age is of another hidden age. If all outputs stay the same, no sheet, frame, language, choice of
waves or figure of weights, nor all of them together, tells which of the two studies it was. Where the mask itself would
change the two are not compared: it follows from the sizes that it looks at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from random import Random

from survey_app.comparison.disclosure.breakdown import Mask
from survey_app.comparison.disclosure.folding import folded
from survey_app.comparison.groups import Group
from survey_app.comparison.prepared import prepared
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.microdata.choosing import Merges
from tests.answered_waves import Row
from tests.attack.published.holes import Attack
from tests.attack.published.outputs import Published, microdata_of, told_apart
from tests.attack.published.study import ROUTES, SECOND, STATEMENTS, TRAIT, Study
from tests.attack.published.told import BLANK, NAME, NOWHERE, Told
from tests.counted_waves import POINTS
from tests.village_waves import shown_groups

Rows = tuple[Row, ...]
_Covers = Mapping[str, Sequence[frozenset[str]]]
_TRIES = 40
_VILLAGES, _AGES, _BETWEEN_AGES = "villages", "ages", "between ages"


@dataclass(frozen=True)
class Twin:
    """A study that differs from another in one wave; `what` says in what."""

    study: Study
    place: int
    what: str


def tell_apart(published: Published, twin: Twin, *, made: bool = True) -> list[str]:
    """The outputs that are not the same of both; `made`: frames and sheets as well."""
    others = [twin.study.wave(place) if place == twin.place else one for place, one in enumerate(published.fielded)]
    other = Published(twin.study, others)
    found = list(told_apart(published, other, made=made))
    if twin.what == _AGES:
        found += (
            f"microdata {merge}" for merge in _merges(published.study) if _rows_differ(published.study, twin, merge)
        )
    return found


def _merges(study: Study) -> Iterator[Merges]:
    """No categories that count as one, and any two."""
    yield {}
    ages = study.asked.questionnaire.items[TRAIT].codes({})
    yield from ({TRAIT: [pair]} for pair in combinations(ages, 2) if len(ages) > 2)


def _rows_differ(study: Study, twin: Twin, merge: Merges) -> bool:
    return microdata_of(study, twin.place, merge) != microdata_of(twin.study, twin.place, merge)


def twins_of(published: Published, random: Random) -> Iterator[Twin]:
    """For one wave: one of two villages, and one of two ages, where any are hidden."""
    study = published.study
    place = random.randrange(len(study.waves))
    told = Told(published, place)
    ways = (
        (_VILLAGES, _of_villages(told, random)),
        (_AGES, _of_ages(told, random)),
        (_BETWEEN_AGES, _between_ages(told, random)),
    )
    for what, candidates in ways:
        for rows in candidates:
            if _looks_alike(published, place, study.wave(place, rows)):
                waves = tuple(rows if one == place else of for one, of in enumerate(study.waves))
                yield Twin(replace(study, waves=waves), place, what)
                break


def _of_villages(told: Told, random: Random) -> Iterator[Rows]:
    """Two people who change places, and differ in something that is hidden of both of their villages."""
    attack, rows = Attack(told), told.study.waves[told.place]
    covers = {item: _covers(attack, item) for item in told.items if item != TRAIT}
    closed = {item: [_without_told_bases(told, item, one) for one in of_item] for item, of_item in covers.items()}
    people = random.sample(range(len(rows)), len(rows))
    pairs = [(a, b) for a, b in combinations(people, 2) if rows[a].segment != rows[b].segment]
    alike = [pair for pair in pairs if _may_change_places(rows[pair[0]], rows[pair[1]], covers, closed)]
    for a, b in alike[:_TRIES]:
        swapped = {a: rows[b].segment, b: rows[a].segment}
        yield tuple(replace(row, segment=swapped.get(one, row.segment)) for one, row in enumerate(rows))


def _covers(attack: Attack, item: str) -> list[frozenset[str]]:
    """Villages that are hidden together, but those that are told to be of one mind, or are all of an arm that is."""
    of_one_mind = (group for group, of_item in attack.told.of_one_mind if of_item == item)
    agreeing = {village for group in of_one_mind for village in attack.told.members(group)}
    return [frozenset(attack.cover(group, item)) - agreeing for group in attack.hidden(item)]


def _without_told_bases(told: Told, item: str, cover: frozenset[str]) -> frozenset[str]:
    return frozenset(one for one in cover if not told.is_base_told(one, item))


def _may_change_places(one: Row, other: Row, covers: _Covers, closed: _Covers) -> bool:
    """`closed` are covers of which not even the bases are told, where but one of the two answered."""
    different = [item for item in STATEMENTS if one.answers.get(item, "") != other.answers.get(item, "")]
    both = {one.segment or NOWHERE, other.segment or NOWHERE}
    of_item = {item: covers if _answered(one, item) == _answered(other, item) else closed for item in different}
    is_hidden = all(any(both <= cover for cover in of_item[item].get(item, ())) for item in different)
    return bool(different) and is_hidden and _traits(one) == _traits(other)


def _traits(row: Row) -> list[object]:
    return [row.answers.get(trait, "not asked") for trait in (TRAIT, SECOND)]


def _answered(row: Row, item: str) -> bool:
    return row.answers.get(item) in POINTS


def _of_ages(told: Told, random: Random) -> Iterator[Rows]:
    """Somebody of a hidden age who is of another hidden age."""
    rows, hidden = told.study.waves[told.place], told.hidden_ages
    people = [place for place, row in enumerate(rows) if row.answers[TRAIT] in hidden]
    for who in random.sample(people, min(len(people), _TRIES)) if len(hidden) > 1 else ():
        other = random.choice([age for age in hidden if age != rows[who].answers[TRAIT]])
        changed = replace(rows[who], answers={**rows[who].answers, TRAIT: other})
        yield tuple(changed if place == who else row for place, row in enumerate(rows))


def _between_ages(told: Told, random: Random) -> Iterator[Rows]:
    """Two people of one village who change ages, and differ in something that is hidden of both of these ages."""
    rows, statements = told.study.waves[told.place], [item for item in told.items if item != TRAIT]
    by_age = {item: told.told_of(TRAIT, item) for item in statements}
    bases = {item: told.told_of(TRAIT, item, only_base=True) for item in statements}
    people = random.sample(range(len(rows)), len(rows))
    pairs = [(a, b) for a, b in combinations(people, 2) if rows[a].segment == rows[b].segment]
    alike = [pair for pair in pairs if _may_change_ages(rows[pair[0]], rows[pair[1]], by_age, bases)]
    for a, b in alike[:_TRIES]:
        swapped = {a: rows[b].answers[TRAIT], b: rows[a].answers[TRAIT]}
        yield tuple(
            replace(row, answers={**row.answers, TRAIT: swapped.get(one, row.answers[TRAIT])})
            for one, row in enumerate(rows)
        )


_ToldOfAges = Mapping[str, Sequence[Sequence[str]]]


def _may_change_ages(one: Row, other: Row, by_age: _ToldOfAges, bases: _ToldOfAges) -> bool:
    """Not where breakdowns by age would be told apart: each differing answer is of ages that are hidden together."""
    ages = str(one.answers[TRAIT] or BLANK), str(other.answers[TRAIT] or BLANK)
    different = [item for item in by_age if one.answers.get(item, "") != other.answers.get(item, "")]
    return (
        ages[0] != ages[1]
        and _traits(one)[1:] == _traits(other)[1:]
        and bool(different)
        and any(by_age.values())
        and all(
            _are_in_one(ages, by_age[item])
            and (_answered(one, item) == _answered(other, item) or _are_in_one(ages, bases[item]))
            and (item not in ROUTES or (item in one.answers) == (item in other.answers))
            for item in different
        )
    )


def _are_in_one(ages: tuple[str, str], told: Sequence[Sequence[str]]) -> bool:
    """Whether both are in the same of these groups, or both in none."""
    places = [[number for number, group in enumerate(told) if age in group] for age in ages]
    return places[0] == places[1]


def _looks_alike(published: Published, place: int, other: FieldedWave) -> bool:
    """Whether the same is hidden, and in each choice of waves the same categories are "overig"."""
    of_one, of_other = (
        dict(_folded(published, waves))
        for waves in (published.fielded, [*published.fielded[:place], other, *published.fielded[place + 1 :]])
    )
    masks = [(_mask(shown_groups(one)), _by_trait(one)) for one in (published.fielded[place], other)]
    return of_one == of_other and masks[0] == masks[1]


def _by_trait(wave: FieldedWave) -> object:
    """What the breakdown by the trait hides, in any choice of waves."""
    made = prepared(wave, NAME)
    return made.joined, _mask({group: Mask(half.shown, half.scales) for group, half in made.traits.items()})


def _folded(published: Published, waves: Sequence[FieldedWave]) -> Iterator[tuple[object, object]]:
    for key in published.series:
        yield key, [one.instrument for one in folded([waves[place] for place in key[0]])]


def _mask(masks: Mapping[Group, Mask]) -> object:
    """What is hidden, without the figures of what is not."""
    return {
        group: (
            {item: counts.hidden if counts else None for item, counts in mask.items.items()},
            {scale: counts is None for scale, counts in mask.scales.items()},
        )
        for group, mask in masks.items()
    }
