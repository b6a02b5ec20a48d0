"""What is kept of where respondents came from: never too little together, and no more is hidden than needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product
from random import Random

import pytest

from survey_app.fieldwork.cover import is_mixed
from survey_app.fieldwork.place import NOWHERE, Place, kept_places, too_small
from survey_app.questionnaire.study import Segment

Numbers = Mapping[str | None, int]
Kept = Mapping[str | None, Place]


def study(pilot: Numbers, mirror: Numbers, neither: Numbers) -> tuple[list[Segment], dict[str | None, int]]:
    """Villages with how many answered from each."""
    segments = [
        Segment.model_validate({"id": name, "label": str(name), "arm": arm})
        for arm, numbers in (("pilot", pilot), ("mirror", mirror), (None, neither))
        for name in numbers
    ]
    return segments, {**pilot, **mirror, **neither}


def kept(pilot: Numbers = {}, mirror: Numbers = {}, neither: Numbers = {}, unknown: int = 0) -> Kept:  # noqa: B006
    segments, numbers = study(pilot, mirror, neither)
    return kept_places(segments, numbers | ({None: unknown} if unknown else {}), 10)


PILOT, MIRROR = Place(None, "pilot"), Place(None, "mirror")


def test_a_village_is_kept_where_the_minimum_answered() -> None:
    assert kept({"a": 10, "b": 40}, {"c": 25}) == {"a": Place("a"), "b": Place("b"), "c": Place("c")}


def test_a_small_village_takes_with_it_what_covers_it() -> None:
    """STATISTICS 15.2: of 3, 4, 25 and 40 the 25 goes too."""
    assert kept({"a": 3, "b": 4, "c": 25, "d": 40}) == {"a": PILOT, "b": PILOT, "c": PILOT, "d": Place("d")}
    assert kept(neither={"a": 3, "b": 4, "c": 25, "d": 40}) == {
        "a": NOWHERE,
        "b": NOWHERE,
        "c": NOWHERE,
        "d": Place("d"),
    }


def test_nine_and_one_are_no_cover() -> None:
    """STATISTICS 15.12."""
    assert kept({"a": 9, "b": 1, "c": 20, "d": 50}) == {"a": PILOT, "b": PILOT, "c": PILOT, "d": Place("d")}
    assert kept({"a": 9, "b": 1}, {"c": 30}) == {"a": PILOT, "b": PILOT, "c": Place("c")}  # the arm, and nothing left


def test_what_would_be_about_one_village_is_no_cover() -> None:
    """The p%-rule: 3 beside 60 are less than a tenth of it, and one of them knows himself."""
    assert kept({"a": 3, "b": 60, "c": 80}) == {"a": PILOT, "b": PILOT, "c": PILOT}
    assert kept({"a": 7, "b": 60, "c": 80}) == {"a": PILOT, "b": PILOT, "c": Place("c")}
    assert [is_mixed(sizes, 10) for sizes in ([7, 3], [9, 1], [8, 2], [31, 4], [30, 4], [10], [], [5, 4])] == [
        True,
        False,
        False,
        False,
        True,
        False,
        False,
        False,
    ]


def test_an_arm_with_too_few_takes_with_it_whoever_loses_least() -> None:
    found = kept({"a": 5, "b": 3}, {"c": 15, "d": 40}, {"e": 25})

    assert found == {"a": NOWHERE, "b": NOWHERE, "c": Place("c"), "d": Place("d"), "e": NOWHERE}


def test_who_has_no_village_costs_no_arm() -> None:
    """STATISTICS 15.13: three of them are hidden with the smallest village that covers them."""
    found = kept({"a": 20, "b": 30}, {"c": 25, "d": 26}, unknown=3)

    assert found == {None: NOWHERE, "a": NOWHERE, "b": Place("b"), "c": Place("c"), "d": Place("d")}
    assert kept({"a": 20}, {"c": 25}, unknown=10) == {None: NOWHERE, "a": Place("a"), "c": Place("c")}


def test_where_nobody_covers_nothing_is_kept() -> None:
    assert set(kept(neither={"a": 3, "b": 60}).values()) == {NOWHERE}
    assert set(kept({"a": 8}, {"b": 9}).values()) == {NOWHERE}
    assert kept(unknown=40) == {None: NOWHERE}


def test_a_village_that_the_study_does_not_have_is_nowhere() -> None:
    assert kept_places([], {"elders": 40}, 10) == {"elders": NOWHERE}


def studies(number: int, villages: int) -> Iterator[tuple[list[Segment], dict[str | None, int], int]]:
    """Random ones with up to so many villages: with arms, with arms and others, or without; and people without one."""
    random = Random(2026)
    for _ in range(number):
        arms = random.choice([("pilot", "mirror"), ("pilot", "mirror", None), (None,)])
        largest = random.choice([6, 15, 40, 300])
        names = [f"village-{place}" for place in range(random.randint(1, villages))]
        by_arm: dict[str | None, dict[str | None, int]] = {"pilot": {}, "mirror": {}, None: {}}
        for name in names:
            by_arm[random.choice(arms)][name] = random.randint(0, random.choice([9, largest]))
        segments, numbers = study(by_arm["pilot"], by_arm["mirror"], by_arm[None])
        unknown = random.choice([0, 0, random.randint(1, 30)])
        yield segments, numbers | ({None: unknown} if unknown else {}), random.choice([5, 10])


@pytest.mark.slow
def test_of_no_study_anything_is_kept_that_follows_from_totals() -> None:
    for segments, numbers, minimum in studies(1500, villages=30):
        if sum(numbers.values()) >= minimum:
            assert obeys(segments, numbers, kept_places(segments, numbers, minimum), minimum), (numbers, minimum)


@pytest.mark.slow
def test_no_more_is_hidden_than_needed() -> None:
    """Beside all choices there are, in small studies: the fewest people lose their village, and their arm."""
    for segments, numbers, minimum in studies(1000, villages=5):
        found = kept_places(segments, numbers, minimum)
        others = [one for one in every_choice(segments, numbers) if obeys(segments, numbers, one, minimum)]
        if sum(numbers.values()) >= minimum:
            villages, arms = loss(segments, numbers, found)
            assert villages + arms <= 1.1 * min(sum(loss(segments, numbers, one)) for one in others)
            no_more_arms = [lost[0] for one in others if (lost := loss(segments, numbers, one))[1] <= arms]
            assert villages <= 1.1 * min(no_more_arms), (numbers, minimum)


def every_choice(segments: list[Segment], numbers: Numbers) -> Iterator[Kept]:
    some = [segment for segment in segments if numbers[segment.id]]
    for places in product(*(dict.fromkeys((Place(one.id), Place(None, one.arm), NOWHERE)) for one in some)):
        yield {None: NOWHERE} | {one.id: place for one, place in zip(some, places, strict=True)}


def loss(segments: list[Segment], numbers: Numbers, found: Kept) -> tuple[int, int]:
    """Of how many people the village is lost, and of how many the arm."""
    lost = [one for one in segments if numbers[one.id] and found[one.id].segment is None]
    no_arm = [one for one in lost if one.arm and found[one.id].arm is None]
    return sum(numbers[one.id] for one in lost), sum(numbers[one.id] for one in no_arm)


def obeys(segments: list[Segment], numbers: Numbers, found: Kept, minimum: int) -> bool:
    """The rules, from the other side: what somebody knows who has every total that is kept, and the whole."""
    there = {one.id: one for one in segments if numbers[one.id]}
    groups: dict[Place, Counter[str]] = {}
    for name, number in numbers.items():
        if number:
            arm = there[name].arm if name else None
            part = name or "unknown"
            groups.setdefault(found[name], Counter())[arm or part if found[name] == NOWHERE else part] += number
    if set(groups) == {NOWHERE}:
        return True
    if too_small({place: members.total() for place, members in groups.items()}, minimum):
        return False
    whole = {arm: {one.id for one in there.values() if one.arm == arm} for arm in ("pilot", "mirror")}
    for place, members in groups.items():
        if place.segment is None and not (place == NOWHERE and set(members) == {"unknown"}):
            is_whole_arm = place.arm is not None and len(members) > 1 and set(members) == whole[place.arm]
            if not is_whole_arm and not all(covered(members, part) for part in members):
                return False
        if place.arm and any(found[name] == NOWHERE for name in whole[place.arm]):
            return False  # of an arm with a rest all are told as such
    return True


def covered(members: Counter[str], part: str) -> bool:
    """Beside it are three others, and less one who knows himself they are a tenth of it."""
    others = members.total() - members[part]
    return others >= 3 and others - 1 >= members[part] / 10
