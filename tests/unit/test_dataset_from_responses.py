"""Counting responses: four kinds of no answer apart, by segment, and nothing skipped."""

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.dataset.columns import ResponseNotKnown
from survey_app.dataset.counts import ItemCounts
from survey_app.dataset.from_responses import count_responses
from survey_app.dataset.kept import counts_from_json, counts_to_json
from survey_app.dataset.tally import AnswerNotKnown
from survey_app.fieldwork.content import answers_to_json
from survey_app.fieldwork.ports import StoredResponse
from survey_app.fieldwork.wave import Origin
from tests.counted_waves import POINTS, choice, instrument, section, statement

ASKED = instrument(
    section(
        statement(),
        choice("leeftijd", "jong", "oud"),
        choice("team", "advies", "beheer", kind="multiple_choice"),
        {"id": "jaren", "type": "number", "text": "Jaren", "minimum": 0, "maximum": 99},
        {"id": "cijfer", "type": "mark", "text": "Cijfer"},
        {"id": "toelichting", "type": "open_text", "text": "Toelichting"},
    )
)

Raw = dict[str, object]


def stored(*answers: Raw, segment: str | None = None) -> list[StoredResponse]:
    return [StoredResponse(bytes([number]), segment, "web", json.dumps(raw)) for number, raw in enumerate(answers)]


def counted(*answers: Raw) -> dict[str, ItemCounts]:
    return dict(count_responses("meting", ASKED, stored(*answers)).total.items)


def test_four_things_are_never_the_same() -> None:
    found = counted({"luistert": "eens"}, {"luistert": "nvt"}, {"luistert": None}, {})["luistert"]

    assert (found.answered, found.not_applicable, found.blank, found.not_asked) == (1, 1, 1, 1)
    assert found.answers == {**dict.fromkeys(POINTS, 0), "eens": 1}
    assert found.asked == 3


def test_every_kind_of_item_is_counted() -> None:
    # By hand
    found = counted(
        {"leeftijd": "oud", "team": ["advies", "beheer"], "jaren": 12, "cijfer": 7, "toelichting": "Goed zo"},
        {"leeftijd": "oud", "team": ["advies"], "jaren": 3, "cijfer": 7, "toelichting": None},
        {"leeftijd": "jong", "team": None, "jaren": 12, "cijfer": None},
    )

    assert found["leeftijd"].answers == {"jong": 1, "oud": 2}
    assert (found["team"].answers, found["team"].answered) == ({"advies": 2, "beheer": 1}, 2)
    assert (found["team"].blank, found["team"].asked) == (1, 3)
    assert (list(found["jaren"].answers.items()), found["jaren"].answered) == ([("3", 1), ("12", 2)], 3)
    assert (list(found["cijfer"].answers), found["cijfer"].answers["7"]) == ([str(mark) for mark in range(1, 11)], 2)
    assert (found["toelichting"].answers, found["toelichting"].answered) == ({}, 1)
    assert (found["toelichting"].blank, found["toelichting"].not_asked) == (1, 1)


def test_the_words_of_another_answer_are_not_counted() -> None:
    found = counted({"leeftijd": "oud", "leeftijd.words": "heel oud"})

    assert found["leeftijd"].answered == 1
    assert "leeftijd.words" not in found


def test_segments_stand_in_the_order_of_the_study_and_add_up_to_the_total() -> None:
    responses = [
        *stored({"luistert": "eens"}, {"luistert": "oneens"}, segment="maurik"),
        *stored({"luistert": "eens"}, segment="ingen"),
        *stored({"luistert": "eens"}),
    ]

    counts = count_responses("meting", ASKED, responses)

    assert counts.origin is Origin.RESPONSES
    assert list(counts.segments) == ["ingen", "maurik"]
    assert [group.respondents for group in counts.segments.values()] == [1, 2]
    assert counts.segments["maurik"].items["luistert"].answers["eens"] == 1
    assert counts.total.respondents == 4
    assert counts.total.items["luistert"].answers["eens"] == 3


def test_nobody_answered() -> None:
    counts = count_responses("meting", ASKED, [])

    assert counts.total.respondents == 0
    assert counts.total.items["luistert"] == ItemCounts("luistert", dict.fromkeys(POINTS, 0), 0)


@pytest.mark.parametrize(
    "answers",
    [
        {"luistert": "misschien"},
        {"luistert": 4},
        {"luistert": ["eens"]},
        {"luistert": {"eens": 1}},
        {"leeftijd": "nvt"},
        {"team": "advies"},
        {"team": []},
        {"team": ["advies", "advies"]},
        {"team": ["staf"]},
        {"team": [["advies"]]},
        {"jaren": 100},
        {"jaren": "12"},
        {"jaren": True},
        {"cijfer": 0},
        {"cijfer": 7.0},
        {"toelichting": 3},
    ],
)
def test_an_answer_that_the_questionnaire_does_not_have_stops_the_work(answers: Raw) -> None:
    with pytest.raises(AnswerNotKnown, match=next(iter(answers))):
        counted({"luistert": "eens"}, answers)


@pytest.mark.parametrize(
    "text", ['{"gehoord": "eens"}', '{"luistert.words": 1, "x": 2}', "[]", "null", "{", '{"luistert": NaN}']
)
def test_a_response_of_another_questionnaire_stops_the_work(text: str) -> None:
    with pytest.raises(ResponseNotKnown, match="meting"):
        count_responses("meting", ASKED, [StoredResponse(b"k", None, None, text)])


def test_a_segment_that_the_study_does_not_have_stops_the_work() -> None:
    with pytest.raises(ResponseNotKnown, match="segment"):
        count_responses("meting", ASKED, stored({}, segment="zoelen"))


def test_a_refusal_does_not_tell_what_somebody_answered() -> None:
    with pytest.raises(AnswerNotKnown) as refused:
        counted({"luistert": "ik woon op nummer 12"})

    assert "nummer" not in str(refused.value)


answers = st.fixed_dictionaries(
    {},
    optional={
        "luistert": st.sampled_from([*POINTS, "nvt", None]),
        "leeftijd": st.sampled_from(["jong", "oud", None]),
        "team": st.sampled_from([("advies",), ("advies", "beheer"), None]),
        "cijfer": st.one_of(st.none(), st.integers(1, 10)),
    },
)


@given(st.lists(st.tuples(st.sampled_from(["ingen", "maurik", None]), answers), max_size=60))
def test_counts_are_those_of_counting_by_hand(given_answers: list[tuple[str | None, Raw]]) -> None:
    responses = [
        StoredResponse(number.to_bytes(2, "big"), segment, None, answers_to_json(one))  # type: ignore[arg-type]  # all are Answers
        for number, (segment, one) in enumerate(given_answers)
    ]

    counts = count_responses("meting", ASKED, responses)

    for item in ("luistert", "leeftijd", "cijfer"):
        by_hand = Counter(str(one[item]) if item in one else "absent" for _, one in given_answers)
        found = counts.total.items[item]
        assert {answer: number for answer, number in found.answers.items() if number} == {
            answer: number for answer, number in by_hand.items() if answer not in ("nvt", "None", "absent")
        }
        assert (found.not_applicable, found.blank, found.not_asked) == (
            by_hand["nvt"],
            by_hand["None"],
            by_hand["absent"],
        )
    assert counts.total.items["team"].answers["advies"] == sum(bool(one.get("team")) for _, one in given_answers)
    assert counts_from_json(counts_to_json(counts)) == counts
