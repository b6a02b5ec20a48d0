"""What the three files may look like: documented names, Dutch and English words, every kind of item."""

from datetime import date
from pathlib import Path

import pytest

from survey_app.dataset.from_files.waves import WaveFiles, read_waves
from survey_app.fieldwork.mode import Mode
from survey_app.questionnaire.model import LikertStatement, Number, SingleChoice
from survey_app.questionnaire.revisions import Change, revisions
from tests.written_csv import Written, answers, kinds

CASES = Path(__file__).parents[1] / "data" / "cases"


@pytest.fixture
def written(tmp_path: Path) -> Written:
    return Written(tmp_path)


def labels(item: object) -> list[str]:
    assert isinstance(item, SingleChoice)
    return [option.label for option in item.options]


@pytest.mark.parametrize(
    "responses",
    [
        "wave,luistert\n2019,4\n2019,\n2019,nvt\n",
        "wave;luistert\r\n2019;4\r\n2019;\r\n2019;nvt\r\n",
        "wave\tluistert\n2019\t4\n2019\t\n2019\tnvt\n",
        "\ufeffwave,luistert\n2019,4\n2019,\n2019,nvt\n",
        "sep=;\nwave;luistert\n2019;4\n2019;\n2019;nvt\n",
        '"","wave","luistert"\n"1","2019","4"\n"2","2019",""\n"3","2019","n.v.t."\n',
        "Meting,Luistert\n 2019 , 4 \n2019,\n2019,N.V.T.\n\n",
    ],
)
def test_files_of_excel_libreoffice_and_r_say_the_same(written: Written, responses: str) -> None:
    wave = written.one(responses)

    assert answers(wave, "luistert") == {"1": 0, "2": 0, "3": 0, "4": 1, "5": 0}
    assert kinds(wave, "luistert") == (1, 1, 1, 0)


def test_an_answer_is_a_number_an_id_or_a_label(written: Written) -> None:
    codebook = "item,labels\nluistert,1=Helemaal oneens|2=Oneens|3=Neutraal|4=Eens|5=Helemaal eens\n"

    wave = written.one("wave,luistert\n2019,1\n2019,helemaal_oneens\n2019,HELEMAAL ONEENS\n2019,5\n", codebook)

    assert answers(wave, "luistert") == {
        **dict.fromkeys(("oneens", "neutraal", "eens"), 0),
        "helemaal_oneens": 3,
        "helemaal_eens": 1,
    }


def test_points_that_are_called_by_numbers_are_never_taken_for_places(written: Written) -> None:
    codebook = "item,labels\ncijfer,0|1|2|3\n"

    wave = written.one("wave,cijfer\n2019,0\n2019,3\n2019,3\n", codebook)

    assert answers(wave, "cijfer") == {"0": 1, "1": 0, "2": 0, "3": 2}


def test_the_number_of_points_is_five_or_what_the_codebook_says(written: Written) -> None:
    codebook = "item,points,min,max,values\na,,,,\nb,7,,,\nc,,1,7,\nd,,,,1-7\ne,,0,10,\nf,11,,,0-10\n"

    wave = written.one("wave,a,b,c,d,e,f\n2019,5,7,7,7,0,10\n", codebook)

    assert [len(answers(wave, item)) for item in "abcdef"] == [5, 7, 7, 7, 11, 11]
    assert answers(wave, "e")["0"] == answers(wave, "f")["10"] == 1


def test_dutch_names_of_columns_and_arms_are_known(written: Written) -> None:
    responses = (
        "meting,dorp,leeftijd,v1\n2019,Kerk-Avezaath,65+,4\n2019,maurik,onbekend,2\n2019,,,3\n2019,Maurik,18-64,1\n"
    )
    codebook = "variabele,vraag,blok,schaal,omgekeerd\nv1,Vraag 1,Blok,,nee\n"
    frame = "dorp,arm,huishoudens\nMaurik,spiegel,300\nKerk-Avezaath,pilot,200\n"

    wave = written.one(responses, codebook, frame)

    segments = [(one.id, one.label, one.arm, one.frame) for one in wave.instrument.study.segments]
    assert segments == [("maurik", "Maurik", "mirror", 300), ("kerk_avezaath", "Kerk-Avezaath", "pilot", 200)]
    assert wave.responded == {"kerk_avezaath": 1, "maurik": 2, None: 1}
    assert kinds(wave, "leeftijd") == (2, 0, 2, 0)


