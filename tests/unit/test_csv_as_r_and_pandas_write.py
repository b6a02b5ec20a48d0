"""A codebook as R and pandas write one: NA where nothing stands, decimals behind whole numbers; and what to refuse."""

from pathlib import Path

import pytest

from tests.written_csv import Written, answers, kinds

RESPONSES = "wave,a,b,c\n2019,4,2,3\n2019,3,3,1\n2020,5,1,2\n"


@pytest.fixture
def written(tmp_path: Path) -> Written:
    return Written(tmp_path)


@pytest.mark.parametrize("nothing", ["NA", "NaN", "n/a", "-"])
def test_an_item_without_a_scale_is_in_none(written: Written, nothing: str) -> None:
    """R's write.csv gives NA for an empty cell, so that all items without a scale were scored together as NA."""
    codebook = f"item,wave,text,scale,reversed,points\na,{nothing},A,S,0,5\nb,,B,S,1,\nc,,C,{nothing},{nothing},\n"

    for wave in written.read(RESPONSES, codebook).waves:
        (scale,) = wave.instrument.questionnaire.scales
        assert (scale.items, scale.reversed) == (("a", "b"), ("b",))


@pytest.mark.parametrize(("yes", "no"), [("1.0", "0.0"), ("T", "F"), ("1.0", "")])
def test_yes_and_no_and_numbers_may_have_the_form_of_pandas(written: Written, yes: str, no: str) -> None:
    codebook = f"item,scale,reversed,points\na,S,{no},5.0\nb,S,{yes},5.0\nc,,{no},5.0\n"

    (scale,) = written.read(RESPONSES, codebook).waves[0].instrument.questionnaire.scales

    assert scale.reversed == ("b",)


def test_n_a_is_a_label_of_what_does_not_apply_and_na_is_none(written: Written) -> None:
    told = written.read(RESPONSES, "item,nvt\na,n/a\nb,NA\nc,1\n").waves[0].instrument.questionnaire

    offered = {item: told.response_scale_of(told.items[item]).not_applicable for item in "abc"}  # type: ignore[arg-type]  # all are statements

    assert {item: label for item, label in offered.items() if label} == {"a": "n/a", "c": "N.v.t."}


@pytest.mark.parametrize("kind", ["integer", "numeric", "number", "mark"])
def test_what_is_no_statement_cannot_be_in_a_scale(written: Written, kind: str) -> None:
    """A tester may call a statement numeric; then the scale would silently miss it."""
    known = "mark" if kind == "mark" else "number"

    assert written.refusal(RESPONSES, f"item,type,scale\na,,S\nb,{kind},S\nc,,\n")[0] == (
        f'codebook.csv:3: column type: a {known} is not scored together with others, as "S" says; '
        "write likert when the answers are points of a scale, or leave scale empty"
    )


def test_the_range_of_a_mark_is_no_scale_and_no_fault(written: Written) -> None:
    wave = written.read(RESPONSES, "item,type,scale\na,,\nb,,\nc,mark,1-10\n").waves[0]

    assert wave.instrument.questionnaire.scales == ()


@pytest.mark.parametrize("answers", ["1-5", "Likert", "5-point Likert", "likert_5", "5 point scale", "5-punts"])
def test_a_scale_that_tells_the_answers_is_refused(written: Written, answers: str) -> None:
    assert written.refusal(RESPONSES, f"item,scale\na,{answers}\nb,S\nc,S\n") == [
        f'codebook.csv:2: column scale: "{answers}" says which answers there are; scale names what items are scored '
        "together, as in Vertrouwen; the number of answers is in points"
    ]


def test_labels_that_are_not_parted_are_told_with_their_line(written: Written) -> None:
    assert written.refusal(RESPONSES, 'item,labels\na,\nb,"oneens, neutraal, eens"\nc,\n')[0] == (
        'codebook.csv:3: column labels: "oneens, neutraal, eens" is one label; the answers of a statement are parted '
        "by |, from least to most; leave them out if they are 1, 2, …"
    )


