"""`peilstok check`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from survey_app.commands.check import check
from tests.small_questionnaire import GOOD, STUDY

SAID = """
privacy:
  controller: College van Voorbeeld
  purpose: Weten wat inwoners vinden.
  basis: public_task
  basis_in: Gemeentewet, artikel 160
  officer: fg@voorbeeld.example
  recipients: Het bureau.
  retention: Vier jaar.
accessibility:
  status: B
  date: "2026-03-31"
  statement: https://r.example/1
  complaint: klachten@voorbeeld.example
"""


def run(*paths: Path, hints: bool = False) -> Result:
    """The command on these paths; what it tells as a hint is not in the way of what else it tells."""
    return CliRunner().invoke(check, [*map(str, paths), *([] if hints else ["--no-hints"])])


def write(folder: Path, **files: str) -> Path:
    """A folder with these files."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_the_projects_own_questionnaires_have_no_fault() -> None:
    result = run(Path(__file__).parents[2] / "questionnaires")

    assert (result.exit_code, result.stdout) == (0, "1 study, 4 questionnaires, 112 items: no faults\n")


def test_what_a_study_leaves_unsaid_to_respondents_is_told_and_is_no_fault(tmp_path: Path) -> None:
    little, all_of_it = (
        write(tmp_path / "weinig", study=STUDY, een=GOOD),
        write(tmp_path / "alles", study=STUDY.replace("contact: ", "contact: Bel 0344 123456. ") + SAID, een=GOOD),
    )

    result = run(little, all_of_it)

    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        f"note: {little}/study.yaml: contact has no phone number that a respondent can tap",
        f"note: {little}/study.yaml: /privacy says nothing of privacy.controller, privacy.purpose, privacy.basis, "
        "privacy.basis_in, privacy.officer, privacy.recipients, privacy.retention",
        f"note: {little}/study.yaml: /toegankelijkheid says nothing of accessibility.status, accessibility.date, "
        "accessibility.statement, accessibility.complaint",
    ]


@pytest.mark.parametrize(
    ("written", "instead", "told"),
    [
        ('"2026-03-31"', '"31 maart"', 'accessibility.date: "31 maart" is not a day'),
        ('"2026-03-31"', "2026-03-31", "accessibility.date: 2026-03-31 is read as a date"),
        ("https://r.example/1", "javascript:alert(1)", "accessibility.statement: "),
        ("status: B", "status: E", "accessibility.status: this is not one of the words that can stand here"),
        ("public_task", "consent", "privacy.basis: this is not one of the words that can stand here"),
        ("officer:", "ofiicer:", 'privacy.ofiicer: unknown key "ofiicer"; did you mean "officer"?'),
    ],
)
def test_what_is_wrong_with_what_the_law_asks_is_told(tmp_path: Path, written: str, instead: str, told: str) -> None:
    folder = write(tmp_path / "kern", study=STUDY + SAID.replace(written, instead), een=GOOD)

    result = run(folder)

    assert result.exit_code == 1
    assert told in result.output


def test_faults_of_all_files_are_told_with_path_and_line_and_the_exit_code_is_1(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "kern",
        study=STUDY.replace("arm: mirror", "arm: pilot"),
        een=GOOD.replace("title: Vragen", "title: no"),
        twee=GOOD.replace('"2020"', "2020"),
    )

    result = run(tmp_path)

    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert [line.split(": ")[0] for line in lines] == [
        f"{folder}/study.yaml:6",
        f"{folder}/een.yaml:3",
        f"{folder}/twee.yaml:2",
        "3 faults",
    ]


def test_a_file_is_checked_with_the_study_beside_it(tmp_path: Path) -> None:
    folder = write(tmp_path / "kern", een=GOOD)

    result = run(folder / "een.yaml")

    assert (result.exit_code, result.output.splitlines()[0]) == (
        1,
        f"{folder}/study.yaml: there is no such file; write it, or check its name and place",
    )


def test_one_version_stands_in_one_file(tmp_path: Path) -> None:
    result = run(write(tmp_path / "kern", study=STUDY, een=GOOD, twee=GOOD))

    assert result.exit_code == 1
    assert 'version "2020" of questionnaire "bewoners" is also in een.yaml' in result.output


def test_an_item_keeps_its_type_through_the_versions(tmp_path: Path) -> None:
    later = GOOD.replace('"2020"', '"2021"').replace("type: mark", "type: open_text")

    result = run(write(tmp_path / "kern", study=STUDY, een=GOOD, twee=later))

    assert result.exit_code == 1
    assert 'item "cijfer" is of type open_text here and of type mark in een.yaml' in result.output


def test_a_folder_without_questionnaires_is_a_fault(tmp_path: Path) -> None:
    result = run(tmp_path)

    assert (result.exit_code, "there is no questionnaire in this folder" in result.output) == (1, True)


def test_a_file_that_would_not_be_read_is_a_fault(tmp_path: Path) -> None:
    folder = write(tmp_path / "kern", study=STUDY, een=GOOD)
    (folder / "twee.yml").write_text(GOOD, encoding="utf-8")

    result = run(folder)

    assert (result.exit_code, result.output.splitlines()[0]) == (
        1,
        f"{folder}/twee.yml: the file is not read; let its name end in .yaml",
    )


def test_a_path_that_does_not_exist_is_wrong_usage(tmp_path: Path) -> None:
    assert run(tmp_path / "nergens").exit_code == 2


