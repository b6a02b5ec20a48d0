"""An attack on scales by several comparisons at once: each scores the same wave on other items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations
from random import Random

import pytest

from survey_app.comparison.compare_series import compare_series
from survey_app.comparison.fielded import rescored
from survey_app.comparison.groups import EVERYBODY, Group, GroupKind
from survey_app.comparison.results import FieldedWave
from survey_app.fieldwork.ports import StoredResponse
from tests.answered_waves import VILLAGES, Asked, Row, answered_wave, responses_of
from tests.counted_waves import POINTS, section, statement
from tests.scale_attacker import Pattern, Patterns, ScaleAttacker, Told, told_of_first

pytestmark = pytest.mark.slow

ITEMS = ("een", "twee", "drie")
ALL, BUT_LAST, BUT_FIRST = ITEMS, ITEMS[:2], ITEMS[1:]
OTHERS = {2020: None, 2021: "drie", 2022: "een"}
"""Later waves, and the item that each put in other words."""
SELECTIONS = ((2020,), (2021,), (2022,), (2020, 2021))
SEEDS = (*range(12), 184, 224, 351)
"""The last three were solved when a scale had a cover of its own."""

Rows = Sequence[Row]
Kept = Mapping[str, list[StoredResponse]]


def asked_with(changed: str | None) -> Asked:
    statements = (statement(item, **({"text": "Anders"} if item == changed else {})) for item in ITEMS)
    return Asked((section(*statements),), scales=({"id": "gemeente", "title": "De gemeente", "items": list(ITEMS)},))


def persons(random: Random, village: str, patterns: Mapping[Pattern, int]) -> Iterator[Row]:
    for pattern, number in patterns.items():
        for _ in range(number):
            yield Row({item: random.choice(POINTS) if item in pattern else None for item in ITEMS}, village)


LATER = {year: [row for village in VILLAGES for row in persons(Random(year), village, {ITEMS: 15})] for year in OTHERS}


def _either(random: Random, others: tuple[str, ...]) -> tuple[str, ...]:
    return others if random.random() < 0.6 else ITEMS


def patterns_of(random: Random) -> Patterns:
    """Villages of 5 to 45, in which all answered everything, or some but one item, or a third a single one."""
    found = {}
    some = [one for size in (1, 2, 3) for one in combinations(ITEMS, size)]
    for village in VILLAGES:
        size, kind, skipped = random.choice((5, 8, 11, 12, 13, 16, 20, 45)), random.randrange(4), random.choice(ITEMS)
        others = tuple(one for one in ITEMS if one != skipped)
        ways: list[Callable[[], tuple[str, ...]]] = [
            lambda: ITEMS,
            lambda: random.choice(some) if random.random() < 0.3 else ITEMS,
            lambda: (random.choice(ITEMS),) if random.random() < 0.35 else ITEMS,
            partial(_either, random, others),
        ]
        found[village] = Counter(ways[kind]() for _ in range(size))
    return found


def told_together(patterns: Patterns) -> Told:
    """What all comparisons tell of the wave of 2019, in which these were answered."""
    random = Random(1)
    first = [row for village, of_village in patterns.items() for row in persons(random, village, of_village)]
    rows = {2019: first, **LATER}
    waves = {year: answered_wave(year, asked_with(OTHERS.get(year)).instrument(), of) for year, of in rows.items()}
    kept = {waves[year].wave.id: responses_of(of) for year, of in rows.items()}
    return frozenset().union(*(told_in([waves[2019], *(waves[one] for one in others)], kept) for others in SELECTIONS))


def told_in(waves: Sequence[FieldedWave], kept: Kept) -> Told:
    return told_of_first(compare_series(rescored(waves, lambda fielded: kept[fielded.wave.id])))


@pytest.mark.parametrize("seed", SEEDS)
def test_no_scores_of_a_few_follow_from_all_comparisons_of_a_wave(seed: int) -> None:
    patterns = patterns_of(Random(seed))

    attacker = ScaleAttacker(patterns, told_together(patterns))

    assert attacker.solved((ALL, BUT_LAST, BUT_FIRST)) == []


def test_the_attacked_scales_are_mostly_told_and_on_other_items_by_others() -> None:
    told = [told_together(patterns_of(Random(seed))) for seed in SEEDS[:10]]

    for version in (ALL, BUT_LAST, BUT_FIRST):
        assert sum((EVERYBODY, version) in one for one in told) > 5
        assert any(group.kind is GroupKind.SEGMENT for one in told for group, of in one if of == version)


NINE_OF_FIFTEEN: Patterns = {
    "ingen": {ITEMS: 12, ("twee",): 1},
    "zoelen": {ITEMS: 17, ("een", "drie"): 1, ("een", "twee"): 1, ("drie",): 1},
    "ravenswaaij": {ITEMS: 9, ("een",): 3, ("drie",): 2, ("twee",): 2},
    "maurik": {ITEMS: 16},
    "ommeren": {ITEMS: 30},
    "kerk-avezaath": {ITEMS: 20},
}
"""Of Ravenswaaij every item has ten answers or more, and nine persons have a score on all three."""


def test_scores_that_fewer_than_ten_of_a_village_have_are_told_of_nobody() -> None:
    told = told_together(NINE_OF_FIFTEEN)

    assert {version for group, version in told if group == EVERYBODY and len(version) > 1} == {BUT_LAST, BUT_FIRST}


def test_the_attack_solves_scores_that_are_covered_by_a_village_whose_items_are_told() -> None:
    # So that the attack can fail: as it was before, the score of Ravenswaaij hidden with that of Ingen. One comparison
    # tells it if all of Ingen answered everything, and two do as it is: what one person there answered follows as well
    group = {village: Group(GroupKind.SEGMENT, village) for village in VILLAGES}
    covered = {
        (EVERYBODY, ALL),
        *((group[village], ALL) for village in VILLAGES if village not in ("ingen", "ravenswaaij")),
    }
    items = {(group[village], (item,)) for village in VILLAGES for item in ITEMS}
    second = {(one, BUT_LAST) for one in group.values()}
    complete: Patterns = {**NINE_OF_FIFTEEN, "ingen": {ITEMS: 13}}

    assert ScaleAttacker(complete, covered | items).solved([ALL]) == [(("ravenswaaij",), ALL)]
    assert ScaleAttacker(NINE_OF_FIFTEEN, covered | items).solved([ALL]) == []
    assert ScaleAttacker(NINE_OF_FIFTEEN, covered | items | second).solved([ALL]) == [(("ravenswaaij",), ALL)]


def left_open_by_all(cover: Mapping[Pattern, int]) -> Patterns:
    """All eight of Zoelen left the last item open; Ingen covers them."""
    others = ("ravenswaaij", "maurik", "ommeren", "kerk-avezaath")
    return {"ingen": cover, "zoelen": {BUT_LAST: 8}, **{village: {ITEMS: 30} for village in others}}


def test_scores_of_a_hidden_village_that_left_an_item_open_which_its_cover_answered_are_told_of_nobody() -> None:
    told = told_together(left_open_by_all({ITEMS: 12}))

    # On the first two items all answered two; on every other version all of Zoelen answered one less than Ingen
    assert {version for group, version in told if group == EVERYBODY and len(version) > 1} == {BUT_LAST}


def test_they_are_told_where_somebody_of_the_cover_left_it_open_too() -> None:
    told = told_together(left_open_by_all({ITEMS: 12, BUT_LAST: 1}))

    assert (EVERYBODY, ALL) in told


def test_the_attack_solves_the_scores_of_who_left_an_item_open_if_they_are_told() -> None:
    # So that the attack can fail: as it was before
    patterns = left_open_by_all({ITEMS: 12})
    told = told_together(patterns)
    pilot, shown = Group(GroupKind.ARM, "pilot"), Group(GroupKind.SEGMENT, "ravenswaaij")

    before = told | {(EVERYBODY, ALL), (pilot, ALL), (shown, ALL)}

    assert (("zoelen",), ALL) in ScaleAttacker(patterns, before).solved([ALL])
    assert ScaleAttacker(patterns, told).solved((ALL, BUT_LAST, BUT_FIRST)) == []
