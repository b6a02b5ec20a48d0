"""Files that cannot be used are refused whole, with every fault by file, line and column, and what would be right."""

from pathlib import Path

import pytest

from survey_app.dataset.from_files.faults import CsvRefused
from survey_app.dataset.from_files.waves import read_waves
from tests.written_csv import Written


@pytest.fixture
def written(tmp_path: Path) -> Written:
    return Written(tmp_path)


@pytest.mark.parametrize(
    ("responses", "fault"),
    [
        ("wave,a\n", "responses.csv: there are no rows under a heading; the first row has the names of the columns"),
        (b"wave,a\n2019,\xe9\n", 'responses.csv:2: not text in UTF-8; save it as "CSV UTF-8"'),
        ('wave,a\n2019,"4\n', "responses.csv:2: not CSV: unexpected end of data; quotes are doubled"),
        ("wave,a\n2019,4,5\n2019\n", "responses.csv:2: 3 cells under 2 headings; a row has a cell for each heading"),
        ("wave,a,A\n2019,4,5\n", 'responses.csv:1: column A: this heading says the same as "a"; a column stands'),
        ("wave,a,\n2019,4,5\n", "responses.csv:1: column 3: this column has no heading; give it a name, or remove it"),
        ("jaar,a\n2019,4\n", "responses.csv:1: there is no column wave; a column wave says of which wave"),
        ("wave,meting,a\n1,1,4\n", 'responses.csv:1: column meting: this column means wave, as "wave" does; keep one'),
        ("wave,a\n2019,4\n,4\n", "responses.csv:3: column wave: 1 response(s) of no wave; write the name of the wave"),
        ("wave,a\nT0,4\nt0,4\n", 'responses.csv:3: column wave: "t0" and "T0" are one name; write the name of a wave'),
        ("wave,a\nvoor,4\nna,4\n", "responses.csv: column wave: it is not known when these waves were held, nor in"),
        ("wave,month,a\n1,2019-13,4\n", 'responses.csv:2: column month: "2019-13" is no month; write it as 2020-05'),
        ("wave,mode,a\n2019,duif,4\n", 'responses.csv:2: column mode: "duif" is no mode; write web, paper or'),
        ("wave,arm,a\n2019,pilot,4\n", "responses.csv:1: column arm: an arm without a village; a column village says"),
        ("wave,dorp,arm,a\n2019,X,links,4\n", 'responses.csv:2: column arm: "links" is no arm; write pilot or mirror'),
    ],
)
def test_a_file_that_cannot_be_read_says_why(written: Written, responses: str | bytes, fault: str) -> None:
    assert written.refusal(responses)[0].startswith(fault)


@pytest.mark.parametrize("cell", ["6", "0", "3.5", "3,5", "6.0", "3.", "-3", "4?", "eens", "4 5", "4e0", "٤"])
def test_what_is_no_answer_is_never_made_one(written: Written, cell: str) -> None:
    assert written.refusal(f'wave,a\n2019,3\n2019,"{cell}"\n') == [
        f'responses.csv:3: column a: "{cell}" is no answer; write 1 to 5, or a label; n.v.t. is not offered, '
        "nothing for not answered"
    ]


@pytest.mark.parametrize(
    ("kind", "cell"), [("mark", "7,5"), ("mark", "11"), ("number", "7.5"), ("number", "1.000"), ("number", "zeven")]
)
def test_marks_and_numbers_are_never_rounded(written: Written, kind: str, cell: str) -> None:
    (fault,) = written.refusal(f'wave,a\n2019,"{cell}"\n', f"item,type,min,max\na,{kind},0,50\n")

    assert fault.startswith(f'responses.csv:2: column a: "{cell}" is no answer; write a whole')


def test_a_text_that_is_no_answer_is_told_once_with_how_often_it_occurs(written: Written) -> None:
    (fault,) = written.refusal("wave,a\n2019,3\n" + "2019,9\n" * 5000)

    assert fault.startswith('responses.csv:3: column a: "9" is no answer (and in 4999 more rows); write 1 to 5')


def test_a_column_of_texts_does_not_fill_the_screen(written: Written) -> None:
    faults = written.refusal("wave,a\n" + "".join(f"2019,tekst {number}\n" for number in range(100)))

    assert len(faults) == 21
    assert any("80 more texts that are no answer" in fault for fault in faults)


def test_faults_of_all_files_are_told_at_once(written: Written) -> None:
    responses = "wave,village,a,b\n2019,Ingen,7,1\n2020,Ingen,1,x\n"

    assert written.refusal(responses, "item,kleur\na,rood\n", "village,households\nIngen,veel\n") == [
        "codebook.csv:1: column kleur: a codebook has no such column; known: item, wave, text, block, type, scale, "
        "reversed, points, labels, options, exclusive, nvt, role, background, asked, wording_version, minimum, "
        "maximum, note, each also for one wave, as in text_2019; or leave it unread",
        'frame.csv:2: column households: "veel" is not a number of people or households; write a whole number in '
        "digits only, or nothing when it is not known",
    ]
    assert [
        fault.partition(" is ")[0] for fault in written.refusal(responses, None, "village,households\nIngen,9\n")
    ] == [
        'responses.csv:2: column a: "7"',
        'responses.csv:3: column b: "x"',
    ]


