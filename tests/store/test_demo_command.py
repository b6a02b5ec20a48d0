"""`peilstok demo`, the first thing that a newcomer does: all that it prints is there and works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from survey_app.cli import main
from survey_app.fieldwork.entrance import enter
from survey_app.fieldwork.passwords import Passwords
from survey_app.fieldwork.wave import Origin, WaveState
from survey_app.installation import open_installation


def settings_of(folder: Path) -> dict[str, str]:
    """What the command sets for itself, so that it is put back after it."""
    return {
        "PEILSTOK_INSTANCE": str(folder),
        "PEILSTOK_DATABASE_URL": f"sqlite:///{folder / 'peilstok.sqlite'}",
        "PEILSTOK_KEYS": str(folder / "keys"),
        "PEILSTOK_QUESTIONNAIRES": str(folder / "somebody-elses"),
        "PEILSTOK_BASE_URL": "http://127.0.0.1:8000",
        "PEILSTOK_STAFF_NETWORKS": "127.0.0.0/8",
        "PEILSTOK_TRUSTED_PROXIES": "",
    }


@pytest.mark.slow
def test_the_code_the_passwords_and_the_workbooks_that_are_printed_are_good(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    environment = settings_of(folder)

    told = CliRunner(env=environment).invoke(main, ["demo", "--directory", str(folder), "--no-serve"])

    assert told.exit_code == 0, told.output
    (code,) = re.findall(r"or type the code +(\S+) ", told.stdout)
    administrators = re.findall(r"name and password +(\S+) +(\S+)", told.stdout)
    files = [Path(file) for file in re.findall(r"(/\S+\.xlsx)", told.stdout)]
    with open_installation(environment) as installation, installation.stores.reading() as store:
        waves = store.waves.all()
        entered = enter(store, installation.keys.pepper(), code).wave
        kept = {name: store.administrators.find(name) for name, _password in administrators}
    # The report: n = 51 in 2019, 16 in 2020; its residents' survey was never held
    assert {wave.month.year: wave.responses for wave in waves if wave.origin is Origin.PRINTED} == {2019: 51, 2020: 16}
    assert [
        wave.fictitious for wave in waves if wave.state is WaveState.CLOSED and wave.origin is Origin.RESPONSES
    ] == [
        True,
        True,
    ]
    assert (entered.state, entered.fictitious) == (WaveState.OPEN, False)
    for name, password in administrators:
        found = kept[name]
        assert found is not None
        assert Passwords().is_right(found.password_hash, password)
    assert (len(administrators), len(files)) == (2, 3)
    assert all(file.exists() for file in files)


def test_a_folder_that_is_no_demonstration_is_never_thrown_away(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").touch()

    told = CliRunner(env=settings_of(tmp_path)).invoke(main, ["demo", "--directory", str(tmp_path), "--no-serve"])

    assert told.exit_code == 2
    assert "is not empty and not a demonstration" in told.stderr
    assert (tmp_path / "brief.txt").exists()
