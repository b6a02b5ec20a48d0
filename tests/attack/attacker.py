"""The attacker: lays every order of people beside every order of responses, and is judged by his best match.

People and responses are numbered alike, so a right guess is the same number; only the judge knows that.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from tests.attack.signals import Order, Orders

Guess = list[int]
"""For each person, by number, the number of a response."""

PERMUTATIONS = 40_000
"""A verdict is wrong by chance less than once in so many; with MOST_VERDICTS a run, one of a thousand runs is."""
MOST_VERDICTS = 40
_AT_ONCE = 1000
_NOBODY = 255
"""Stands for no response; so a wave has at most as many people."""


Groups = Sequence[object]
"""By number of a person, and of his response: what is known of both, so that only those alike can belong together."""


@dataclass(frozen=True)
class Verdict:
    """How many of all people the best of all signals linked to their own answers, and what chance would reach.

    `band`: the most that the best of these very signals reaches in any of so many permutations of the truth among
    those alike, so when there is nothing else to find.
    """

    signals: int
    best: str
    linked: float
    band: float

    def __str__(self) -> str:
        return f"{self.signals:5} signals  best {self.linked:6.1%}  band {self.band:6.1%}  {self.best}"


def guesses(
    people: Orders, responses: Orders, number: int, random: Random, alike: Groups | None = None
) -> dict[str, Guess]:
    """One guess for each pair of orders, and one for the same pair the other way round, each among those alike."""
    groups = alike or [None] * number
    ranked_people = {name: _ranked(order, number, random) for name, order in people.items()}
    ranked_responses = {name: _ranked(order, number, random) for name, order in responses.items()}
    made: dict[str, Guess] = {}
    for of_people, persons in ranked_people.items():
        for of_responses, given in ranked_responses.items():
            made[f"{of_responses} = {of_people}"] = _match(persons, given, groups)
            made[f"{of_responses} = {of_people}, backwards"] = _match(persons, given[::-1], groups)
    return made


def judge(
    waves: Sequence[Mapping[str, Guess]],
    seed: int,
    permutations: int = PERMUTATIONS,
    alike: Sequence[Groups] | None = None,
) -> Verdict:
    """Over all waves together; each has as many people. A signal that a wave does not have links nobody there."""
    names = sorted(set().union(*waves))
    nobody = [_NOBODY] * len(next(iter(waves[0].values())))
    table = np.array([[wave.get(name, nobody) for wave in waves] for name in names], dtype=np.uint8)
    truth = np.arange(table.shape[2], dtype=np.uint8)
    hits = (table == truth).sum(axis=(1, 2))
    best = int(hits.argmax())
    people = table.shape[1] * table.shape[2]
    return Verdict(
        len(names), names[best], float(hits[best]) / people, _band(table, alike, seed, permutations) / people
    )


def _band(table: np.ndarray, alike: Sequence[Groups] | None, seed: int, permutations: int) -> float:
    """Permutes who gave what, within each wave and among those alike, and lets the same signals try again.

    Signals stand beside each other, one person after the other below them, so that hits are added up for all at once.
    """
    random = np.random.default_rng(seed)
    different = np.unique(table, axis=0)
    guessed = np.ascontiguousarray(different.reshape(len(different), -1).T)
    right = np.empty(guessed.shape, dtype=np.bool_)
    groups = np.array([_numbered(one) for one in alike] if alike else np.zeros(table.shape[1:]))
    in_order = np.argsort(groups, axis=1, kind="stable")[np.newaxis].repeat(_AT_ONCE, axis=0)
    truths = np.empty(in_order.shape, dtype=table.dtype)
    most = 0
    for _ in range(permutations // _AT_ONCE):
        np.put_along_axis(truths, in_order, np.argsort(groups + random.random(in_order.shape), axis=2), axis=2)
        for truth in truths.reshape(_AT_ONCE, -1, 1):
            np.equal(guessed, truth, out=right)
            most = max(most, int(np.add.reduce(right.view(np.uint8), axis=0, dtype=np.uint8).max()))
    return float(most)


def _numbered(groups: Groups) -> list[int]:
    numbers = {group: number for number, group in enumerate(dict.fromkeys(groups))}
    return [numbers[group] for group in groups]


def _ranked(order: Order, number: int, random: Random) -> list[int]:
    """All numbers in this order; equals, and who is not in it, come in a random order."""
    everybody = random.sample(range(number), number)
    known = sorted((one for one in everybody if one in order), key=lambda one: order[one])
    return known + [one for one in everybody if one not in order]


def _match(persons: Sequence[int], given: Sequence[int], groups: Groups) -> Guess:
    left: defaultdict[object, deque[int]] = defaultdict(deque)
    for response in given:
        left[groups[response]].append(response)
    guess = {person: left[groups[person]].popleft() for person in persons}
    return [guess[person] for person in range(len(persons))]
