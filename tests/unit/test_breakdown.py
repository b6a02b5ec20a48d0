"""Breakdowns by arm and village: which groups may be shown beside the whole wave (STATISTICS 15, decision 0093)."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.comparison.disclosure.breakdown import Mask, broken_down
from survey_app.comparison.disclosure.shown import shown_counts
from survey_app.comparison.groups import EVERYBODY, Group
from survey_app.comparison.prepared import segments_in
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.counts import ItemCounts
from survey_app.fieldwork.wave import Origin
from tests.counted_waves import POINTS, Data, answered, choice, likert, section, statement
from tests.village_waves import NO_SEGMENT, arm, shown_groups, village, village_study, village_wave

NO_ARMS = {"a": None, "b": None, "c": None, "d": None}
SIX = {"p1": "pilot", "p2": "pilot", "p3": "pilot", "m1": "mirror", "m2": "mirror", "m3": "mirror"}


def spread_out(number: int, item: str = "luistert", **kinds: int) -> ItemCounts:
    """This many answers, as evenly over the five points as can be."""
    return likert(item, *(number // 5 + (point < number % 5) for point in range(5)), **kinds)


def wave_of(
    sizes: Mapping[str, int], arms: Mapping[str, str | None] | None = None, *, threshold: int = 10
) -> FieldedWave:
    """One statement, answered by everybody."""
    frozen = village_study(arms or dict.fromkeys(sizes), section(statement()), threshold=threshold)
    return village_wave(frozen, {name: [spread_out(size)] for name, size in sizes.items()})


def shown_in(masks: Mapping[Group, Mask], item: str = "luistert") -> set[str]:
    """Ids of the arms and villages in which all of the item is shown."""
    shown = {group.id: mask.items[item] for group, mask in masks.items() if group != EVERYBODY}
    return {name for name, counts in shown.items() if counts is not None and not counts.hidden}


def test_a_village_of_nine_is_hidden_with_how_many_took_part() -> None:
    frozen = village_study(NO_ARMS, section(statement()))
    wave = village_wave(
        frozen,
        {
            "a": [spread_out(4, not_applicable=2, blank=3)],
            "b": [spread_out(8)],
            "c": [spread_out(10, not_applicable=1, blank=2)],
            "d": [spread_out(40)],
        },
    )

    masks = shown_groups(wave)

    assert {village("a"), village("b")}.isdisjoint(masks)
    assert masks[village("c")].items == {"luistert": spread_out(10, not_applicable=1, blank=2)}


def test_everybody_is_shown_as_without_a_breakdown() -> None:
    wave = wave_of({"a": 3, "b": 4, "c": 25, "d": 40})

    assert shown_groups(wave)[EVERYBODY].items == shown_counts(wave)


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ((3, 4, 25, 40), {"d"}),  # the example of STATISTICS 15, rule 2
        ((3, 8, 25, 40), {"c", "d"}),  # two, and together 11
        ((3, 20, 30, 40), {"c", "d"}),  # one alone would follow from the total
        ((3, 25, 30, 40), {"d"}),  # of 28 two others are less than a tenth of 25 (rule 12)
        ((20, 3, 20, 40), {"c", "d"}),  # a tie: the first in display order
        ((9, 1, 20, 30), {"d"}),  # nine and one are no cover
        ((10, 12, 30, 40), {"a", "b", "c", "d"}),
        ((1, 2, 3, 40), set()),  # 6 together, so the last goes too
    ],
)
def test_the_smallest_that_is_left_covers_what_is_hidden(sizes: tuple[int, ...], shown: set[str]) -> None:
    assert shown_in(shown_groups(wave_of(dict(zip("abcd", sizes, strict=True))))) == shown


def test_the_report_of_2020_had_no_breakdown_and_that_of_2019_one() -> None:
    # STATISTICS 15, rule 3: 16 in teams of 9 and 7; 51 of whom one team had 14, and the others fewer than 10 each
    assert shown_in(shown_groups(wave_of({"a": 9, "b": 7}))) == set()
    assert shown_in(shown_groups(wave_of({"a": 14, "b": 9, "c": 9, "d": 9, "e": 9, "f": 1}))) == {"a"}


def test_a_village_of_a_hidden_arm_is_hidden_and_costs_no_other_arm() -> None:
    # The pilot has 9 and is hidden, with one village of the mirror: of the total 39 are left
    masks = shown_groups(wave_of(dict(zip(SIX, (3, 3, 3, 30, 30, 30), strict=True)), SIX))

    assert shown_in(masks) == {"mirror", "m2", "m3"}
    assert masks[arm("mirror")].items["luistert"] == spread_out(60)


def test_arms_are_covered_from_each_other_and_villages_within_their_arm() -> None:
    masks = shown_groups(wave_of(dict(zip(SIX, (3, 20, 30, 12, 13, 14), strict=True)), SIX))

    assert shown_in(masks) == {"pilot", "mirror", "p3", "m1", "m2", "m3"}


def test_a_village_without_an_arm_stands_beside_the_arms() -> None:
    # 5 in no arm would be the total without pilot and mirror, so the smaller village goes, all of its arm
    masks = shown_groups(wave_of({"p1": 20, "m1": 30, "x": 5}, {"p1": "pilot", "m1": "mirror", "x": None}))

    assert shown_in(masks) == {"mirror", "m1"}


def test_groups_stand_in_display_order() -> None:
    masks = shown_groups(wave_of({"m1": 20, "x": 20, "p1": 20}, {"m1": "mirror", "x": None, "p1": "pilot"}))

    assert list(masks) == [EVERYBODY, arm("pilot"), arm("mirror"), village("m1"), village("x"), village("p1")]


def test_an_arm_counts_all_of_its_villages() -> None:
    masks = shown_groups(wave_of(dict(zip(SIX, (10, 20, 30, 12, 13, 14), strict=True)), SIX))

    assert masks[arm("pilot")].items["luistert"] == spread_out(60)


def test_respondents_without_a_village_are_covered_like_a_hidden_village() -> None:
    masks = shown_groups(wave_of({NO_SEGMENT: 4, "a": 20, "b": 30}, {"a": None, "b": None}))

    assert shown_in(masks) == {"b"}
    assert all(group.id for group in masks if group != EVERYBODY)


def test_respondents_of_a_village_that_left_the_study_are_covered_too() -> None:
    assert shown_in(shown_groups(wave_of({"gone": 4, "a": 20, "b": 30}, {"a": None, "b": None}))) == {"b"}


def test_enough_respondents_without_a_village_hide_themselves() -> None:
    # Rule 3: the whole less what is shown is at least the threshold, and rule 13: they cost nobody a village
    assert shown_in(shown_groups(wave_of({NO_SEGMENT: 40, "a": 20, "b": 30}, {"a": None, "b": None}))) == {"a", "b"}
    assert shown_in(shown_groups(wave_of({NO_SEGMENT: 40, "a": 6, "b": 30}, {"a": None, "b": None}))) == {"b"}


def test_a_village_that_nobody_responded_from_takes_no_other_with_it_and_is_no_group() -> None:
    masks = shown_groups(wave_of({"a": 0, "b": 12, "c": 20}))

    assert shown_in(masks) == {"b", "c"}
    assert village("a") not in masks


def test_a_village_that_nobody_responded_from_covers_nobody() -> None:
    # If it did, 12 of one mind and nobody would be two villages and 12 answers
    frozen = village_study({"a": None, "b": None, "c": None}, section(statement()))
    wave = village_wave(
        frozen, {"a": [spread_out(0)], "b": [likert("luistert", 0, 0, 0, 12, 0)], "c": [spread_out(20)]}
    )

    assert shown_in(shown_groups(wave)) == set()


def test_a_village_of_one_mind_is_hidden_and_covered() -> None:
    # Rule 7: 12 of 12; that they are of one mind would follow from the others, so the smallest tells nothing either
    frozen = village_study({"a": None, "b": None, "c": None}, section(statement()))
    wave = village_wave(
        frozen, {"a": [likert("luistert", 0, 0, 0, 12, 0)], "b": [spread_out(20)], "c": [spread_out(30)]}
    )

    assert shown_in(shown_groups(wave)) == {"c"}


def test_of_a_village_of_one_mind_is_told_how_many_answered_and_not_what() -> None:
    frozen = village_study({"a": None, "b": None, "c": None}, section(statement()))
    agreeing = likert("luistert", 0, 0, 0, 12, 0, not_applicable=2, blank=1)
    wave = village_wave(frozen, {"a": [agreeing], "b": [spread_out(20)], "c": [spread_out(30)]})

    assert shown_groups(wave)[village("a")].items["luistert"] == replace(agreeing, answers={}, hidden=frozenset(POINTS))


def test_a_village_of_one_mind_covers_small_ones_if_nothing_is_told_of_it() -> None:
    # Of 20 in a and in b 5 and 6 answered, all in the middle. "> 90%" of c would be as good as its 12, and d would
    # have to hide what the 11 think: 43 people instead of 23
    frozen = village_study({**NO_ARMS, "e": None}, section(statement()))
    wave = village_wave(
        frozen,
        {
            "a": [likert("luistert", 0, 0, 5, 0, 0, blank=15)],
            "b": [likert("luistert", 0, 0, 6, 0, 0, blank=15)],
            "c": [likert("luistert", 0, 0, 0, 12, 0)],
            "d": [spread_out(20)],
            "e": [spread_out(30)],
        },
    )

    masks = shown_groups(wave)

    assert shown_in(masks) == {"d", "e"}
    assert [masks[village(one)].items["luistert"] for one in "abc"] == [None, None, None]


def test_where_nothing_can_be_covered_a_village_of_one_mind_is_hidden_too() -> None:
    frozen = village_study({"a": None, "b": None}, section(statement()))
    wave = village_wave(frozen, {"a": [spread_out(3)], "b": [likert("luistert", 0, 0, 0, 12, 0)]})

    assert list(shown_groups(wave)) == [EVERYBODY]


def test_thirty_of_one_mind_are_shown() -> None:
    frozen = village_study({"a": None, "b": None}, section(statement()))
    wave = village_wave(frozen, {"a": [likert("luistert", 0, 0, 0, 30, 0)], "b": [spread_out(20)]})

    assert shown_in(shown_groups(wave)) == {"a", "b"}


def test_hidden_villages_that_are_together_of_one_mind_take_another_with_them() -> None:
    # 6 and 7 are two villages and 13 answers, but all 13 are what is left of the total
    frozen = village_study(NO_ARMS, section(statement()))
    wave = village_wave(
        frozen,
        {
            "a": [likert("luistert", 0, 0, 6, 0, 0)],
            "b": [likert("luistert", 0, 0, 7, 0, 0)],
            "c": [spread_out(20)],
            "d": [spread_out(30)],
        },
    )

    assert shown_in(shown_groups(wave)) == {"d"}


def test_an_option_that_a_whole_village_ticked_hides_the_village() -> None:
    frozen = village_study(
        {"a": None, "b": None, "c": None}, section(choice("verwacht", "meer", "minder", kind="multiple_choice"))
    )
    ticked = {
        "a": answered("verwacht", {"meer": 12, "minder": 3}, ticked_by=12),
        "b": answered("verwacht", {"meer": 12, "minder": 9}, ticked_by=14),
        "c": answered("verwacht", {"meer": 20, "minder": 20}, ticked_by=30),
    }

    masks = shown_groups(village_wave(frozen, {name: [counts] for name, counts in ticked.items()}))

    assert shown_in(masks, "verwacht") == {"c"}


def test_traits_numbers_texts_and_what_is_asked_because_of_them_are_not_broken_down() -> None:
    # Rule 4: a village the respondent names is a trait like age
    number: Data = {"id": "jaren", "type": "number", "text": "Jaren", "minimum": 0, "maximum": 99}
    frozen = village_study(
        {"a": None, "b": None},
        section(
            choice("dorp", "ingen", "maurik", background=True),
            number,
            {"id": "toelichting", "type": "open_text", "text": "Toelichting"},
            statement("luistert"),
            statement("van-ingen", when={"item": "dorp", "is": "ingen"}),
            statement("daarna", when={"item": "van-ingen", "is": "eens"}),
            statement("lang", when={"item": "jaren", "at_least": 5}),
        ),
    )
    counts = [
        answered("dorp", {"ingen": 60, "maurik": 40}),
        answered("jaren", {"5": 60, "4": 40}),
        answered("toelichting", {}, ticked_by=80, blank=20),
        spread_out(100),
        spread_out(60, "van-ingen", not_asked=40),
        spread_out(12, "daarna", not_asked=88),
        spread_out(60, "lang", not_asked=40),
    ]

    masks = shown_groups(village_wave(frozen, {"a": counts, "b": counts}))

    assert [item for item, shown in masks[village("a")].items.items() if shown is not None] == ["luistert"]
    assert all(shown is not None for shown in masks[EVERYBODY].items.values())


def test_what_is_asked_because_of_an_opinion_is_hidden_where_the_opinion_is() -> None:
    # How many of village a were asked the second tells how many of its 9 answered "eens" to the first
    frozen = village_study(
        NO_ARMS, section(statement("eerste"), statement("tweede", when={"not": {"item": "eerste", "is": "nvt"}}))
    )
    sizes = {"a": 9, "b": 12, "c": 20, "d": 30}
    wave = village_wave(
        frozen,
        {name: [spread_out(size, "eerste", blank=5), spread_out(size + 5, "tweede")] for name, size in sizes.items()},
    )

    masks = shown_groups(wave)

    assert shown_in(masks, "eerste") == {"c", "d"}
    assert shown_in(masks, "tweede") == {"c", "d"}


def test_a_village_in_which_nobody_was_asked_takes_no_other_with_it() -> None:
    # Nobody in a agrees with the first, which is told; so that nobody there was asked the second is no secret
    frozen = village_study(
        {"a": None, "b": None}, section(statement("eerste"), statement("tweede", when={"item": "eerste", "is": "eens"}))
    )
    counts = {
        "a": [likert("eerste", 20, 20, 0, 0, 0), likert("tweede", 0, 0, 0, 0, 0, not_asked=40)],
        "b": [likert("eerste", 5, 0, 5, 20, 0), likert("tweede", 4, 4, 4, 4, 4, not_asked=10)],
    }

    assert shown_in(shown_groups(village_wave(frozen, counts)), "tweede") == {"a", "b"}


def test_what_is_hidden_in_everybody_is_hidden_in_all() -> None:
    masks = shown_groups(wave_of({"a": 20, "b": 30}, threshold=60))

    assert {group: mask.items for group, mask in masks.items()} == {group: {"luistert": None} for group in masks}


def test_a_printed_table_goes_no_further_than_it_was_printed() -> None:
    # Rule 11
    wave = wave_of({"a": 3, "b": 30})
    printed = replace(wave, wave=replace(wave.wave, origin=Origin.PRINTED))

    assert shown_groups(printed) == {EVERYBODY: Mask(shown_counts(printed), {})}


@st.composite
def random_sizes(draw: st.DrawFn) -> tuple[FieldedWave, dict[str, int]]:
    """Villages in arms or not, some empty, and some respondents without one."""
    names = [*SIX, NO_SEGMENT]
    sizes = {name: draw(st.integers(0, 60) | st.integers(0, 12)) for name in names}
    arms = {name: draw(st.sampled_from([SIX[name], None])) for name in SIX}
    return wave_of(sizes, arms, threshold=draw(st.integers(5, 20))), sizes


@pytest.mark.slow
@given(random_sizes())
def test_the_rest_of_every_shown_group_is_nobody_or_large_enough(drawn: tuple[FieldedWave, dict[str, int]]) -> None:
    # Rule 3, of every shown group against every shown group that it is a part of
    (wave, masks), sizes = broken_down(drawn[0]), drawn[1]
    study = wave.instrument.study

    def villages(group: Group) -> set[str]:
        return set(sizes) if group == EVERYBODY else set(segments_in(wave, group))

    shown = [group for group, mask in masks.items() if mask.items["luistert"] is not None]
    for group in shown:
        assert sum(sizes[name] for name in villages(group)) >= study.disclosure_threshold
        for larger in shown:
            if villages(group) < villages(larger):
                rest = sum(sizes[name] for name in villages(larger) - villages(group))
                assert rest == 0 or rest >= study.disclosure_threshold
