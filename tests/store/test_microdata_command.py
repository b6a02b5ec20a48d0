"""`peilstok microdata`, on both databases."""

from __future__ import annotations

import csv
import io
import stat
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from survey_app.cli import main
from survey_app.dataset.microdata.forms import Form
from survey_app.dataset.microdata.log import earlier_files, note_export
from survey_app.dataset.microdata.rows import Microdata
from survey_app.fieldwork.administration import Act
from survey_app.fieldwork.life import close_wave
from survey_app.fieldwork.ports import utc_now
from survey_app.fieldwork.wave import Origin
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.microdata_rows import closed_wave
from tests.microdata_wave import ASKED, keep_aged_wave, keep_wave
from tests.small_wave import TODAY, WAVE, open_small_wave, send


def peilstok(url: str, folder: Path, *words: str | Path) -> Result:
    environment = {
        "PEILSTOK_DATABASE_URL": url,
        "PEILSTOK_KEYS": str(folder / "keys"),
        "PEILSTOK_INSTANCE": str(folder),
        "PEILSTOK_BASE_URL": "https://vragen.example",
    }
    return CliRunner(env=environment).invoke(main, ["microdata", *map(str, words)])


def close_answered_wave(stores: Database, keys: KeyDirectory, answered: int = 24) -> list[str]:
    """A wave of two villages, in which half of each village said something else; the codes."""
    codes = open_small_wave(stores, keys, codes=24)
    for place, code in enumerate(codes[:answered]):
        seen = ("agree", "disagree")[place // 2 % 2]
        send(stores, keys, code, {"seen": seen, "heard": "nvt", "why": f"Kanarie {place}"})
    close_wave(stores, keys, WAVE, TODAY, "an")
    return codes


def test_the_file_holds_every_response_and_only_its_owner_can_read_it(
    stores: Database, keys: KeyDirectory, database_url: str, tmp_path: Path
) -> None:
    codes = close_answered_wave(stores, keys)
    target = tmp_path / "microdata.xlsx"

    done = peilstok(database_url, tmp_path, WAVE, "-o", target)

    assert done.exit_code == 0, done.output
    heads, *rows = load_workbook(target)["Codes"].iter_rows(values_only=True)
    assert heads == ("segment", "seen")
    # By hand: twelve of each village, of whom six agree (2) and six do not (1).
    assert Counter(rows) == {(1, 1): 6, (1, 2): 6, (2, 1): 6, (2, 2): 6}
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert "24 rows of 2 variables" in done.output
    assert "left out: heard: Fewer than 10 people answered." in done.output
    with zipfile.ZipFile(target) as packed:
        inside = b"".join(packed.read(name) for name in packed.namelist())
    assert not any(code.encode() in inside for code in codes)
    assert b"Kanarie" not in inside + done.output.encode()


def test_the_log_says_what_was_kept_and_which_file_and_nothing_of_respondents(
    stores: Database, database_url: str, tmp_path: Path
) -> None:
    keep_wave(stores)

    done = peilstok(database_url, tmp_path, "meting", "-o", tmp_path / "m.zip", "--keep", "leeftijd", "--yes")

    assert done.exit_code == 0, done.output
    with stores.reading() as store:
        entry = store.audit.latest(1)[0]
        assert earlier_files(store, "meting") == ((Form("leeftijd"),),)
        assert earlier_files(store, "meting-2") == ()
    assert (entry.administrator, entry.act) == ("peilstok", "microdata exported")
    assert entry.subject.startswith("meting (SHA-256 ")
    assert entry.subject.endswith("…, 2): leeftijd")


def test_a_group_that_is_too_small_is_refused_in_one_line_and_nothing_is_written(
    stores: Database, database_url: str, tmp_path: Path
) -> None:
    keep_wave(stores)

    refused = peilstok(database_url, tmp_path, "meting", "-o", tmp_path / "m.xlsx", "--keep", "segment, leeftijd")

    assert refused.exit_code == 1
    assert "segment and leeftijd cannot be kept together" in refused.stderr
    assert "Allowed of these: leeftijd or segment" in refused.stderr
    assert list(tmp_path.glob("*m.xlsx*")) == []
    with stores.reading() as store:
        assert store.audit.latest(1) == []


def test_a_second_file_cannot_hold_what_the_first_makes_small(
    stores: Database, database_url: str, tmp_path: Path
) -> None:
    keep_wave(stores)
    assert peilstok(database_url, tmp_path, "meting", "-o", tmp_path / "1.zip", "--yes").exit_code == 0

    refused = peilstok(database_url, tmp_path, "meting", "-o", tmp_path / "2.zip", "--keep", "leeftijd")
    none = peilstok(database_url, tmp_path, "meting", "-o", tmp_path / "3.zip", "--keep", "", "--language", "en")

    assert "earlier files of this wave held segment" in refused.stderr
    assert none.exit_code == 0
    with zipfile.ZipFile(tmp_path / "3.zip") as packed:
        heads, *rows = csv.reader(io.StringIO(packed.read("labels.csv").decode("utf-8-sig")))
        assert "codebook.csv" in packed.namelist()
    assert (heads, len(rows)) == (["luistert"], 60)


def test_what_is_blanked_and_ruled_out_is_said_before_and_nothing_is_made_unless_that_is_meant(
    stores: Database, database_url: str, tmp_path: Path
) -> None:
    keep_aged_wave(stores)

    asked = peilstok(database_url, tmp_path, "meting", "-o", tmp_path / "m.zip")
    left = list(tmp_path.glob("m.*"))
    made = peilstok(database_url, tmp_path, "meting", "-o", tmp_path / "m.zip", "--yes")

    assert (asked.exit_code, left) == (1, [])
    assert "blanked: leeftijd: for 20 of 224 responses" in asked.output
    assert "Altogether: 20 cells blanked or withheld, in 20 of the 224 rows." in asked.output
    assert "later files of meting: ‘leeftijd’ stays as it is in this file" in asked.output
    assert made.exit_code == 0, made.output
    with zipfile.ZipFile(tmp_path / "m.zip") as packed:
        assert "Bij 20 van de 224 rijen leeggemaakt" in packed.read("leesmij.txt").decode()


def test_merged_categories_are_in_the_log_and_the_same_in_every_later_file(
    stores: Database, database_url: str, tmp_path: Path
) -> None:
    keep_aged_wave(stores)
    words = ("meting", "-o", tmp_path / "m.sav", "--yes", "--keep", "leeftijd")

    first = peilstok(database_url, tmp_path, *words, "--merge", "leeftijd=midden+jong")
    again = peilstok(database_url, tmp_path, *words)
    other = peilstok(database_url, tmp_path, *words, "--merge", "leeftijd=midden+oud")
    wrong = peilstok(database_url, tmp_path, *words, "--merge", "leeftijd")

    assert first.exit_code == again.exit_code == 0, first.output
    assert "kept: leeftijd[jong+midden]" in again.output
    assert "an earlier file of this wave held it as leeftijd[jong+midden]" in other.stderr
    assert (wrong.exit_code, "trait=category+category" in wrong.stderr) == (2, True)
    with stores.reading() as store:
        assert earlier_files(store, "meting") == ((Form("leeftijd", (("jong", "midden"),)),),) * 2
    assert {path.name for path in tmp_path.glob("m.*")} == {"m.sav", "m.sps"}


def test_whoever_is_overtaken_by_another_file_gets_none(stores: Database, database_url: str, tmp_path: Path) -> None:
    keep_wave(stores)
    act = Act("bert", utc_now())

    with stores.writing() as store:
        note_export(store, "meting", [Form("segment")], (), "0" * 64, act)
    with pytest.raises(Exception, match="somebody else took microdata"), stores.writing() as store:
        note_export(store, "meting", [Form("leeftijd")], (), "0" * 64, act)

    with stores.reading() as store:
        assert [entry.subject[-7:] for entry in store.audit.latest(9)] == ["segment"]


def test_a_wave_without_persons_or_that_is_open_says_why(
    stores: Database, keys: KeyDirectory, database_url: str, tmp_path: Path
) -> None:
    open_small_wave(stores, keys)
    with stores.writing() as store:
        store.waves.add(replace(closed_wave(ASKED, 60), origin=Origin.PRINTED))
    target = tmp_path / "m.xlsx"

    assert "not closed yet" in peilstok(database_url, tmp_path, WAVE, "-o", target).stderr
    assert "no persons" in peilstok(database_url, tmp_path, "meting", "-o", target).stderr
    assert "no such wave" in peilstok(database_url, tmp_path, "nergens", "-o", target).stderr
    assert not target.exists()


def test_too_few_responses_have_no_microdata(
    stores: Database, keys: KeyDirectory, database_url: str, tmp_path: Path
) -> None:
    close_answered_wave(stores, keys, answered=4)

    refused = peilstok(database_url, tmp_path, WAVE, "-o", tmp_path / "m.xlsx")

    assert (refused.exit_code, "only their number was kept" in refused.stderr) == (1, True)


def test_a_single_csv_has_no_room_for_a_codebook(sqlite_url: str, tmp_path: Path) -> None:
    refused = peilstok(sqlite_url, tmp_path, WAVE, "-o", tmp_path / "m.csv")

    assert (refused.exit_code, ".xlsx, .sav or .zip" in refused.stderr) == (2, True)


@pytest.mark.usefixtures("sqlite_stores")
def test_control_c_halfway_leaves_nothing(
    sqlite_stores: Database, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_wave(sqlite_stores)
    monkeypatch.setattr(Microdata, "pages", _stopped)
    folder = tmp_path / "out"
    folder.mkdir()

    stopped = peilstok(sqlite_url, tmp_path, "meting", "-o", folder / "m.xlsx", "--yes")

    assert stopped.exit_code == 1
    assert list(folder.iterdir()) == []
    with sqlite_stores.reading() as store:
        assert store.audit.latest(1) == []


def _stopped(_data: Microdata) -> object:
    raise KeyboardInterrupt
