"""What `peilstok compare` says on screen and in the workbook of what it was not told, or could not do."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from survey_app.cli import main
from tests.counted_waves import REFERENCE
from tests.opened_workbook import tables_of

CASES = REFERENCE / "cases"
FILES = ("--responses", CASES / "rec.csv", "--frame", CASES / "rec_fr.csv")
HEAVY = "In Meting 2019 a few people would count far too heavily."


def compare(target: Path, *words: str | Path) -> Result:
    result = CliRunner().invoke(main, ["compare", *map(str, words), "-o", str(target)])
    assert result.exit_code == 0, result.output
    return result


def recruitment_in(workbook: Path, sheet: str = "Respons", heading: str = "Werving") -> list[object]:
    return list(tables_of(load_workbook(workbook)[sheet])[0].column(heading))


@pytest.mark.parametrize(
    ("words", "told"), [(("--language", "nl"), "onbekend"), (("--language", "en"), "unknown")], ids=["nl", "en"]
)
def test_of_the_case_nobody_said_how_people_were_approached(tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    target = tmp_path / "werkboek.xlsx"

    result = compare(target, *FILES, *words)

    sheet = ("Respons", "Werving") if told == "onbekend" else ("Response", "Recruitment")
    assert recruitment_in(target, *sheet) == [told, told]
    assert result.stderr == (
        "Meting 2019, Meting 2020: it is not known how respondents were approached; "
        "say it with --recruitment codes, or open_link\n"
    )


def test_who_says_it_reads_it_back_and_a_study_without_margins_says_that_it_was_not_weighted(tmp_path: Path) -> None:
    target = tmp_path / "werkboek.xlsx"

    result = compare(target, *FILES, "--recruitment", "codes", "--weighted")

    assert recruitment_in(target) == ["eigen code, per brief of kaart"] * 2
    assert result.stderr == (
        f"{target}: not everything is weighted: The study does not say how the population is made up.\n"
    )


def test_weights_that_cannot_be_used_are_told_with_the_wave_and_the_reason(tmp_path: Path) -> None:
    responses, frame = tmp_path / "responses.csv", tmp_path / "frame.csv"
    rows = [
        f"{wave},{village},{age},{1 + number % 5}"
        for wave, young in (("2019", 270), ("2020", 150))
        for village in ("Ingen", "Maurik")
        for number, age in enumerate(["18-34"] * young + ["65+"] * (300 - young))
    ]
    responses.write_text("\n".join(["wave,village,age,q1", *rows]), encoding="utf-8")
    ages = ("18-34,100", "65+,9900")
    population = [f"{wave},,,{age}" for wave in ("2019",) for age in ages] + [
        f"2020,,,{age}" for age in ("18-34,5000", "65+,5000")
    ]
    villages = [f"{wave},{village},900,," for wave in ("2019", "2020") for village in ("Ingen", "Maurik")]
    heading = "wave,village,households,age,population"
    frame.write_text("\n".join([heading, *villages, *population]), encoding="utf-8")

    result = compare(
        tmp_path / "werkboek.xlsx",
        *("--responses", responses, "--frame", frame, "--weighted", "--recruitment", "codes"),
    )

    assert HEAVY in result.stderr
    assert "Meting 2020" not in result.stderr
