"""Microdata: every value a number, four kinds of nothing apart, no words, no key, in an order of their own."""

from collections import Counter

import pytest

from survey_app.dataset.microdata.gathering import NoMicrodata, Obstacle, find_obstacle
from survey_app.dataset.microdata.rules import LeftOut, Reason
from survey_app.dataset.tally import AnswerNotKnown
from survey_app.fieldwork.wave import Origin
from survey_app.questionnaire.instrument import Instrument
from tests.counted_waves import choice, instrument, section, statement
from tests.microdata_rows import Given, Raw, closed_wave, gathered, microdata, table

EVERY_KIND = instrument(
    section(
        statement(),
        choice("bezocht", "ja", "nee"),
        choice("kanaal", "balie", "telefoon", kind="multiple_choice"),
        {"id": "jaren", "type": "number", "text": "Jaren", "minimum": 0, "maximum": 99},
        {"id": "cijfer", "type": "mark", "text": "Cijfer", "when": {"item": "bezocht", "is": "ja"}},
        {"id": "toelichting", "type": "open_text", "text": "Toelichting"},
    ),
    threshold=5,
)

FIVE: list[Raw] = [
    {"luistert": "eens", "bezocht": "ja", "kanaal": ["balie", "telefoon"], "jaren": 4, "cijfer": 7, "toelichting": "x"},
    {"luistert": "helemaal_oneens", "bezocht": "nee", "kanaal": ["telefoon"], "jaren": 4},
    {"luistert": "nvt", "bezocht": "ja", "kanaal": None, "jaren": None, "cijfer": 10},
    {"luistert": None, "bezocht": None, "kanaal": ["balie"], "jaren": 4},
    {"bezocht": "ja", "kanaal": ["balie"], "jaren": 4, "cijfer": None},
]


def everybody(times: int = 6) -> list[Given]:
    """Each of the five as often, all in one village."""
    return [("ingen", answers) for answers in FIVE for _ in range(times)]


def test_every_kind_of_item_is_a_number_and_four_kinds_of_nothing_are_apart() -> None:
    # By hand: points from 1 in their order, options from 1, ticks 0 or 1; -1 n.v.t., -2 blank, -3 not asked.
    found = Counter(tuple(row.items()) for row in table(microdata(gathered(EVERY_KIND, everybody()))))

    names = ("segment", "luistert", "bezocht", "kanaal__balie", "kanaal__telefoon", "jaren", "cijfer")
    by_hand = [
        (1, 4, 1, 1, 1, 4, 7),
        (1, 1, 2, 0, 1, 4, -3),
        (1, -1, 1, -2, -2, -2, 10),
        (1, -2, -2, 1, 0, 4, -3),
        (1, -3, 1, 1, 0, 4, -2),
    ]
    assert found == Counter({tuple(zip(names, row, strict=True)): 6 for row in by_hand})


def test_words_are_no_variable() -> None:
    asked = instrument(
        section(
            {
                "id": "bezocht",
                "type": "single_choice",
                "text": "Bezocht",
                "options": [{"id": "ja", "label": "Ja"}, {"id": "anders", "label": "Anders", "other": True}],
            },
            {"id": "waarom", "type": "open_text", "text": "Waarom"},
        )
    )
    given: list[Given] = [
        ("ingen", {"bezocht": one, "bezocht.words": "bij Jan", "waarom": "om Jan"}) for one in ("ja", "anders") * 15
    ]

    data = microdata(gathered(asked, given))

    assert [variable.name for variable in data.variables] == ["segment", "bezocht"]
    assert data.choice.left_out == (LeftOut("bezocht.words", Reason.WORDS), LeftOut("waarom", Reason.WORDS))


def test_a_number_that_may_be_below_zero_has_its_nothing_below_its_minimum() -> None:
    asked = instrument(section({"id": "graden", "type": "number", "text": "Graden", "minimum": -20, "maximum": 40}))
    given: list[Given] = [(None, {"graden": graden}) for graden in (-3, None) for _ in range(10)]

    rows = table(microdata(gathered(asked, given)))

    # -22 is two below -20; -3 is an answer here.
    assert Counter(row["graden"] for row in rows) == {-3: 10, -22: 10}


