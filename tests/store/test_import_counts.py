"""`peilstok wave import-counts`: a printed table becomes a closed wave, or nothing does."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from survey_app.commands.import_counts import import_counts
from survey_app.dataset.printed_rows import PrintedTableRefused
from survey_app.fieldwork.ports import WaveExists
from survey_app.fieldwork.wave import Origin, Recruitment, WaveState
from survey_app.questionnaire.library import NoSuchQuestionnaire
from survey_app.store.database import Database
from tests.counted_waves import STUDY

Run = Callable[..., Result]


@pytest.fixture
def run(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("PEILSTOK_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("PEILSTOK_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("PEILSTOK_QUESTIONNAIRES", str(STUDY.parent))

    def command(table: Path, n: int = 51, questionnaire: Path = STUDY / "medewerkers-2019.yaml") -> Result:
        options = {"wave": "mw-2019", "questionnaire": questionnaire, "label": "Nulmeting", "month": "2019-06", "n": n}
        given = [part for name, value in options.items() for part in (f"--{name}", str(value))]
        return CliRunner().invoke(import_counts, [str(table), *given])

    return command


TABLE = STUDY / "printed" / "medewerkers-2019.csv"


def test_the_real_table_becomes_a_closed_wave(run: Run, sqlite_stores: Database) -> None:
    result = run(TABLE)

    assert (result.exit_code, result.stdout) == (
        0,
        "wave mw-2019: taken in from medewerkers-2019.csv, n = 51; every item adds up\n",
    )
    with sqlite_stores.reading() as store:
        wave = store.waves.get("mw-2019")
    assert (wave.state, wave.origin, wave.responses) == (WaveState.CLOSED, Origin.PRINTED, 51)
    assert (wave.source, wave.recruitment) == ("kerngericht-werken/medewerkers-2019.yaml", Recruitment.UNKNOWN)
    assert f"{wave.month:%Y-%m-%d}" == "2019-06-01"
    assert wave.fingerprint == wave.frozen_instrument().fingerprint()


def test_a_second_import_of_the_same_wave_is_refused(run: Run) -> None:
    run(TABLE)

    assert isinstance(run(TABLE).exception, WaveExists)


def test_a_table_that_does_not_add_up_leaves_nothing(run: Run, sqlite_stores: Database) -> None:
    result = run(TABLE, n=50)

    assert isinstance(result.exception, PrintedTableRefused)
    with sqlite_stores.reading() as store:
        assert store.waves.all() == []
        assert store.counts.find("mw-2019") is None


def test_a_questionnaire_outside_the_folder_is_refused(run: Run, tmp_path: Path) -> None:
    elsewhere = tmp_path / "medewerkers-2019.yaml"
    elsewhere.write_bytes((STUDY / "medewerkers-2019.yaml").read_bytes())

    assert isinstance(run(TABLE, questionnaire=elsewhere).exception, NoSuchQuestionnaire)


def test_a_wave_that_was_held_elsewhere_may_have_another_form(
    run: Run, sqlite_stores: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "vragenlijsten" / "kern"
    folder.mkdir(parents=True)
    monkeypatch.setenv("PEILSTOK_QUESTIONNAIRES", str(folder.parent))
    (folder / "study.yaml").write_bytes((STUDY / "study.yaml").read_bytes())
    text = (STUDY / "medewerkers-2019.yaml").read_text(encoding="utf-8")
    (folder / "raster.yaml").write_text(f"form: grid\n{text}", encoding="utf-8")

    result = run(TABLE, questionnaire=folder / "raster.yaml")

    assert result.exit_code == 0
    with sqlite_stores.reading() as store:
        assert store.waves.get("mw-2019").frozen_instrument().questionnaire.form == "grid"


@pytest.mark.parametrize("n", [0, -1])
def test_n_is_at_least_one(run: Run, n: int) -> None:
    assert run(TABLE, n=n).exit_code == 2
