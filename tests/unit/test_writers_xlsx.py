"""The file itself: text stays text, the same sheets give the same bytes, and a failure leaves nothing behind."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from survey_app.comparison.figures.signs import Sign
from survey_app.reporting import comparison_workbook
from survey_app.tables.table import (
    Column,
    Heading,
    Kind,
    PageBreak,
    Paragraph,
    Properties,
    Sheet,
    StackedBars,
    Table,
)
from survey_app.writers.sheet import column_widths
from survey_app.writers.xlsx import write_xlsx
from tests.counted_waves import answered, choice, fielded, instrument, likert, section, staff_wave, statement
from tests.opened_workbook import footer_of, written

PROPERTIES = Properties("Titel", "Onderwerp", "Bureau", "Gemeente", date(2020, 5, 1), "pagina {page} van {pages}")
DANGEROUS = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "-2+3",
    "{=1+1}",
    "\t=1+1",
    "http://example.org/",
    "file:///etc/passwd",
)


def sheet_of(*texts: str) -> Sheet:
    table = Table("Tabel_1", "Tabel", (Column("Tekst"), Column("n", Kind.COUNT)), tuple((text, 1) for text in texts))
    return Sheet("Blad", "Titel", (table,))


def wide_sheet(main: bool) -> Sheet:
    columns = tuple(Column(f"Kolom {number}", Kind.PERCENT, 9) for number in range(12))
    return Sheet("Blad", "Titel", (Table("Tabel_1", "Tabel", columns, ((0.5,) * 12,), main=main, frozen=2),))


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_never_becomes_a_formula_or_a_link(text: str, tmp_path: Path) -> None:
    sheet = Sheet("Blad", text, (Heading(text), Paragraph(text), *sheet_of(text).blocks))

    write_xlsx([sheet], tmp_path / "a.xlsx", PROPERTIES)

    cells = [
        cell for row in load_workbook(tmp_path / "a.xlsx")["Blad"].iter_rows() for cell in row if cell.value == text
    ]
    assert len(cells) == 4
    assert all(cell.data_type == "s" and cell.hyperlink is None for cell in cells)


@pytest.mark.slow
def test_items_and_options_that_look_like_formulas_stay_text_throughout_the_workbook(tmp_path: Path) -> None:
    danger = instrument(
        section(
            statement(text="=1+1"),
            choice("team", "a", "b", kind="multiple_choice", text="@x"),
            title="+cmd",
            lead_in="=2+2",
        )
    )
    counts = likert("luistert", 10, 10, 10, 10, 10), answered("team", {"a": 25, "b": 30}, ticked_by=50)

    book = written(fielded(2019, danger, *counts), fielded(2020, danger, *counts), tmp_path)

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {"=1+1", "@x", "+cmd", "=2+2"} <= {cell.value for cell in cells}
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


@pytest.mark.slow
def test_the_same_waves_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        comparison_workbook((staff_wave(2019), staff_wave(2020)), tmp_path / name)

    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


@pytest.mark.slow
def test_the_file_says_what_it_is_and_dates_from_its_data(tmp_path: Path) -> None:
    properties = written(staff_wave(2019), staff_wave(2020), tmp_path).properties

    assert (properties.title, properties.creator) == ("Kerngericht Werken", "Spectrum, partner met elan")
    assert properties.subject == "Vergelijking van juni 2019 en mei 2020"
    assert properties.created == properties.modified == datetime(2020, 5, 1)  # noqa: DTZ001 - openpyxl reads no zone


def test_signs_and_empty_cells_are_no_numbers(tmp_path: Path) -> None:
    table = Table(
        "Tabel_1", "", (Column("a", Kind.PERCENT), Column("b", Kind.PERCENT)), ((Sign.SECRET, Sign.IMPOSSIBLE),)
    )

    write_xlsx([Sheet("Blad", "Titel", (table,))], tmp_path / "a.xlsx", PROPERTIES)

    assert [cell.value for cell in load_workbook(tmp_path / "a.xlsx")["Blad"][4]] == ["x", None]


def test_a_failure_leaves_no_file_and_spares_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    write_xlsx([sheet_of("oud")], target, PROPERTIES)
    old = target.read_bytes()
    orphan = Sheet("Blad", "Titel", (StackedBars("Titel", "Tabel_die_er_niet_is", 0, 1, (2,), 1, 1, "beschrijving"),))

    with pytest.raises(KeyError):
        write_xlsx([orphan], target, PROPERTIES)

    assert target.read_bytes() == old
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_table_that_is_read_by_scrolling_keeps_its_headings_in_view_and_on_every_page(tmp_path: Path) -> None:
    write_xlsx([wide_sheet(main=True)], tmp_path / "a.xlsx", PROPERTIES)

    sheet = load_workbook(tmp_path / "a.xlsx")["Blad"]
    assert sheet.freeze_panes == "C5"
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0


def test_pages_are_a4_on_its_side_with_a_page_number_and_the_title(tmp_path: Path) -> None:
    write_xlsx([wide_sheet(main=False)], tmp_path / "a.xlsx", PROPERTIES)

    sheet = load_workbook(tmp_path / "a.xlsx")["Blad"]
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert "&P" in footer_of(sheet, "right")
    assert footer_of(sheet, "left").strip() == "Titel"


def test_a_title_with_digits_and_ampersands_is_printed_as_it_is(tmp_path: Path) -> None:
    title = "2020 & later & " + "lang " * 40
    write_xlsx([replace(wide_sheet(main=False), title=title)], tmp_path / "a.xlsx", PROPERTIES)

    sheet = load_workbook(tmp_path / "a.xlsx")["Blad"]
    assert sheet.oddFooter is not None
    assert sheet.oddFooter.left is not None
    assert sheet.oddFooter.left.size == 8
    assert footer_of(sheet, "left").strip().replace("&&", "&") == f"{title[:99]}…"


def test_a_title_with_the_code_of_a_picture_keeps_its_footer(tmp_path: Path) -> None:
    for title in ("V&G-beleid", "Met een &[Picture]"):
        write_xlsx([replace(wide_sheet(main=False), title=title)], tmp_path / "a.xlsx", PROPERTIES)

        with ZipFile(tmp_path / "a.xlsx") as parts:
            sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        assert f"&amp;L&amp;8 {title.replace('&', '&amp;&amp;')}&amp;R" in sheet


def test_a_heading_or_title_of_a_table_that_a_page_has_no_room_for_goes_on_below(tmp_path: Path) -> None:
    long = "Wat vindt u van alles wat de gemeente de afgelopen twaalf maanden in uw kern deed, en waarom vindt u dat?"
    table = Table("Tabel_1", long, (Column("Tekst", width=60),), (("a",),))

    write_xlsx([Sheet("Blad", "Titel", (Heading(long), table))], tmp_path / "a.xlsx", PROPERTIES)

    texts = [str(cell.value) for cell in load_workbook(tmp_path / "a.xlsx")["Blad"]["A"] if cell.value][1:-2]
    assert " ".join(texts) == f"{long} {long}"
    # A4 upright has room for some ninety letters of ten points; these are of thirteen and eleven.
    assert max(map(len, texts)) < 90


def test_text_that_no_cell_can_hold_is_cut_and_says_so(tmp_path: Path) -> None:
    write_xlsx([sheet_of("woord " * 10_000)], tmp_path / "a.xlsx", PROPERTIES)

    sheet = load_workbook(tmp_path / "a.xlsx")["Blad"]
    assert str(sheet["A5"].value).endswith(" … (ingekort)")
    assert 400 < float(sheet.row_dimensions[5].height or 0) <= 409.5  # the highest a row can be


def test_an_upright_sheet_is_scaled_to_one_page_wide_and_breaks_where_it_is_told(tmp_path: Path) -> None:
    wide = wide_sheet(main=False)
    (block,) = sheet_of("a").blocks
    assert isinstance(block, Table)
    second = replace(block, name="Tabel_2")
    sheet = replace(wide, blocks=(*wide.blocks, PageBreak(), second), upright=True)

    write_xlsx([sheet], tmp_path / "a.xlsx", PROPERTIES)

    opened = load_workbook(tmp_path / "a.xlsx")["Blad"]
    # 10 columns of 9 digits and 2 of 10: 830 pixels. A4 upright leaves 7.07 inch, 679 pixels; 94% of that is 76.9%.
    assert opened.page_setup.scale == 76
    assert [page_break.id for page_break in opened.row_breaks.brk] == [5]


def test_a_long_number_gets_a_column_in_which_it_fits() -> None:
    """Excel shows ### for 999999999999999.5 under a heading of seven signs; a mean of 4.1 changes nothing."""
    columns = (Column("Gem.", Kind.DECIMAL, 7), Column("Laag", Kind.DECIMAL, 7))
    table = Table("T", "", columns, ((4.1, -999999999999.5), (Sign.SECRET, 3.0)))

    assert column_widths(Sheet("Blad", "Titel", (table,))) == [7, len("-999999999999.5") + 3]
