"""What is typed behind `peilstok compare --responses`, and the waves that it gives."""

from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from survey_app.commands.compare import file_options, waves_in_files
from survey_app.comparison.results import FieldedWave
from survey_app.fieldwork.wave import Recruitment
from survey_app.questionnaire.faults import QuestionnaireFaults
from tests.counted_waves import STUDY
from tests.survey_elsewhere import VILLAGES, Files, write_survey

QUESTIONNAIRE = STUDY / "bewoners-2020.yaml"


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return write_survey(tmp_path)


def test_options_become_the_files_of_waves(files: Files) -> None:
    first, _, last = waves_in_files(
        responses=files.responses,
        study=STUDY / "study.yaml",
        codebook=files.codebook,
        frame=files.frame,
        months=("2019=2019-06", "2020=2020-05", "2022=2022-05"),
        recruitment=Recruitment.OPEN_LINK,
    )

    assert first.instrument.study.title == "Kerngericht Werken"
    assert [segment.label for segment in first.instrument.study.segments] == list(VILLAGES)
    assert (first.wave.month, last.wave.month) == (date(2019, 6, 1), date(2022, 5, 1))
    assert first.wave.recruitment is Recruitment.OPEN_LINK


def test_only_the_waves_that_are_named_come_back(files: Files) -> None:
    fielded = waves_in_files(["2022", "2019"], responses=files.responses, codebook=files.codebook)

    assert [wave.wave.id for wave in fielded] == ["2019", "2022"]


def test_a_study_may_have_a_file_of_any_name(tmp_path: Path, files: Files) -> None:
    study = tmp_path / "ergens-anders.yaml"
    study.write_text((STUDY / "study.yaml").read_text(encoding="utf-8"), encoding="utf-8")

    fielded = waves_in_files(responses=files.responses, study=study, codebook=files.codebook)

    assert fielded[0].instrument.study.study == "kerngericht-werken"


def test_a_study_with_faults_is_refused(tmp_path: Path, files: Files) -> None:
    study = tmp_path / "study.yaml"
    study.write_text("study: Kernen\n", encoding="utf-8")

    with pytest.raises(QuestionnaireFaults, match='"Kernen" is not an identifier'):
        waves_in_files(responses=files.responses, study=study)


def test_a_questionnaire_is_of_one_wave_or_of_all(tmp_path: Path) -> None:
    responses = tmp_path / "responses.csv"
    questions = tmp_path / "vragen.yaml"
    questions.write_text(
        "questionnaire: kort\nversion: '1'\ntitle: Kort\npopulation: Inwoners\nintroduction: Welkom.\nthanks: Dank.\n"
        "sections:\n  - id: blok\n    title: Blok\n    items:\n      - { id: cijfer, type: mark, text: Uw cijfer? }\n",
        encoding="utf-8",
    )
    responses.write_text("wave,cijfer\n2019,8\n2020,9\n", encoding="utf-8")

    for told in ((str(questions),), (f"2019={questions}", f"2020={questions}")):
        fielded = waves_in_files(responses=responses, questionnaires=told)
        assert [wave.instrument.questionnaire.title for wave in fielded] == ["Kort", "Kort"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"months": ("2019",)}, "2019 is not WAVE=YYYY-MM"),
        ({"months": ("=2019-06",)}, "=2019-06 is not WAVE=YYYY-MM"),
        ({"months": ("1=juni",)}, "1=juni is not WAVE=YYYY-MM"),
        ({"questionnaires": ("2019=weg.yaml",)}, "there is no file weg.yaml"),
    ],
)
def test_what_cannot_be_typed_so_is_wrong_usage(files: Files, typed: dict[str, Any], told: str) -> None:
    with pytest.raises(click.BadParameter, match=told):
        waves_in_files(responses=files.responses, **typed)


def test_a_command_with_the_options_hands_them_over(files: Files) -> None:
    @click.command()
    @click.argument("waves", nargs=-1)
    @file_options
    def compare(waves: tuple[str, ...], **typed: Any) -> None:
        click.echo(" ".join(wave.wave.label for wave in waves_in_files(waves, **typed)))

    typed = ["2020", "2022", "--responses", str(files.responses), "--codebook", str(files.codebook)]
    result = CliRunner().invoke(
        compare, [*typed, "--frame", str(files.frame), "--missing", "NA", "--unread", "block", "--numbers", "ascending"]
    )

    assert result.stdout == "Meting 2020 Meting 2022\n"


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ((), ["unknown", "unknown", "unknown"]),
        (("codes",), ["codes", "codes", "codes"]),
        (("2019=codes",), ["codes", "unknown", "unknown"]),
        (("open_link", "wave 2019=codes"), ["codes", "open_link", "open_link"]),
    ],
)
def test_recruitment_is_of_all_waves_or_of_those_that_are_named(
    files: Files, typed: tuple[str, ...], known: list[str]
) -> None:
    assert [wave.wave.recruitment for wave in waves_as_typed(files, *typed)] == known


def waves_as_typed(files: Files, *recruitment: str) -> list[FieldedWave]:
    fielded: list[FieldedWave] = []

    @click.command()
    @file_options
    def compare(**typed: Any) -> None:
        fielded.extend(waves_in_files(**typed))

    typed = [part for one in recruitment for part in ("--recruitment", one)]
    words = ["--responses", str(files.responses), "--codebook", str(files.codebook), *typed]
    result = CliRunner().invoke(compare, words)
    if not fielded:
        raise ValueError(result.output or str(result.exception))
    return fielded


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("brief",), "brief is not \\[WAVE=\\]codes"),
        (("2019=codes", "2019=open_link"), "2019=open_link is not what was said before"),
        (("2018=codes",), 'recruitment of "2018", which is no wave here; known: 2019, 2020, 2022'),
    ],
)
def test_recruitment_that_is_none_or_of_no_wave_is_refused(files: Files, typed: tuple[str, ...], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        waves_as_typed(files, *typed)
