"""Cells part everybody by segment and weighting trait; modes say how many responded in which way."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.dataset.columns import ResponseNotKnown
from survey_app.dataset.counts import CellCounts, GroupCounts
from survey_app.dataset.from_responses import count_responses
from survey_app.dataset.kept import counts_from_json, counts_to_json
from survey_app.dataset.merging import merged
from survey_app.dataset.tally import AnswerNotKnown
from survey_app.fieldwork.ports import StoredResponse
from survey_app.questionnaire.instrument import Instrument
from tests.counted_waves import choice, instrument, section, statement

Raw = Mapping[str, object]
MARGINS = {"item": "leeftijd", "population": {"jong": 120, "oud": 80, "liever_niet": 0}}
PLAIN = instrument(
    section(statement(), statement("helpt"), choice("leeftijd", "jong", "oud", "liever_niet", background=True))
)


def weighted() -> Instrument:
    """The same, with margins of age and a scale."""
    data = json.loads(PLAIN.to_json())
    segments = [{**segment, "frame": 100} for segment in data["study"]["segments"]]
    scales = [{"id": "steun", "title": "Steun", "items": ["luistert", "helpt"]}]
    return Instrument.model_validate(
        {
            "study": {**data["study"], "segments": segments, "margins": MARGINS},
            "questionnaire": {**data["questionnaire"], "scales": scales},
        }
    )


WEIGHTED = weighted()


def stored(responses: Iterable[tuple[str | None, Raw]], *modes: str | None) -> list[StoredResponse]:
    """Each with its segment; in these modes, as far as there are any."""
    return [
        StoredResponse(number.to_bytes(4, "big"), segment, modes[number] if modes else None, json.dumps(answers))
        for number, (segment, answers) in enumerate(responses)
    ]


def test_cells_stand_in_the_order_of_study_and_options_and_the_unknown_last() -> None:
    # By hand; maurik has an unknown age twice, once not asked and once left blank
    wave: list[tuple[str | None, Mapping[str, object]]] = [
        (None, {"luistert": "eens", "leeftijd": "oud"}),
        ("maurik", {"luistert": "eens"}),
        ("maurik", {"luistert": "oneens", "leeftijd": None}),
        ("maurik", {"luistert": "eens", "leeftijd": "jong"}),
        ("ingen", {"luistert": "oneens", "leeftijd": "liever_niet"}),
        ("ingen", {"luistert": "eens", "leeftijd": "jong"}),
        ("ingen", {"luistert": "oneens", "leeftijd": "jong"}),
    ]

    cells = count_responses("meting", WEIGHTED, stored(wave)).cells

    assert [(cell.segment, cell.category, cell.counts.respondents) for cell in cells] == [
        ("ingen", "jong", 2),
        ("ingen", "liever_niet", 1),
        ("maurik", "jong", 1),
        ("maurik", None, 2),
        (None, "oud", 1),
    ]
    assert [cell.counts.items["luistert"].answers["eens"] for cell in cells] == [1, 0, 1, 1, 1]
    assert cells[0].counts.items["leeftijd"].answers == {"jong": 2, "oud": 0, "liever_niet": 0}


def test_without_margins_there_are_no_cells() -> None:
    assert count_responses("meting", PLAIN, stored([("ingen", {"leeftijd": "jong"})])).cells == ()


def test_a_questionnaire_that_does_not_ask_the_trait_has_no_cells() -> None:
    other = instrument(section(statement())).questionnaire
    asked = Instrument(study=WEIGHTED.study, questionnaire=other)

    assert count_responses("meting", asked, stored([("ingen", {"luistert": "eens"})])).cells == ()


@pytest.mark.parametrize("wrong", ["middelbaar", 40, ["jong"], {"jong": 1}, True])
def test_an_answer_to_the_trait_that_is_no_option_stops_the_work(wrong: object) -> None:
    with pytest.raises(AnswerNotKnown, match="leeftijd"):
        count_responses("meting", WEIGHTED, stored([("ingen", {"leeftijd": wrong})]))


answers = st.fixed_dictionaries(
    {},
    optional={
        "luistert": st.sampled_from(["oneens", "eens", "nvt", None]),
        "helpt": st.sampled_from(["helemaal_eens", None]),
        "leeftijd": st.sampled_from(["jong", "oud", "liever_niet", None]),
    },
)
waves = st.lists(st.tuples(st.sampled_from(["ingen", "maurik", None]), answers), max_size=50)


@given(waves)
def test_parting_in_cells_changes_no_other_count(wave: list[tuple[str | None, Raw]]) -> None:
    """Against the same responses counted without margins, and each cell against its own responses."""
    without = Instrument(
        study=WEIGHTED.study.model_copy(update={"margins": None}), questionnaire=WEIGHTED.questionnaire
    )

    counts = count_responses("meting", WEIGHTED, stored(wave))
    expected = count_responses("meting", without, stored(wave))

    assert (counts.total, counts.segments) == (expected.total, expected.segments)
    assert list(counts.segments) == list(expected.segments)
    assert sum(cell.counts.respondents for cell in counts.cells) == len(wave)
    for cell in counts.cells:
        members = [(where, one) for where, one in wave if (where, one.get("leeftijd")) == (cell.segment, cell.category)]
        assert cell.counts == count_responses("meting", without, stored(members)).total
    assert counts_from_json(counts_to_json(counts)) == counts


@given(waves)
def test_segments_are_their_cells_put_together(wave: list[tuple[str | None, Raw]]) -> None:
    counts = count_responses("meting", WEIGHTED, stored(wave))

    for segment, group in counts.segments.items():
        assert merged(_cells_of(counts.cells, segment)) == group


def _cells_of(cells: Iterable[CellCounts], segment: str) -> list[GroupCounts]:
    return [cell.counts for cell in cells if cell.segment == segment]


def test_modes_are_counted_where_they_were_kept() -> None:
    everybody: list[tuple[str | None, Mapping[str, object]]] = [(None, {}), (None, {}), ("ingen", {})]

    assert count_responses("meting", PLAIN, stored(everybody, "paper", "web", "paper")).modes == {"web": 1, "paper": 2}
    assert count_responses("meting", PLAIN, stored(everybody)).modes == {}


def test_a_mode_that_does_not_exist_stops_the_work() -> None:
    with pytest.raises(ResponseNotKnown, match="mode"):
        count_responses("meting", PLAIN, stored([(None, {})], "fax"))