THREE = "wave,a,b,c\n1,4,2,3\n1,3,3,1\n2,5,,2\n3,5,1,2\n"


@pytest.mark.parametrize(
    "heading", ["wave_{}", "wave{}", "{}", "w{}", "text_w{}", "text{}", "w{}_text", "wave_{}_text"]
)
def test_texts_may_stand_under_the_waves_themselves(written: Written, heading: str) -> None:
    """Under wave_1, wave_2 and wave_3 a rewording was passed over without a word."""
    headings = ",".join(heading.format(wave) for wave in (1, 2, 3))

    waves = written.read(THREE, f"item,{headings}\na,A,A,Anders\nb,B,,B\nc,C,C,C\n").waves

    assert [wave.instrument.questionnaire.items["a"].text for wave in waves] == ["A", "A", "Anders"]
    assert ["b" in wave.instrument.questionnaire.items for wave in waves] == [True, False, True]


@pytest.mark.parametrize("heading", ["wave_{}", "{}", "w{}", "asked{}", "asked_w{}", "in_{}", "in_wave_{}"])
@pytest.mark.parametrize(("yes", "no"), [("1", "0"), ("TRUE", "FALSE"), ("x", ""), ("1.0", "0.0")])
def test_whether_a_wave_asked_an_item_may_stand_under_the_wave(
    written: Written, heading: str, yes: str, no: str
) -> None:
    headings = ",".join(heading.format(wave) for wave in (1, 2, 3))
    codebook = f"item,text,{headings}\na,A,{yes},{yes},{yes}\nb,B,{yes},{no},{yes}\nc,C,{yes},{yes},{yes}\n"

    waves = written.read(THREE, codebook).waves

    assert ["b" in wave.instrument.questionnaire.items for wave in waves] == [True, False, True]
    assert {wave.instrument.questionnaire.items["a"].text for wave in waves} == {"A"}


def test_an_answer_to_what_a_wave_did_not_ask_is_refused_under_the_wave_too(written: Written) -> None:
    codebook = "item,wave_1,wave_2,wave_3\na,1,1,1\nb,1,0,1\nc,1,0,1\n"

    assert written.refusal(THREE, codebook)[0].startswith(
        "responses.csv:4: column c: wave 2 has answers to an item that it did not ask"
    )


@pytest.mark.parametrize("heading", ["1,2,3", "n_1,n_2,n_3", "N1,N2,N3", "wave_1,wave_2,wave_3", "pop_1,pop_2,pop_3"])
def test_numbers_of_a_frame_may_stand_under_the_waves(written: Written, heading: str) -> None:
    responses = "wave,village,a\n1,Ingen,4\n2,Ingen,3\n3,Ingen,3\n3,Maurik,3\n"

    waves = written.read(responses, None, f"village,{heading}\nIngen,10,11,12\nMaurik,20,21,22\n").waves

    assert [wave.invited["ingen"] for wave in waves] == [10, 11, 12]


def test_waves_with_the_decimals_of_pandas_are_the_same_waves(written: Written) -> None:
    responses = "wave,village,a\n1.0,Ingen,4\n2.0,Ingen,3\n"

    waves = written.read(
        responses, "item,wave,text\na,1,A\na,2.0,B\n", "wave,village,n\n1.0,Ingen,10\n2,Ingen,11\n"
    ).waves

    assert [wave.wave.label for wave in waves] == ["Meting 1", "Meting 2"]
    assert [wave.invited for wave in waves] == [{"ingen": 10}, {"ingen": 11}]


@pytest.mark.parametrize("number", ["Respnr", "ResponseId", "case_id", "Unnamed: 0", "participant_id"])
def test_running_numbers_of_other_tools_are_not_read(written: Written, number: str) -> None:
    found = written.read(f"{number},wave,a\n1,2019,4\n2,2019,3\n", "item\na\n")

    assert found.notes == (f"column {number} was not read",)


