"""Files that are written on a disk that is full: an error that says so, and nothing of them left, there or in /tmp."""

from __future__ import annotations

import errno
import gc
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest

from survey_app.tables.table import Column, Properties, Sheet, Table
from survey_app.writers.atomic import written_whole
from survey_app.writers.mailing import write_mailing
from survey_app.writers.microdata import microdata_written
from survey_app.writers.xlsx import write_xlsx
from tests.counted_waves import choice, instrument, section
from tests.full_disk import SmallDisk
from tests.microdata_rows import gathered, microdata

pytestmark = pytest.mark.slow

Write = Callable[[Path], None]
ROOM = 8192
ROWS = [(f"Jansen {number:030}", str(hash(number))) for number in range(800)]


def text(target: Path) -> None:
    with written_whole(target) as beside:
        beside.write_bytes(bytes(2 * ROOM))


def letters(target: Path) -> None:
    codes = [f"{number:011}" for number in range(len(ROWS))]
    write_mailing(target, "https://vragen.example", ["naam", "adres"], ROWS, codes)


def workbook(target: Path) -> None:
    table = Table("Tabel_1", "Tabel", (Column("Naam"), Column("Adres")), tuple(ROWS))
    write_xlsx([Sheet("Blad", "Titel", (table,))], target, Properties("T", "O", "B", "G", date(2026, 6, 1), "{page}"))


def microdata_file(target: Path) -> None:
    random = Random(1)
    names = [f"vraag_{number}" for number in range(60)]
    asked = instrument(section(*(choice(name, "jong", "oud", background=True) for name in names)))
    given: list[dict[str, object]] = [
        {name: ("jong", "oud")[random.getrandbits(1)] for name in names} for _ in range(250)
    ]
    data = microdata(gathered(asked, [("ingen", one) for one in given]))
    with microdata_written(data, target, "nl", lambda _done, _of: None):
        pass


WRITERS: list[tuple[Write, str]] = [
    (text, "audit.html"),
    (letters, "brieven.xlsx"),
    (workbook, "vergelijking.xlsx"),
    (microdata_file, "microdata.xlsx"),
    (microdata_file, "microdata.zip"),
    (microdata_file, "microdata.sav"),
]


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")  # XlsxWriter forgets a file that failed
@pytest.mark.parametrize("room", [0, ROOM])
@pytest.mark.parametrize(("write", "name"), WRITERS, ids=[name for _write, name in WRITERS])
def test_a_file_for_which_there_is_no_room_is_not_there_and_nothing_of_it(
    write: Write, name: str, room: int, disk: SmallDisk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    target = disk.path / name
    target.write_text("earlier")
    disk.fill(leaving=room)

    with pytest.raises(OSError, match="No space left") as refusal:
        write(target)

    assert refusal.value.errno == errno.ENOSPC
    del refusal
    gc.collect()  # what was forgotten goes now, and says nothing
    assert target.read_text() == "earlier"
    assert disk.names() == [name]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("write", "name"), WRITERS, ids=[name for _write, name in WRITERS])
def test_nothing_of_it_is_ever_in_the_folder_for_temporary_files(
    write: Write, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "is not there"))

    write(tmp_path / name)

    beside = [name.replace(".sav", ".sps")] if name.endswith(".sav") else []
    assert sorted(path.name for path in tmp_path.iterdir()) == [name, *beside]