def test_numbers_too_large_for_two_bytes_stay_what_they_are() -> None:
    asked = instrument(section({"id": "euro", "type": "number", "text": "Euro", "minimum": 0, "maximum": 10**9}))

    rows = table(microdata(gathered(asked, [(None, {"euro": 900_000_001})] * 10)))

    assert {row["euro"] for row in rows} == {900_000_001}


def test_a_segment_that_is_an_item_too_has_another_name() -> None:
    asked = instrument(section(choice("segment", "a", "b")))
    given: list[Given] = [("maurik", {"segment": one}) for one in ("a", "b") * 15]

    rows = table(microdata(gathered(asked, given)))

    assert Counter(tuple(row.items()) for row in rows) == {
        (("segment.invited", 2), ("segment", 1)): 15,
        (("segment.invited", 2), ("segment", 2)): 15,
    }


def test_where_nobody_has_a_segment_there_is_no_such_column() -> None:
    data = microdata(gathered(EVERY_KIND, [(None, answers) for _, answers in everybody()]))

    assert "segment" not in [variable.name for variable in data.variables]
    assert "segment" not in [one.id for one in data.choice.left_out]


def test_the_order_is_another_each_time_and_never_that_of_the_keys() -> None:
    asked = instrument(section({"id": "cijfer", "type": "mark", "text": "Cijfer"}))
    given: list[Given] = [("ingen", {"cijfer": number % 10 + 1}) for number in range(500)]
    rows = gathered(asked, given)

    stored = [number % 10 + 1 for number in range(500)]
    one, other = ([row["cijfer"] for row in table(microdata(rows, draw=draw))] for draw in (1, 2))

    assert one != other
    assert stored not in (one, other)
    assert sorted(one) == sorted(other) == sorted(stored)
    # Uniform shuffling leaves 50 of 500 in a place of their own value; no order at all leaves 500.
    assert sum(a == b for a, b in zip(one, stored, strict=True)) < 100


def test_every_place_in_the_file_is_as_likely_for_every_response() -> None:
    asked = instrument(section({"id": "cijfer", "type": "mark", "text": "Cijfer"}), threshold=5)
    rows = gathered(asked, [("ingen", {"cijfer": number}) for number in (1, 2, 2, 2, 2)])

    places = Counter([row["cijfer"] for row in table(microdata(rows, draw=draw))].index(1) for draw in range(250))

    # 250 draws of five places: 50 each; within four standard deviations (6.3) of it.
    assert all(25 <= places[place] <= 75 for place in range(5))


@pytest.mark.parametrize(
    "answers",
    [
        {"luistert": "misschien"},
        {"luistert": ["eens"]},
        {"luistert": 4},
        {"bezocht": "nvt"},
        {"kanaal": "balie"},
        {"kanaal": []},
        {"kanaal": ["balie", "balie"]},
        {"kanaal": ["fax"]},
        {"jaren": 100},
        {"jaren": True},
        {"jaren": "4"},
        {"cijfer": 0},
    ],
)
def test_an_answer_that_the_wave_cannot_give_stops_everything(answers: Raw) -> None:
    with pytest.raises(AnswerNotKnown, match=next(iter(answers))):
        gathered(EVERY_KIND, [*everybody(), ("ingen", answers)])


def test_fewer_responses_than_the_threshold_are_no_microdata() -> None:
    with pytest.raises(NoMicrodata, match="fewer responses"):
        gathered(EVERY_KIND, everybody()[:4])


def test_a_wave_without_persons_says_why() -> None:
    wave = closed_wave(EVERY_KIND, 30)
    only_words = _asking({"id": "waarom", "type": "open_text", "text": "Waarom"})

    def obstacle(**changed: object) -> Obstacle | None:
        return find_obstacle(type(wave)(**{**vars(wave), **changed}))

    assert obstacle() is None
    assert obstacle(state="open") is Obstacle.NOT_CLOSED
    assert obstacle(origin=Origin.PRINTED) is Obstacle.COUNTS
    assert obstacle(withheld=True) is Obstacle.WITHHELD
    assert obstacle(responses=4) is Obstacle.TOO_FEW
    assert obstacle(instrument=only_words) is Obstacle.ONLY_WORDS


def _asking(*items: Raw) -> Instrument:
    return instrument(section(*items))
