"""Sheet *Open antwoorden*: texts by text and nothing beside them, and nothing that runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from survey_app.dataset.open_texts import OpenAnswers
from survey_app.fieldwork.wave import Wave
from survey_app.language.words import Words
from survey_app.tables.open_answers import open_answers_sheet
from survey_app.tables.speaking import spoken_in
from survey_app.tables.table import Heading, Paragraph, Properties, Sheet, Table
from survey_app.writers.xlsx import write_xlsx
from tests.small_wave import small_wave

NAMES = {
    "eerder": Words.of({"nl": "juni 2019", "en": "June 2019"}),
    "later": Words.of({"nl": "mei 2020", "en": "May 2020"}),
}
EARLIER, LATER = small_wave("eerder"), small_wave("later")


def given(wave: Wave, *texts: str, item: str = "hoe", n: int = 40, unread: int = 0, withheld: int = 0) -> OpenAnswers:
    return OpenAnswers(item, f"Vraag {item}?", wave, texts, n, unread, withheld)


def dutch(*answers: OpenAnswers, language: str = "nl") -> Sheet:
    return spoken_in(open_answers_sheet(answers, NAMES), language)


def tables(sheet: Sheet) -> list[Table]:
    return [block for block in sheet.blocks if isinstance(block, Table)]


def test_each_item_and_wave_has_a_table_of_one_column_items_together() -> None:
    sheet = dutch(given(EARLIER, "a", "b"), given(EARLIER, "c", item="wat"), given(LATER, "d"))

    assert [table.title for table in tables(sheet)] == [
        "juni 2019: Vraag hoe?",
        "mei 2020: Vraag hoe?",
        "juni 2019: Vraag wat?",
    ]
    assert [table.rows for table in tables(sheet)] == [(("a",), ("b",)), (("d",),), (("c",),)]
    assert {len(table.columns) for table in tables(sheet)} == {1}
    assert len({table.name for table in tables(sheet)}) == 3


def test_how_often_a_text_was_given_stands_under_the_texts_where_it_may_be_told() -> None:
    told = replace(given(EARLIER, "Bel terug", "Meer groen"), often=(("Meer groen", 24),))

    texts, often = tables(dutch(told))

    assert texts.rows == (("Bel terug",), ("Meer groen",))
    assert often.title == "juni 2019: Vraag hoe? – wat vaak is gegeven"
    assert often.rows == (("Meer groen", 24),)


def test_the_order_in_which_waves_were_named_makes_no_difference(tmp_path: Path) -> None:
    of_earlier = given(EARLIER, "a", "b"), given(EARLIER, "c", item="wat"), given(EARLIER, "e", item="ooit")
    of_later = given(LATER, "d", item="wat"), given(LATER, "f")

    assert dutch(*of_earlier, *of_later) == dutch(*of_later, *of_earlier)
    # As on every sheet: items in the order of the latest wave, then those that only earlier ones asked.
    assert [table.title for table in tables(dutch(*of_earlier, *of_later))] == [
        "juni 2019: Vraag wat?",
        "mei 2020: Vraag wat?",
        "juni 2019: Vraag hoe?",
        "mei 2020: Vraag hoe?",
        "juni 2019: Vraag ooit?",
    ]


def test_the_notes_say_how_many_wrote_and_what_is_not_shown() -> None:
    (table,) = tables(dutch(given(EARLIER, "a", n=1234, unread=2, withheld=1)))
    (english,) = tables(dutch(given(EARLIER, "a", "b", n=29), language="en"))

    assert table.notes == (
        "1234 mensen schreven iets; getoond: 1 tekst.",
        "Achtergehouden: 1 tekst.",
        "Nog niet gelezen, en daarom niet getoond: 2 teksten.",
    )
    assert english.notes == (
        "29 people wrote something; shown: 2 texts.",
        "Fewer than 30 people wrote something. So nobody is quoted: all texts are in the researcher's words.",
    )


def test_what_has_no_text_yet_has_no_table_but_says_so() -> None:
    sheet = dutch(given(EARLIER, unread=12))

    assert tables(sheet) == []
    assert Heading("juni 2019: Vraag hoe?") in sheet.blocks
    assert Paragraph("Nog niet gelezen, en daarom niet getoond: 12 teksten.") in sheet.blocks


def test_without_open_answers_the_sheet_says_so() -> None:
    assert Paragraph("Er zijn geen open antwoorden die getoond mogen worden.") in dutch().blocks


def test_made_up_answers_are_marked_in_the_title() -> None:
    assert dutch(given(EARLIER, "a")).title == "Open antwoorden"
    assert dutch(given(replace(EARLIER, fictitious=True), "a")).title == "PROEF, FICTIEF: Open antwoorden"


def test_a_text_that_does_not_fit_in_a_row_goes_on_in_the_next_and_loses_no_word() -> None:
    words = [f"woord{number}" for number in range(600)]
    for text in (" ".join(words), "\n".join(words[:100]), "x" * 5000):
        (table,) = tables(dutch(given(EARLIER, text)))

        parts = [str(row[0]) for row in table.rows]
        together = " ".join(part.removeprefix("… ").removesuffix(" …") for part in parts)
        assert len(parts) > 1
        assert together.replace(" ", "").replace("\n", "") == text.replace(" ", "").replace("\n", "")


def test_in_the_file_a_text_is_a_text_and_no_row_is_too_low_for_it(tmp_path: Path) -> None:
    texts = ("+31 6", "=1+1", "https://voorbeeld.example", "x\ny", "y " * 2400)
    page = "pagina {page} van {pages}"
    properties = Properties("T", "S", "A", "C", date(2020, 5, 1), page)

    write_xlsx([dutch(given(EARLIER, *texts))], tmp_path / "w.xlsx", properties)

    sheet = load_workbook(tmp_path / "w.xlsx")["Open antwoorden"]
    cells = {cell.value: cell for cell in sheet["A"] if cell.value}
    for text in texts[:-1]:
        assert (cells[text].data_type, cells[text].hyperlink) == ("s", None)
    # Excel's rows are never higher than 409 points; a row at that height may hide a line.
    assert max(row.height or 0 for row in sheet.row_dimensions.values()) < 409
    assert sheet.max_column == 1
