"""What docs/questionnaires.md says is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from survey_app.questionnaire.conditions import AllOf, Answered, AnyOf, AtLeast, In, Is, Not
from survey_app.questionnaire.faults import QuestionnaireFaults
from survey_app.questionnaire.loader import load_instrument, load_questionnaire
from survey_app.questionnaire.model import ENTRIES
from survey_app.questionnaire.study import Study
from survey_app.questionnaire.wording import model_keys
from tests.small_questionnaire import GOOD

TEXT = (Path(__file__).parents[2] / "docs" / "questionnaires.md").read_text(encoding="utf-8")
TRAPS = re.findall(r"^\| `(.+?)` \| (.+?) \|$", TEXT[TEXT.index("## Traps") :], re.MULTILINE)


def test_the_example_has_no_fault(tmp_path: Path) -> None:
    study, questionnaire = re.findall(r"```yaml\n(.+?)```", TEXT, re.DOTALL)
    (tmp_path / "study.yaml").write_text(study, encoding="utf-8")
    path = tmp_path / "bewoners-2026.yaml"
    path.write_text(questionnaire, encoding="utf-8")

    instrument = load_instrument(path)

    assert len(instrument.questionnaire.items) == 6
    assert {entry.type for section in instrument.questionnaire.sections for entry in section.items} == set(ENTRIES)


@pytest.mark.parametrize(("written", "told"), TRAPS)
def test_each_trap_is_told_as_written_down(tmp_path: Path, written: str, told: str) -> None:
    path = tmp_path / "bewoners.yaml"
    path.write_text(GOOD.replace("title: Vragen", f"title: {written}"), encoding="utf-8")

    with pytest.raises(QuestionnaireFaults) as refusal:
        load_questionnaire(path)

    assert any(fault.wrong.startswith(told) and fault.line == 3 for fault in refusal.value.faults)


def test_every_type_condition_and_key_is_explained() -> None:
    conditions = {model_keys(kind)[-1] for kind in (Is, In, AtLeast, Answered, AllOf, AnyOf, Not)}
    keys = {key for kind in ENTRIES.values() for key in model_keys(kind)}

    assert len(TRAPS) > 25
    assert all(f"`{kind}`" in TEXT for kind in ENTRIES)
    assert all(f"{{ {key}:" in TEXT or f", {key}:" in TEXT for key in conditions)
    assert all(re.search(rf"`{key}\b", TEXT) for key in keys)


def test_the_bounds_of_a_study_are_those_of_the_model() -> None:
    schema = Study.model_json_schema()["properties"]

    for key, told in re.findall(r"^\| `(\w+)` \| .*; ([\d.]+ to [\d.]+) \|$", TEXT, re.MULTILINE):
        assert told == f"{schema[key]['minimum']:g} to {schema[key]['maximum']:g}", key
    assert "| `disclosure_threshold` | optional, 10" in TEXT