def test_the_mode_of_a_response_is_kept(written: Written) -> None:
    wave = written.one("wave,mode,a\n2019,papier,4\n2019,Web,4\n2019,,4\n")

    assert [response.mode for response in wave.responses] == [Mode.PAPER, Mode.WEB, None]
    assert wave.wave.mode_kept


def test_a_multiple_choice_has_a_column_for_each_option(written: Written) -> None:
    codebook = "item,type,options\nteam,multiple_choice,a=Advies|b=Beheer\n"
    responses = "wave,team__a,team__b\n2019,1,0\n2019,1,1\n2019,0,0\n2019,,\n"

    wave = written.one(responses, codebook)

    assert answers(wave, "team") == {"advies": 2, "beheer": 1}
    assert kinds(wave, "team") == (2, 0, 2, 0)


def test_a_multiple_choice_may_stand_in_one_column(written: Written) -> None:
    wave = written.one(
        "wave,team\n2019,Advies|Beheer\n2019,beheer\n2019,\n", "item,type,options\nteam,meerkeuze,Advies|Beheer\n"
    )

    assert answers(wave, "team") == {"advies": 1, "beheer": 2}


@pytest.mark.parametrize(
    "cell", ["Sport;Kerk;", "Sport;Kerk", "Sport|Kerk", "Sport, Kerk", "kerk,sport", "Sport; Kerk ;", "Sport\nKerk"]
)
def test_several_answers_in_one_cell_are_parted_as_form_tools_do(written: Written, cell: str) -> None:
    wave = written.one(f'wave;v\n1;"{cell}"\n1;Sport\n1;\n', "item,type,options\nv,meerkeuze,Sport|Kerk\n")

    assert answers(wave, "v") == {"sport": 2, "kerk": 1}
    assert kinds(wave, "v") == (2, 0, 1, 0)


def test_several_answers_of_a_form_are_counted() -> None:
    """Cases, README: read. By grep: of 20 rows in each wave 15 and 6 have Sport, 11 and 9 Kerk."""
    found = read_waves(WaveFiles(CASES / "msf.csv", CASES / "msf_cb.csv")).waves

    item = "bij_welke_verenigingen_bent_u_actief"
    assert [answers(wave, item) for wave in found] == [{"sport": 15, "kerk": 11}, {"sport": 6, "kerk": 9}]


@pytest.mark.parametrize("cell", ["Sport, buiten, Kerk", "Kerk, Sport, buiten", "Kerk, Koor"])
def test_commas_are_asked_about_where_an_option_has_one(written: Written, cell: str) -> None:
    codebook = 'item,type,options\nv,meerkeuze,"Sport, buiten|Kerk|Koor"\n'

    assert answers(written.one('wave,v\n1,"Sport, buiten"\n1,"Sport, buiten;Kerk;"\n', codebook), "v") == {
        "sport_buiten": 2,
        "kerk": 1,
        "koor": 0,
    }
    assert written.refusal(f'wave,v\n1,"{cell}"\n', codebook) == [
        f'responses.csv:2: column v: "{cell}" is no answer; known: Sport, buiten, Kerk, Koor; an option has a comma '
        "itself, so several are parted by | or ;, or have columns item__option; nothing for not answered"
    ]


@pytest.mark.parametrize("number", ["9999999999", "-9999999999", "123456789012345", "0"])
def test_numbers_may_have_fifteen_digits(written: Written, number: str) -> None:
    codebook = "item,type,minimum,maximum\nv,getal,-99999999999,999999999999999\n"

    assert answers(written.one(f"wave,v\n1,{number}\n1,{number}.00\n", codebook), "v") == {number: 2}
    assert answers(written.one(f"wave,v\n1,{number}\n", "item,type\nv,getal\n"), "v") == {number: 1}


def test_an_option_that_a_wave_does_not_list_was_not_offered_in_it(written: Written) -> None:
    codebook = "item,wave,type,options\nteam,2019,multiple_choice,advies\nteam,2020,multiple_choice,advies|beheer\n"
    codebook = codebook.replace("advies\n", "advies|staf\n", 1)
    responses = "wave,team__advies,team__staf,team__beheer\n2019,1,0,\n2020,0,,1\n"

    first, second = written.read(responses, codebook).waves

    assert (list(answers(first, "team")), list(answers(second, "team"))) == (["advies", "staf"], ["advies", "beheer"])


