"""Whatever a text holds, the workbook can be read, says it, and makes no formula of it; or the text was refused before.

What XML 1.0 has no place for is in https://www.w3.org/TR/xml/#charsets; Excel's limits are in Microsoft's
"Excel specifications and limits" (a cell 32,767 characters, a name of a column or a chart 255).
"""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from survey_app.dataset.from_files.faults import CsvRefused
from survey_app.dataset.from_files.table import read_table
from survey_app.fieldwork.contacts import Contact
from survey_app.fieldwork.frame import BadFrame, check_headings
from survey_app.fieldwork.wave import is_label
from survey_app.questionnaire.faults import QuestionnaireFaults
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.loader import load_questionnaire
from survey_app.reporting import comparison_workbook
from survey_app.tables.columns import distinct
from survey_app.tables.table import Column, Dots, DotSeries, Kind, Properties, Sheet, StackedBars, Table
from survey_app.writers.contacts import contacts_workbook
from survey_app.writers.mailing import write_mailing
from survey_app.writers.microdata import microdata_written
from survey_app.writers.xlsx import write_xlsx
from tests.counted_waves import answered, choice, fielded, instrument, likert, section, statement
from tests.microdata_rows import gathered, microdata
from tests.opened_charts import charts_of, parsed_parts
from tests.small_questionnaire import GOOD

UNWRITABLE = ("\ufffe", "\uffff", "\x00", "\x0b", "\x1b", "\ud800", "\udfff")
LIKE_CELLS = ("=Respons!E5", "=Respons!$E$5:$E$9", "Respons!E5", "Doe mee!A1 nu", "='Lees mij'!A1", "=1+1")
LONG = "Een titel zonder eind 😀 " * 40


def sheets(text: str) -> list[Sheet]:
    """A sheet with both kinds of charts, in which every text is this one; and a row of figures."""
    columns = (Column("Staaf"), Column("Op", Kind.SHARE), Column(text, Kind.PERCENT), Column(f"{text}.", Kind.PERCENT))
    table = Table("Cijfers", text, columns, ((text, 0.5, 0.4, 0.6),))
    bars = StackedBars(text, "Cijfers", 0, 1, (2, 3), 1, 1, text)
    marks, lines = DotSeries(text, 0, 1, 0, filled=True), DotSeries(text, 0, 1, 0, filled=False)
    dots = Dots(text, "Cijfers", lines, (marks,), text, 1, 0.5, text)
    return [Sheet("Blad", text, (bars, table, dots))]


def written(text: str, folder: Path) -> Path:
    file = folder / "blad.xlsx"
    properties = Properties(text, text, text, text, date(2020, 5, 1), "pagina {page} van {pages}")
    write_xlsx(sheets(text), file, properties)
    return file


@pytest.mark.parametrize("text", LIKE_CELLS)
def test_a_title_or_name_that_looks_like_a_cell_is_a_text_in_every_chart(text: str, tmp_path: Path) -> None:
    bars, dots = charts_of(written(text, tmp_path))

    assert (bars.title, dots.title) == (text, text)
    assert bars.names == (" ", text, f"{text}.")
    assert dots.names == (text, text)
    assert bars.named_by_cells == dots.named_by_cells == ()


def test_no_text_of_a_chart_is_longer_than_excel_holds_and_what_is_cut_is_seen_to_be(tmp_path: Path) -> None:
    file = written(LONG, tmp_path)

    for chart in charts_of(file):
        for text in (chart.title, *chart.names[1:]):
            assert len(text.encode("utf-16-le")) // 2 <= 255
            assert text.endswith("…")
    properties = load_workbook(file).properties
    assert all(str(one).endswith("…") and len(str(one)) <= 255 for one in (properties.title, properties.creator))


def test_headings_that_become_alike_in_a_file_still_differ(tmp_path: Path) -> None:
    columns = distinct((Column("a\ufffe"), Column("a\uffff"), Column("A\x00")))
    properties = Properties("T", "O", "B", "G", date(2020, 5, 1), "{page}{pages}")

    write_xlsx(
        [Sheet("Blad", "T", (Table("Cijfers", "", columns, (("1", "2", "3"),)),))], tmp_path / "a.xlsx", properties
    )

    assert [cell.value for cell in load_workbook(tmp_path / "a.xlsx")["Blad"][3]] == [
        "a\ufffd",
        "a\ufffd (2)",
        "A\ufffd (3)",
    ]


@pytest.mark.slow
@pytest.mark.parametrize("sign", UNWRITABLE)
def test_a_sign_that_no_xml_holds_leaves_a_workbook_that_can_be_read(sign: str, tmp_path: Path) -> None:
    file = written(f"Een{sign}twee", tmp_path)

    assert list(parsed_parts(file))
    sheet = load_workbook(file)["Blad"]
    assert sheet["A1"].value == "Een\ufffdtwee"
    assert all(chart.title == "Een\ufffdtwee" for chart in charts_of(file))


