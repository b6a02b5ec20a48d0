"""The waves that workbooks and data frames are attacked on, and what an attacker looks for in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from survey_app.comparison.prepared import prepared
from survey_app.comparison.raking import cell_sizes
from survey_app.comparison.results import FieldedWave
from tests.attacked_truth import Truth
from tests.attacked_waves import MARGINS, Place, attacked_instrument, attacked_wave, places
from tests.disclosure_attacker import subsets
from tests.workbook_attacker import Told, Weights, WorkbookAttacker
from tests.workbook_facts import ABOVE, NOWHERE, base_kinds

THRESHOLD = 10
WITH_MARGINS, WITHOUT = attacked_instrument(margins=MARGINS), attacked_instrument()
BROKEN_DOWN = ("luistert", "helpt", "vervolg")
"""Items of which villages and arms have figures; of the others only everybody has."""

LARGE = places(130, 110, 150, 140, 120, 160)
ONE_SMALL = places(60, 8, 45, 52, 70, 41)
TWO_SMALL = places(60, 8, 7, 52, 70, 41, nowhere=3)
ONE_IN_EACH_ARM = places(160, 8, 45, 130, 6, 141, nowhere=12)
MANY_BLANK = places(60, 20, 45, 52, 70, 18, answering=0.45)
HALF_ANSWERED = places(12, 16, 14, 60, 60, 60, answering=0.5)
AGREED = {**ONE_SMALL, "maurik": Place(14, of_one_mind=True)}

Case = tuple[FieldedWave, ...]


def waves_of(*people: Mapping[str | None, Place], weighted: bool = False) -> Case:
    """A wave of each of these, a year apart."""
    asked = WITH_MARGINS if weighted else WITHOUT
    return tuple(attacked_wave(2019 + place, one, asked, seed=3) for place, one in enumerate(people))


def of_no_age(people: Mapping[str | None, Place]) -> Mapping[str | None, Place]:
    """The same people, who leave the question of their age open."""
    return {village: replace(place, of_no_age=True) for village, place in people.items()}


CASES: Mapping[str, Case] = {
    "one small village, weighted": waves_of(ONE_SMALL, ONE_SMALL, weighted=True),
    "nothing small": waves_of(LARGE, LARGE, weighted=True),
    "two small, then one": waves_of(TWO_SMALL, ONE_SMALL),
    "small in both arms, weighted": waves_of(ONE_IN_EACH_ARM, ONE_IN_EACH_ARM, weighted=True),
    "a village that joined later": waves_of(places(60, 0, 45, 52, 70, 8), ONE_SMALL),
    "many left it open": waves_of(MANY_BLANK, ONE_SMALL),
    "three waves, weighted": waves_of(ONE_SMALL, LARGE, AGREED, weighted=True),
    "no ages, so weights of villages": waves_of(of_no_age(HALF_ANSWERED), of_no_age(HALF_ANSWERED), weighted=True),
    "four told their age": waves_of({**of_no_age(LARGE), "zoelen": Place(4)}, LARGE, weighted=True),
    "no ages, two arms": waves_of(of_no_age(ONE_IN_EACH_ARM), of_no_age(LARGE), weighted=True),
}
AGREE = dict.fromkeys(ABOVE, 1.0)
"""The ways of answering that are above the middle."""


def secrets(read: Told, truth: Truth, wave: int, item: str) -> Iterator[frozenset[str]]:
    """Every set of villages of which the workbook does not say how many agree, in which 1 to 9 answered."""
    hidden = {village for village in read.responded(wave) if not read.tells(wave, village, item, AGREE)}
    return (villages for villages in subsets(hidden) if 0 < truth.answered(villages, item) < THRESHOLD)


def solved(read: Told, waves: Case) -> list[tuple[int, str, frozenset[str]]]:
    """The secrets of which how many answered, or agree, follows from equations alone."""
    found = []
    for wave, fielded in enumerate(waves):
        for item in BROKEN_DOWN:
            attacker = WorkbookAttacker(read, wave, item)
            for villages in secrets(read, Truth(fielded), wave, item):
                wanted = (attacker.told(villages, item, kinds) for kinds in (base_kinds(item), AGREE))
                if any(map(attacker.solves, wanted)):
                    found.append((wave, item, villages))
    return found


def weights_of(fielded: FieldedWave) -> Weights:
    """How many responded of each village and age, and what each weighs."""
    weighting = prepared(fielded).weighting
    assert weighting is not None
    sizes = cell_sizes(fielded.counts.cells)
    return {(v or NOWHERE, age): (n, weighting.weights[v, age]) for (v, age), n in sizes.items() if n}
