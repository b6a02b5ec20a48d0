"""Villages, arms, households and population margins: told in one file or another, and the same in all of them."""

from pathlib import Path

import pytest

from survey_app.questionnaire.study import Study
from tests.written_csv import Written

RESPONSES = "wave,village,age,a\n2019,Ingen,jong,4\n2019,Maurik,oud,3\n2019,Maurik,,3\n"


@pytest.fixture
def written(tmp_path: Path) -> Written:
    return Written(tmp_path)


def study(**changed: object) -> Study:
    segments = [{"id": "ingen", "label": "Ingen", "arm": "pilot"}, {"id": "maurik", "label": "Maurik", "arm": "mirror"}]
    told = {"study": "kernen", "title": "Kernen", "client": "Gemeente", "bureau": "Bureau", "contact": "0344 000000"}
    return Study.model_validate({**told, "segments": segments, "disclosure_threshold": 12, **changed})


def test_without_a_frame_villages_are_those_of_the_responses_and_the_number_approached_is_not_known(
    written: Written,
) -> None:
    wave = written.one(RESPONSES)

    assert [(one.label, one.arm, one.frame) for one in wave.instrument.study.segments] == [
        ("Ingen", None, None),
        ("Maurik", None, None),
    ]
    assert wave.invited == {}


def test_arms_may_stand_in_the_responses(written: Written) -> None:
    wave = written.one("wave,village,arm,a\n2019,Ingen,pilot,4\n2019,Maurik,Spiegel,3\n2019,Maurik,,3\n")

    assert {one.label: one.arm for one in wave.instrument.study.segments} == {"Ingen": "pilot", "Maurik": "mirror"}


@pytest.mark.parametrize(
    "frame",
    [
        "village,households,age,population\nIngen,10,,\nMaurik,20,,\n,,jong,30\n,,oud,45\n",
        "village,households,trait,category,population\nIngen,10,,,\nMaurik,20,,,\n,,age,jong,30\n,,leeftijd,oud,45\n",
        "trait,category,n\nvillage,Ingen,10\nvillage,Maurik,20\nage,jong,30\nage,oud,45\n",
        "village,age,households,population\nIngen,jong,4,10\nIngen,oud,6,15\nMaurik,jong,8,20\nMaurik,oud,12,30\n",
    ],
)
def test_households_and_ages_are_told_in_rows_of_their_own_or_crossed(written: Written, frame: str) -> None:
    frame = frame.replace("leeftijd", "age")

    wave = written.one(RESPONSES, None, frame)

    margins = wave.instrument.study.margins
    assert margins is not None
    assert (margins.item, dict(margins.population)) == ("age", {"jong": 30, "oud": 45})
    assert wave.invited == {"ingen": 10, "maurik": 20}


def test_numbers_may_differ_from_wave_to_wave(written: Written) -> None:
    responses = "wave,village,a\n2019,Ingen,4\n2020,Ingen,4\n"

    by_row = written.read(responses, None, "wave,village,households\n2019,Ingen,10\n2020,Ingen,12\n").waves
    by_column = written.read(responses, None, "village,households_2019,households_2020\nIngen,10,12\n").waves

    for waves in (by_row, by_column):
        assert [wave.invited for wave in waves] == [{"ingen": 10}, {"ingen": 12}]
        assert [wave.instrument.study.segments[0].frame for wave in waves] == [10, 12]


def test_a_study_without_villages_has_one_number(written: Written) -> None:
    wave = written.one("wave,a\n2019,4\n", None, "wave,n\n2019,51\n")

    assert wave.invited == {None: 51}


def test_a_study_that_is_given_keeps_its_threshold_and_title(written: Written) -> None:
    wave = written.one(RESPONSES, None, "village,households\nIngen,10\nMaurik,20\n", study=study())

    made = wave.instrument.study
    assert (made.title, made.disclosure_threshold) == ("Kernen", 12)
    assert [(one.id, one.arm, one.frame) for one in made.segments] == [("ingen", "pilot", 10), ("maurik", "mirror", 20)]


def test_the_frame_of_a_study_counts_only_when_it_is_told_of_every_village(written: Written) -> None:
    segments = [{"id": "ingen", "label": "Ingen", "frame": 10}, {"id": "maurik", "label": "Maurik"}]

    assert written.one(RESPONSES, study=study(segments=segments)).invited == {}