def test_a_text_of_emoji_is_cut_with_a_mark_and_not_in_half_of_one(tmp_path: Path) -> None:
    properties = Properties("T", "O", "B", "G", date(2020, 5, 1), "{page}{pages}")
    table = Table("Cijfers", "", (Column("Tekst"),), (("😀" * 20_000,),))
    write_xlsx([Sheet("Blad", "T", (table,))], tmp_path / "a.xlsx", properties)

    text = next(
        str(row[0].value) for row in load_workbook(tmp_path / "a.xlsx")["Blad"].iter_rows() if "😀" in str(row[0].value)
    )

    assert text.endswith("😀 … (ingekort)")
    assert 32_764 <= len(text.encode("utf-16-le")) // 2 <= 32_767


@pytest.mark.slow
def test_a_whole_workbook_of_such_words_can_be_read_and_has_no_formula(tmp_path: Path) -> None:
    words = "=Respons!E5"
    asked = instrument(
        section(
            statement(text=words),
            choice("keuze", "ja", "nee", text=f"{words}\ufffe"),
            choice("leeftijd", "jong", "oud", background=True, text=words),
            title=words,
            lead_in=f"{words}\uffff",
        )
    ).model_dump(mode="json", by_alias=True)
    for point in asked["questionnaire"]["response_scales"]["eens"]["points"]:
        point["label"] = f"{words} {point['id']}\ufffe"
    frozen = Instrument.model_validate(asked)
    counts = (
        likert("luistert", 20, 20, 20, 20, 20),
        answered("keuze", {"ja": 50, "nee": 50}),
        answered("leeftijd", {"jong": 50, "oud": 50}),
    )

    comparison_workbook([fielded(year, frozen, *counts) for year in (2019, 2020)], tmp_path / "w.xlsx")

    assert list(parsed_parts(tmp_path / "w.xlsx"))
    chart = charts_of(tmp_path / "w.xlsx")[-1]
    assert chart.title.startswith(f"{words}. ")
    assert chart.names[1] == f"{words} helemaal_oneens\ufffd"
    assert chart.named_by_cells == ()
    cells = [cell for sheet in load_workbook(tmp_path / "w.xlsx") for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


def test_microdata_contacts_and_letters_can_be_read_as_well(tmp_path: Path) -> None:
    asked = instrument(section(statement(text="=A1\ufffe"), choice("leeftijd", "jong", "oud", background=True)))
    given = [("ingen", {"luistert": "eens", "leeftijd": "jong"}) for _ in range(20)]
    with microdata_written(microdata(gathered(asked, given)), tmp_path / "m.xlsx", "nl", lambda _done, _of: None):
        pass
    write_mailing(tmp_path / "b.xlsx", "https://x.example", ("adres",), (("Een\ufffe",),), ("ABCDEFGH",))
    contacts = contacts_workbook([Contact("Jan\uffff", "06", "a@b.nl")], "Meting\ufffe", date(2026, 1, 1))

    for file in (tmp_path / "m.xlsx", tmp_path / "b.xlsx", BytesIO(contacts)):
        assert list(parsed_parts(file))  # type: ignore[arg-type]  # a zip is read from either


@pytest.mark.parametrize("sign", [*UNWRITABLE[:5]])
def test_such_a_sign_is_refused_in_every_cell_of_a_csv_file(sign: str, tmp_path: Path) -> None:
    for text in (f"wave,q{sign}1\n1,2\n", f"wave,q1\n1{sign},2\n"):
        (tmp_path / "responses.csv").write_text(text, encoding="utf-8")

        with pytest.raises(CsvRefused, match=f"U\\+{ord(sign):04X} stands for nothing"):
            read_table(tmp_path / "responses.csv")


@pytest.mark.parametrize("sign", ["\ufffe", "\uffff"])
@pytest.mark.parametrize("typed", ["as it is", "as a code"])
def test_such_a_sign_is_refused_in_a_questionnaire(sign: str, typed: str, tmp_path: Path) -> None:
    shown = sign if typed == "as it is" else f"\\u{ord(sign):04x}"
    (tmp_path / "q.yaml").write_text(GOOD.replace("label: Oneens", f'label: "On{shown}eens"'), encoding="utf-8")

    with pytest.raises(QuestionnaireFaults, match=f"U\\+{ord(sign):04X}"):
        load_questionnaire(tmp_path / "q.yaml")


@pytest.mark.parametrize("sign", UNWRITABLE)
def test_such_a_sign_cannot_stand_in_the_label_of_a_wave(sign: str) -> None:
    assert is_label("Nulmeting")
    assert not is_label(f"Nul{sign}meting")


def test_a_heading_of_an_address_list_that_no_table_can_have_is_refused() -> None:
    check_headings("adressen.csv", ["a" * 255])
    with pytest.raises(BadFrame, match=r"column 2: its name is longer than 255 characters"):
        check_headings("adressen.csv", ["adres", "a" * 256])
