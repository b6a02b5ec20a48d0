"""`peilstok compare` on waves that a database keeps: a printed pair, and a pair that was answered."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from survey_app.cli import main
from survey_app.dataset.kept import keep_counted_wave
from survey_app.store.database import Database
from tests.counted_waves import staff_wave


@pytest.fixture
def with_staff_waves(database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PEILSTOK_DATABASE_URL", database_url)
    monkeypatch.setenv("PEILSTOK_INSTANCE", str(tmp_path / "instance"))
    database = Database(database_url)
    for year in (2019, 2020):
        fielded = staff_wave(year)
        keep_counted_wave(database, fielded.wave, fielded.counts, "test")
    database.close()


def compare(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["compare", *(str(argument) for argument in arguments)])


@pytest.mark.usefixtures("with_staff_waves")
def test_the_workbook_of_two_kept_waves_is_written(tmp_path: Path) -> None:
    target = tmp_path / "staff.xlsx"

    result = compare("medewerkers-2020", "medewerkers-2019", "-o", target, "--weighted")

    assert result.exit_code == 0, result.output
    assert "not everything is weighted: The study does not say how the population is made up." in result.stderr
    assert load_workbook(target)["Vergelijking"]["A1"].value == "Vergelijking van juni 2019 en mei 2020"


@pytest.mark.usefixtures("with_staff_waves")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("medewerkers-2019", "medewerkers-2019", "-o", "a.xlsx"), "compared with itself"),
        (("medewerkers-2019", "medewerkers-2020", "-o", "a.csv"), "not an Excel workbook"),
        (("medewerkers-2019", "medewerkers-2020", "-o", "nergens/a.xlsx"), "is not a folder"),
        (("medewerkers-2019", "medewerkers-2020"), "Missing option"),
    ],
)
def test_wrong_usage_is_told_and_nothing_is_written(
    arguments: tuple[str, ...], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    result = compare(*arguments)

    assert result.exit_code == 2
    assert told in " ".join(result.output.split())
    assert not list(tmp_path.glob("*.xlsx"))
