"""What people write in such files without having read how: it means what they meant, or is refused."""

from pathlib import Path

import pytest

from survey_app.questionnaire.model import Number, SingleChoice
from tests.written_csv import Written, answers, kinds

YEARS = "".join(f"2019,{age},4\n" for age in range(20, 60))


@pytest.fixture
def written(tmp_path: Path) -> Written:
    return Written(tmp_path)


@pytest.mark.parametrize("unknown", ["", "onbekend", "Unknown", "NA", "?", "-"])
@pytest.mark.parametrize(
    "codebook", [None, "item,text\na,A\n", "item,text,options\nage,Leeftijd,\na,A,\n", "item,type\nage,number\na,\n"]
)
def test_ages_in_years_are_numbers_also_where_some_are_not_known(
    written: Written, unknown: str, codebook: str | None
) -> None:
    wave = written.one(f"wave,age,a\n{YEARS}2019,{unknown},3\n", codebook)

    assert isinstance(wave.instrument.questionnaire.items["age"], Number)
    assert kinds(wave, "age") == (40, 0, 1, 0)


@pytest.mark.parametrize("row", ["age,,", "age,single_choice,", "age,,18-34|35-64", "age,single_choice,18-34|35-64"])
def test_age_is_a_trait_whether_the_codebook_says_so_or_not(written: Written, row: str) -> None:
    wave = written.one("wave,age,a\n2019,18-34,4\n2019,35-64,3\n2019,onbekend,3\n", f"item,type,options\n{row}\na,,\n")

    age = wave.instrument.questionnaire.items["age"]
    assert isinstance(age, SingleChoice)
    assert age.background
    assert kinds(wave, "age") == (2, 0, 1, 0)


def test_bands_of_a_codebook_hold_ages_in_years(written: Written) -> None:
    wave = written.one(f"wave,age,a\n{YEARS}2019,onbekend,4\n", "item,options\nage,18-34|35-64\na,\n")

    assert list(answers(wave, "age").values()) == [15, 25]


def test_words_for_missing_are_no_answers_to_what_was_not_asked(written: Written) -> None:
    responses = "wave,a,b\n2019,4,NA\n2020,4,5\n"

    for codebook in (None, "item,text_2019,text_2020\na,A,A\nb,,B\n"):
        earlier, later = written.read(responses, codebook, missing=("NA",)).waves

        assert list(earlier.instrument.questionnaire.items) == ["a"]
        assert list(later.instrument.questionnaire.items) == ["a", "b"]


@pytest.mark.parametrize("nothing", ["", "-", "NA", "n.v.t.", "niet gesteld", "not asked"])
def test_a_wave_without_a_text_did_not_ask(written: Written, nothing: str) -> None:
    wide = f"item,text_2019,text_2020\na,A,A\nb,{nothing},B\n"
    long = f"item,wave,text\na,2019,A\na,2020,A\nb,2019,{nothing}\nb,2020,B\n"

    for codebook in (wide, long):
        earlier, later = written.read("wave,a,b\n2019,4,\n2020,4,5\n", codebook).waves

        assert list(earlier.instrument.questionnaire.items) == ["a"]
        assert later.instrument.questionnaire.items["b"].text == "B"


def test_a_row_of_a_wave_may_leave_the_text_to_the_row_of_all_waves(written: Written) -> None:
    codebook = "item,wave,text,block\na,,A,\na,2020,,Elders\n"

    earlier, later = written.read("wave,a\n2019,4\n2020,4\n", codebook).waves

    assert [wave.instrument.questionnaire.items["a"].text for wave in (earlier, later)] == ["A", "A"]


@pytest.mark.parametrize("name", ["Totaal", "total", "Alle dorpen"])
def test_a_total_is_no_village(written: Written, name: str) -> None:
    frame = f"village,households\nIngen,10\nMaurik,20\n{name},30\n"

    assert written.refusal("wave,village,a\n2019,Ingen,4\n2019,Maurik,3\n", None, frame) == [
        f'frame.csv:4: column village: "{name}" is no village, but all of them together; '
        "leave this row out: villages add up by themselves"
    ]


