"""Printed tables as reports and spreadsheets have them: blanks, an n per item, Dutch headings, and a template."""

import csv
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

import pytest

from survey_app.dataset.counts import ItemCounts, WaveCounts
from survey_app.dataset.from_printed import printed_template, read_printed_counts
from survey_app.dataset.printed_rows import PrintedTableRefused
from survey_app.questionnaire.instrument import Instrument
from tests.counted_waves import POINTS, REFERENCE, choice, instrument, section, statement

CASE = (REFERENCE / "cases" / "p_nb.csv").read_text(encoding="utf-8")


def without_not_applicable(*items: str) -> Instrument:
    """Statements that offered no n.v.t."""
    data = instrument(section(*map(statement, items))).model_dump(mode="json", by_alias=True)
    data["questionnaire"]["response_scales"]["eens"]["not_applicable"] = None
    return Instrument.model_validate(data)


THUIS = without_not_applicable("thuis", "schoon")


def taken(folder: Path, table: str, asked: Instrument = THUIS, n: int = 100) -> WaveCounts:
    file = folder / "tabel.csv"
    file.write_text(table, encoding="utf-8", newline="")
    return read_printed_counts(file, "meting", asked.questionnaire, n)


def items(folder: Path, table: str, asked: Instrument = THUIS, n: int = 100) -> Mapping[str, ItemCounts]:
    return taken(folder, table, asked, n).total.items


def refusal(folder: Path, table: str, asked: Instrument = THUIS, n: int = 100) -> list[str]:
    with pytest.raises(PrintedTableRefused) as refused:
        taken(folder, table, asked, n)
    return str(refused.value).replace(f"{folder}/", "").splitlines()


def test_the_case_is_refused_with_the_row_that_would_be_right(tmp_path: Path) -> None:
    assert refusal(tmp_path, CASE) == [
        "tabel.csv:2: thuis: 10 + 20 + 30 + 25 + 12 = 97; all answers, n.v.t. and blanks included, add up to n = 100 "
        "(3 too few; if so many left it blank, add the row: thuis, leeg, 3)"
    ]
    assert "unknown answer 'nvt'; known: " in refusal(tmp_path, f"{CASE}thuis,nvt,3\n")[0]


@pytest.mark.parametrize(
    "told", ["thuis,leeg,3", "thuis,Blank,3", "thuis,blanco,3", "thuis,niet ingevuld,3", "thuis,n,97", "thuis,N,97"]
)
def test_blanks_are_told_in_a_row_of_the_item_or_by_its_own_n(tmp_path: Path, told: str) -> None:
    counts = taken(tmp_path, f"{CASE}{told}\n")

    thuis, schoon = (counts.total.items[item] for item in ("thuis", "schoon"))
    assert (thuis.answered, thuis.blank, thuis.asked, thuis.not_asked) == (97, 3, 100, 0)
    assert (schoon.answered, schoon.blank) == (100, 0)
    assert counts.blanks_known


def test_an_n_may_stand_beside_the_counts_of_its_item(tmp_path: Path) -> None:
    heading, *rows = CASE.splitlines()
    beside = [f"{row},{97 if row.startswith('thuis') else 100}" for row in rows]
    first_only = [f"{row}," for row in rows[1:5] + rows[6:]]

    for table in ([*beside], [f"{rows[0]},97", *first_only[:4], f"{rows[5]},100", *first_only[4:]]):
        assert items(tmp_path, "\n".join([f"{heading},n", *table]))["thuis"].blank == 3


def test_an_n_that_its_answers_do_not_add_up_to_is_told(tmp_path: Path) -> None:
    assert refusal(tmp_path, f"{CASE}thuis,n,96\n") == [
        "tabel.csv:2: thuis: 10 + 20 + 30 + 25 + 12 = 97, and the n of the item is 96; "
        "the answers add up to it, with or without n.v.t.; who left it blank stands in a row leeg"
    ]
    assert refusal(tmp_path, f"{CASE}thuis,leeg,4\n") == [
        "tabel.csv:2: thuis: 10 + 20 + 30 + 25 + 12 + 4 = 101; "
        "all answers, n.v.t. and blanks included, add up to n = 100 (1 too many)"
    ]
    assert "thuis, n: counted on line 12 already" in refusal(tmp_path, f"{CASE}thuis,n,97\nthuis,n,96\n")[0]


def test_an_n_with_or_without_not_applicable_leaves_the_same_blanks(tmp_path: Path) -> None:
    asked = instrument(section(statement()))
    table = "item,answer,count\n" + "".join(f"luistert,{point},2\n" for point in POINTS) + "luistert,n.v.t.,4\n"

    for own in (10, 14):
        counts = items(tmp_path, f"{table}luistert,n,{own}\n", asked, 20)["luistert"]
        assert (counts.answered, counts.not_applicable, counts.blank) == (10, 4, 6)


def test_a_multiple_choice_that_was_left_blank_keeps_everybody_in_its_base(tmp_path: Path) -> None:
    asked = instrument(section(choice("team", "advies", "beheer", kind="multiple_choice")))
    ticks = "item,answer,count\nteam,advies,6\nteam,beheer,7\n"

    for told in ("team,leeg,2", "team,n,8", "team,leeg,2\nteam,n,8", "team,leeg,2\nteam,n,10"):
        counts = items(tmp_path, f"{ticks}{told}\n", asked, 10)["team"]
        assert (counts.answered, counts.blank, counts.asked) == (8, 2, 10)
    assert refusal(tmp_path, f"{ticks}team,leeg,4\n", asked, 10) == [
        "tabel.csv:3: team, beheer: 7 people chose it; at most all 6 can"
    ]
    assert "its n is 12 and 0 left it blank" in refusal(tmp_path, f"{ticks}team,n,12\n", asked, 10)[0]


