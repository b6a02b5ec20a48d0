"""Breakdowns of scales: which groups may have scores beside the whole wave (STATISTICS 15, decision 0093)."""

from collections.abc import Mapping

from survey_app.comparison.disclosure.breakdown import Mask
from survey_app.comparison.groups import Group
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.counts import ScaleCounts
from tests.counted_waves import likert, section, statement
from tests.unit.test_breakdown import shown_in, spread_out
from tests.village_waves import shown_groups, village, village_study, village_wave


def scale_counts(*persons: tuple[int, int, int], complete: int = 20) -> ScaleCounts:
    """A scale of two items; (answered, sum, persons)."""
    return ScaleCounts("vertrouwen", ("een", "twee"), persons, complete, (60, 60), ((200, 180), (180, 200)))


def scale_wave(**villages: tuple[int, ScaleCounts]) -> FieldedWave:
    """Of each village how many answered the two items, and its scale."""
    frozen = village_study(dict.fromkeys(villages), section(statement("een"), statement("twee")))
    return village_wave(
        frozen,
        {name: [spread_out(size, "een"), spread_out(size, "twee")] for name, (size, _) in villages.items()},
        {name: [scale] for name, (_, scale) in villages.items()},
    )


def scored_in(masks: Mapping[Group, Mask]) -> set[str]:
    return {group.id or "everybody" for group, mask in masks.items() if mask.scales["vertrouwen"] is not None}


TWENTY = (20, scale_counts((2, 4, 10), (2, 9, 10)))


def test_a_scale_is_scored_in_every_village_where_all_of_its_items_are_shown() -> None:
    assert scored_in(shown_groups(scale_wave(a=TWENTY, b=TWENTY, c=TWENTY))) == {"everybody", "a", "b", "c"}


def test_a_scale_is_hidden_where_one_of_its_items_is() -> None:
    frozen = village_study({"a": None, "b": None, "c": None}, section(statement("een"), statement("twee")))
    sizes = {"a": (20, 9), "b": (20, 20), "c": (30, 30)}
    wave = village_wave(
        frozen,
        {
            name: [spread_out(een, "een"), spread_out(twee, "twee", blank=een - twee)]
            for name, (een, twee) in sizes.items()
        },
        {name: [TWENTY[1]] for name in sizes},
    )

    masks = shown_groups(wave)

    assert shown_in(masks, "een") == {"a", "b", "c"}
    assert scored_in(masks) == {"everybody", "c"}


def test_scores_that_too_few_of_a_village_have_are_told_of_nobody() -> None:
    # All three answered enough items, but nine of village a scored. Of a sibling that answered everything the score
    # follows from its items, so that it would cover nothing (decision 0111)
    nine = (20, scale_counts((2, 4, 4), (2, 9, 5)))

    assert scored_in(shown_groups(scale_wave(a=nine, b=TWENTY, c=TWENTY))) == set()


def test_a_score_that_a_whole_village_has_is_told_of_nobody() -> None:
    # 3.5 as 7 of two items, and as 7/2 of two items more
    same = (20, scale_counts((2, 7, 20)))

    assert scored_in(shown_groups(scale_wave(a=same, b=TWENTY, c=TWENTY))) == set()


def test_nobody_is_scored_where_villages_whose_items_are_hidden_have_too_few_scores() -> None:
    # Of each item a and b have fourteen answers together, and no cover; of the scores they would need that of c
    few = (6, scale_counts((2, 4, 2), (2, 9, 1)))

    hidden = scale_wave(a=few, b=(8, scale_counts((2, 4, 2), (2, 9, 2))), c=TWENTY)
    enough = scale_wave(a=few, b=(8, scale_counts((2, 4, 4), (2, 9, 4))), c=TWENTY)

    assert scored_in(shown_groups(hidden)) == set()
    assert scored_in(shown_groups(enough)) == {"everybody", "c"}


def test_nobody_is_scored_where_the_scores_of_nearly_all_are_of_one_village() -> None:
    # Of a too few answered an item, but all of both have a score. The means of the lowest and the highest 44 of 59 are
    # 0.85 apart, of 120 of 135 no more than 0.31
    def scored_beside(size: int) -> set[str]:
        frozen = village_study({"a": None, "b": None}, section(statement("een"), statement("twee")))
        counts = {
            "a": [spread_out(4, "een", blank=11), spread_out(15, "twee")],
            "b": [spread_out(size - 12, "een", blank=12), spread_out(size, "twee")],
        }
        scales = {"a": [scale_counts((2, 4, 7), (2, 9, 8))], "b": [scale_counts((2, 4, size // 2), (2, 9, size // 2))]}
        return scored_in(shown_groups(village_wave(frozen, counts, scales)))

    assert scored_beside(44) == {"everybody"}
    assert scored_beside(120) == set()


def test_a_scale_is_hidden_for_everybody_when_one_of_its_items_is_answered_by_all_in_the_same_way() -> None:
    frozen = village_study({"a": None}, section(statement("een"), statement("twee")))
    counts = [likert("een", 0, 0, 0, 20, 0), spread_out(20, "twee")]

    assert scored_in(shown_groups(village_wave(frozen, {"a": counts}, {"a": [TWENTY[1]]}))) == set()


def test_scores_hold_nobody_who_answered_too_little_and_no_moments_of_a_few() -> None:
    three_items = ScaleCounts(
        "vertrouwen", ("een", "twee", "drie"), ((1, 5, 3), (2, 7, 10), (3, 12, 5)), 5, (1, 2, 3), ((1,) * 3,) * 3
    )
    frozen = village_study({"a": None}, section(*(statement(item) for item in ("een", "twee", "drie"))))
    wave = village_wave(frozen, {"a": [spread_out(18, item) for item in ("een", "twee", "drie")]}, {"a": [three_items]})

    shown = shown_groups(wave)[village("a")].scales["vertrouwen"]

    assert shown == ScaleCounts(
        "vertrouwen", ("een", "twee", "drie"), ((2, 7, 10), (3, 12, 5)), 0, (0, 0, 0), ((0, 0, 0),) * 3
    )
