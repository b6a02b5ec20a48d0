"""`peilstok check`."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from survey_app.commands.check import check
from tests.small_questionnaire import GOOD, STUDY


def run(*paths: Path) -> Result:
    """The command on these paths."""
    return CliRunner().invoke(check, [str(path) for path in paths])


def write(folder: Path, **files: str) -> Path:
    """A folder with these files."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_the_projects_own_questionnaires_have_no_fault() -> None:
    result = run(Path(__file__).parents[2] / "questionnaires")

    assert (result.exit_code, result.output) == (0, "1 study, 4 questionnaires, 112 items: no faults\n")


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
    assert result.output.splitlines() == [
        f"warning: {folder}/een.yaml:13: response_scales.eens.points[1].label: "
        'the word "Arbeidsongeschiktheidsuitkering" '
        "has 31 letters, and a phone breaks it; write it with a hyphen or in more words, of 20 letters at most",
        "1 study, 1 questionnaire, 5 items: no faults, 1 warning",
    ]
