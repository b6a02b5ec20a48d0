"""Waves of files whose questionnaires are there as they were asked: columns by the ids of the items, routing kept."""

from pathlib import Path

import pytest

from survey_app.dataset.from_files.numbering import Numbers
from survey_app.questionnaire.model import Questionnaire
from tests.counted_waves import POINTS, Data, choice, instrument, section, statement
from tests.written_csv import Written, answers, kinds


@pytest.fixture
def written(tmp_path: Path) -> Written:
    return Written(tmp_path)


def asked(*items: Data) -> Questionnaire:
    return instrument(section(*items)).questionnaire


ROUTED = asked(
    choice("kent", "ja", "nee"),
    statement("luistert", when={"item": "kent", "is": "ja"}),
    choice("team", "advies", "beheer", kind="multiple_choice"),
    {"id": "toelichting", "type": "open_text", "text": "Toelichting"},
)


def test_columns_are_the_items_of_the_questionnaire(written: Written) -> None:
    wave = written.one(
        "wave,Kent,team\n2019,ja,advies\n",
        questionnaires={"": asked(choice("kent", "ja", "nee"), choice("team", "advies", "beheer"))},
    )

    assert (answers(wave, "kent"), answers(wave, "team")) == ({"ja": 1, "nee": 0}, {"advies": 1, "beheer": 0})


def test_who_was_not_asked_by_the_conditions_of_the_questionnaire_left_nothing_blank(written: Written) -> None:
    responses = "wave,kent,luistert,team\n2019,ja,4,advies\n2019,ja,,\n2019,nee,,beheer\n2019,,,beheer\n"

    wave = written.one(responses, questionnaires={"": ROUTED}, numbers=Numbers.ASCENDING)

    assert kinds(wave, "luistert") == (1, 0, 1, 2)
    assert kinds(wave, "team") == (3, 0, 1, 0)
    assert kinds(wave, "toelichting") == (0, 0, 0, 4)


def test_an_answer_behind_a_condition_that_does_not_hold_is_doubtful(written: Written) -> None:
    assert written.refusal(
        "wave,kent,luistert,team\n2019,nee,4,\n", questionnaires={"": ROUTED}, numbers=Numbers.ASCENDING
    ) == [
        "responses.csv:2: column luistert: an answer to an item that was not asked, by its condition in the "
        "questionnaire; correct the answer that routes, or empty this cell"
    ]


def test_each_wave_may_have_its_own_questionnaire(written: Written) -> None:
    questionnaires = {"2019": asked(statement("a")), "2020": asked(statement("a"), statement("b"))}

    first, second = written.read(
        "wave,a,b\n2019,4,\n2020,4,5\n", questionnaires=questionnaires, numbers=Numbers.ASCENDING
    ).waves

    assert list(answers(first, "a")) == list(POINTS)
    assert [list(wave.instrument.questionnaire.items) for wave in (first, second)] == [["a"], ["a", "b"]]


def test_an_item_that_a_questionnaire_has_was_asked_though_all_left_it_blank(written: Written) -> None:
    assert kinds(written.one("wave,a\n2019,\n", questionnaires={"": asked(statement("a"))}), "a") == (0, 0, 1, 0)


@pytest.mark.parametrize(
    ("responses", "names", "fault"),
    [
        ("wave,a\n2019,4\n2020,4\n", ("2019",), "responses.csv: column wave: no questionnaire of wave 2020; give one"),
        ("wave,a\n2019,4\n", ("2031",), 'responses.csv: column wave: a questionnaire of wave "2031", which is not'),
        ("wave,b\n2019,4\n", ("2019",), "responses.csv:1: column b: no item has this name; known: a"),
    ],
)
def test_questionnaires_and_responses_that_do_not_belong_together_are_refused(
    written: Written, responses: str, names: tuple[str, ...], fault: str
) -> None:
    faults = written.refusal(responses, questionnaires={name: asked(statement("a")) for name in names})

    assert any(one.startswith(fault) for one in faults)


def test_a_column_that_is_missing_is_not_taken_for_blank(written: Written) -> None:
    (fault,) = written.refusal("wave,a\n2019,eens\n", questionnaires={"": asked(statement("a"), statement("b"))})

    assert fault.startswith("responses.csv:1: no column b, which wave 2019 asked by its questionnaire; add it")


def test_answers_to_an_item_that_the_wave_did_not_ask_are_doubtful(written: Written) -> None:
    questionnaires = {"2019": asked(statement("a")), "2020": asked(statement("a"), statement("b"))}

    (fault,) = written.refusal("wave,a,b\n2019,eens,eens\n2020,eens,eens\n", questionnaires=questionnaires)

    assert fault.startswith("responses.csv:2: column b: wave 2019 has answers to an item that is not in its questionn")


def test_a_codebook_and_questionnaires_are_not_given_together(written: Written) -> None:
    faults = written.refusal("wave,a\n2019,4\n", "item\na\n", questionnaires={"": asked(statement("a"))})

    assert faults == ["codebook.csv: a codebook and questionnaires as well; give one of the two"]