def test_a_word_that_a_phone_breaks_is_a_warning_in_what_respondents_read_and_no_fault(tmp_path: Path) -> None:
    study = STUDY.replace("contact: Bel ons", "contact: Mail omgevingsdienstmedewerkers@voorbeeld.example")
    hard = GOOD.replace("label: Eens", "label: Arbeidsongeschiktheidsuitkering").replace(
        "Was u er?", "Is uw omgevingsdienst-medewerker er, met verantwoordelijkheid?"
    )
    folder = write(tmp_path / "kern", study=study.replace("label: Ingen", f"label: {'I' * 21}"), een=hard)

    result = run(folder)

    assert result.exit_code == 0
    assert [line for line in result.output.splitlines() if not line.startswith("note: ")] == [
        f"warning: {folder}/een.yaml:13: response_scales.eens.points[1].label: "
        'the word "Arbeidsongeschiktheidsuitkering" '
        "has 31 letters, and a phone breaks it; write it with a hyphen or in more words, of 20 letters at most",
        "1 study, 1 questionnaire, 5 items: no faults, 1 warning",
    ]


HARD = GOOD.replace("introduction: Welkom", "introduction: Indien u iets wilt vragen.")


def test_hints_are_told_apart_from_warnings_and_faults_and_never_fail(tmp_path: Path) -> None:
    long = HARD.replace("title: Vragen", "title: Jeugdgezondheidszorgplan")
    folder = write(tmp_path / "kern", study=STUDY, een=long)

    result = run(folder, hints=True)

    assert result.exit_code == 0
    assert result.stdout == "1 study, 1 questionnaire, 5 items: no faults, 1 warning\n"
    told = [line for line in result.stderr.splitlines() if not line.startswith("note: ")]
    assert told == [
        f'warning: {folder}/een.yaml:3: title: the word "Jeugdgezondheidszorgplan" has 24 letters, and a phone breaks '
        "it; write it with a hyphen or in more words, of 20 letters at most",
        f'hint: {folder}/een.yaml:5: introduction: "indien" is how offices write; write: als',
        f"readability: {folder}/een.yaml: – in all; introduction –, eerste –, tweede –, thanks –",
        "readability by Flesch-Douma: 100 is easy, below 60 rather hard, – is fewer than 30 words; only people can "
        "tell whether they understand it",
        "1 hint: nothing has to change; other words are another question, so leave what is compared with an earlier "
        "wave",
    ]


@pytest.mark.parametrize(("off", "text"), [(False, f"hints: false\n{HARD}"), (True, HARD)])
def test_hints_are_turned_off_in_a_questionnaire_or_for_once(tmp_path: Path, off: bool, text: str) -> None:
    result = run(write(tmp_path / "kern", study=STUDY, een=text), hints=not off)

    assert {line.partition(":")[0] for line in result.stderr.splitlines()} == {"note"}


def test_of_another_language_than_dutch_it_says_that_there_are_no_hints(tmp_path: Path) -> None:
    folder = write(tmp_path / "kern", study=STUDY, een=f"language: en\n{HARD}")

    result = run(folder, hints=True)

    assert f"note: {folder}/een.yaml: hints read Dutch only, and this is in en" in result.stderr.splitlines()
    assert "hint:" not in result.stderr


def test_a_file_with_a_fault_gets_no_hints_before_it_is_mended(tmp_path: Path) -> None:
    result = run(write(tmp_path / "kern", study=STUDY, een=HARD.replace("type: mark", "type: merk")), hints=True)

    assert result.exit_code == 1
    assert "hint: " not in result.stderr


AGE = """
      - id: leeftijdsgroep
        type: single_choice
        text: Hoe oud bent u?
        background: true
        options:
          - id: jong
            label: Jong
          - id: oud
            label: Oud
"""
MARGINS = "margins: { item: leeftijdsgroep, population: { jong: 10, oud: 20 } }\n"


@pytest.mark.parametrize(
    ("study", "wrong"),
    [
        ("broken_down_by: [leeftijd]\n", 'broken down by "leeftijd", which is of type number: a group needs options'),
        ("broken_down_by: [bezocht]\n", 'broken down by "bezocht", which is no background trait'),
        ("broken_down_by: [team]\n", 'no questionnaire of this study has an item "team"'),
        (
            "broken_down_by: [leeftijdsgroep]\n" + MARGINS,
            'broken down by "leeftijdsgroep", and weighted on it: both together would tell',
        ),
    ],
)
def test_what_results_cannot_be_broken_down_by_is_a_fault(tmp_path: Path, study: str, wrong: str) -> None:
    framed = STUDY.replace("arm: pilot", "arm: pilot, frame: 90").replace("arm: mirror", "arm: mirror, frame: 80")
    questionnaire = GOOD.replace("\n      - id: woorden", AGE + "      - id: woorden")

    result = run(write(tmp_path / "studie", study=framed + study, een=questionnaire))

    assert result.exit_code == 1
    assert wrong in result.stderr


def test_a_trait_that_nobody_named_is_told_before_a_wave_is_bound(tmp_path: Path) -> None:
    questionnaire = GOOD.replace("\n      - id: woorden", AGE + "      - id: woorden")

    silent = run(write(tmp_path / "studie", study=STUDY, een=questionnaire))
    named = run(write(tmp_path / "ander", study=STUDY + "broken_down_by: [leeftijdsgroep]\n", een=questionnaire))

    note = "results are not broken down by leeftijdsgroep: respondents are told so when a wave opens"
    assert note in silent.stderr
    assert note not in named.stderr
    assert (silent.exit_code, named.exit_code) == (0, 0)
