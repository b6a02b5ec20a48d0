"""The columns a questionnaire gives rise to."""

from __future__ import annotations

from pathlib import Path

from survey_app.questionnaire.codebook import codebook
from survey_app.questionnaire.loader import load_questionnaire
from survey_app.questionnaire.variables import Kind, Value
from tests.small_questionnaire import GOOD

STUDY = Path(__file__).parents[2] / "questionnaires" / "kerngericht-werken"


def test_every_item_has_its_variables_in_the_order_of_asking(tmp_path: Path) -> None:
    path = tmp_path / "bewoners.yaml"
    path.write_text(GOOD, encoding="utf-8")

    variables = codebook(load_questionnaire(path))

    assert [(variable.name, variable.kind) for variable in variables] == [
        ("luistert", Kind.POINT),
        ("bezocht", Kind.OPTION),
        ("leeftijd", Kind.NUMBER),
        ("woorden", Kind.TEXT),
        ("cijfer", Kind.NUMBER),
    ]
    assert variables[0].values == (
        Value("oneens", "Oneens", 1),
        Value("eens", "Eens", 2),
        Value("nvt", "N.v.t.", None),
    )
    assert (variables[2].minimum, variables[2].maximum) == (18, 120)
    assert (variables[4].minimum, variables[4].maximum) == (1, 10)


def test_multiple_choice_has_a_variable_per_option_and_one_for_the_words() -> None:
    variables = [
        variable
        for variable in codebook(load_questionnaire(STUDY / "medewerkers-2020.yaml"))
        if variable.item == "verwachtingen"
    ]

    assert len(variables) == 13
    assert [variable.option for variable in variables][:2] == ["grotere_betrokkenheid", "meer_werkplezier"]
    assert (variables[-1].name, variables[-1].kind) == ("verwachtingen.words", Kind.TEXT)


def test_no_two_variables_have_one_name() -> None:
    for path in STUDY.glob("[bm]*.yaml"):
        names = [variable.name for variable in codebook(load_questionnaire(path))]
        assert len(set(names)) == len(names)
