"""Open answers in a spreadsheet: nothing in it runs, and nothing half-right comes back."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.dataset.name_flags import Known
from survey_app.dataset.spreadsheet_cells import guarded, unguarded
from survey_app.dataset.text_table import HEADING, TextTableRefused, read_text_table, text_table
from survey_app.fieldwork.open_texts import Choice, GivenText, ItemTexts, ReadItem, digest_of
from survey_app.fieldwork.reading_texts import Decision

WAVE = "bewoners-2026"
TEXTS = ("-1+1", "06-12345678", "=HYPERLINK(1)", "@SUM(1)", "goed", '\'s avonds;\n"laat"')


def item(*texts: str, answered: int = 40, shown: dict[str, str | None] | None = None, name: str = "hoe") -> ReadItem:
    given_texts = tuple(GivenText(digest_of(WAVE, name, text), text, 1) for text in texts)
    decided = {digest_of(WAVE, name, text): words for text, words in (shown or {}).items()}
    return ReadItem(ItemTexts(WAVE, name, "Hoe?", answered, 10, given_texts), decided)


def rows(table: str) -> list[list[str]]:
    return [*csv.reader(StringIO(table, newline=""), delimiter=";")]


def refusal(tmp_path: Path, content: str | bytes, *items: ReadItem) -> str:
    file = tmp_path / "teksten.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(TextTableRefused) as refused:
        read_text_table(file, items)
    return str(refused.value).replace(str(file), "F")


def table(*lines: str) -> str:
    return "\r\n".join([";".join(HEADING), *lines])


def test_what_a_spreadsheet_would_run_or_reckon_with_is_guarded() -> None:
    written = [row[1] for row in rows(text_table([item(*TEXTS)], Known()))[1:]]

    # OWASP, CSV injection: a cell is run when it begins with = + - @, a tab or a line end.
    assert written == ["'-1+1", "'06-12345678", "'=HYPERLINK(1)", "'@SUM(1)", "goed", '\'s avonds;\n"laat"']


@given(st.text(alphabet="'=+-@1 a\n.", max_size=8) | st.text(max_size=20))
def test_guarding_loses_nothing_and_leaves_nothing_to_run(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in {*"=+-@\t\r\n＝＋－＠"} or not text


@pytest.mark.parametrize(
    ("text", "kept"), [("=1", "'=1"), ("＝1", "'＝1"), ("-", "'-"), ("18-24", "18-24"), ("6", "6")]
)
def test_where_numbers_may_be_numbers_only_formulas_are_guarded(text: str, kept: str) -> None:
    assert guarded(text, numbers=False) == kept


@pytest.mark.parametrize("own", ["'s avonds", "'70 was mooi", "'t is goed"])
def test_an_apostrophe_of_ones_own_stays(own: str) -> None:
    assert (guarded(own), unguarded(own)) == (own, own)


def test_marks_and_decisions_stand_beside_the_text() -> None:
    decided = {"goed": "goed", "bel Karin": "bel iemand", "nee": None}

    written = rows(text_table([item("bel Karin", "goed", "ja", "nee", shown=decided)], Known()))

    assert written == [
        HEADING,
        ["hoe", "bel Karin", "Karin (naam?)", "in eigen woorden", "bel iemand"],
        ["hoe", "goed", "", "tonen", ""],
        ["hoe", "ja", "", "", ""],
        ["hoe", "nee", "", "niet tonen", ""],
    ]


def test_what_was_written_comes_back_with_its_decisions(tmp_path: Path) -> None:
    shown = dict(zip(TEXTS, (TEXTS[0], None, "=gevaarlijk", None, "goed", "laat"), strict=True))
    read = item(*TEXTS, shown=shown)
    file = tmp_path / "teksten.csv"
    file.write_bytes(text_table([read], Known()).encode("utf-8-sig"))

    ((texts, decisions),) = read_text_table(file, [read])

    choices = (Choice.AS_IS, Choice.WITHHELD, Choice.PARAPHRASED, Choice.WITHHELD, Choice.AS_IS, Choice.PARAPHRASED)
    words = ("", "", "=gevaarlijk", "", "", "laat")
    assert texts == read.texts
    assert decisions == [
        Decision(digest_of(WAVE, "hoe", text), choice, said)
        for text, choice, said in zip(TEXTS, choices, words, strict=True)
    ]


def test_commas_will_do_and_rows_without_a_decision_decide_nothing(tmp_path: Path) -> None:
    file = tmp_path / "teksten.csv"
    file.write_text(f"{','.join(HEADING)}\nhoe,goed,,tonen,\n,,,,\nhoe,nee,,,\n", encoding="utf-8")

    ((_texts, decisions),) = read_text_table(file, [item("goed", "nee")])

    assert decisions == [Decision(digest_of(WAVE, "hoe", "goed"), Choice.AS_IS)]


def test_all_faults_are_told_at_once_by_row_and_without_a_text(tmp_path: Path) -> None:
    lines = (
        "hoe;geheim;;tonen;",
        "hoe;goed;;ja;",
        "hoe;goed;;tonen;iets anders",
        "hoe;nee;;in eigen woorden;",
        "hoe;misschien;;niet tonen;",
        "hoe;misschien;;tonen;",
        "wat;goed;;tonen;",
        "hoe;goed",
        "weinig;goed;;tonen;",
    )

    told = refusal(tmp_path, table(*lines), item("goed", "nee", "misschien"), item(answered=9, name="weinig"))

    right = "put the text back, or leave the row out and decide on the page"
    assert told.splitlines() == [
        f"F, row 2: hoe: nobody wrote this text; a spreadsheet may have changed it: {right}",
        'F, row 3: hoe: unknown decision; known: "tonen", "niet tonen", "in eigen woorden", or nothing',
        'F, row 4: hoe: words to show, and not the decision to show them; write "in eigen woorden" beside them, '
        "or leave them out",
        'F, row 5: hoe; "shown" is empty; write there what is meant, in your own words',
        "F, row 7: hoe: this text was decided about in row 6 already; a text has one row",
        "F, row 8: unknown item; known: hoe",
        "F, row 9: 2 cells; a row has 5: item, text, flags, decision, shown",
        "F, row 10: unknown item; known: hoe",
    ]


def test_below_thirty_a_table_quotes_nobody_either(tmp_path: Path) -> None:
    lines = table("hoe;goed dorp;;tonen;", "hoe;fijn dorp;;in eigen woorden;Fijn dorp!")

    told = refusal(tmp_path, lines, item("fijn dorp", "goed dorp", answered=29))

    assert told.splitlines() == [
        f"F, row {row}: hoe; fewer than 30 people wrote something, so write what is meant in other words"
        for row in (2, 3)
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe", 'F, row 1: not text in UTF-8; save it as "CSV UTF-8"'),
        ("", "F, row 1: not the heading of this table"),
        ("item;text\n", "F, row 1: not the heading of this table"),
        (
            f'{";".join(HEADING)}\nhoe;"goed',
            "F, row 2: not CSV: unexpected end of data; quotes are doubled within a cell",
        ),
    ],
)
def test_what_is_no_such_table_is_refused(tmp_path: Path, content: str | bytes, told: str) -> None:
    assert refusal(tmp_path, content, item("goed")).startswith(told)