def test_marks_and_numbers_are_whole(written: Written) -> None:
    codebook = "item,type,minimum,maximum\nrapport,cijfer,,\njaren,getal,0,\n"

    wave = written.one("wave,rapport,jaren\n2019,10,40\n2019,7,3\n", codebook)

    assert (answers(wave, "rapport")["10"], answers(wave, "jaren")) == (1, {"3": 1, "40": 1})
    years = wave.instrument.questionnaire.items["jaren"]
    assert isinstance(years, Number)
    assert (years.minimum, years.maximum) == (0, 40)


def test_ages_in_years_without_bands_are_numbers(written: Written) -> None:
    responses = "wave,age,a\n" + "".join(f"2019,{years},4\n" for years in (*range(18, 80), ""))

    wave = written.one(responses)

    assert wave.instrument.questionnaire.items["age"].type == "number"
    assert kinds(wave, "age") == (62, 0, 1, 0)


def test_open_texts_are_not_read(written: Written) -> None:
    wave = written.one("wave,a,toelichting\n2019,4,Beste mensen\n", "item,type\na,\ntoelichting,open\n")

    assert list(wave.instrument.questionnaire.items) == ["a"]


def test_a_cell_may_say_that_a_respondent_was_not_asked(written: Written) -> None:
    wave = written.one("wave,a\n2019,4\n2019,niet gesteld\n2019,\n")

    assert kinds(wave, "a") == (1, 0, 1, 1)


def test_words_for_missing_are_told_and_never_guessed(written: Written) -> None:
    responses = "wave,a\n2019,NA\n2019,4\n"

    assert kinds(written.one(responses, missing=("NA",)), "a") == (1, 0, 1, 0)
    assert written.refusal(responses) == [
        'responses.csv:2: column a: "NA" is no answer; leave the cell empty for not answered, write nvt for n.v.t., '
        "or tell that this text stands for missing (--missing)"
    ]


def test_a_word_for_missing_that_is_an_answer_is_doubtful(written: Written) -> None:
    assert written.refusal("wave,a\n2019,5\n2019,4\n", missing=("5",)) == [
        'responses.csv:2: column a: "5" is no answer; this is an answer to it as well; choose other words for what is '
        "missing"
    ]


def test_nvt_is_offered_in_every_wave_when_somebody_in_one_wave_chose_it(written: Written) -> None:
    first, second = written.read("wave,a,b\n2019,nvt,1\n2020,4,1\n").waves

    asked = [(wave.instrument.questionnaire, item) for wave in (first, second) for item in ("a", "b")]
    items = [(one, one.items[item]) for one, item in asked]
    offered = [one.response_scale_of(item).not_applicable for one, item in items if isinstance(item, LikertStatement)]
    assert offered == ["N.v.t.", None, "N.v.t.", None]


def test_ages_in_years_are_put_into_the_bands_of_the_codebook(written: Written) -> None:
    codebook = "item,role,options\nage,background,<18|18-34|35 t/m 49|50+\na,,\n"

    wave = written.one("wave,age,a\n2019,17,1\n2019,18,1\n2019,34,1\n2019,35,1\n2019,90,1\n2019,,1\n", codebook)

    assert list(answers(wave, "age").values()) == [1, 2, 1, 1]


def test_codes_of_a_background_trait_are_those_of_the_codebook(written: Written) -> None:
    codebook = "item,role,options\nage,achtergrond,1=18-34|2=35+\na,,\n"

    wave = written.one("wave,age,a\n2019,1,1\n2019,2,1\n2019,2,1\n", codebook)

    assert answers(wave, "age") == {"18_34": 1, "35_plus": 2}
    assert labels(wave.instrument.questionnaire.items["age"]) == ["18-34", "35+"]


def test_the_categories_of_a_trait_without_a_codebook_are_those_of_all_waves(written: Written) -> None:
    first, second = written.read("wave,age,a\n2019,65+,1\n2020,18-34,1\n2020,35-64,1\n").waves

    assert labels(first.instrument.questionnaire.items["age"]) == ["18-34", "35-64", "65+"]
    assert first.instrument.questionnaire.items["age"] == second.instrument.questionnaire.items["age"]


