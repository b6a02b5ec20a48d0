"""An attack on the verdicts: whether two waves are made up alike must not tell how many gave a hidden answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, product

import pytest

from survey_app.comparison.compare_series import compare_series
from survey_app.comparison.disclosure.shown import hidden_categories
from survey_app.comparison.results import Code, FieldedWave
from survey_app.comparison.verdict.composition import trait_has_shifted
from tests.answered_waves import Asked, Row, answered_wave
from tests.counted_waves import choice, section, statement

AGES = ("jong", "midden", "oud")
ASKED = Asked((section(statement(), choice("leeftijd", *AGES, background=True)),)).instrument()
THRESHOLD = 10

Ages = Mapping[str, int]
Moved = Callable[[Ages, Ages], bool]


def ages(*numbers: int) -> Ages:
    return dict(zip(AGES, numbers, strict=True))


SECRET = (
    (ages(10, 5, 5), ages(18, 10, 0), ages(26, 0, 17)),
    (ages(24, 7, 7), ages(22, 0, 14), ages(35, 22, 0)),
)
"""Ages of three waves, of which only the first of the three ages is shown."""


def told(waves: Sequence[Ages], moved: Moved) -> tuple[bool, ...]:
    """What the verdicts say of each two waves."""
    return tuple(moved(one, other) for one, other in combinations(waves, 2))


def possible(waves: Sequence[Ages], moved: Moved) -> Iterator[Sequence[Ages]]:
    """All waves of which the same is shown, hidden and said."""
    ways = [list(_alike(wave)) for wave in waves]
    said = told(waves, moved)
    return (others for others in product(*ways) if told(others, moved) == said)


def _alike(wave: Ages) -> Iterator[Ages]:
    shown, hidden = wave["jong"], wave["midden"] + wave["oud"]
    candidates = (ages(shown, number, hidden - number) for number in range(hidden + 1))
    return (one for one in candidates if _hides_two(one))


def _hides_two(numbers: Ages) -> bool:
    """By the rule of before 0160: whatever is below ten, and then the smallest, until they are two and ten together."""
    young, *others = numbers.values()
    is_smallest = max(others) < (young if max(others) >= THRESHOLD else THRESHOLD)
    return young >= THRESHOLD > min(others) and sum(others) >= THRESHOLD and is_smallest


def fielded(year: int, numbers: Ages) -> FieldedWave:
    rows = [Row({"luistert": "eens", "leeftijd": age}, times=number) for age, number in numbers.items() if number]
    return answered_wave(year, ASKED, rows)


def says_it_moved(one: Ages, other: Ages) -> bool:
    """What a comparison of the two waves says."""
    found = compare_series([fielded(2019, one), fielded(2020, other)]).pairs[0].comparison
    return any(reason.code is Code.COMPOSITION for reason in found.overall.reasons)


def moved_in_all_ages(one: Ages, other: Ages) -> bool:
    return trait_has_shifted(one, other)


def test_a_verdict_does_not_look_at_ages_that_are_hidden() -> None:
    waves = ages(10, 5, 5), ages(18, 6, 4), ages(26, 9, 8)
    ways = [[one for one in _alike(wave) if hidden_categories(one, THRESHOLD) == {"midden", "oud"}] for wave in waves]

    assert all(len(of_wave) > 1 for of_wave in ways)
    for place, other in combinations(range(3), 2):
        said = {says_it_moved(one, ways[other][0]) for one in ways[place]}
        assert said == {says_it_moved(waves[place], waves[other])}


@pytest.mark.parametrize("waves", SECRET)
def test_the_attack_finds_a_hidden_age_when_verdicts_look_at_it(waves: Sequence[Ages]) -> None:
    # So that the test above can fail: three verdicts on waves of 20 to 57 leave one number of the first wave
    left = list(possible(waves, moved_in_all_ages))

    assert {tuple(others[0].items()) for others in left} == {tuple(waves[0].items())}
    assert len(list(_alike(waves[0]))) > 1


def test_a_trait_that_is_withheld_is_not_compared() -> None:
    told_by_few = [Row({"luistert": "eens", "leeftijd": "jong"}, times=4), Row({"luistert": "eens"}, times=40)]
    few = answered_wave(2019, ASKED, told_by_few)

    found = compare_series([few, fielded(2020, ages(0, 40, 0))]).pairs[0].comparison

    assert [reason for reason in found.overall.reasons if reason.code is Code.COMPOSITION] == []


def test_ages_that_are_shown_and_moved_are_still_an_objection() -> None:
    # Half the sum of |60/80 - 40/80| and |20/80 - 40/80| is .25: above .20, the hidden ones taken together
    assert says_it_moved(ages(60, 12, 8), ages(40, 35, 5))
