"""One reader for every table that is handed in: its delimiter, its row numbers, and a sheet instead of a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from survey_app.commands.frames import FrameFile, read_frame
from survey_app.dataset.from_files.responses import part_responses
from survey_app.dataset.from_files.table import read_table
from survey_app.dataset.printed_rows import PrintedRow, read_printed_rows
from survey_app.dataset.text_table import read_text_table
from survey_app.fieldwork.frame import BadFrame
from survey_app.questionnaire.handed_in import CannotRead
from survey_app.readers.rows import read_rows
from survey_app.refusal import Refusal

EVERY: Sequence[Callable[[Path], object]] = (
    lambda file: read_frame(FrameFile(file)),
    read_table,
    read_printed_rows,
    lambda file: read_text_table(file, []),
)


def written(folder: Path, text: str, name: str = "lijst.csv") -> Path:
    (folder / name).write_bytes(text.encode())
    return folder / name


def saved(folder: Path, rows: Sequence[Sequence[object]], change: Callable[[Worksheet], object] = bool) -> Path:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append([*row])
    change(sheet)
    book.save(folder / "lijst.xlsx")
    return folder / "lijst.xlsx"


@pytest.mark.parametrize(
    "text",
    [
        "item;answer, or label\na;1\n",
        "sep=;\nitem;answer, or label\na;1\n",
        "item\tanswer, or label\na\t1\n",
        'item,"answer, or label"\na,1\n',
        'item;"answer, or label"\na;1\n',
        "\n;\nitem;answer, or label;;\na;1;;\n",
        "item;answer, or label;\na;1\n",
    ],
)
def test_the_cells_are_the_same_whatever_parts_them(tmp_path: Path, text: str) -> None:
    assert read_rows(written(tmp_path, text)).cells == [["item", "answer, or label"], ["a", "1"]]


def test_rows_have_the_numbers_of_a_spreadsheet_whatever_stands_in_them(tmp_path: Path) -> None:
    # Excel 2021 and LibreOffice 7 show this file in rows 1, 2, 4 and 5: no sep=, a cell of two lines is in one row.
    text = 'sep=;\nvraag;antwoord\n"een\ntwee";1\n\nb;2\nc;3;4\n'

    assert read_rows(written(tmp_path, text)).numbers == [1, 2, 4, 5]


def test_every_table_can_be_a_workbook(tmp_path: Path) -> None:
    rows = [["item", "answer", "count"], ["thuis", "eens", "3"], [], ["thuis", "oneens", "4"]]

    assert read_printed_rows(saved(tmp_path, rows)) == [
        PrintedRow(2, "thuis", "eens", 3),
        PrintedRow(4, "thuis", "oneens", 4),
    ]
    assert read_table(tmp_path / "lijst.xlsx").lines == [2, 4]


@pytest.mark.parametrize("read", EVERY)
def test_a_cell_with_an_error_is_told_by_row_and_column_in_every_table(
    tmp_path: Path, read: Callable[[Path], object]
) -> None:
    rows = [["item", "text", "flags", "decision", "shown"], ["a", "b", "c", "", "#N/A"], ["d", "e", "f", "", "g"]]
    file = saved(tmp_path, rows)
    if read is read_printed_rows:
        file = saved(tmp_path, [["item", "answer", "count"], ["a", "b", "#N/A"]])

    with pytest.raises(Refusal, match=r"(:|, row |: row )2(:|,) column [CE]: an error, such as #N/A, where a text"):
        read(file)


def test_a_number_in_a_workbook_is_the_text_that_it_is_in_csv(tmp_path: Path) -> None:
    text = written(tmp_path, "wave,a,b\n2019,4,3.5\n2019,,0\n")
    sheet = saved(tmp_path, [["wave", "a", "b"], [2019, 4, 3.5], [2019, None, 0]])

    assert read_table(sheet).rows == read_table(text).rows


def test_what_a_workbook_hides_is_said_beside_a_wave_from_elsewhere(tmp_path: Path) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[2].hidden = True

    file = saved(tmp_path, [["wave", "a"], ["2019", "4"], ["2019", "5"]], hide)

    (note,) = read_table(file).notes

    assert note.startswith("lijst.xlsx: 1 row(s) are hidden")
    assert note.endswith("row 2")


def _twice(sheet: Worksheet) -> None:
    assert sheet.parent is not None
    sheet.parent.copy_worksheet(sheet)


def test_of_two_sheets_it_is_asked_which_one_and_how_that_can_be_told(tmp_path: Path) -> None:
    file = saved(tmp_path, [["wave", "a"], ["2019", "4"]], _twice)

    with pytest.raises(
        Refusal, match='which sheet is meant is not told; there are: "Sheet", "Sheet Copy"; hide the others'
    ):
        read_table(file)


def test_a_file_of_another_kind_is_told_what_to_save_it_as(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="not a table by its name; save it as xlsx or as CSV UTF-8"):
        read_rows(written(tmp_path, "a,b\n1,2\n", "lijst.ods"))


@pytest.mark.parametrize(
    "first",
    [
        "Jansen;Kerkweg;7;Zoelen",
        "Jansen;Kerkweg 7;4013 AB;Zoelen",
        "Jansen;Kerkweg 7;boven;Tiel",
        "jansen@example.org;Kerkweg 7;boven;Zoelen",
    ],
)
def test_a_list_of_addresses_without_headings_is_asked_for_them(tmp_path: Path, first: str) -> None:
    file = written(tmp_path, f"{first}\nDe Wit;Plein 2;4011AB;Tiel\n")

    with pytest.raises(BadFrame) as refusal:
        read_frame(FrameFile(file))

    assert str(refusal.value) == (
        "lijst.csv: row 1 looks like an address, and not like headings; put a row with the names of the columns above "
        "it; if these are the names: --headings-in 1"
    )
    assert len(read_frame(FrameFile(file, headings_in=1)).rows) == 1


@pytest.mark.parametrize("headings", ["naam;adresregel 1;adresregel 2;plaats", "Naam;Straat2;nr;Kern"])
def test_headings_may_have_figures(tmp_path: Path, headings: str) -> None:
    file = written(tmp_path, f"{headings}\nJansen;Kerkweg 7;boven;Tiel\nDe Wit;Plein 2;;Zoelen\n")

    assert len(read_frame(FrameFile(file)).rows) == 2


def test_responses_without_headings_are_not_shown_but_asked_for_them(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="the first row looks like a response: put a row with the names") as refusal:
        part_responses(read_table(written(tmp_path, "nulmeting;4;turquoise\nnulmeting;5;rood\n")), frozenset())

    assert "turquoise" not in str(refusal.value)