def test_words_of_a_municipality_are_known(written: Written) -> None:
    responses = "Respnr;Meting;Kernnaam;Leeftijd;V1\n1;1;Ingen;jong;4\n2;1;Maurik;oud;3\n"
    frame = "Kernnaam;Leeftijd;Aantal inwoners\nIngen;jong;4\nIngen;oud;6\nMaurik;jong;8\nMaurik;oud;12\n"

    wave = written.one(responses, "Variabele;Omschrijving;Subschaal\nV1;A;\n", frame)

    assert wave.invited == {"ingen": 10, "maurik": 20}
    assert wave.instrument.questionnaire.items["v1"].text == "A"


BANDS = ("18-34", "35 t/m 64", "65+")
AGED = "wave;village;age;a\n" + "".join(f"1;Ingen;{age};4\n" for age in (18, 34, 35, 64, 65, 90))


@pytest.mark.parametrize(
    "bands",
    [
        ("18-34 jaar", "35-64 jaar", "65+ jaar"),
        ("18 years - 34 years", "35 to 64 years", "65 years and older"),
        ("18_34", "35_64", "65plus"),
        ("<35", "35-64", ">=65"),
        ("≤34", "35–64", "> 64"),
        ("onder 35", "35 tot en met 64", "65 jaar e.o."),
        ("jonger dan 35 jaar", "35-64", "65-plus"),
        ("[18,35)", "[35,65)", "[65,120]"),
        ("(17, 34]", "(34, 64]", "(64, Inf]"),
        ("(17.0, 34.0]", "(34.0, 64.0]", "(64.0, inf]"),
    ],
)
def test_bands_are_known_as_people_write_them(written: Written, bands: tuple[str, ...]) -> None:
    """Who is 34 is in the first, 35 and 64 are in the second, 65 in the third: that is what the words say."""
    frame = "village;age;population\n" + "".join(f"Ingen;{band};10\n" for band in bands)

    assert list(answers(written.one(AGED, None, frame), "age").values()) == [2, 2, 2]


@pytest.mark.parametrize("told", ["18-34 years", "18 t/m 34 jaar", "18_34", "[18,35)", "(17,34]"])
def test_a_band_in_other_words_is_the_same_band(written: Written, told: str) -> None:
    frame = "village;age;population\nIngen;18-34;10\nIngen;35+;20\n"

    wave = written.one(f"wave;village;age;a\n1;Ingen;{told};4\n1;Ingen;35 plus;4\n", None, frame)

    assert list(answers(wave, "age").values()) == [1, 1]


@pytest.mark.parametrize("age", ["18-35", "999", "121", "17"])
def test_an_age_that_is_in_no_band_is_refused(written: Written, age: str) -> None:
    """999 stands for not known in many files, and was somebody of 65 or more."""
    frame = "village;age;population\nIngen;18-34;10\nIngen;35+;20\n"

    assert written.refusal(f"wave;village;age;a\n1;Ingen;{age};4\n1;Ingen;20;4\n", None, frame)[0] == (
        f'responses.csv:2: column age: "{age}" is no answer; known: 18-34, 35+; nothing for not answered'
    )


@pytest.mark.parametrize("unknown", ["NaN", "n/a", "missing", "Niet bekend", "niet opgegeven", "not stated"])
def test_an_age_that_is_not_known_is_told_in_many_words(written: Written, unknown: str) -> None:
    wave = written.one(f"wave,age,a\n1,18-34,4\n1,35+,4\n1,{unknown},4\n")

    assert kinds(wave, "age") == (2, 0, 1, 0)


