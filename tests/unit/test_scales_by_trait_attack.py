"""An attack on scales by trait: mean scores of categories, villages and the whole, and those of the items beside them.

Unknown are, by village, age and which items somebody answered, the sum of the scores on each item; the attacker knows
how many answered which items, which is more than is told. A hole is what follows with the figures by age and not
without.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, combinations
from random import Random

import numpy as np
import pytest

from survey_app.comparison.compare_series import describe
from survey_app.comparison.groups import Group
from survey_app.comparison.series import WaveSeries
from tests.answered_waves import ARMS, VILLAGES, Asked, Row, answered_wave
from tests.counted_waves import POINTS, choice, section, statement
from tests.scale_attacker import Pattern, ScaleAttacker, Told, told_of_first

pytestmark = pytest.mark.slow
ITEMS, AGES = ("een", "twee", "drie"), ("jong", "midden", "oud")
UNKNOWN = "onbekend"


class AttackerByAge(ScaleAttacker):
    """The same where each village is parted by age; cells are called after both."""

    def _villages_of(self, group: Group) -> list[str]:
        name, *left_out = group.id.split("|")
        parts = {cell: cell.split("|") for cell in self._patterns}
        if name.startswith("leeftijd."):
            return [cell for cell, (_, age) in parts.items() if age in (name.removeprefix("leeftijd."), *left_out)]
        inside = (cell for cell, (village, _) in parts.items() if name in ("", village, ARMS[village]))
        return [cell for cell in inside if parts[cell][0] not in left_out]

    def follows(self, cells: Sequence[str], version: Pattern) -> bool:
        """Whether the sum of the scores of all in these cells follows."""
        return bool(np.abs(self.summed(cells, version) @ self._left_open).max(initial=0) < 1e-7)


def random_rows(random: Random) -> Iterator[Row]:
    """Three villages; of some ages few have a score, and few or none leave theirs open."""
    skipping = {age: random.choice((0, 0.3, 0.7)) for age in (*AGES, None)}
    weights = [random.choice((1, 3)), 3, random.choice((0.3, 1, 3)), random.choice((0, 0.1, 0.5))]
    for village in VILLAGES[:3]:
        for _ in range(random.choice((8, 15, 30, 60))):
            age = random.choices((*AGES, None), weights)[0]
            skips = random.random() < skipping[age]
            answered = random.sample(ITEMS, random.randint(0, 2)) if skips else ITEMS
            answers = {item: random.choice(POINTS) if item in answered else None for item in ITEMS}
            yield Row({**answers, "leeftijd": age}, village)


def attacked(seed: int) -> tuple[list[Row], WaveSeries]:
    rows = list(random_rows(Random(seed)))
    questions = section(*(statement(item) for item in ITEMS), choice("leeftijd", *AGES, background=True))
    scale = {"id": "gemeente", "title": "De gemeente", "items": list(ITEMS)}
    return rows, describe(answered_wave(2019, Asked((questions,), scales=(scale,)).instrument(), rows))


def told_by_age(series: WaveSeries) -> Told:
    """Mean scores of items and of the scale; who is joined with a category is called behind it."""
    told: set[tuple[Group, Pattern]] = set()
    for one in series.by_trait[0]:
        shown = {group.group.id.removeprefix("leeftijd.") for group in series.by_trait[0]}
        others = [age for age in (*AGES, UNKNOWN) if age not in shown] if one.is_joined else []
        group = replace(one.group, id="|".join([one.group.id, *others]))
        told |= {(group, (of.item,)) for of in one.statements if of.mean is not None}
        told |= {(group, of.items) for of in one.scales if of.estimate.mean is not None}
    return told


def solved(rows: Sequence[Row], before: Told, after: Told) -> list[tuple[tuple[str, ...], Pattern]]:
    """One or two ages of which fewer than ten have a score that follows with `after`, and does not with `before`."""
    patterns: dict[str, Counter[Pattern]] = {}
    for row in rows:
        cell = f"{row.segment}|{row.answers['leeftijd'] or UNKNOWN}"
        answered = tuple(item for item in ITEMS if row.answers[item] is not None)
        patterns.setdefault(cell, Counter())[answered] += 1
    attackers = [AttackerByAge(patterns, told) for told in (before, after)]
    ages = sorted({cell.split("|")[1] for cell in patterns})
    found = []
    for version in (ITEMS, *((item,) for item in ITEMS)):
        for few in chain(combinations(ages, 1), combinations(ages, 2)):
            cells = [cell for cell in patterns if cell.split("|")[1] in few]
            if 0 < attackers[0].scored(cells, version) < 10:
                follows = [attacker.follows(cells, version) for attacker in attackers]
                found += [(few, version)] if follows == [False, True] else []
    return found


@pytest.mark.parametrize("seed", range(12))
def test_no_score_of_few_of_an_age_follows(seed: int) -> None:
    rows, series = attacked(seed)
    before = told_of_first(series)

    assert solved(rows, before, before | told_by_age(series)) == []


def test_the_attack_solves_ages_that_are_told_of_whatever_their_size() -> None:
    # So that it can fail: the scores of each age that has ten
    leaking = 0
    for seed in range(12):
        rows, series = attacked(seed)
        sizes = Counter(row.answers["leeftijd"] for row in rows)
        large = (
            [replace(series.by_trait[0][0].group, id=f"leeftijd.{age}") for age in AGES if sizes[age] >= 10]
            if (series.by_trait[0])
            else []
        )
        before = told_of_first(series)
        told = {(group, version) for group in large for version in (ITEMS, *((item,) for item in ITEMS))}
        leaking += bool(solved(rows, before, before | told))

    assert leaking >= 2
