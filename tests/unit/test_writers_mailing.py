"""The mailing file: one table for the letters, all text, for nobody's eyes but the owner's."""

import stat
from pathlib import Path

import pytest
from openpyxl import load_workbook

from survey_app.fieldwork.codes import make_code, read_code
from survey_app.writers.mailing import TextTooLong, write_mailing

HEADINGS = ("naam", "adres", "kern")
CODES = [make_code(b"k" * 32, "bewoners", serial) for serial in range(2)]
ROWS = (("De bewoners van", "Dorpsstraat 1", "Ingen"), ("=HYPERLINK(1)", "+31 344 000000", "0041"))


def test_each_letter_has_its_code_its_link_and_its_address(tmp_path: Path) -> None:
    target = tmp_path / "mailing.xlsx"

    write_mailing(target, "https://vragenlijst.example", HEADINGS, ROWS, CODES)

    sheet = load_workbook(target).active
    assert sheet is not None
    headings, first, second = sheet.iter_rows(values_only=True)
    assert headings == ("code", "link", *HEADINGS)
    assert first[2:] == ROWS[0]
    assert [read_code(str(row[0])) for row in (first, second)] == CODES
    assert str(first[0])[4] == str(first[0])[9] == "-"
    assert [row[1] for row in (first, second)] == [f"https://vragenlijst.example/#{code}" for code in CODES]


def test_what_was_typed_in_the_frame_stays_text(tmp_path: Path) -> None:
    target = tmp_path / "mailing.xlsx"

    write_mailing(target, "https://vragenlijst.example", HEADINGS, ROWS, CODES)

    sheet = load_workbook(target).active
    assert sheet is not None
    assert [cell.value for cell in sheet[3][2:]] == list(ROWS[1])
    assert {cell.data_type for cell in sheet[3]} == {"s"}


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    target = tmp_path / "mailing.xlsx"

    write_mailing(target, "https://vragenlijst.example", HEADINGS, ROWS, CODES)

    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_text_that_no_cell_can_hold_is_refused_without_repeating_it(tmp_path: Path) -> None:
    rows = (ROWS[0], ("De bewoners van", "x" * 40_000, "Ingen"))

    with pytest.raises(TextTooLong, match=r'row 2, column "adres": longer than a spreadsheet cell'):
        write_mailing(tmp_path / "mailing.xlsx", "https://vragenlijst.example", HEADINGS, rows, CODES)

    assert list(tmp_path.iterdir()) == []


def test_every_address_needs_a_code(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="zip"):
        write_mailing(tmp_path / "mailing.xlsx", "https://vragenlijst.example", HEADINGS, ROWS, CODES[:1])

    assert list(tmp_path.iterdir()) == []
