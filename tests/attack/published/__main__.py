"""`python -m tests.attack.published`: attack random studies with everything that is published of them.

With --studies 1000 (the default) it takes some time; `make test` attacks fewer. It ends with 1 if it found a hole.
"""

from __future__ import annotations

import argparse
import sys
from random import Random

from tests.attack.published.categories import AttackOnCategories
from tests.attack.published.holes import attacks_on, holes_in
from tests.attack.published.outputs import Published
from tests.attack.published.study import Study, random_study, study_of_two_traits, unweighted
from tests.attack.published.twins import tell_apart, twins_of

_MADE = 10
"""Of one study in so many, frames and sheets are made of the series of twins, and compared."""


def main() -> int:
    """Tells every hole with the seed of its study, and how much was attacked."""
    parser = argparse.ArgumentParser(prog="python -m tests.attack.published", description=__doc__)
    parser.add_argument("--studies", type=int, default=1000, help="how many (default 1000)")
    parser.add_argument("--first", type=int, default=0, help="seed of the first (default 0)")
    parser.add_argument("--two-traits", action="store_true", help="studies of two traits, of several answers or routed")
    chosen = parser.parse_args()
    leaking = twins = 0
    for seed in range(chosen.first, chosen.first + chosen.studies):
        found, compared = attack(seed, two_traits=chosen.two_traits)
        twins += compared
        leaking += bool(found)
        for hole in found:
            print(f"study {seed}: {hole}", flush=True)
    print(f"{chosen.studies} studies, {twins} twins, {leaking} studies with a hole")
    return 1 if leaking else 0


def attack(seed: int, *, two_traits: bool = False) -> tuple[list[str], int]:
    """What was found in one study, and with how many twins it was compared.

    A study that is weighted is attacked without its weights as well: what is weighted on is not broken down by.
    """
    study = study_of_two_traits(seed) if two_traits else random_study(seed)
    found, twins = _attack(study, seed)
    if study.asked.study.margins is None:
        return found, twins
    more, more_twins = _attack(unweighted(study), seed)
    return [*found, *(f"unweighted: {one}" for one in more)], twins + more_twins


def _attack(study: Study, seed: int) -> tuple[list[str], int]:
    published = Published(study, study.fielded())
    twins = list(twins_of(published, Random(seed)))
    attacks = attacks_on(published)
    of_categories = (
        hole for one in attacks for trait in one.told.traits for hole in AttackOnCategories(one, trait).holes()
    )
    found = [str(hole) for hole in (*holes_in(attacks), *of_categories)]
    made = seed % _MADE == 0
    told = [f"{one.what}: {name}" for one in twins for name in tell_apart(published, one, made=made)]
    return found + told, len(twins)


if __name__ == "__main__":
    sys.exit(main())
