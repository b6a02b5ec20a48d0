"""A differencing attack on scales: mean scores of siblings and of the whole, and the means of the items beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from random import Random

import numpy as np
import numpy.typing as npt
import pytest

from survey_app.comparison.disclosure.breakdown import Mask, broken_down
from survey_app.comparison.groups import EVERYBODY, Group, tree_of
from survey_app.comparison.prepared import segments_in
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.counts import ScaleCounts
from tests.counted_waves import POINTS, answered, section, statement
from tests.scale_attacker import subsets
from tests.village_waves import village_study, village_wave

ITEMS = ("een", "twee")
ARMS = {"p1": "pilot", "p2": "pilot", "m1": "mirror", "m2": "mirror", "x": None}
Answers = list[tuple[int, int]]
"""Of one village: the scores of each respondent on the two items, which all of them answered."""


def scale_of(answers: Answers) -> ScaleCounts:
    """Counted by hand; the moments are no part of this attack."""
    sums = Counter(sum(one) for one in answers)
    scores = tuple((2, total, persons) for total, persons in sorted(sums.items()))
    return ScaleCounts("vertrouwen", ITEMS, scores, 0, (0, 0), ((0, 0), (0, 0)))


def random_wave(seed: int) -> tuple[FieldedWave, dict[str, Answers]]:
    """Villages of which some are small and some of one mind on an item."""
    random = Random(seed)
    villages: dict[str, Answers] = {}
    for name in ARMS:
        size, fixed = random.choice((3, 6, 9, 11, 14, 25, 40)), random.random() < 0.2
        villages[name] = [(4 if fixed else random.randint(1, 5), random.randint(1, 5)) for _ in range(size)]
    counts = {
        name: [
            answered(item, {point: sum(one[place] == at for one in of) for at, point in enumerate(POINTS, start=1)})
            for place, item in enumerate(ITEMS)
        ]
        for name, of in villages.items()
    }
    frozen = village_study(ARMS, section(*(statement(item) for item in ITEMS)))
    return village_wave(frozen, counts, {name: [scale_of(of)] for name, of in villages.items()}), villages


def solved(wave: FieldedWave, villages: Mapping[str, Answers], is_shown: Callable[[Group, str], bool]) -> list[object]:
    """Sets of hidden villages under ten whose sum of scores follows from the sums of what is shown.

    Unknown are, per village, the sum of the scores on the scale and on each item; the first is the sum of the others.
    """
    names, figures = list(villages), ("vertrouwen", *ITEMS)

    def total(of: Iterable[str], figure: str) -> npt.NDArray[np.float64]:
        return np.array([float(name in of and one == figure) for name in names for one in figures])

    groups = tree_of(wave.instrument.study, wave.counts).counts
    members = {group: names if group == EVERYBODY else segments_in(wave, group) for group in groups}
    rows = [total(members[group], figure) for group in groups for figure in figures if is_shown(group, figure)]
    rows += [total([name], figures[0]) - total([name], "een") - total([name], "twee") for name in names]
    rank = np.linalg.matrix_rank(np.array(rows))
    hidden = {name for name in names if not any(is_shown(g, figures[0]) for g in groups if g.id == name)}
    return [
        one
        for one in subsets(hidden)
        if sum(len(villages[name]) for name in one) < 10
        and np.linalg.matrix_rank(np.array([*rows, total(one, figures[0])])) == rank
    ]


def by_mask(masks: Mapping[Group, Mask]) -> Callable[[Group, str], bool]:
    def is_shown(group: Group, figure: str) -> bool:
        if group not in masks:
            return False
        counts = masks[group].items.get(figure)
        return masks[group].scales.get(figure) is not None or (counts is not None and not counts.hidden)

    return is_shown


@pytest.mark.parametrize("seed", range(40))
def test_no_score_under_the_threshold_follows_from_scores_and_items(seed: int) -> None:
    wave, villages = random_wave(seed)
    kept, masks = broken_down(wave)

    assert solved(kept, villages, by_mask(masks)) == []


def _is_shown(shown: set[Group], group: Group, _item: str) -> bool:
    return group in shown


def test_the_attack_solves_scores_that_are_masked_by_size_alone() -> None:
    leaking = 0
    for seed in range(40):
        wave, villages = random_wave(seed)
        groups = tree_of(wave.instrument.study, wave.counts).counts
        shown = {group for group in groups if group == EVERYBODY or groups[group].respondents >= 10}
        leaking += bool(solved(wave, villages, partial(_is_shown, shown)))

    assert leaking > 10
