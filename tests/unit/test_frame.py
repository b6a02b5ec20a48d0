"""The frame file: read as text, checked whole, and never quoted in a message."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from survey_app.commands.frames import FrameFile
from survey_app.commands.frames import read_frame as read_file
from survey_app.fieldwork.frame import BadFrame, Frame, doubled_rows, segments_of
from survey_app.questionnaire.study import Segment, Study

STUDY = Study(
    study="s",
    title="t",
    client="c",
    bureau="b",
    contact="x",
    segments=(Segment(id="zoelen", label="Zoelen"), Segment(id="kerk_avezaath", label="Kerk-Avezaath")),
)


def read_frame(path: Path, sheet: str | None = None, headings_in: int | None = None) -> Frame:
    return read_file(FrameFile(path, sheet, headings_in))


def write(folder: Path, text: str, name: str = "frame.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode("utf-8"))
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_frame_is_read_whatever_its_delimiter(tmp_path: Path, delimiter: str) -> None:
    path = write(tmp_path, delimiter.join(["adres", "kern"]) + "\r\n" + delimiter.join(["Dorpsstraat 1", "Zoelen"]))

    frame = read_frame(path)

    assert frame.headings == ("adres", "kern")
    assert frame.rows == (("Dorpsstraat 1", "Zoelen"),)


def test_a_workbook_frame_keeps_every_cell_as_text(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["straat", "huisnummer", "kern"])
    book.worksheets[0].append(["Dorpsstraat", 7, "Zoelen"])
    book.save(tmp_path / "frame.xlsx")

    frame = read_frame(tmp_path / "frame.xlsx")

    assert frame.headings == ("straat", "huisnummer", "kern")
    assert frame.rows[0] == ("Dorpsstraat", "7", "Zoelen")


@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"'])
def test_the_line_with_which_excel_is_told_the_delimiter_is_understood(tmp_path: Path, first: str) -> None:
    path = write(
        tmp_path, f"{first}\r\nadres, met een komma,en nog een;kern\r\nDorpsstraat 1;Zoelen\r\nPlein 2;Tiel\r\n"
    )

    frame = read_frame(path)

    assert frame.headings == ("adres, met een komma,en nog een", "kern")
    assert frame.rows == (("Dorpsstraat 1", "Zoelen"), ("Plein 2", "Tiel"))
    assert frame.lines == (2, 3), "Excel does not show that line, and numbers the rest from 1"


def test_a_date_in_a_workbook_has_a_time_only_when_it_was_given_one(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["verhuisd", "gebeld", "kern"])
    book.worksheets[0].append([date(2026, 6, 1), datetime.fromisoformat("2026-06-01T13:30"), "Zoelen"])
    book.save(tmp_path / "frame.xlsx")

    assert read_frame(tmp_path / "frame.xlsx").rows == (("2026-06-01", "2026-06-01 13:30:00", "Zoelen"),)


def test_a_formula_without_its_value_is_refused_by_row_and_column(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["straat", "huisnummer", "kern"])
    book.worksheets[0].append(["Geheimweg", 7, "Zoelen"])
    book.worksheets[0].append(["=A2", 8, '=C2&""'])
    book.save(tmp_path / "frame.xlsx")

    with pytest.raises(BadFrame) as refusal:
        read_frame(tmp_path / "frame.xlsx")

    told = str(refusal.value).splitlines()
    assert [line.partition(";")[0] for line in told] == [
        "frame.xlsx: row 3, column A: a formula without its value",
        "frame.xlsx: row 3, column C: a formula without its value",
    ]
    assert "save it there" in told[0]
    assert "Geheimweg" not in str(refusal.value)


def test_a_formula_is_read_by_the_value_that_was_stored_even_if_that_is_no_text_at_all(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["straat", "toevoeging", "kern"])
    book.worksheets[0].append(["Dorpsstraat", "=first", "=second"])
    book.save(tmp_path / "plain.xlsx")
    with ZipFile(tmp_path / "plain.xlsx") as plain, ZipFile(tmp_path / "frame.xlsx", "w") as stored:
        for name in plain.namelist():
            stored.writestr(name, _with_values(plain.read(name).decode(), {"B2": "", "C2": "Zoelen"}))

    assert read_frame(tmp_path / "frame.xlsx").rows == (("Dorpsstraat", "", "Zoelen"),)


def test_a_quoted_cell_may_hold_the_delimiter_and_a_line_end(tmp_path: Path) -> None:
    path = write(tmp_path, 'adres,kern\n"Dorpsstraat 1,\nboven",Zoelen\nPlein 2,Zoelen\n')

    frame = read_frame(path)

    assert frame.rows[0][0] == "Dorpsstraat 1,\nboven"
    assert segments_of("frame.csv", frame, "kern", STUDY) == ["zoelen", "zoelen"]


def test_villages_are_known_by_label_or_id_in_any_spelling(tmp_path: Path) -> None:
    path = write(tmp_path, "adres,Kern\na,Kerk-Avezaath\nb,KERK AVEZAATH\nc,kerk_avezaath\nd,zoelen\n")

    found = segments_of("frame.csv", read_frame(path), "kern", STUDY)

    assert found == ["kerk_avezaath"] * 3 + ["zoelen"]


def test_rows_without_a_known_village_are_named_by_their_line_and_not_by_their_address(tmp_path: Path) -> None:
    path = write(tmp_path, "adres,kern\nGeheimweg 1,Zoelen\nGeheimweg 2,Tiel\n\nGeheimweg 3,\n")

    with pytest.raises(BadFrame) as refusal:
        segments_of("frame.csv", read_frame(path), "kern", STUDY)

    assert 'frame.csv: 2 row(s) have no group of this study in column "kern": row 3, 5' in str(refusal.value)
    assert "Geheimweg" not in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("adres,kern\n", "no addresses"),
        ("adres,adres\na,b\n", 'two columns are called "adres"'),
        ("adres,\na 1,b\n", "column 2 has no name"),
        ("adres,Code\na,b\n", 'column "code" is made by this command'),
        ("adres,kern\na 1,b,c\n", "row 2: more cells than there are columns"),
        ('adres,kern\n"a,b\n', "quotes are doubled within a cell and closed at its end"),
        ("adres,kern\na,b\na\x00b,b\n", "row 3: the sign U+0000 stands for nothing"),
        ("adres,kern\na\u2028b,b\n", "row 2: holds a character that cannot be seen"),
    ],
)
def test_a_frame_that_cannot_be_used_says_why(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadFrame, match=re.escape(said)):
        read_frame(write(tmp_path, text))


def test_a_frame_in_another_encoding_is_refused_and_not_guessed(tmp_path: Path) -> None:
    (tmp_path / "frame.csv").write_bytes("adres,kern\nCaféplein 1,Zoelen\n".encode("cp1252"))

    with pytest.raises(BadFrame, match="UTF-8"):
        read_frame(tmp_path / "frame.csv")


def test_a_file_that_only_looks_like_a_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFrame, match="not an xlsx workbook"):
        read_frame(write(tmp_path, "adres,kern", "frame.xlsx"))


def test_an_unknown_column_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    frame = read_frame(write(tmp_path, "adres,kern\na,Zoelen\n"))

    with pytest.raises(BadFrame, match='no column "dorp"; there are: adres, kern'):
        segments_of("frame.csv", frame, "dorp", STUDY)


@pytest.mark.parametrize("name", ["frame.xls", "frame.ods", "frame"])
def test_a_file_of_another_kind_is_told_what_to_save_it_as(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadFrame, match="save it as xlsx or as CSV UTF-8"):
        read_frame(write(tmp_path, "adres,kern\na,Zoelen\n", name))


def test_an_address_that_stands_in_the_frame_twice_is_found_by_its_row(tmp_path: Path) -> None:
    frame = read_frame(write(tmp_path, "adres,kern\na,Zoelen\nb,Zoelen\n\na,Zoelen\n"))

    assert doubled_rows(frame) == [5]


def _with_values(sheet: str, texts: dict[str, str]) -> str:
    """As Excel and LibreOffice store the value of a formula that is a text: t="str", and <v> with the text."""
    for cell, text in texts.items():
        sheet = re.sub(rf'<c r="{cell}"><f>(.*?)</f><v />', rf'<c r="{cell}" t="str"><f>\1</f><v>{text}</v>', sheet)
    return sheet