@pytest.mark.parametrize(
    "codebook",
    [
        "item,wave,text\na,,Oud\na,2020,Nieuw\n",
        "item,wave,text\na,2019,Oud\na,2020,Nieuw\n",
        "item,text_2019,text_2020\na,Oud,Nieuw\n",
        "item,text,wording_version_2019,wording_version_2020\na,Tekst,1,2\n",
        "item,wave,text,versie\na,2019,Tekst,1\na,2020,Tekst,2\n",
    ],
)
def test_a_rewording_is_told_by_rows_by_columns_or_by_versions(written: Written, codebook: str) -> None:
    first, second = written.read("wave,a\n2019,4\n2020,4\n", codebook).waves

    found = revisions(first.instrument.questionnaire, second.instrument.questionnaire)
    assert found["a"].changes == {Change.TEXT}


@pytest.mark.parametrize(
    "codebook",
    [
        "item,waves\na,alle\nb,2019|2020\n",
        'item,asked_in\na,\nb,"2019, 2020"\n',
        "item,wave\na,\nb,2019\nb,2020\n",
        "item,asked_2021\na,1\nb,0\n",
        "item,text_2019,text_2020,text_2021\na,A,A,A\nb,B,B,\n",
        None,
    ],
)
def test_an_item_of_two_waves_is_in_the_questionnaires_of_those(written: Written, codebook: str | None) -> None:
    waves = written.read("wave,a,b\n2019,4,1\n2020,4,1\n2021,4,\n", codebook).waves

    assert ["b" in wave.instrument.questionnaire.items for wave in waves] == [True, True, False]


def test_an_item_that_the_codebook_says_was_asked_was_asked_though_all_left_it_blank(written: Written) -> None:
    wave = written.one("wave,a,b\n2019,4,\n2019,4,\n", "item,wave\na,\nb,2019\n")

    assert kinds(wave, "b") == (0, 0, 2, 0)


def test_blocks_and_scales_have_one_id_in_every_wave(written: Written) -> None:
    codebook = "item,block,scale\na,Één,Groot\nb,Één,Groot\nc,Twee,Groot\n"

    for wave in written.read("wave,a,b,c\n2019,,1,2\n2020,1,2,\n", codebook).waves:
        questionnaire = wave.instrument.questionnaire
        assert {section.id for section in questionnaire.sections} <= {"een", "twee"}
        assert [scale.id for scale in questionnaire.scales] == ["groot"]


def test_scoring_that_scores_nothing_is_told(written: Written) -> None:
    found = written.read("wave,a,b\n2019,1,2\n", "item,scale,reversed\na,Alleen,\nb,,1\n")

    assert found.notes == (
        "wave 2019: b is reversed in no scale, which changes nothing",
        'wave 2019: scale "Alleen" has one item and is not scored',
    )


def test_running_numbers_and_unread_columns_are_passed_over_and_that_is_told(written: Written) -> None:
    found = written.read("id,wave,a,gewicht\n1,2019,4,0.8\n2,2019,5,1.2\n", unread=("gewicht",))

    assert list(found.waves[0].instrument.questionnaire.items) == ["a"]
    assert found.notes == ("column id was not read", "column gewicht was not read")


def test_a_column_of_any_meaning_can_be_passed_over(written: Written) -> None:
    wave = written.one("wave,arm,groep,a\n2019,,B,4\n", unread=("arm", "Groep"))

    assert list(wave.instrument.questionnaire.items) == ["a"]


def test_an_item_that_is_passed_over_may_be_described(written: Written) -> None:
    wave = written.one("wave,a,gewicht\n2019,4,1.2\n", "item\na\ngewicht\n", unread=("gewicht",))

    assert list(wave.instrument.questionnaire.items) == ["a"]


def test_structure_may_be_described_in_the_codebook(written: Written) -> None:
    wave = written.one("wave,village,a\n2019,Ingen,4\n", "item,text\nwave,Meting\nvillage,Dorp\na,Vraag\n")

    (item,) = wave.instrument.questionnaire.items.values()
    assert isinstance(item, LikertStatement)
    assert item.text == "Vraag"


def test_waves_can_be_chosen_and_all_are_checked(written: Written) -> None:
    files = written.files("wave,a\n1,4\n2,4\n3,4\n", months={f"w{one}": date(2018 + one, 5, 1) for one in (1, 2, 3)})

    assert [wave.wave.id for wave in read_waves(files, ["3", "wave 1"]).waves] == ["1", "3"]
