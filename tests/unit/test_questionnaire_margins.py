"""Population margins: what a study may say, and what its questionnaires must then ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey_app.questionnaire.faults import Fault, QuestionnaireFaults
from survey_app.questionnaire.folder import inspect
from survey_app.questionnaire.loader import load_instrument, load_study
from tests.small_questionnaire import GOOD, STUDY

MARGINS = "margins:\n  item: bezocht\n  population: { ja: 300, nee: 0 }\n"
FRAMED = STUDY.replace("arm: pilot", "arm: pilot, frame: 120").replace("arm: mirror", "arm: mirror, frame: 80")
WEIGHTED = FRAMED + MARGINS
"""Eleven lines without a fault; margins: is line 9."""
TRAIT = GOOD.replace("text: Was u er?", "text: Was u er?\n        background: true")


def write(folder: Path, **files: str) -> Path:
    """A folder with these files; the path of its questionnaire `een`."""
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder / "een.yaml"


def faults_of(folder: Path, **files: str) -> list[Fault]:
    """Every fault of the instrument of these files."""
    with pytest.raises(QuestionnaireFaults) as refusal:
        load_instrument(write(folder, **files))
    return list(refusal.value.faults)


def test_a_study_can_be_weighted_on_a_background_item_and_its_segments(tmp_path: Path) -> None:
    study = load_instrument(write(tmp_path, study=WEIGHTED, een=TRAIT)).study

    assert study.margins is not None
    assert (study.margins.item, dict(study.margins.population)) == ("bezocht", {"ja": 300, "nee": 0})


@pytest.mark.parametrize(
    ("text", "line", "where", "wrong", "right"),
    [
        (STUDY.replace("pilot", "pilot, frame: 9") + MARGINS, 8, "segments[1]", "no frame", "add frame:"),
        (WEIGHTED.replace("300", "0"), 11, "margins.population", "nobody in this population", "how many people"),
        (WEIGHTED.replace("300", "-1"), 11, "margins.population.ja", "too low", "0 or more"),
        (WEIGHTED.replace(", nee: 0", ""), 11, "margins.population", "too few parts here (1)", "at least 2"),
        (WEIGHTED.replace("  item: bezocht\n", ""), 9, "margins.item", 'key "item" is missing', "add item:"),
        (WEIGHTED.replace("item:", "trait:"), 10, "margins.trait", 'unknown key "trait"', "known: item, population"),
        (FRAMED + "margins: bezocht\n", 9, "margins", "a block of keys belongs here", "key: value"),
    ],
)
def test_margins_that_cannot_be_weighted_to_are_a_fault_of_the_study(
    tmp_path: Path, text: str, line: int, where: str, wrong: str, right: str
) -> None:
    write(tmp_path, study=text)

    with pytest.raises(QuestionnaireFaults) as refusal:
        load_study(tmp_path)

    fault = next(fault for fault in refusal.value.faults if wrong in fault.wrong)
    assert (fault.file, fault.line, fault.where) == ("study.yaml", line, where)
    assert right in fault.right


@pytest.mark.parametrize(
    ("een", "line", "where", "wrong", "right"),
    [
        (GOOD, 23, "sections[0].items[1]", "which is no background trait", "add background: true"),
        (
            TRAIT.replace("single_choice", "multiple_choice"),
            24,
            "sections[0].items[1].type",
            "which is of type multiple_choice",
            "needs a single_choice",
        ),
        (
            TRAIT.replace("label: Nee", "label: Nee\n          - id: soms\n            label: Soms"),
            32,
            "sections[0].items[1].options[2].id",
            'option "soms" is not in the margins',
            "add soms: to population: in study.yaml, with 0 if nobody is in it",
        ),
        (
            TRAIT.replace("- id: nee", "- id: neen"),
            30,
            "sections[0].items[1].options[1].id",
            'option "neen" is not in the margins',
            "add neen:",
        ),
        (
            TRAIT.replace("- id: nee", "- id: neen"),
            27,
            "sections[0].items[1].options",
            'have "nee", which is no option of item "bezocht"',
            'did you mean "neen"?',
        ),
    ],
)
def test_a_questionnaire_asks_the_margins_of_its_study_as_they_are(
    tmp_path: Path, een: str, line: int, where: str, wrong: str, right: str
) -> None:
    faults = faults_of(tmp_path, study=WEIGHTED, een=een)

    fault = next(fault for fault in faults if wrong in fault.wrong)
    assert (fault.file, fault.line, fault.where) == ("een.yaml", line, where)
    assert right in fault.right


def test_a_questionnaire_without_the_item_does_without(tmp_path: Path) -> None:
    other = TRAIT.replace("bezocht", "geweest")

    assert load_instrument(write(tmp_path, study=WEIGHTED, een=other)).questionnaire.items["geweest"]


def test_margins_of_an_item_that_no_questionnaire_has_are_a_fault_of_the_study(tmp_path: Path) -> None:
    write(tmp_path, study=WEIGHTED, een=TRAIT.replace("bezocht", "bezoekt"))

    faults = inspect([tmp_path]).faults

    assert [(fault.file, fault.where, fault.wrong) for fault in faults] == [
        (str(tmp_path / "study.yaml"), "margins.item", 'no questionnaire of this study has an item "bezocht"')
    ]
    assert 'did you mean "bezoekt"?' in faults[0].right


def test_one_questionnaire_with_the_item_is_enough(tmp_path: Path) -> None:
    other = TRAIT.replace("bezocht", "geweest").replace("questionnaire: bewoners", "questionnaire: staf")
    write(tmp_path, study=WEIGHTED, een=TRAIT, twee=other)

    assert inspect([tmp_path]).faults == []


def test_checking_one_file_says_nothing_of_questionnaires_that_were_not_read(tmp_path: Path) -> None:
    other = TRAIT.replace("bezocht", "geweest").replace("questionnaire: bewoners", "questionnaire: staf")
    write(tmp_path, study=WEIGHTED, een=other, twee=TRAIT)

    assert inspect([tmp_path / "een.yaml"]).faults == []


def test_a_folder_is_checked_against_the_margins_of_its_study(tmp_path: Path) -> None:
    write(tmp_path, study=WEIGHTED, een=GOOD)

    faults = inspect([tmp_path]).faults

    assert [(fault.file, fault.line) for fault in faults] == [(str(tmp_path / "een.yaml"), 23)]