@pytest.mark.parametrize(
    ("frame", "fault"),
    [
        ("village,kleur\nIngen,rood\n", "frame.csv:1: column kleur: a frame has no such column; known: wave, village"),
        ("village,n,households\nIngen,1,1\n", "frame.csv:1: column households: a second column for households; keep"),
        ("village,note\nIngen,x\n", "frame.csv:1: nothing is told of the villages; a frame has a column households"),
        ("village,n\nIngen,10.5\n", 'frame.csv:2: column households: "10.5" is not a number of people or households'),
        ("village,arm\nIngen,links\n", 'frame.csv:2: column arm: "links" is no arm; write pilot or mirror (spiegel)'),
        ("wave,village,n\n2031,Ingen,1\n", 'frame.csv:2: column wave: the responses have no wave "2031"; known: 2019'),
        ("village,n\nIngen,1\nMaurik,2\nIngen,3\n", "frame.csv:4: the same group as on line 2; a group has one row"),
        ("village,n\nIngen,1\nMaurik,\n", "frame.csv: column village: wave 2019: no number for Maurik; give a number"),
        ("village,n\nIngen,1\nMaurik,0\n", "frame.csv: column households: wave 2019: nobody was approached in maurik"),
        ("village,n\nIngen,1\n", 'responses.csv:3: column village: "Maurik" is no village of this study; known: Ingen'),
        (
            "village,n,age\nIngen,1,\nMaurik,2,\n,5,jong\n,5,middel\n",
            "frame.csv: column age: the categories are jong, middel, and the options",
        ),
        (
            "village,age,n\nIngen,,9\nMaurik,,9\nIngen,jong,4\nIngen,oud,6\nMaurik,jong,4\nMaurik,oud,5\n",
            "frame.csv: wave 2019: ingen has 9 in a row of its own, and 10 in its parts together; make the two add up",
        ),
        (
            "trait,category,n\nage,jong,4\nage,oud,4\ngeslacht,man,4\n",
            "frame.csv: column trait: categories of age and geslacht; waves are weighted on one trait",
        ),
        ("category,n\njong,4\n", 'frame.csv:2: column trait: it is not told of which trait "jong" is a category'),
    ],
)
def test_a_frame_with_a_fault_is_refused(written: Written, frame: str, fault: str) -> None:
    told = "item,role,options\nage,background,jong|oud\na,,\n"

    assert written.refusal(RESPONSES, told, frame)[0].startswith(fault)


def test_a_village_is_in_one_arm_in_every_file(written: Written) -> None:
    responses = "wave,village,arm,a\n2019,Ingen,mirror,4\n2019,Maurik,mirror,4\n"

    assert written.refusal(responses, study=study()) == [
        "responses.csv:2: column arm: Ingen is mirror here, and pilot elsewhere; a village is in one arm, in every "
        "file and every wave"
    ]


def test_a_study_and_a_frame_that_differ_are_doubtful(written: Written) -> None:
    segments = [{"id": "ingen", "label": "Ingen", "frame": 11}, {"id": "maurik", "label": "Maurik", "frame": 20}]

    assert written.refusal(RESPONSES, None, "village,n\nIngen,10\nMaurik,20\n", study=study(segments=segments)) == [
        "frame.csv: column households: wave 2019: Ingen has 10 here, and 11 in the study; make the two the same, or "
        "leave one of them out"
    ]


def test_an_age_outside_the_margins_is_refused(written: Written) -> None:
    (fault,) = written.refusal(RESPONSES, None, "village,n,age\nIngen,1,\nMaurik,2,\n,5,jong\n,5,middel\n")

    assert fault == 'responses.csv:3: column age: "oud" is no answer; known: jong, middel; nothing for not answered'


NUMBERS = "village,age,households,population\nIngen,,10,\nMaurik,,20,\n,jong,,30\n,oud,,45\n"


@pytest.mark.parametrize("nothing", ["NA", "NaN", "n/a", "-"])
def test_what_r_and_pandas_write_for_an_empty_cell_is_empty_in_a_frame_too(written: Written, nothing: str) -> None:
    """R writes NA unless it is told otherwise; no village or age is called so."""
    heading, *rows = NUMBERS.splitlines()
    filled = [",".join(cell or nothing for cell in row.split(",")) for row in rows]

    wave = written.one(RESPONSES, None, "\n".join([heading, *filled]))

    margins = wave.instrument.study.margins
    assert margins is not None
    assert dict(margins.population) == {"jong": 30, "oud": 45}
    assert wave.invited == {"ingen": 10, "maurik": 20}


def test_numbers_with_the_decimals_of_pandas_are_whole(written: Written) -> None:
    """A column of whole numbers with an empty cell among them is written by pandas as 10.0."""
    wave = written.one(RESPONSES, None, "village,households\nIngen,10.0\nMaurik,20.0\n")

    assert wave.invited == {"ingen": 10, "maurik": 20}


@pytest.mark.parametrize("total", ["", "Totaal", "total", "all", "Alle leeftijden"])
def test_all_ages_of_a_village_together_are_no_category(written: Written, total: str) -> None:
    ages = "Ingen,jong,4\nIngen,oud,6\nMaurik,jong,8\nMaurik,oud,12\n"

    wave = written.one(RESPONSES, None, f"village,age,population\n{ages}Ingen,{total},10\nMaurik,{total},20\n")

    margins = wave.instrument.study.margins
    assert margins is not None
    assert dict(margins.population) == {"jong": 12, "oud": 18}
    assert wave.invited == {"ingen": 10, "maurik": 20}


def test_a_row_of_everybody_that_does_not_add_up_is_refused(written: Written) -> None:
    wrong = written.refusal(RESPONSES, None, "village,households\nIngen,10\nMaurik,20\n,31\n")

    assert wrong == [
        "frame.csv: wave 2019: a row of everybody has 31, and the villages have 30; "
        "make the two add up, or leave that row out"
    ]
