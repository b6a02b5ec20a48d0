"""Frames as offices keep them in Excel: titles, hidden rows and sheets, merged cells, errors. No address is lost.

The workbooks in tests/data/cases came in from outside (the README there says what was right); their siblings are made
here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from survey_app.commands.frames import FrameFile, read_frame
from survey_app.fieldwork.frame import BadFrame, segments_of
from survey_app.questionnaire.study import Segment, Study

CASES = Path(__file__).parent.parent / "data" / "cases"
PLACES = ("Hilversum", "Hilversum", "Loosdrecht", "Loosdrecht", "'s-Gravenhage")
STUDY = Study(
    study="s", title="t", client="c", bureau="b", contact="x", segments=(Segment(id="zoelen", label="Zoelen"),)
)


def _with_another(sheet: Worksheet) -> None:
    assert sheet.parent is not None
    sheet.parent.create_sheet("Oud").append(["x"])


def saved(folder: Path, change: Callable[[Worksheet], object]) -> FrameFile:
    """Three addresses in Zoelen, then `change`."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["straat", "nummer", "kern"])
    for number in (7, 8, 9):
        sheet.append(["Kerkweg", number, "Zoelen"])
    change(sheet)
    book.save(folder / "frame.xlsx")
    return FrameFile(folder / "frame.xlsx")


def why_not(file: FrameFile) -> str:
    with pytest.raises(BadFrame) as refusal:
        read_frame(file)
    assert "Kerkweg" not in str(refusal.value)
    return str(refusal.value)


def test_a_sheet_that_tells_a_wrong_size_is_read_whole() -> None:
    frame = read_frame(FrameFile(CASES / "dimA1B3.xlsx"))

    assert [row[0] for row in frame.rows] == [f"Dorpsstraat {number}" for number in range(1, 7)]


def test_under_a_title_the_row_of_the_headings_is_pointed_at_and_can_be_told() -> None:
    assert "row 3 looks like the headings: --headings-in 3" in why_not(FrameFile(CASES / "titled.xlsx"))

    frame = read_frame(FrameFile(CASES / "titled.xlsx", headings_in=3))

    assert frame.headings == ("Voornaam", "Naam", "Straat", "Huisnr", "Postcode", "Plaats")
    assert tuple(row[-1] for row in frame.rows) == PLACES
    assert frame.lines == (4, 5, 6, 7, 8)
    assert not frame.asked, "the title above the headings is merged, and is not used"


def test_a_title_in_a_text_file_is_pointed_at_too(tmp_path: Path) -> None:
    path = tmp_path / "frame.csv"
    path.write_text("Adressen in de gemeente\n\nstraat;nummer;kern\nKerkweg;7;Zoelen\n")

    assert "row 3 looks like the headings: --headings-in 3" in why_not(FrameFile(path))
    assert read_frame(FrameFile(path, headings_in=3)).rows == (("Kerkweg", "7", "Zoelen"),)


def test_commas_in_a_title_and_in_addresses_part_no_cells(tmp_path: Path) -> None:
    path = tmp_path / "frame.csv"
    path.write_text("Adressen, gemeente Tiel, 2026\nadres;kern\nKerkweg 7, boven, links;Zoelen\n")

    assert read_frame(FrameFile(path, headings_in=2)).rows == (("Kerkweg 7, boven, links", "Zoelen"),)


def test_a_title_of_as_many_cells_as_columns_is_found_by_the_column_that_is_asked_for(tmp_path: Path) -> None:
    def title(sheet: Worksheet) -> None:
        sheet.insert_rows(1)
        for place, text in enumerate(("Adressen", "gemeente", "Tiel"), start=1):
            sheet.cell(1, place, text)

    frame = read_frame(saved(tmp_path, title))

    with pytest.raises(BadFrame, match="row 2 has it, and if that is the row of the headings: --headings-in 2"):
        segments_of("frame.xlsx", frame, "Kern", STUDY)


def test_an_empty_row_has_no_headings() -> None:
    assert "row 2 is empty" in why_not(FrameFile(CASES / "titled.xlsx", headings_in=2))


def test_of_several_sheets_the_only_one_that_is_to_be_seen_is_used_and_told() -> None:
    frame = read_frame(FrameFile(CASES / "hidden.xlsx"))

    assert tuple(row[-1] for row in frame.rows) == PLACES
    assert frame.told == ('sheet "Sheet" is used, and not "Lijsten" (hidden)',)


def test_of_several_sheets_that_are_to_be_seen_one_is_to_be_named(tmp_path: Path) -> None:
    file = saved(tmp_path, _with_another)

    assert 'there are: "Sheet", "Oud"; say which one: --sheet NAME' in why_not(file)
    assert 'no sheet "oud"; there are: "Sheet", "Oud"' in why_not(FrameFile(file.path, sheet="oud"))
    assert len(read_frame(FrameFile(file.path, sheet="Sheet")).rows) == 3


def test_a_text_file_has_no_sheets(tmp_path: Path) -> None:
    (tmp_path / "frame.csv").write_text("adres,kern\na,Zoelen\n")

    assert "a text file has no sheets; leave out --sheet" in why_not(FrameFile(tmp_path / "frame.csv", sheet="a"))


def test_a_row_that_a_filter_hides_is_told_by_its_number() -> None:
    frame = read_frame(FrameFile(CASES / "filtered.xlsx"))

    assert tuple(row[-1] for row in frame.rows) == PLACES
    assert [re.sub(r",.*:", ":", told) for told in frame.asked] == ["1 row(s) are hidden: row 3"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda sheet: sheet.row_dimensions.__getitem__(3).__setattr__("height", 0.1), "1 row(s) are hidden"),
        (lambda sheet: sheet.column_dimensions.group("B", "B", hidden=True), "used like all others: column B"),
        (lambda sheet: sheet.merge_cells("A2:A4"), "the others are empty: A2:A4"),
        (lambda sheet: sheet.cell(3, 2, value=True), "TRUE or FALSE: row 3, column B"),
    ],
    ids=["no height", "column", "merged", "true"],
)
def test_what_is_not_seen_as_it_is_stored_is_asked_about(
    tmp_path: Path, change: Callable[[Worksheet], object], told: str
) -> None:
    (asked,) = read_frame(saved(tmp_path, change)).asked

    assert told in asked


def test_an_error_is_no_text_for_a_letter(tmp_path: Path) -> None:
    said = why_not(saved(tmp_path, lambda sheet: sheet.cell(3, 3, value="#N/A")))

    assert "frame.xlsx: row 3, column C: an error, such as #N/A, where a text should stand" in said


def test_a_hidden_row_without_anything_in_it_is_no_address(tmp_path: Path) -> None:
    frame = read_frame(saved(tmp_path, lambda sheet: sheet.row_dimensions.__getitem__(40).__setattr__("hidden", True)))

    assert not frame.asked
