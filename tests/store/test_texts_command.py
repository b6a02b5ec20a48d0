"""`peilstok texts`: how far reading is, and reading in a spreadsheet; on both databases."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from survey_app.cli import main
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.small_wave import WAVE, open_small_wave
from tests.written_texts import close_wave_with_texts, why

MANY = ["=1+1", "bel Karin", *(f"tekst {number:02}" for number in range(30))]


class Peilstok:
    """The command on one installation."""

    def __init__(self, url: str, keys: KeyDirectory) -> None:
        self._runner = CliRunner(env={"PEILSTOK_DATABASE_URL": url, "PEILSTOK_KEYS": str(keys.path)})

    def __call__(self, *words: str | Path) -> Result:
        return self._runner.invoke(main, ["texts", *map(str, words)])


@pytest.fixture
def peilstok(database_url: str, keys: KeyDirectory) -> Peilstok:
    return Peilstok(database_url, keys)


def test_texts_are_read_in_a_spreadsheet(
    stores: Database, keys: KeyDirectory, peilstok: Peilstok, tmp_path: Path
) -> None:
    close_wave_with_texts(stores, keys, MANY)
    file = tmp_path / "teksten.csv"

    exported = peilstok("export", WAVE, "-o", file)
    table = file.read_text(encoding="utf-8-sig")
    assert (exported.exit_code, stat.S_IMODE(file.stat().st_mode)) == (0, 0o600)
    assert "32 text(s), 32 not read yet; delete it" in exported.output
    assert '"why";"bel Karin";"Karin (naam?)";"";""' in table

    filled_in = table.replace('"\'=1+1";"";"";""', '"\'=1+1";"";"tonen";""').replace(
        '"bel Karin";"Karin (naam?)";"";""', '"bel Karin";"Karin (naam?)";"in eigen woorden";"\'=2+2"'
    )
    file.write_text(filled_in, encoding="utf-8-sig")
    imported = peilstok("import", WAVE, file)

    assert imported.output == f"wave {WAVE}: 1 cleared, 1 in other words, 0 withheld; 30 not read yet\n"
    assert sorted(filter(None, why(stores).shown.values())) == ["=1+1", "=2+2"]
    assert "2 of 32 read: 2 shown, 0 withheld" in peilstok(WAVE).output
    with stores.reading() as store:
        acts = [(entry.act, entry.subject) for entry in store.audit.latest(3)]
    assert acts == [
        ("1 texts paraphrased", f"{WAVE}, why"),
        ("1 texts cleared", f"{WAVE}, why"),
        ("32 texts exported", WAVE),
    ]


def test_a_later_table_replaces_what_was_decided_and_leaves_the_rest(
    stores: Database, keys: KeyDirectory, peilstok: Peilstok, tmp_path: Path
) -> None:
    close_wave_with_texts(stores, keys, MANY)
    file = tmp_path / "teksten.csv"
    heading = "item;text;flags;decision;shown"
    file.write_text(f"{heading}\nwhy;tekst 01;;tonen;\nwhy;tekst 02;;tonen;\n", encoding="utf-8")
    peilstok("import", WAVE, file)

    file.write_text(f"{heading}\nwhy;tekst 02;;niet tonen;\n", encoding="utf-8")
    again = [peilstok("import", WAVE, file).output for _ in range(2)]

    assert [line.partition(": ")[2][:9] for line in again] == ["0 cleared", "0 cleared"]
    assert ["1 withheld" in line for line in again] == [True, False]  # the second time it is so already
    assert sorted(why(stores).shown.values(), key=str) == [None, "tekst 01"]


def test_a_table_with_a_fault_changes_nothing_and_tells_no_text(
    stores: Database, keys: KeyDirectory, peilstok: Peilstok, tmp_path: Path
) -> None:
    close_wave_with_texts(stores, keys, MANY)
    file = tmp_path / "teksten.csv"
    heading = "item;text;flags;decision;shown"
    file.write_text(f"{heading}\nwhy;tekst 01;;tonen;\nwhy;bel Klaas;;tonen;\n", encoding="utf-8")

    refused = peilstok("import", WAVE, file)

    assert refused.exit_code == 1
    assert "row 3: why: nobody wrote this text" in refused.output
    assert "Klaas" not in refused.output
    assert why(stores).shown == {}


def test_an_open_wave_has_no_texts_to_read_yet(
    stores: Database, keys: KeyDirectory, peilstok: Peilstok, tmp_path: Path
) -> None:
    open_small_wave(stores, keys)

    assert (peilstok(WAVE).exit_code, peilstok(WAVE).output) == (
        1,
        f"Error: wave {WAVE}: not closed yet; close it first\n",
    )
    assert peilstok("export", WAVE, "-o", tmp_path / "t.csv").exit_code == 1
    assert not (tmp_path / "t.csv").exists()


def test_an_item_below_the_threshold_is_not_in_the_table(
    stores: Database, keys: KeyDirectory, peilstok: Peilstok, tmp_path: Path
) -> None:
    close_wave_with_texts(stores, keys, [*MANY[:9], None, None, None])

    exported = peilstok("export", WAVE, "-o", tmp_path / "t.csv")

    assert "0 text(s)" in exported.output
    assert "fewer than 10 people wrote something" in peilstok(WAVE).output
    assert (tmp_path / "t.csv").read_text(encoding="utf-8-sig").count("\n") == 1


def test_another_kind_of_file_is_wrong_usage(peilstok: Peilstok, tmp_path: Path) -> None:
    assert peilstok("export", WAVE, "-o", tmp_path / "t.xlsx").exit_code == 2
    assert peilstok("export", WAVE, "-o", tmp_path / "nowhere" / "t.csv").exit_code == 2
