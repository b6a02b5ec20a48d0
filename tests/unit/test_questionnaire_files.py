"""Files that are no clean YAML, the study's file, and the two together."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey_app.questionnaire.faults import QuestionnaireFaults
from survey_app.questionnaire.loader import load_instrument, load_questionnaire, load_study
from tests.small_questionnaire import GOOD, STUDY


@pytest.mark.parametrize(
    ("content", "line", "wrong", "right"),
    [
        (b"\xef\xbb\xbftitle: x", 1, "the file begins with a byte order mark", "save the file as UTF-8"),
        ("title: é".encode("utf-16"), 1, "the file begins with a byte order mark", "save the file as UTF-8"),
        ("a: b\ntitle: één".encode("latin-1"), 2, "byte 0xe9 is not UTF-8", "save the file as UTF-8"),
        (b"a: b\ntitle: \x00", 2, "the character U+0000 cannot be seen", "typing this line again"),
        ("a: b\u200bc".encode(), 1, "the character U+200B cannot be seen", "typing this line again"),
        ("a: b\u00adc".encode(), 1, "the character U+00AD cannot be seen", "typing this line again"),
        ("a: b\u2028c".encode(), 1, "the character U+2028 cannot be seen", "typing this line again"),
        (b"a: " + b"x" * 262_144, None, "the file is larger than 256 KiB", "split the questionnaire"),
        (b"", None, "the file is empty", "write the questionnaire in it"),
        (b"# only a comment\n", None, "the file is empty", "write the questionnaire in it"),
        (b"%YAML 1.1\n---\na: b\n", 2, "a line that begins with % is not used here", "remove it"),
        (b"a: " + b"[" * 21 + b"]" * 21, 1, "this is nested more than 20 deep", "write it flatter"),
        (b"[" * 200_000, 1, "this is nested more than 20 deep", "write it flatter"),
        (b"- a\n- b\n", 1, "a block of keys belongs here", "write key: value"),
        (b'a: b\nc: "\\UFFFFFFFF"', 2, "an escape in quotes stands for no character", "write the character itself"),
    ],
)
def test_a_file_that_is_no_clean_yaml_is_refused(
    tmp_path: Path, content: bytes, line: int | None, wrong: str, right: str
) -> None:
    path = tmp_path / "bewoners.yaml"
    path.write_bytes(content)

    with pytest.raises(QuestionnaireFaults) as refusal:
        load_questionnaire(path)

    assert (refusal.value.faults[0].line, refusal.value.faults[0].wrong) == (line, wrong)
    assert right in refusal.value.faults[0].right


def test_a_file_of_exactly_256_kib_is_read(tmp_path: Path) -> None:
    path = tmp_path / "bewoners.yaml"
    path.write_text(GOOD + "#" * (262_144 - len(GOOD)), encoding="utf-8")

    assert load_questionnaire(path).questionnaire == "bewoners"


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(QuestionnaireFaults, match=r"study.yaml: there is no such file"):
        load_study(tmp_path)


def test_a_folder_is_not_a_questionnaire(tmp_path: Path) -> None:
    with pytest.raises(QuestionnaireFaults, match=r"the file cannot be read \(Is a directory\)"):
        load_questionnaire(tmp_path)


def test_a_study_has_its_segments_and_defaults(tmp_path: Path) -> None:
    (tmp_path / "study.yaml").write_text(STUDY, encoding="utf-8")

    study = load_study(tmp_path)

    assert [(segment.id, segment.arm, segment.frame) for segment in study.segments] == [
        ("ingen", "pilot", None),
        ("maurik", "mirror", None),
    ]
    assert (study.disclosure_threshold, study.equivalence_bound) == (10, 10)


@pytest.mark.parametrize(
    ("old", "new", "line", "wrong", "right"),
    [
        ("id: maurik", "id: ingen", 8, 'segment id "ingen" is used before', "give each an id of its own"),
        ("arm: mirror", "arm: pilot", 6, "only one arm is named (pilot)", "the other arm"),
        ("arm: mirror", "arm: spiegel", 8, "not one of the words", "'pilot' or 'mirror'"),
        ("arm: mirror", "arm: mirror, frame: 0", 8, "this number is too low", "use 1 or more"),
        ("contact: Bel ons", "contact: Bel ons\ndisclosure_threshold: 4", 6, "this number is too low", "use 5 or more"),
    ],
)
def test_a_study_that_cannot_work_is_a_fault(
    tmp_path: Path, old: str, new: str, line: int, wrong: str, right: str
) -> None:
    (tmp_path / "study.yaml").write_text(STUDY.replace(old, new), encoding="utf-8")

    with pytest.raises(QuestionnaireFaults) as refusal:
        load_study(tmp_path)

    fault = next(fault for fault in refusal.value.faults if wrong in fault.wrong)
    assert (fault.file, fault.line) == ("study.yaml", line)
    assert right in fault.right


def test_an_instrument_tells_the_faults_of_study_and_questionnaire_together(tmp_path: Path) -> None:
    (tmp_path / "study.yaml").write_text(STUDY.replace("study: kern\n", ""), encoding="utf-8")
    path = tmp_path / "bewoners.yaml"
    path.write_text(GOOD.replace("title: Vragen", "titel: Vragen"), encoding="utf-8")

    with pytest.raises(QuestionnaireFaults) as refusal:
        load_instrument(path)

    assert {fault.file for fault in refusal.value.faults} == {"study.yaml", "bewoners.yaml"}
