"""Files that people hand in: whatever reads them refuses what is too large, too deep or no text, in one sentence."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from survey_app.commands.frames import FrameFile, read_frame
from survey_app.dataset.from_files.faults import CsvRefused
from survey_app.dataset.from_files.table import read_table
from survey_app.dataset.printed_rows import PrintedTableRefused, read_printed_rows
from survey_app.dataset.text_table import TextTableRefused, read_text_table
from survey_app.fieldwork.frame import BadFrame
from survey_app.fieldwork.handover import BadHandOver, read_hand_over, read_invitations, read_unused
from survey_app.questionnaire.faults import QuestionnaireFaults
from survey_app.questionnaire.loader import load_questionnaire
from survey_app.refusal import Refusal

Reader = Callable[[Path], object]
TABLES: list[tuple[Reader, type[Exception]]] = [
    (lambda file: read_frame(FrameFile(file)), BadFrame),
    (read_table, CsvRefused),
    (read_printed_rows, PrintedTableRefused),
    (lambda file: read_text_table(file, []), TextTableRefused),
]
READERS: list[tuple[Reader, type[Exception]]] = [
    *TABLES,
    (read_hand_over, BadHandOver),
    (load_questionnaire, QuestionnaireFaults),
]
PEPPER = bytes(32)


def test_every_refusal_of_a_reader_is_one_that_a_command_tells_in_a_line() -> None:
    assert all(issubclass(refused, Refusal) for _read, refused in READERS)


@pytest.mark.parametrize(("read", "refused"), READERS)
def test_a_file_with_a_hole_of_a_gigabyte_is_not_read(tmp_path: Path, read: Reader, refused: type[Exception]) -> None:
    file = tmp_path / "file.csv"
    with file.open("wb") as sparse:
        sparse.truncate(10**9)
    tracemalloc.start()

    with pytest.raises(refused, match=r"larger than .* ?[MK]iB"):
        read(file)

    assert tracemalloc.get_traced_memory()[1] < 2**20
    tracemalloc.stop()


@pytest.mark.slow
@pytest.mark.parametrize(("read", "refused"), TABLES)
@pytest.mark.parametrize("line", [b";" * 1000 + b"\n", b"\n"])
def test_a_table_of_empty_cells_is_refused_before_it_is_parted(
    tmp_path: Path, read: Reader, refused: type[Exception], line: bytes
) -> None:
    file = tmp_path / "file.csv"
    file.write_bytes(b"item;answer\n" + line * (9_000_000 // len(line)))
    begun = time.process_time()

    with pytest.raises(refused, match="more than 8000000 cells"):
        read(file)

    assert time.process_time() - begun < 2


@pytest.mark.parametrize(("read", "refused"), TABLES)
def test_a_table_that_is_wider_than_any_spreadsheet_is_refused(
    tmp_path: Path, read: Reader, refused: type[Exception]
) -> None:
    file = tmp_path / "file.csv"
    file.write_text(";".join(f"k{place}" for place in range(20_000)) + "\n1\n")

    with pytest.raises(refused, match="20000 cells"):
        read(file)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 1_000_000,
        "[" * 1_000_000 + "]" * 1_000_000,
        '{"contains": "peilstok unused 1", "wave": "w", "seal": "x", "rows": ' + "[" * 900 + "]" * 900 + "}",
        '{"a":' * 500_000,
        '{"contains": "peilstok unused 1", "wave": "w", "seal": "x", "rows": [[1]]}',
        '{"contains": ["peilstok unused 1"], "wave": 1, "seal": null, "rows": []}',
        "9" * 100_000,
        '"' + "x" * 1000 + '"',
        "[]",
        "",
    ],
    ids=lambda text: text[:20],
)
def test_a_file_of_hashes_that_is_none_is_refused_whatever_is_in_it(text: str) -> None:
    for read in (lambda: read_unused(PEPPER, "w", text), lambda: read_invitations(PEPPER, text)):
        with pytest.raises(BadHandOver) as refusal:
            read()

        assert len(str(refusal.value)) < 200
