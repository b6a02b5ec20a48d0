"""Scales are counted so that whoever has the counts can compute what the answers themselves would give."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.dataset.counts import ScaleCounts, WaveCounts
from survey_app.dataset.from_responses import also_scored, count_responses, count_scales
from survey_app.dataset.kept import counts_from_json, counts_to_json
from survey_app.dataset.tally import AnswerNotKnown
from survey_app.fieldwork.ports import StoredResponse
from survey_app.questionnaire.instrument import Instrument
from tests.counted_waves import POINTS, choice, instrument, section, staff_wave, statement

Raw = Mapping[str, object]
ERKENNING = ("luistert", "serieus", "afstand")
REGIE = ("serieus", "invloed")
"""Serieus stands in both scales; afstand says the opposite, so agreeing with it lowers the score."""


def scaled() -> Instrument:
    """Four statements in two scales, and a choice."""
    plain = instrument(
        section(
            *(statement(item) for item in ("luistert", "serieus", "afstand", "invloed")), choice("bezocht", "ja", "nee")
        )
    )
    scales = [
        {"id": "erkenning", "title": "Erkenning", "items": ERKENNING, "reversed": ["afstand"]},
        {"id": "regie", "title": "Regie", "items": REGIE},
    ]
    data = json.loads(plain.to_json())
    return Instrument.model_validate({**data, "questionnaire": {**data["questionnaire"], "scales": scales}})


ASKED = scaled()


def stored(responses: Iterable[tuple[str | None, Raw]]) -> list[StoredResponse]:
    """Each with its segment."""
    return [
        StoredResponse(number.to_bytes(4, "big"), segment, "web", json.dumps(answers))
        for number, (segment, answers) in enumerate(responses)
    ]


def erkenning(*answers: Raw) -> ScaleCounts:
    """The scale erkenning of everybody."""
    return count_responses("meting", ASKED, stored((None, one) for one in answers)).total.scales["erkenning"]


def test_points_are_scored_in_their_order_and_a_reversed_item_from_the_last() -> None:
    # By hand: eens is 4 of 5; on the reversed item helemaal_oneens is 5
    found = erkenning({"luistert": "eens", "serieus": "helemaal_eens", "afstand": "helemaal_oneens"})

    assert (found.scale, found.items) == ("erkenning", ERKENNING)
    assert found.scores == ((3, 14, 1),)
    assert (found.complete, found.sums) == (1, (4, 5, 5))
    assert found.products == ((16, 20, 20), (20, 25, 25), (20, 25, 25))


def test_no_answer_of_any_kind_has_no_score() -> None:
    # By hand: who answered nothing is in no score, and who left one out is in no product
    found = erkenning(
        {"luistert": "eens", "serieus": "nvt", "afstand": None},
        {"luistert": "eens"},
        {"luistert": "nvt", "serieus": None},
        {"bezocht": "ja"},
        {"luistert": "oneens", "serieus": "oneens", "afstand": "oneens"},
    )

    assert found.scores == ((1, 4, 2), (3, 8, 1))
    assert (found.complete, found.sums) == (1, (2, 2, 4))


def test_nobody_answered() -> None:
    found = erkenning()

    assert (found.scores, found.complete, found.sums) == ((), 0, (0, 0, 0))
    assert found.products == ((0, 0, 0),) * 3


def test_a_printed_wave_has_no_persons_and_so_no_scales() -> None:
    assert staff_wave(2019).counts.total.scales == {}


def test_an_answer_that_has_no_place_on_the_scale_stops_the_work() -> None:
    for wrong in ("misschien", 4, ["eens"], {"eens": 1}, True):
        with pytest.raises(AnswerNotKnown, match="serieus"):
            erkenning({"luistert": "eens", "serieus": wrong})
        with pytest.raises(AnswerNotKnown, match="serieus"):
            count_scales("meting", ASKED, stored([(None, {"serieus": wrong})]), [("erkenning", ("serieus",))])


def test_items_outside_a_scale_are_not_scored_in_it() -> None:
    with pytest.raises(ValueError, match="invloed"):
        count_scales("meting", ASKED, [], [("erkenning", ("luistert", "invloed"))])
    with pytest.raises(KeyError):
        count_scales("meting", ASKED, [], [("vertrouwen", ("luistert",))])


def test_a_scale_on_some_of_its_items_leaves_the_others_out() -> None:
    # By hand: without serieus the first respondent is complete, and the second answered nothing
    responses = stored(
        [
            ("maurik", {"luistert": "eens", "serieus": None, "afstand": "eens"}),
            ("ingen", {"luistert": None, "serieus": "eens", "afstand": None}),
        ]
    )

    (found,) = count_scales("meting", ASKED, responses, [("erkenning", ("luistert", "afstand"))])

    assert set(found.rows) == {"ingen", "maurik"}
    assert found.total == found.rows["maurik"]
    assert found.total == ScaleCounts("erkenning", ("luistert", "afstand"), ((2, 6, 1),), 1, (4, 2), ((16, 8), (8, 4)))
    assert (found.rows["ingen"].scores, found.rows["ingen"].complete) == ((), 0)


def naive(responses: Iterable[Raw], items: Sequence[str], reversed_items: Sequence[str]) -> ScaleCounts:
    """The definition, respondent by respondent."""
    scored = [
        [
            (6 - POINTS.index(one[item]) - 1 if item in reversed_items else POINTS.index(one[item]) + 1)
            if one.get(item) in POINTS
            else None
            for item in items
        ]
        for one in responses
    ]
    sums = [(len(scores), sum(scores)) for row in scored if (scores := [one for one in row if one is not None])]
    complete = [[one for one in row if one is not None] for row in scored if None not in row]
    return ScaleCounts(
        scale="",
        items=tuple(items),
        scores=tuple((*one, sums.count(one)) for one in sorted(set(sums))),
        complete=len(complete),
        sums=tuple(sum(row[place] for row in complete) for place in range(len(items))),
        products=tuple(
            tuple(sum(row[one] * row[other] for row in complete) for other in range(len(items)))
            for one in range(len(items))
        ),
    )


answers = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(("luistert", "serieus", "afstand", "invloed"), st.sampled_from([*POINTS, "nvt", None])),
)
waves = st.lists(st.tuples(st.sampled_from(["ingen", "maurik", None]), answers), max_size=40)


def figures(scale: ScaleCounts) -> tuple[object, ...]:
    """All of it but its name."""
    return scale.items, scale.scores, scale.complete, scale.sums, scale.products


@given(waves)
def test_scale_counts_are_those_of_scoring_each_respondent_by_hand(wave: list[tuple[str | None, Raw]]) -> None:
    counts = count_responses("meting", ASKED, stored(wave))

    for segment, group in [(None, counts.total), *counts.segments.items()]:
        members = [one for where, one in wave if segment is None or where == segment]
        assert figures(group.scales["erkenning"]) == figures(naive(members, ERKENNING, ["afstand"]))
        assert figures(group.scales["regie"]) == figures(naive(members, REGIE, []))
    assert counts_from_json(counts_to_json(counts)) == counts


@given(waves, st.lists(st.sampled_from(ERKENNING), unique=True, min_size=1))
def test_scales_on_some_items_are_those_of_scoring_them_by_hand_all_in_one_pass(
    wave: list[tuple[str | None, Raw]], items: list[str]
) -> None:
    found, other = count_scales("meting", ASKED, stored(wave), [("erkenning", tuple(items)), ("regie", tuple(REGIE))])

    assert set(found.rows) == set(other.rows) == {segment for segment, _ in wave} - {None}
    parts: list[tuple[str | None, ScaleCounts]] = [(None, found.total), *found.rows.items()]
    for segment, scale in parts:
        members = [one for where, one in wave if segment is None or where == segment]
        assert figures(scale) == figures(naive(members, items, ["afstand"]))
    assert figures(other.total) == figures(naive([one for _, one in wave], REGIE, []))


@given(waves)
def test_a_scale_on_all_of_its_items_is_the_scale(wave: list[tuple[str | None, Raw]]) -> None:
    counts = count_responses("meting", ASKED, stored(wave))

    (found,) = count_scales("meting", ASKED, stored(wave), [("erkenning", tuple(ERKENNING))])

    assert found.total == counts.total.scales["erkenning"]
    assert found.rows == {segment: group.scales["erkenning"] for segment, group in counts.segments.items()}


@given(waves, st.randoms())
def test_what_is_kept_is_the_same_in_whatever_order_the_responses_come(
    wave: list[tuple[str | None, Raw]], random: Random
) -> None:
    def kept_of(rows: list[tuple[str | None, Raw]]) -> WaveCounts:
        counts = count_responses("meting", ASKED, stored(rows))
        return also_scored(counts, ASKED, [("erkenning", ("luistert", "afstand"))], lambda: stored(rows))

    kept = kept_of(wave)

    assert kept_of(random.sample(wave, len(wave))) == kept
    assert counts_from_json(counts_to_json(kept)) == kept


def test_many_respondents_are_counted_as_few_are() -> None:
    """More than a page of them, more than wait to be counted, and another number in each segment."""
    cycle = [*POINTS, "nvt", None]
    wave = [
        (
            ("ingen", "maurik", None)[number % 3 if number % 7 else 0],
            {item: cycle[number * step % 7] for step, item in enumerate(("luistert", "serieus", "afstand", "invloed"))},
        )
        for number in range(2503)
    ]

    counts = count_responses("meting", ASKED, stored(wave))

    assert counts.total.respondents == 2503
    for segment, group in [(None, counts.total), *counts.segments.items()]:
        members = [one for where, one in wave if segment is None or where == segment]
        assert group.respondents == len(members)
        assert figures(group.scales["erkenning"]) == figures(naive(members, ERKENNING, ["afstand"]))
        assert group.items["serieus"].not_applicable == sum(one["serieus"] == "nvt" for one in members)
