"""Where all parts of a group are hidden, and still one follows from the whole and from sizes that are told
(STATISTICS 15.14, decision 0164). The numbers are those of random studies in which the attack found it."""

from collections.abc import Mapping

import pytest

from survey_app.comparison.disclosure.breakdown import Mask
from survey_app.comparison.disclosure.hidden_answers import hidden_answers
from survey_app.comparison.groups import EVERYBODY, Group
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.counts import ItemCounts
from tests.counted_waves import answered, likert, section, statement
from tests.village_waves import NO_SEGMENT, arm, shown_groups, village, village_study, village_wave

Numbers = tuple[int, int, int, int, int]
MIXED: Numbers = (5, 2, 4, 18, 9)
ALONE: Numbers = (0, 0, 0, 0, 1)
ROUTED = section(
    statement("luistert"),
    statement("vervolg", when={"item": "luistert", "is": "eens"}),
    statement("daarna", when={"item": "vervolg", "is": "eens"}),
)


def village_of(routed: Numbers) -> list[ItemCounts]:
    """As many said 'agree' as were asked what follows, and 60 something else."""
    asked = sum(routed)
    luistert = likert("luistert", 15, 15, 15, asked, 15)
    later = likert("daarna", routed[3] // 2, 0, 0, 0, routed[3] - routed[3] // 2, not_asked=60 + asked - routed[3])
    return [luistert, likert("vervolg", *routed, not_asked=60), later]


def routed_wave(villages: Mapping[str, Numbers], arms: Mapping[str, str | None]) -> FieldedWave:
    frozen = village_study(arms, ROUTED)
    return village_wave(frozen, {name: village_of(routed) for name, routed in villages.items()})


def told_in(masks: Mapping[Group, Mask], item: str) -> set[Group]:
    return {group for group, mask in masks.items() if (counts := mask.items[item]) is not None and not counts.hidden}


def test_a_whole_is_withheld_of_which_all_but_one_are_known_to_be_of_one_village() -> None:
    # Of 39 who were asked, 38 are of a: its mean is known within 0.15
    masks = shown_groups(routed_wave({"a": MIXED, "b": ALONE}, {"a": None, "b": None}))

    assert told_in(masks, "luistert") == {EVERYBODY, village("a"), village("b")}
    assert masks[EVERYBODY].items["vervolg"] is None


def test_what_was_asked_depending_on_what_is_withheld_is_withheld_too() -> None:
    # How many were asked it tells how many of the whole agreed
    masks = shown_groups(routed_wave({"a": MIXED, "b": ALONE}, {"a": None, "b": None}))

    assert told_in(masks, "daarna") == set()


@pytest.mark.parametrize(("of_b", "is_told"), [(1, False), (9, True)])
def test_a_mark_that_nearly_all_of_one_village_were_asked_for_is_withheld_too(of_b: int, is_told: bool) -> None:
    # Of 38 of 39 the lowest and the highest mean are 0.11 apart, of 29 of 38 (9 were blank) 1.24
    none = {str(mark): 0 for mark in range(1, 11)}
    marks = {"a": {**none, "4": 19, "8": 19 - 9 * is_told}, "b": {**none, "4": of_b}}
    mark = {"id": "cijfer", "type": "mark", "text": "Welk cijfer?", "when": {"item": "luistert", "is": "eens"}}
    counts = {
        "a": [likert("luistert", 15, 15, 15, 38, 15), answered("cijfer", marks["a"], blank=9 * is_told, not_asked=60)],
        "b": [likert("luistert", 15, 15, 15, of_b, 15), answered("cijfer", marks["b"], not_asked=60)],
    }
    frozen = village_study({"a": None, "b": None}, section(statement("luistert"), mark))

    shown = shown_groups(village_wave(frozen, counts))[EVERYBODY].items["cijfer"]

    assert (shown is not None) == is_told


def test_a_whole_stays_of_which_every_village_may_think_otherwise() -> None:
    masks = shown_groups(routed_wave({"a": (2, 1, 1, 2, 2), "b": (1, 2, 2, 1, 1)}, {"a": None, "b": None}))

    assert told_in(masks, "vervolg") == {EVERYBODY}


def test_an_arm_is_hidden_that_gives_its_village_away_and_the_whole_is_not() -> None:
    villages = {"p1": MIXED, "p2": ALONE, "m1": MIXED, "m2": MIXED}
    masks = shown_groups(routed_wave(villages, {one: "pilot" if "p" in one else "mirror" for one in villages}))

    assert told_in(masks, "vervolg") == {EVERYBODY}
    assert {arm("pilot"), arm("mirror")} <= told_in(masks, "luistert")


def test_a_village_that_is_told_to_agree_was_all_asked_what_follows() -> None:
    # Of a it is told that more than 90% of 15 agree, so that nearly 15 of the 20 who were asked are of it
    villages = {
        "a": [likert("luistert", 0, 0, 0, 15, 0), likert("vervolg", 0, 0, 0, 15, 0)],
        "b": [likert("luistert", 0, 0, 2, 2, 0, blank=11), likert("vervolg", 0, 0, 0, 1, 1, not_asked=13)],
        "c": [likert("luistert", 1, 3, 0, 3, 1, blank=6), likert("vervolg", 0, 0, 0, 1, 0, blank=2, not_asked=11)],
    }
    frozen = village_study(dict.fromkeys(villages), section(*ROUTED["items"][:2]))

    masks = shown_groups(village_wave(frozen, villages))

    luistert = masks[village("a")].items["luistert"]
    assert luistert is not None
    assert (luistert.answered, bool(luistert.hidden)) == (15, True)
    assert masks[EVERYBODY].items["vervolg"] is None


def test_it_is_not_told_what_an_arm_thinks_beside_which_too_few_answered() -> None:
    # 240 of the pilot took part and 13 others, of whom 7 answered: the mean of the pilot was known within 0.26. Now it
    # is not known how many of p1 and of these others took part, nor how many of p2 answered
    villages = {
        "p1": likert("luistert", 6, 13, 18, 45, 9, not_applicable=10, blank=19),
        "p2": likert("luistert", 18, 21, 22, 46, 13),
        "m1": likert("luistert", 0, 1, 4, 1, 1, not_applicable=1, blank=1),
        NO_SEGMENT: likert("luistert", 0, 0, 0, 0, 0, not_applicable=1, blank=3),
    }
    frozen = village_study({"p1": "pilot", "p2": "pilot", "m1": "mirror"}, section(statement()))

    masks = shown_groups(village_wave(frozen, {one: [counts] for one, counts in villages.items()}))

    assert masks.keys() == {EVERYBODY, arm("pilot"), village("p2")}
    assert told_in(masks, "luistert") == {EVERYBODY}


ARMS = {"p1": "pilot", "p2": "pilot", "m1": "mirror", "m2": "mirror"}
MIRROR = {"m1": likert("luistert", 4, 3, 4, 14, 7), "m2": likert("luistert", 4, 3, 5, 13, 6)}


def masks_beside_mirror(p1: ItemCounts, p2: ItemCounts) -> Mapping[Group, Mask]:
    villages = {"p1": p1, "p2": p2, **MIRROR}
    frozen = village_study(ARMS, section(statement()))
    return shown_groups(village_wave(frozen, {one: [counts] for one, counts in villages.items()}))


def test_it_is_not_told_how_many_answered_if_the_mean_of_who_blurs_would_follow() -> None:
    # Study 305: the mean of 95 of the 106 is known within 0.45. Of 120 who took part at least 66 of the 106 are
    of_one_mind = likert("luistert", 0, 0, 0, 0, 11, not_applicable=16, blank=13)
    masks = masks_beside_mirror(of_one_mind, likert("luistert", 10, 17, 20, 38, 10, not_applicable=14, blank=11))

    assert told_in(masks, "luistert") == {EVERYBODY, arm("pilot"), arm("mirror"), village("m1"), village("m2")}
    assert [masks[village(one)].items["luistert"] for one in ("p1", "p2")] == [None, None]


def test_it_is_not_told_how_many_took_part_either_if_all_of_them_answered() -> None:
    # Those of one mind are then of no arm that is told, as the smallest village that hides how many they are
    masks = masks_beside_mirror(likert("luistert", 0, 0, 0, 0, 11), likert("luistert", 10, 17, 20, 38, 10))

    told = {EVERYBODY, arm("pilot"), arm("mirror"), village("p2"), village("m1")}
    assert masks.keys() == told_in(masks, "luistert") == told


def test_of_an_arm_of_which_only_the_base_is_told_no_base_of_a_village_follows() -> None:
    # The mirror is of one mind and the pilot blurs it. Of 38 of the pilot 37 answered, so of p1 of 9 at least 8 did
    villages = {
        "p1": likert("luistert", 0, 2, 1, 2, 3, blank=1),
        "p2": likert("luistert", 5, 5, 5, 8, 6),
        "m1": likert("luistert", 29, 0, 0, 0, 0),
    }
    bases = {"p1": 12, "p2": 29}
    enough = {**villages, "p1": likert("luistert", 1, 3, 2, 3, 3, blank=1)}
    frozen = village_study({"p1": "pilot", "p2": "pilot", "m1": "mirror"}, section(statement()))
    few, many = (
        shown_groups(village_wave(frozen, {one: [of] for one, of in each.items()})) for each in (villages, enough)
    )

    assert few.keys() == {EVERYBODY, arm("pilot"), arm("mirror"), village("m1")}
    told = {one: many[village(one)].items["luistert"] for one in bases}
    assert {one: counts and (counts.answered, bool(counts.hidden)) for one, counts in told.items()} == {
        one: (base, True) for one, base in bases.items()
    }


def test_how_many_took_part_in_an_arm_is_not_told_if_nearly_all_others_answered() -> None:
    # Of 13 of the mirror 5 answered, and everybody else: so 5 to 13 did, and nine numbers are fewer than ten
    villages = {
        "p1": likert("luistert", 1, 1, 1, 1, 0),
        "p2": likert("luistert", 4, 6, 7, 7, 6),
        "p3": likert("luistert", 2, 2, 3, 2, 2),
        "m1": likert("luistert", 1, 1, 1, 1, 1, blank=8),
    }
    frozen = village_study({**dict.fromkeys(("p1", "p2", "p3"), "pilot"), "m1": "mirror"}, section(statement()))

    assert arm("mirror") not in shown_groups(village_wave(frozen, {one: [of] for one, of in villages.items()}))


def test_beside_the_village_microdata_have_nothing_of_what_is_withheld_of_the_whole() -> None:
    hidden = hidden_answers(routed_wave({"a": MIXED, "b": ALONE}, {"a": None, "b": None}))

    assert hidden == {"segment": {"vervolg": frozenset(), "daarna": frozenset()}}  # of which nothing is told