def test_a_column_that_the_codebook_does_not_know_is_refused_with_those_it_knows(written: Written) -> None:
    assert written.refusal("wave,a,gewicht\n2019,4,1.2\n", "item\na\n") == [
        "responses.csv:1: column gewicht: no item has this name; known: a; not items: wave, village, arm, mode, month, "
        "id; or leave it unread"
    ]


def test_an_item_without_a_column_is_refused(written: Written) -> None:
    assert written.refusal("wave,a\n2019,4\n", "item\na\nb\n") == [
        "codebook.csv:3: column item: the responses have no column b; the responses have: a"
    ]


def test_answers_to_an_item_that_was_not_asked_are_doubtful(written: Written) -> None:
    assert written.refusal("wave,a,b\n2019,4,1\n2020,,1\n2020,4,1\n", "item,wave\na,2019\nb,\n") == [
        "responses.csv:4: column a: wave 2020 has answers to an item that it did not ask according to codebook.csv; "
        "correct the codebook, or take the answers out"
    ]


def test_nvt_where_the_codebook_does_not_offer_it_is_doubtful(written: Written) -> None:
    (fault,) = written.refusal("wave,a\n2019,nvt\n", "item,nvt\na,nee\n")

    assert fault.startswith('responses.csv:2: column a: "nvt" is no answer; write 1 to 5, or a label; n.v.t. is not')


def test_a_wave_without_answers_is_refused(written: Written) -> None:
    assert written.refusal("wave,a\n2019,4\n2020,\n") == [
        "responses.csv: wave 2020 asked no item, by the codebook or because all its cells are empty; give its answers, "
        "or leave its rows out"
    ]


def test_a_multiple_choice_that_is_half_filled_in_is_doubtful(written: Written) -> None:
    codebook = "item,type,options\nteam,multiple_choice,a|b\n"

    (fault,) = written.refusal("wave,team__a,team__b\n2019,1,0\n2019,1,\n", codebook)

    assert fault.startswith('responses.csv:3: column team: "1, " is no answer; fill in 0 or 1 for every option')


@pytest.mark.parametrize(
    ("codebook", "fault"),
    [
        ("text\nEen\n", "codebook.csv:1: there is no column item; a column item has the headings"),
        ("item,text,tekst\na,b,c\n", "codebook.csv:1: column tekst: a second column for text; keep one of them"),
        ("item\na\na\n", 'codebook.csv:3: column item: "a" stands here before for all waves; an item has one row'),
        ("item,wave\na,2031\n", 'codebook.csv:2: column wave: the responses have no wave "2031"; known: 2019'),
        ("item,type\na,schuif\n", 'codebook.csv:2: column type: "schuif" is no type of item; known: likert'),
        ("item,reversed\na,misschien\n", 'codebook.csv:2: column reversed: "misschien" is neither yes nor no; write'),
        ("item,points,labels\na,5,Laag|Hoog\n", "codebook.csv:2: column points: 5 points, and 2 labels; make the two"),
        ("item,points\na,12\n", "codebook.csv:2: column points: 12 points; a scale has 2 to 11"),
        (
            "item,points,max\na,5,7\n",
            "codebook.csv:2: column points: the points are not told in one way; write their",
        ),
        ("item,points,max\na,5,99999999999\n", "codebook.csv:2: column points: the points are not told in one way"),
        ("item,labels\na,0-12\n", "codebook.csv:2: column labels: there are too many parts here; give 11 at most"),
        ("item,scale\na,1-5\n", 'codebook.csv:2: column scale: "1-5" says which answers there are; scale names what'),
        ("item,labels\na,5=Eens|1=Oneens\n", "codebook.csv:2: column labels: the answers run from most to least, "),
        ("item,labels\na,Eens|Eens\n", 'codebook.csv:2: column labels: "Eens" can be chosen twice; make'),
        ("item,type,options\na,single_choice,ja\n", "codebook.csv:2: column options: a has 1 option(s), and a choice"),
        (
            "item,text\na,Tekst\u200bmet niets\n",
            "codebook.csv:2: column text: the text has the character U+200B, which",
        ),
    ],
)
def test_a_codebook_with_a_fault_is_refused(written: Written, codebook: str, fault: str) -> None:
    assert written.refusal("wave,a\n2019,4\n", codebook)[0].startswith(fault)


def test_many_categories_need_a_list(written: Written) -> None:
    responses = "wave,age,a\n" + "".join(f"2019,{years} jaar,4\n" for years in range(18, 80))

    (fault,) = written.refusal(responses)
    assert fault.startswith(
        "responses.csv:1: column options: age has 62 categories; list options in a codebook; ages in"
    )


def test_a_column_to_pass_over_that_is_not_there_is_a_slip(written: Written) -> None:
    assert written.refusal("wave,a\n2019,4\n", "item,kleur\na,rood\n", unread=("kleur", "gewigt")) == [
        'responses.csv: there is no column "gewigt" to pass over; write its heading as it stands in the file'
    ]


def test_a_wave_that_is_not_there_is_refused(written: Written) -> None:
    with pytest.raises(CsvRefused, match=r'there is no wave "2031"; known: 2019, 2020'):
        read_waves(written.files("wave,a\n2019,4\n2020,4\n"), ["2019", "2031"])
