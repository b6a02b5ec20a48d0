"""The attacker: lays every order of people beside every order of responses, and is judged by his best match.

People and responses are numbered alike, so a right guess is the same number; only the judge knows that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from tests.attack.signals import Order, Orders

Guess = list[int]
"""For each person, by number, the number of a response."""

PERMUTATIONS = 10_000
QUANTILE = 0.9999


@dataclass(frozen=True)
class Verdict:
    """How many of all people the best of all signals linked to their own answers, and what chance would reach.

    `band`: the share that the best of these very signals reaches in one of 10,000 permutations of the truth, so when
    there is nothing to find.
    """

    signals: int
    best: str
    linked: float
    band: float

    def __str__(self) -> str:
        return f"{self.signals:5} signals  best {self.linked:6.1%}  band {self.band:6.1%}  {self.best}"


def guesses(people: Orders, responses: Orders, number: int, random: Random) -> dict[str, Guess]:
    """One guess for each pair of orders, and one for the same pair the other way round."""
    ranked_people = {name: _ranked(order, number, random) for name, order in people.items()}
    ranked_responses = {name: _ranked(order, number, random) for name, order in responses.items()}
    made: dict[str, Guess] = {}
    for of_people, persons in ranked_people.items():
        for of_responses, given in ranked_responses.items():
            made[f"{of_responses} = {of_people}"] = _match(persons, given)
            made[f"{of_responses} = {of_people}, backwards"] = _match(persons, given[::-1])
    return made


def judge(waves: Sequence[Mapping[str, Guess]], seed: int) -> Verdict:
    """Over all waves together; each has as many people. A signal that a wave does not have links nobody there."""
    names = sorted(set().union(*waves))
    nobody = [-1] * len(next(iter(waves[0].values())))
    table = np.array([[wave.get(name, nobody) for wave in waves] for name in names], dtype=np.int16)
    truth = np.arange(table.shape[2], dtype=np.int16)
    hits = (table == truth).sum(axis=(1, 2))
    best = int(hits.argmax())
    people = table.shape[1] * table.shape[2]
    return Verdict(len(names), names[best], float(hits[best]) / people, _band(table, seed) / people)


def _band(table: np.ndarray, seed: int) -> float:
    """Permutes who gave what, within each wave, and lets the same signals try again."""
    random = np.random.default_rng(seed)
    different = np.unique(table, axis=0)
    truths = np.tile(np.arange(table.shape[2], dtype=np.int16), (table.shape[1], 1))
    most = [(different == random.permuted(truths, axis=1)).sum(axis=(1, 2)).max() for _ in range(PERMUTATIONS)]
    return float(np.quantile(most, QUANTILE, method="higher"))


def _ranked(order: Order, number: int, random: Random) -> list[int]:
    """All numbers in this order; equals, and who is not in it, come in a random order."""
    everybody = random.sample(range(number), number)
    known = sorted((one for one in everybody if one in order), key=lambda one: order[one])
    return known + [one for one in everybody if one not in order]


def _match(persons: Sequence[int], given: Sequence[int]) -> Guess:
    guess = dict(zip(persons, given, strict=True))
    return [guess[person] for person in range(len(persons))]
