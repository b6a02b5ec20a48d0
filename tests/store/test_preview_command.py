"""`peilstok preview`: where it says to look there is something to see, and nothing of it stays."""

from __future__ import annotations

import re
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from survey_app.cli import main
from survey_app.commands.acting import today
from survey_app.fieldwork.preview_link import NoSuchPreview, PreviewLink, read
from survey_app.fieldwork.wave import Recruitment
from survey_app.store.keys import KeyDirectory
from tests.small_questionnaire import GOOD, STUDY


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A questionnaire in the folder of an installation."""
    folder = tmp_path / "questionnaires" / "kern"
    folder.mkdir(parents=True)
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    (folder / "bewoners.yaml").write_text(GOOD, encoding="utf-8")
    return folder / "bewoners.yaml"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The settings of an installation that has no database yet; what passes lies where the test looks."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return {
        "PEILSTOK_INSTANCE": str(tmp_path / "instance"),
        "PEILSTOK_DATABASE_URL": f"sqlite:///{tmp_path / 'peilstok.sqlite'}",
        "PEILSTOK_KEYS": str(tmp_path / "keys"),
        "PEILSTOK_QUESTIONNAIRES": str(tmp_path / "questionnaires"),
        "PEILSTOK_BASE_URL": "https://vragen.voorbeeld.example",
    }


def test_it_prints_where_to_look_and_leaves_nothing(file: Path, here: dict[str, str], tmp_path: Path) -> None:
    told = CliRunner(env=here).invoke(main, ["preview", str(file), "--no-serve", "--port", "8123"])

    assert told.exit_code == 0, told.output
    address, phone, all_pages = re.findall(r"http://127\.0\.0\.1:8123/voorbeeld/\S+", told.stdout)
    assert (phone, all_pages) == (f"{address}/telefoon", f"{address}/overzicht")
    assert [path.name for path in tmp_path.iterdir()] == ["questionnaires"]


def test_a_link_for_others_is_good_until_its_day_or_until_links_are_ended(file: Path, here: dict[str, str]) -> None:
    until, keys = today() + timedelta(days=7), KeyDirectory(Path(here["PEILSTOK_KEYS"]))
    command = ["preview", str(file), "--until", until.isoformat(), "--recruitment", "open_link"]

    told = CliRunner(env=here).invoke(main, command)
    (text,) = re.findall(r"^https://vragen\.voorbeeld\.example/voorbeeld/(\S+)\n$", told.stdout)
    link = read(text, keys.preview_key(), until)
    ended = CliRunner(env=here).invoke(main, ["preview", "--end-links"])

    assert link == PreviewLink("kern/bewoners.yaml", Recruitment.OPEN_LINK, until)
    assert ended.stdout == "every link to a preview that was made so far is ended\n"
    with pytest.raises(NoSuchPreview):
        read(text, keys.preview_key(), until)


def test_what_cannot_be_shown_is_refused_in_one_line(file: Path, here: dict[str, str], tmp_path: Path) -> None:
    faulty, elsewhere = file.with_name("fout.yaml"), tmp_path / "elders.yaml"
    faulty.write_text(GOOD.replace("type: mark", "type: marc"), encoding="utf-8")
    elsewhere.write_text(GOOD, encoding="utf-8")
    (file.with_name("anders.yaml")).write_text(f"form: matrix\n{GOOD}", encoding="utf-8")
    late = (today() + timedelta(days=91)).isoformat()

    def refused(*arguments: str) -> str:
        told = CliRunner(env=here).invoke(main, ["preview", *arguments])
        assert told.exit_code in (1, 2)
        return told.stderr

    assert "fout.yaml:" in refused(str(faulty), "--no-serve")
    assert "study.yaml: there is no such file" in refused(str(elsewhere), "--no-serve")
    assert "no such file in the folder of questionnaires" in refused(str(elsewhere), "--until", today().isoformat())
    assert f"{late}: a link can be looked at from today to" in refused(str(file), "--until", late)
    assert date(2020, 1, 1).isoformat() in refused(str(file), "--until", "2020-01-01")
    assert "name the YAML file of a questionnaire" in refused()
    assert "its name ends in .yaml" in refused(str(Path(__file__)))
    assert list(tmp_path.glob("peilstok-preview-*")) == []
