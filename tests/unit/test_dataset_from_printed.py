"""Printed tables: taken in whole or refused whole, with every fault by file and line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from survey_app.dataset.from_printed import read_printed_counts
from survey_app.dataset.printed_rows import PrintedTableRefused
from survey_app.fieldwork.wave import Origin
from survey_app.questionnaire.instrument import Instrument
from tests.counted_waves import STUDY, choice, instrument, section, staff_wave, statement

ASKED = instrument(
    section(
        statement(),
        choice("team", "advies", "beheer", kind="multiple_choice"),
        choice("leeftijd", "jong", "oud"),
        {"id": "toelichting", "type": "open_text", "text": "Toelichting"},
    )
)
GOOD = """item,answer,count
luistert,helemaal_oneens,0
luistert,oneens,1
luistert,neutraal,2
luistert,eens,3
luistert,helemaal_eens,1
luistert,nvt,1
team,advies,8
team,beheer,3
leeftijd,jong,2
leeftijd,oud,6
"""

BESIDE = "leeg for those who left it blank, n for the n of this item"

Write = Callable[[str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(text: str | bytes) -> Path:
        file = tmp_path / "tabel.csv"
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    return written


def refusal(file: Path, asked: Instrument = ASKED, n: int = 8) -> list[str]:
    """What the refusal says, without the folder of the file."""
    with pytest.raises(PrintedTableRefused) as refused:
        read_printed_counts(file, "meting", asked.questionnaire, n)
    return str(refused.value).replace(f"{file.parent}/", "").splitlines()


def test_a_table_that_adds_up_is_taken_in(write: Write) -> None:
    counts = read_printed_counts(write(GOOD), "meting", ASKED.questionnaire, 8)

    statement_counts, team, age = (counts.total.items[item] for item in ("luistert", "team", "leeftijd"))
    assert (counts.wave, counts.origin, counts.blanks_known) == ("meting", Origin.PRINTED, False)
    assert counts.total.respondents == 8
    assert list(statement_counts.answers.values()) == [0, 1, 2, 3, 1]
    assert (statement_counts.answered, statement_counts.not_applicable, statement_counts.asked) == (7, 1, 8)
    assert (dict(team.answers), team.answered) == ({"advies": 8, "beheer": 3}, 8)
    assert (dict(age.answers), age.answered) == ({"jong": 2, "oud": 6}, 8)
    assert "toelichting" not in counts.total.items


def test_the_order_of_the_rows_makes_no_difference(write: Write) -> None:
    heading, *rows = GOOD.splitlines()

    backwards = read_printed_counts(write("\n".join([heading, *reversed(rows)])), "meting", ASKED.questionnaire, 8)

    assert backwards == read_printed_counts(write(GOOD), "meting", ASKED.questionnaire, 8)
    assert next(iter(backwards.total.items["luistert"].answers)) == "helemaal_oneens"


def test_semicolons_are_as_good_as_commas_for_dutch_excel_writes_them(write: Write) -> None:
    commas = read_printed_counts(write(GOOD), "meting", ASKED.questionnaire, 8)

    assert read_printed_counts(write(GOOD.replace(",", ";")), "meting", ASKED.questionnaire, 8) == commas


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(write: Write) -> None:
    from_excel = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()

    assert read_printed_counts(write(from_excel), "meting", ASKED.questionnaire, 8).total.respondents == 8


@pytest.mark.parametrize(("year", "n", "wrong"), [(2019, 50, "51"), (2020, 17, "16")])
def test_the_real_tables_are_refused_under_another_n(year: int, n: int, wrong: str) -> None:
    questionnaire = staff_wave(year).instrument.questionnaire

    with pytest.raises(PrintedTableRefused) as refused:
        read_printed_counts(STUDY / "printed" / f"medewerkers-{year}.csv", "meting", questionnaire, n)

    # 25 statements, and in 2020 the age as well
    assert len(refused.value.faults) == (25 if year == 2019 else 26)
    assert all(fault.wrong.endswith(f"= {wrong}") for fault in refused.value.faults)


def test_a_row_that_misses_its_sum_is_named_with_what_it_adds_up_to(write: Write) -> None:
    assert refusal(write(GOOD.replace("luistert,eens,3", "luistert,eens,2"))) == [
        "tabel.csv:2: luistert: 1 + 2 + 2 + 1 + 1 = 7; all answers, n.v.t. and blanks included, add up to n = 8 "
        "(1 too few; if so many left it blank, add the row: luistert, leeg, 1)"
    ]


def test_a_single_choice_adds_up_to_n(write: Write) -> None:
    assert refusal(write(GOOD.replace("leeftijd,jong,2", "leeftijd,jong,4"))) == [
        "tabel.csv:10: leeftijd: 4 + 6 = 10; all answers, n.v.t. and blanks included, add up to n = 8 (2 too many)"
    ]


def test_more_people_than_there_were_cannot_have_chosen_an_option(write: Write) -> None:
    assert refusal(write(GOOD.replace("team,advies,8", "team,advies,9"))) == [
        "tabel.csv:8: team, advies: 9 people chose it; at most all 8 can"
    ]


@pytest.mark.parametrize(
    ("count", "told"),
    [
        ("", "the count is empty"),
        ("-1", "'-1' is not a count"),
        ("3,0", None),
        ('"3,5"', "'3,5' is not a count"),
        ("1.200", "'1.200' is not a count"),
        ('"1,000"', "'1,000' is not a count"),
        ("3.5", "'3.5' is not a count"),
        ("3 4", "'3 4' is not a count"),
        ("x", "'x' is not a count"),
        ("٣", "'٣' is not a count"),
    ],
)
def test_a_count_is_digits_and_an_empty_cell_is_not_nought(write: Write, count: str, told: str | None) -> None:
    found = refusal(write(GOOD.replace("luistert,eens,3", f"luistert,eens,{count}")))

    assert len(found) == 1
    assert found[0].startswith("tabel.csv:5: ")
    assert (told or "4 cells; a row has 3: item, answer, count") in found[0]


def test_unknown_items_and_answers_are_told_with_the_known_ones(write: Write) -> None:
    wrong = GOOD.replace("leeftijd,oud", "leeftijd,ouder").replace("team,advies", "ploeg,advies")

    assert refusal(write(wrong)) == [
        "tabel.csv:8: unknown item 'ploeg'; known: luistert, team, leeftijd, toelichting",
        "tabel.csv:9: team: no row for advies; every answer has a row, with 0 if nobody gave it",
        "tabel.csv:10: leeftijd: no row for oud; every answer has a row, with 0 if nobody gave it",
        f"tabel.csv:11: leeftijd: unknown answer 'ouder'; known: jong, oud; {BESIDE}",
    ]


def test_a_missing_item_and_a_missing_answer_are_not_nought(write: Write) -> None:
    lines = [line for line in GOOD.splitlines() if not line.startswith(("leeftijd", "luistert,nvt"))]

    assert refusal(write("\n".join(lines))) == [
        "tabel.csv: no rows for item leeftijd; every item has a row per answer, with 0 if need be",
        "tabel.csv:2: luistert: no row for nvt; every answer has a row, with 0 if nobody gave it",
    ]


def test_an_answer_is_counted_once(write: Write) -> None:
    assert refusal(write(GOOD + "luistert,eens,3\n")) == [
        "tabel.csv:12: luistert, eens: counted on line 5 already; an answer has one row"
    ]


def test_an_open_question_has_no_counts(write: Write) -> None:
    assert refusal(write(GOOD + "toelichting,ja,3\n")) == [
        "tabel.csv:12: toelichting: an open question has no counts; leave it out"
    ]


def test_not_applicable_that_was_not_offered_is_an_unknown_answer(write: Write) -> None:
    assert refusal(write(GOOD + "leeftijd,nvt,0\n")) == [
        f"tabel.csv:12: leeftijd: unknown answer 'nvt'; known: jong, oud; {BESIDE}"
    ]


def test_all_faults_are_told_at_once(write: Write) -> None:
    wrong = GOOD.replace("luistert,eens,3", "luistert,eens,4").replace("team,beheer,3", "team,beheer,30")

    assert [line.split(":")[1] for line in refusal(write(wrong))] == ["2", "9"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "tabel.csv:1: the heading is ''"),
        (GOOD.replace("item,", "dorp,"), "tabel.csv:1: the heading is 'dorp, answer, count'"),
        (GOOD.replace("item,answer", "item,item"), "tabel.csv:1: the heading is 'item, item, count'"),
        (GOOD.replace("luistert,oneens", 'luistert,"oneens'), "tabel.csv:"),
        (GOOD.encode("utf-16"), "tabel.csv:1: not text in UTF-8"),
        (GOOD.replace("team,advies", "ploeg één,advies").encode("latin-1"), "tabel.csv:8: not text in UTF-8"),
    ],
    ids=["empty", "heading", "twice", "open quote", "utf-16", "latin-1"],
)
def test_what_is_no_such_table_is_refused_with_what_would_be_right(write: Write, text: str | bytes, told: str) -> None:
    found = refusal(write(text))

    assert len(found) == 1
    assert found[0].startswith(told)


def test_marks_have_ten_rows_and_numbers_those_that_were_given(write: Write) -> None:
    asked = instrument(
        section(
            {"id": "cijfer", "type": "mark", "text": "Cijfer"},
            {"id": "jaren", "type": "number", "text": "Jaren", "minimum": 0, "maximum": 99},
        )
    )
    marks = "".join(f"cijfer,{mark},{4 if mark == 7 else 0}\n" for mark in range(1, 11))

    counts = read_printed_counts(
        write(f"item,answer,count\n{marks}jaren,12,3\njaren,2,1\n"), "m", asked.questionnaire, 4
    )

    assert counts.total.items["cijfer"].answers["7"] == 4
    assert dict(counts.total.items["jaren"].answers) == {"2": 1, "12": 3}
    assert refusal(write(f"item,answer,count\n{marks}jaren,100,4\n"), asked, 4) == [
        f"tabel.csv:12: jaren: unknown answer '100'; known: 0 to 99; {BESIDE}"
    ]


def test_whoever_is_missing_from_a_routed_item_was_not_asked_it(write: Write) -> None:
    asked = instrument(
        section(
            choice("contact", "ja", "nee"), choice("tevreden", "goed", "slecht", when={"item": "contact", "is": "ja"})
        )
    )
    table = "item,answer,count\ncontact,ja,5\ncontact,nee,3\ntevreden,goed,4\ntevreden,slecht,1\n"

    counts = read_printed_counts(write(table), "meting", asked.questionnaire, 8).total.items["tevreden"]

    assert (counts.answered, counts.asked, counts.not_asked) == (5, 5, 3)
    with pytest.raises(PrintedTableRefused, match="add up to at most n = 8 \\(1 too many\\)"):
        read_printed_counts(write(table.replace("slecht,1", "slecht,5")), "meting", asked.questionnaire, 8)


def test_a_routed_multiple_choice_has_no_base_but_the_n_that_a_table_tells(write: Write) -> None:
    routed = choice("hoe", "brief", "bezoek", kind="multiple_choice", when={"item": "contact", "is": "ja"})
    asked = instrument(section(choice("contact", "ja", "nee"), routed))
    table = "item,answer,count\ncontact,ja,5\ncontact,nee,3\nhoe,brief,4\nhoe,bezoek,3\n"

    with pytest.raises(PrintedTableRefused, match="it is not known how many people saw this question"):
        read_printed_counts(write(table), "meting", asked.questionnaire, 8)
    told = read_printed_counts(write(f"{table}hoe,n,5\nhoe,leeg,1\n"), "meting", asked.questionnaire, 8)
    counts = told.total.items["hoe"]
    assert (counts.answered, counts.blank, counts.asked, counts.not_asked) == (4, 1, 5, 3)
