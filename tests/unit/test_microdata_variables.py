"""The columns a questionnaire gives rise to."""

from __future__ import annotations

from pathlib import Path

from survey_app.dataset.microdata.coding import Nothing, coded_variables
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.loader import load_questionnaire, load_study_file
from survey_app.questionnaire.variables import Kind, Value
from tests.small_questionnaire import GOOD, STUDY

REAL = Path(__file__).parents[2] / "questionnaires" / "kerngericht-werken"


def small(folder: Path) -> Instrument:
    """The small questionnaire in its study, without the column of segments."""
    for name, text in (("study.yaml", STUDY), ("bewoners.yaml", GOOD)):
        (folder / name).write_text(text, encoding="utf-8")
    study = load_study_file(folder / "study.yaml").model_copy(update={"segments": ()})
    return Instrument(study=study, questionnaire=load_questionnaire(folder / "bewoners.yaml"))


def real(file: str) -> Instrument:
    """A questionnaire of the real study."""
    study = load_study_file(REAL / "study.yaml")
    return Instrument(study=study, questionnaire=load_questionnaire(REAL / file, study))


def test_every_item_but_words_has_its_variables_in_the_order_of_asking(tmp_path: Path) -> None:
    variables = coded_variables(small(tmp_path))

    assert [(variable.name, variable.kind) for variable in variables] == [
        ("luistert", Kind.POINT),
        ("bezocht", Kind.OPTION),
        ("leeftijd", Kind.NUMBER),
        ("cijfer", Kind.NUMBER),
    ]
    assert variables[0].values == (Value("oneens", 1, "Oneens"), Value("eens", 2, "Eens"))
    assert variables[0].nothing_labels[Nothing.NOT_APPLICABLE] == "N.v.t."
    assert variables[1].values == (Value("ja", 1, "Ja"), Value("nee", 2, "Nee"))
    assert (variables[2].minimum, variables[2].maximum) == (18, 120)
    assert (variables[3].minimum, variables[3].maximum) == (1, 10)


def test_multiple_choice_has_a_variable_per_option_and_none_for_the_words() -> None:
    variables = [one for one in coded_variables(real("medewerkers-2020.yaml")) if one.item == "verwachtingen"]

    assert len(variables) == 12
    assert [one.name for one in variables][:2] == [
        "verwachtingen__grotere_betrokkenheid",
        "verwachtingen__meer_werkplezier",
    ]
    assert {one.kind for one in variables} == {Kind.TICK}


def test_no_two_variables_have_one_name() -> None:
    for path in REAL.glob("[bm]*.yaml"):
        names = [variable.name for variable in coded_variables(real(path.name))]
        assert len(set(names)) == len(names)
