"""Groups put together: the counts of both are the counts of everybody in them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.dataset.counts import GroupCounts, ScaleCounts
from survey_app.dataset.from_responses import count_responses
from survey_app.dataset.merging import CannotMerge, merged, merged_scales
from survey_app.fieldwork.ports import StoredResponse
from survey_app.questionnaire.instrument import Instrument
from tests.counted_waves import POINTS, choice, instrument, likert, section, statement

Raw = Mapping[str, object]


def scaled() -> Instrument:
    """Every kind of item that is counted, and a scale."""
    number = {"id": "jaren", "type": "number", "text": "Jaren", "minimum": -5, "maximum": 99}
    team = choice("team", "advies", "beheer", kind="multiple_choice")
    data = json.loads(instrument(section(statement(), statement("afstand"), team, number)).to_json())
    scale = {"id": "steun", "title": "Steun", "items": ["luistert", "afstand"], "reversed": ["afstand"]}
    return Instrument.model_validate({**data, "questionnaire": {**data["questionnaire"], "scales": [scale]}})


ASKED = scaled()


def counted(answers: list[Raw]) -> GroupCounts:
    """The counts of these respondents."""
    responses = [
        StoredResponse(number.to_bytes(4, "big"), None, None, json.dumps(one)) for number, one in enumerate(answers)
    ]
    return count_responses("meting", ASKED, responses).total


groups = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "luistert": st.sampled_from([*POINTS, "nvt", None]),
            "afstand": st.sampled_from([*POINTS, "nvt", None]),
            "team": st.sampled_from([["advies"], ["beheer", "advies"], None]),
            "jaren": st.one_of(st.none(), st.integers(-5, 99)),
        },
    ),
    max_size=25,
)


@pytest.mark.slow
@given(groups, groups)
def test_merging_groups_is_counting_them_together(one: list[Raw], other: list[Raw]) -> None:
    together = counted(one + other)

    found = merged([counted(one), counted(other)])

    assert found == together
    assert [list(item.answers) for item in found.items.values()] == [
        list(item.answers) for item in together.items.values()
    ]


@given(groups, groups, groups)
def test_the_order_of_merging_does_not_matter(one: list[Raw], other: list[Raw], third: list[Raw]) -> None:
    a, b, c = counted(one), counted(other), counted(third)

    assert merged([a, b]) == merged([b, a])
    assert merged([merged([a, b]), c]) == merged([a, merged([b, c])]) == merged([a, b, c])
    assert merged([a]) == a


def test_two_villages_make_an_arm() -> None:
    # By hand
    scale = ScaleCounts("steun", ("luistert", "afstand"), ((1, 4, 2), (2, 7, 1)), 1, (4, 3), ((16, 12), (12, 9)))
    ingen = GroupCounts(3, {"luistert": likert("luistert", 1, 0, 0, 2, 0, blank=1)}, {"steun": scale})
    zoelen = replace(ingen, scales={"steun": replace(scale, scores=((2, 5, 3), (2, 7, 2)))})

    arm = merged([ingen, zoelen])

    assert (arm.respondents, arm.items["luistert"]) == (6, likert("luistert", 2, 0, 0, 4, 0, blank=2))
    assert arm.scales["steun"] == ScaleCounts(
        "steun",
        ("luistert", "afstand"),
        ((1, 4, 2), (2, 5, 3), (2, 7, 3)),
        2,
        (8, 6),
        ((32, 24), (24, 18)),
    )


def test_what_was_not_counted_in_one_way_is_not_merged() -> None:
    group = GroupCounts(1, {"luistert": likert("luistert", 0, 0, 0, 0, 1)})
    hidden = replace(group, items={"luistert": replace(group.items["luistert"], hidden=frozenset({"eens"}))})
    other_points = replace(group, items={"luistert": replace(group.items["luistert"], answers={"ja": 1})})
    scale = ScaleCounts("steun", ("luistert", "afstand"), (), 0, (0, 0), ((0, 0), (0, 0)))

    for wrong in ([], [group, GroupCounts(1, {})], [group, hidden], [group, other_points]):
        with pytest.raises(CannotMerge):
            merged(wrong)
    with pytest.raises(CannotMerge):
        merged_scales([scale, replace(scale, items=("luistert", "helpt"))])
    with pytest.raises(CannotMerge):
        merged_scales([])