def test_a_total_with_an_age_is_people_of_that_age_in_all_villages(written: Written) -> None:
    responses = "wave,village,age,a\n2019,Ingen,jong,4\n2019,Maurik,oud,3\n"
    frame = "village,age,population\nIngen,,10\nMaurik,,20\nTotaal,jong,12\nTotaal,oud,18\n"

    margins = written.one(responses, None, frame).instrument.study.margins

    assert margins is not None
    assert dict(margins.population) == {"jong": 12, "oud": 18}


def test_households_that_stand_again_beside_every_age_do_not_add_up(written: Written) -> None:
    responses = "wave,village,age,a\n2019,Ingen,jong,4\n2019,Maurik,oud,3\n"
    frame = "village,age,households,population\nIngen,jong,10,9\nIngen,oud,10,15\nMaurik,jong,20,8\nMaurik,oud,20,9\n"

    assert written.refusal(responses, None, frame) == [
        "frame.csv: column households: each category of a village has the same households, as if all of them lived "
        "there once more; write households in a row without a category, and people in rows with one"
    ]


@pytest.mark.parametrize("whole", ["{}.0", "{},0", "{}.00"])
def test_whole_numbers_of_pandas_are_whole(written: Written, whole: str) -> None:
    rows = "".join(f"2019;{whole.format(age)};{whole.format(4)};{whole.format(8)}\n" for age in range(20, 60))
    codebook = "item;type\na;\nb;mark\n"

    wave = written.one(f"wave;age;a;b\n{rows}2019;;;\n", codebook)

    assert isinstance(wave.instrument.questionnaire.items["age"], Number)
    assert kinds(wave, "age") == kinds(wave, "a") == kinds(wave, "b") == (40, 0, 1, 0)
    assert answers(wave, "a")["4"] == answers(wave, "b")["8"] == 40


@pytest.mark.parametrize("waves", ["2019|2020", "2019, 2020", "2019;2020", "2019/2020", "2019 2020"])
def test_waves_of_an_item_are_parted_in_any_way(written: Written, waves: str) -> None:
    codebook = f'item,wave,text\na,,A\nb,"{waves}",B\n'

    asked = written.read("wave,a,b\n2019,4,1\n2020,4,5\n2021,4,\n", codebook).waves

    assert ["b" in wave.instrument.questionnaire.items for wave in asked] == [True, True, False]


def test_words_of_other_bureaus_are_known(written: Written) -> None:
    codebook = "item,type,scale,reverse_scored\na,likert5,S,0\nb,Likert 1-5,S,1\n"

    wave = written.one(
        "wave,village,a,b\n2019,Ingen,4,2\n2019,Maurik,3,3\n", codebook, "village,approached\nIngen,10\nMaurik,20\n"
    )

    assert list(wave.instrument.questionnaire.scales[0].reversed) == ["b"]
    assert wave.invited == {"ingen": 10, "maurik": 20}


def test_words_for_missing_are_known_with_the_decimals_of_pandas(written: Written) -> None:
    responses = "wave,a,b,c__x,c__y\n2019,9.0,9.0,1.0,0.0\n2019,4.0,9.0,9.0,9.0\n2020,4.0,2.0,1.0,1.0\n"
    codebook = "item,type\na,\nb,\nc,multiple_choice\n"

    earlier, later = written.read(responses, codebook, missing=("9",)).waves

    assert kinds(earlier, "a") == (1, 0, 1, 0)
    assert "b" not in earlier.instrument.questionnaire.items
    assert kinds(earlier, "c") == (1, 0, 1, 0)
    assert answers(later, "c") == {"x": 1, "y": 1}


def test_a_word_for_missing_that_is_an_answer_is_doubtful_with_decimals_too(written: Written) -> None:
    assert written.refusal("wave,a\n2019,5.0\n2019,4.0\n", missing=("5",)) == [
        'responses.csv:2: column a: "5.0" is no answer; this is an answer to it as well; choose other words for what '
        "is missing"
    ]
