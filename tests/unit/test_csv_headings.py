"""Headings as form tools write them: whole questions, in more lines, with codes in brackets or three rows of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey_app.dataset.from_files.waves import WaveFiles, read_waves
from tests.written_csv import Written, answers, kinds

CASES = Path(__file__).parents[1] / "data" / "cases"
LONG = "Hoe tevreden bent u over de informatie die de gemeente geeft over de plannen voor uw wijk"


@pytest.fixture
def written(tmp_path: Path) -> Written:
    return Written(tmp_path)


def texts(written: Written, *files: str, **more: object) -> list[str]:
    (wave, *_) = written.read(*files, **more).waves
    return [item.text for item in wave.instrument.questionnaire.items.values()]


@pytest.mark.parametrize(
    ("case", "text", "agreed"),
    [("longhead.csv", f"{LONG}?", (13, 12)), ("nlhead.csv", "Vraag met enter", (9, 13))],
)
def test_a_heading_that_is_a_question_is_read_and_its_id_is_told(case: str, text: str, agreed: tuple[int, int]) -> None:
    """Counts by awk: how many of 25 rows in each wave say 4 or 5."""
    found = read_waves(WaveFiles(CASES / case))

    (item_id, item), _ = found.waves[0].instrument.questionnaire.items.items()
    assert item.text == text
    assert len(item_id) <= 60
    assert tuple(answers(wave, item_id)["4"] + answers(wave, item_id)["5"] for wave in found.waves) == agreed
    is_short = f"has the short id {item_id}" in "".join(found.notes)
    assert is_short == (case == "longhead.csv")


@pytest.mark.parametrize(
    "headings",
    [
        (f"{LONG} vandaag?", f"{LONG} morgen?"),
        ("???", "★"),
        ("1. Veilig?", "2. Schoon?"),
        ("Ik ben ____ met mijn buurt", "Ik ben __ met mijn huis"),
        ('Is het ""hier"" prettig?', "Prettig, alles bij elkaar?"),
        ("Eerste\r\nregel", "Tweede\tregel"),
    ],
)
def test_headings_of_any_kind_are_told_apart(written: Written, headings: tuple[str, str]) -> None:
    wave = written.one('\ufeffwave;"{}";"{}"\n1;4;2\n1;5;1\n'.format(*headings))

    first, second = wave.instrument.questionnaire.items
    assert (answers(wave, first)["4"], answers(wave, second)["1"]) == (1, 1)
    assert texts(written, 'wave;"{}";"{}"\n1;4;2\n'.format(*headings)) == [
        " ".join(heading.replace('""', '"').split()) for heading in headings
    ]


def test_a_codebook_knows_an_item_by_its_heading_however_long(written: Written) -> None:
    codebook = f'item,text,block\n"{LONG},\nvandaag?","Hoe\ntevreden?",Blok\n'

    assert texts(written, f'wave,"{LONG}, vandaag?"\n1,4\n', codebook) == ["Hoe tevreden?"]


@pytest.mark.parametrize(
    "text",
    [
        "wave;Bent u, alles bij elkaar, tevreden?;En, thuis?\n1;4;5\n",
        '"Bent u; alles bij elkaar;\ntevreden?",wave\n4,1\n',
        "wave\tBent u, alles bij elkaar, tevreden; ja of nee?\n1\t4\n",
    ],
)
def test_signs_in_headings_part_nothing(written: Written, text: str) -> None:
    assert written.one(text).counts.total.respondents == 1


def test_two_columns_of_one_heading_are_told_or_passed_over(written: Written) -> None:
    responses = "wave,a,Toelichting,Toelichting\n1,4,x,y\n"

    assert written.refusal(responses) == [
        'responses.csv:1: column Toelichting: this heading says the same as "Toelichting"; a column stands in the file '
        "once: rename column 4 or 3, or leave both --unread"
    ]
    assert texts(written, responses, unread=("toelichting",)) == ["a"]


def test_very_many_columns_are_read_when_they_stand_in_blocks(written: Written) -> None:
    names = [f"v{number}" for number in range(300)]
    responses = f"wave,{','.join(names)}\n1,{','.join('4' * 300)}\n"
    codebook = "item,block\n" + "".join(f"{name},Blok {number // 150}\n" for number, name in enumerate(names))

    assert len(written.one(responses, codebook).counts.total.items) == 300
    assert written.refusal(responses) == [
        "responses.csv:1: column block: there are too many parts here; give 200 at most; a column block in the "
        "codebook says in which block each item stands"
    ]


@pytest.mark.parametrize(
    ("headings", "cells"),
    [
        ("Id,Begintijd,Tijd van voltooiing,E-mail", "1,2019-05-01 10:00,2019-05-01 10:09,anonymous"),
        ("Timestamp,Email Address", "01/05/2019 10:00:00,x"),
        ("Tijdstempel", "1-5-2019 10:00:00"),
        ("id,submitdate,lastpage,startlanguage,seed,ipaddr", "1,2019-05-01,4,nl,12345,127.0.0.1"),
        ("StartDate,EndDate,IPAddress,Progress,Finished,ResponseId,UserLanguage", "1,2,127.0.0.1,100,1,R_1,NL"),
    ],
)
def test_what_a_form_tool_writes_beside_the_answers_is_passed_over_and_told(
    written: Written, headings: str, cells: str
) -> None:
    found = written.read(f"{headings},wave,a\n{cells},2019,4\n")

    assert list(found.waves[0].instrument.questionnaire.items) == ["a"]
    assert found.notes == tuple(f"column {heading} was not read" for heading in headings.split(","))


def test_codes_of_limesurvey_are_items_or_options(written: Written) -> None:
    responses = (
        'wave,"Q1[SQ001]. Mijn buurt is schoon.","Q1[SQ002]. Zij is veilig.",Q2[A1],"Q2[A2]. Wat doet u? [Kerk]"\n'
        "1,4,5,1,0\n1,3,2,1,1\n"
    )
    codebook = (
        "item,text,type,options\nQ1[SQ001],Schoon,,\nQ1[SQ002],Veilig,,\nQ2,Wat doet u?,meerkeuze,A1=Sport|A2=Kerk\n"
    )

    wave = written.one(responses, codebook)

    assert list(wave.instrument.questionnaire.items) == ["q1_sq001", "q1_sq002", "q2"]
    assert answers(wave, "q2") == {"sport": 2, "kerk": 1}


def test_ticks_without_zeros_leave_the_other_options_not_chosen(written: Written) -> None:
    """LimeSurvey writes Y or nothing; where a 0 stands somewhere, an empty cell beside a tick stays doubtful."""
    codebook = "item,type,options\nQ2,meerkeuze,A1=Sport|A2=Kerk\n"

    wave = written.one("wave,Q2[A1],Q2[A2]\n1,Y,\n1,Y,Y\n1,,\n", codebook)

    assert answers(wave, "q2") == {"sport": 2, "kerk": 1}
    assert kinds(wave, "q2") == (2, 0, 1, 0)
    assert "fill in 0 or 1 for every" in written.refusal("wave,Q2[A1],Q2[A2]\n1,Y,\n1,Y,N\n", codebook)[0]


def test_the_three_rows_of_headings_of_qualtrics_are_no_responses(written: Written) -> None:
    rows = (
        ("StartDate", "wave", "Q1", "Q2"),
        ("Start Date", "wave", "Mijn buurt is schoon,\nvindt u?", "Mijn buurt is veilig."),
        ('{""ImportId"":""startDate"",""timeZone"":""x""}', "{}", '{""ImportId"":""QID1""}', '{""ImportId"":""QID2""}'),
        ("2019-05-01", "2019", "4", "5"),
        ("2019-05-02", "2019", "", "1"),
    )
    responses = "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)

    found = written.read(responses)

    (wave,) = found.waves
    assert wave.counts.total.respondents == 2
    assert kinds(wave, "q1") == (1, 0, 1, 0)
    assert texts(written, responses) == ["Mijn buurt is schoon, vindt u?", "Mijn buurt is veilig."]
    assert found.notes[0] == "responses.csv: rows 2 and 3 are headings of Qualtrics, and no responses"


@pytest.mark.parametrize(
    ("codebook", "fault"),
    [
        (
            f"item,text\na,{'x' * 1001}\n",
            "codebook.csv:2: column text: this text is too long; use 1000 characters at most",
        ),
        (f"item,block\na,{'x' * 1001}\n", "codebook.csv:2: column block: this text is too long; use 1000 characters"),
        (f"item,labels\na,{'x' * 1001}|y\n", "codebook.csv:2: column labels: this text is too long; use 1000"),
        (
            f"item,type,options\na,single_choice,{'x' * 1001}|y\n",
            "codebook.csv:2: column options: this text is too long; use 1000",
        ),
        (
            f"item,type,options\na,single_choice,{'|'.join(map(str, range(101)))}\n",
            "codebook.csv:2: column options: there are too many parts here; give 100 at most",
        ),
        (
            f"item,labels\na,{'|'.join(map(str, range(12)))}\n",
            "codebook.csv:2: column labels: there are too many parts here; give 11 at most",
        ),
        (
            "item,labels\na,Eens|Eens\n",
            'codebook.csv:2: column labels: "Eens" can be chosen twice; make the labels differ',
        ),
        ("item,type,min,max\na,number,9,1\n", "codebook.csv:2: column minimum: minimum 9 is more than maximum 1"),
    ],
)
def test_what_cannot_be_is_told_with_its_line_and_column_and_without_paths(
    written: Written, codebook: str, fault: str
) -> None:
    told = written.refusal("wave,a\n1,\n1,4\n", codebook)[0]

    assert told.startswith(fault)
    assert not {"sections", "response_scales", "pydantic"} & set(told.split())


def test_options_of_long_labels_are_never_taken_for_numbers(written: Written) -> None:
    """Options whose labels made no ids were called 1, 2, …, and a 1 in the file then meant the first of them."""
    codebook = f"item,type,options\na,single_choice,{LONG} ja|{LONG} nee\n"

    assert answers(written.one(f"wave,a\n1,{LONG} nee\n", codebook), "a") is not None
    assert '"1" is no answer' in written.refusal("wave,a\n1,1\n", codebook)[0]