def test_an_answer_that_is_called_blank_or_n_is_that_answer(tmp_path: Path) -> None:
    asked = instrument(section(choice("huis", "vol", "leeg", "n")))
    table = "item,answer,count\nhuis,vol,5\nhuis,leeg,3\nhuis,n,2\n"

    counts = taken(tmp_path, table, asked, 10)

    assert dict(counts.total.items["huis"].answers) == {"vol": 5, "leeg": 3, "n": 2}
    assert not counts.blanks_known


def test_blanks_of_a_routed_item_saw_it_and_the_others_did_not(tmp_path: Path) -> None:
    routed = choice("tevreden", "goed", "slecht", when={"item": "contact", "is": "ja"})
    asked = instrument(section(choice("contact", "ja", "nee"), routed))
    table = "item,answer,count\ncontact,ja,5\ncontact,nee,3\ntevreden,goed,3\ntevreden,slecht,1\ntevreden,leeg,1\n"

    counts = items(tmp_path, table, asked, 8)["tevreden"]

    assert (counts.answered, counts.blank, counts.not_asked) == (4, 1, 3)


TOLD = f"{CASE}thuis,leeg,3\n"


@pytest.mark.parametrize(
    "table",
    [
        f"sep=,\n{TOLD}",
        f'"sep=;"\r\n{TOLD.replace(",", ";")}',
        TOLD.replace(",", "\t"),
        "﻿" + TOLD.replace(",", ";").replace("\n", "\r\n"),
        TOLD.replace(",", ";").replace("\n", ";;\n").replace("schoon;helemaal_oneens", ";;;;\nschoon;helemaal_oneens"),
        TOLD.replace("item,answer,count", "Vraag,Antwoord,Aantal"),
        TOLD.replace("item,answer,count", "stelling,antwoord,aantal"),
        ";;\n" + TOLD.replace(",", ";") + ";;\n;;\n",
        TOLD.replace(",", ";").replace(";25", ";25,0").replace(";30", ";30,00"),
        TOLD.replace("thuis,", "Thuis ,").replace("helemaal_eens", "Helemaal eens"),
        TOLD.replace(",10\n", ", 10 \n"),
    ],
    ids=[
        "sep",
        "sep in quotes",
        "tabs",
        "bom",
        "wide",
        "Dutch",
        "stelling",
        "empty rows",
        "decimals",
        "labels",
        "blanks",
    ],
)
def test_the_forms_in_which_spreadsheets_write_it_are_all_the_same_table(tmp_path: Path, table: str) -> None:
    assert taken(tmp_path, table) == taken(tmp_path, TOLD)


def test_a_row_is_told_by_the_number_that_a_spreadsheet_gives_it_which_shows_no_line_with_sep(tmp_path: Path) -> None:
    wrong = f"sep=,\n{TOLD}".replace("thuis,neutraal,30", "thuis,neutraal,dertig")

    assert refusal(tmp_path, wrong)[0].startswith("tabel.csv:4: thuis, neutraal: 'dertig' is not a count")


def test_a_row_without_an_item_is_told(tmp_path: Path) -> None:
    assert refusal(tmp_path, TOLD.replace("thuis,eens", ",eens")) == [
        "tabel.csv:5: no item; every row names its item, also below the first row of the item"
    ]


ALL_KINDS = instrument(
    section(
        statement(),
        choice("team", "advies", "beheer", kind="multiple_choice"),
        choice("leeftijd", "jong", "oud"),
        {"id": "cijfer", "type": "mark", "text": "=Uw cijfer?"},
        {"id": "jaren", "type": "number", "text": "Jaren; hier", "minimum": 0, "maximum": 99},
        {"id": "waarom", "type": "open_text", "text": "Waarom?"},
    )
)


def test_the_template_has_every_answer_and_is_read_back_once_it_is_filled_in(tmp_path: Path) -> None:
    counts = {"luistert": [4, 4, 4, 4, 2, 2], "team": [5, 9], "leeftijd": [10, 10], "cijfer": [2] * 10, "jaren": [20]}
    heading, *rows = csv.reader(StringIO(printed_template(ALL_KINDS.questionnaire)), delimiter=";")
    filled = [
        [item, answer or "12", "" if answer == "leeg" else str(counts[item].pop(0)), text]
        for item, answer, _count, text in rows
    ]
    written = StringIO(newline="")
    csv.writer(written, delimiter=";").writerows([heading, *filled])

    found = items(tmp_path, written.getvalue(), ALL_KINDS, 20)

    assert {item: left for item, left in counts.items() if left} == {}
    assert [*found] == ["luistert", "team", "leeftijd", "cijfer", "jaren"]
    assert (found["luistert"].not_applicable, dict(found["jaren"].answers)) == (2, {"12": 20})
    assert [row[1] for row in rows if row[0] == "luistert"] == [*POINTS, "nvt", "leeg"]
    assert all(text[0] == "'" for item, _answer, _count, text in rows if item == "cijfer")  # or Excel would compute it


def test_a_template_that_was_not_filled_in_is_refused_for_each_count(tmp_path: Path) -> None:
    told = refusal(tmp_path, printed_template(THUIS.questionnaire))

    assert told[0] == "tabel.csv:2: thuis, helemaal_oneens: the count is empty; write 0 if nobody gave this answer"
    assert len(told) == 10