def test_what_excel_writes_behind_the_last_column_is_passed_over(written: Written) -> None:
    wave = written.one("wave;a;;\n1;4;;\n1;3;;\n", "item;text;\na;A;\n")

    assert kinds(wave, "a") == (2, 0, 0, 0)
    assert written.refusal("wave;a;\n1;4;\n1;3;x\n")[0].startswith(
        "responses.csv:1: column 3: this column has no heading"
    )


@pytest.mark.parametrize("heading", ["18-34", "pop_18_34", "age 65+", "n.65plus"])
def test_ages_beside_each_other_are_told_to_stand_below_each_other(written: Written, heading: str) -> None:
    frame = f"village,population,{heading}\nIngen,20,10\n"

    assert written.refusal("wave,village,age,a\n1,Ingen,20,4\n", None, frame) == [
        f"frame.csv:1: column {heading}: a frame has no such column; each age has a row of its own, crossed with the "
        "villages or not: write columns age and population"
    ]


def test_options_in_columns_are_told_how_to_be_called(written: Written) -> None:
    codebook = "item,type\na,\ncontact_web,multiple\ncontact_balie,multiple\n"

    assert written.refusal("wave,a,contact_web,contact_balie\n1,4,1,0\n", codebook)[0] == (
        "codebook.csv:3: column options: contact_web has 0 option(s), and a choice has two or more; list them in a "
        "codebook, as in ja|nee|weet ik niet; a column of one option is called item__option in the responses, as in "
        "contact__web, and its item has one row here"
    )


@pytest.mark.parametrize("label", ["9", "weet niet", "N/A", "Geen mening", "9.0"])
def test_what_the_codebook_calls_not_applicable_is_read_as_such(written: Written, label: str) -> None:
    wave = written.one(f"wave,a,b\n1,4,{label}\n1,,2\n1,nvt,3\n", f"item,nvt\na,{label}\nb,{label}\n")

    assert kinds(wave, "a") == (1, 1, 1, 0)
    assert kinds(wave, "b") == (2, 1, 0, 0)


def test_a_label_of_not_applicable_that_is_a_point_is_refused(written: Written) -> None:
    assert written.refusal("wave,a\n1,5\n1,4\n", "item,nvt\na,5\n") == [
        'codebook.csv:2: column labels: "5" can be chosen twice; make the labels differ'
    ]


@pytest.mark.parametrize("frame", [None, "village,age,population\nIngen,18-64,10\nIngen,65+,20\n"])
def test_an_age_that_stands_for_missing_is_no_age(written: Written, frame: str | None) -> None:
    """99 is an age too; it is told that it is not one here."""
    rows = "".join(f"1,Ingen,{age},4\n" for age in range(20, 60))

    wave = written.one(f"wave,village,age,a\n{rows}1,Ingen,99,99\n", None, frame, missing=("99",))

    assert kinds(wave, "age") == (40, 0, 1, 0)
    assert kinds(wave, "a") == (40, 0, 1, 0)


def test_an_age_in_years_above_that_of_anybody_is_refused(written: Written) -> None:
    rows = "".join(f"1,{age},4\n" for age in range(20, 60))

    assert written.refusal(f"wave,age,a\n{rows}1,999,4\n") == [
        'responses.csv:42: column age: "999" is no answer; write a whole number from 20 to 59, or nothing for not '
        "answered"
    ]


@pytest.mark.parametrize("unknown", ["onbekend", "Unknown"])
def test_a_population_has_nobody_whose_age_is_unknown(written: Written, unknown: str) -> None:
    """Read as a category, it made an age of those who did not tell theirs, and weighted them to it."""
    frame = f"village,age,population\nIngen,18-64,10\nIngen,65+,20\nIngen,{unknown},0\n"

    assert written.refusal(f"wave,village,age,a\n1,Ingen,20,4\n1,Ingen,{unknown},4\n", None, frame) == [
        f'frame.csv:4: column age: "{unknown}" is no category of a population; '
        "leave this row out: who did not tell is weighted on the village"
    ]
