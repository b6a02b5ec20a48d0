"""A number of ten digits or more is an answer like any other; it used to be refused, whatever its bounds."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from survey_app.questionnaire.answers import Answers, Wrong
from survey_app.questionnaire.model import Questionnaire
from survey_app.questionnaire.validation import faults_in
from survey_app.web.respondent.turn import read_answers
from tests.counted_waves import instrument, section

MOST = 999_999_999_999_999
ASKED = instrument(section({"id": "m2", "type": "number", "text": "m2?", "minimum": -MOST, "maximum": MOST}))


def typed(text: str) -> tuple[Questionnaire, Answers]:
    questionnaire = ASKED.questionnaire
    return questionnaire, read_answers(questionnaire.sections[0], {"m2"}, MultiDict({"item.m2": text}))


@pytest.mark.parametrize("text", ["1234567890", " 999999999999999 ", "-999999999999999", "+10000000000", "0"])
def test_a_number_within_its_bounds_is_an_answer_whatever_its_length(text: str) -> None:
    questionnaire, answers = typed(text)

    assert answers == {"m2": int(text)}
    assert faults_in(questionnaire, answers) == {}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("1000000000000000", Wrong.TOO_HIGH),
        ("-1000000000000000", Wrong.TOO_LOW),
        ("12,5", Wrong.TYPE),
        ("1.000.000.000", Wrong.TYPE),
        ("9" * 40, Wrong.TYPE),
    ],
)
def test_what_is_no_such_number_is_told_with_its_bounds(text: str, wrong: Wrong) -> None:
    fault = faults_in(*typed(text))["m2"]

    assert (fault.wrong, fault.minimum, fault.maximum) == (wrong, -MOST, MOST)
