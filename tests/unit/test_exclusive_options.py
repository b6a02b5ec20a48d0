"""An option that goes with no other, such as none of these: in questionnaires, answers, routes, files and counts."""

from pathlib import Path
from random import Random

import pytest

from survey_app.commands.demo_study import fictitious_answers
from survey_app.comparison.results import Code, Level
from survey_app.dataset.from_printed import read_printed_counts
from survey_app.dataset.printed_rows import PrintedTableRefused
from survey_app.questionnaire.answers import Answer, AnswerFault, Wrong
from survey_app.questionnaire.faults import QuestionnaireFaults
from survey_app.questionnaire.loader import load_questionnaire
from survey_app.questionnaire.model import MultipleChoice
from survey_app.questionnaire.revisions import Change, revisions
from survey_app.questionnaire.validation import faults_in
from survey_app.questionnaire.ways import find_way_to
from tests.answered_waves import Row
from tests.counted_waves import Data, answered, choice, compare_waves, fielded, instrument, section
from tests.small_questionnaire import GOOD
from tests.unit.test_microdata_read_back import check_same, there_and_back
from tests.written_csv import Written, answers

FAULT = AnswerFault(Wrong.NOT_ALONE)


def several(*alone: str, **changed: object) -> Data:
    """A multiple choice of markt, winkel and geen, of which these go with no other."""
    asked = dict(choice("doet", "markt", "winkel", "geen", kind="multiple_choice", **changed))
    asked["options"] = [{**option, "exclusive": option["id"] in alone} for option in asked["options"]]
    return asked


ASKED = instrument(section(several("geen")))


@pytest.mark.parametrize(
    ("chosen", "fault"),
    [
        (("geen",), None),
        (("markt", "winkel"), None),
        (("markt", "geen"), FAULT),
        (("geen", "winkel"), FAULT),
        (("markt", "winkel", "geen"), FAULT),
    ],
)
def test_it_is_an_answer_by_itself_only(chosen: Answer, fault: AnswerFault | None) -> None:
    assert faults_in(ASKED.questionnaire, {"doet": chosen}).get("doet") == fault


def test_two_that_each_go_with_no_other_do_not_go_together() -> None:
    options = [*several("geen")["options"], {"id": "weet_niet", "label": "Weet ik niet", "exclusive": True}]
    asked = instrument(section({**several(), "options": options}))

    assert faults_in(asked.questionnaire, {"doet": ("geen", "weet_niet")}) == {"doet": FAULT}


def test_a_questionnaire_without_one_keeps_its_fingerprint_and_one_with_it_has_another() -> None:
    plain, explicit = instrument(section(choice("doet", "markt", "winkel", "geen", kind="multiple_choice"))), several()

    assert instrument(section(explicit)).fingerprint() == plain.fingerprint()
    assert "exclusive" not in plain.to_json()
    assert ASKED.fingerprint() != plain.fingerprint()


def yaml_faults(folder: Path, kind: str, options: str, further: str = "") -> list[str]:
    """What is wrong with the good questionnaire, with such a question in front."""
    question = f"      - id: doet\n        type: {kind}\n        text: Wat doet u?\n        options:\n{options}"
    file = folder / "bewoners.yaml"
    file.write_text(GOOD.replace("    items:\n", f"    items:\n{question}", 1) + further, encoding="utf-8")
    try:
        load_questionnaire(file)
    except QuestionnaireFaults as refusal:
        return [str(fault) for fault in refusal.faults]
    return []


OPTION = "          - {{ id: {0}, label: {0}, exclusive: {1} }}\n"
THREE = OPTION.format("markt", "false") + OPTION.format("winkel", "false") + OPTION.format("geen", "true")


def test_a_questionnaire_may_have_one(tmp_path: Path) -> None:
    assert yaml_faults(tmp_path, "multiple_choice", THREE) == []


def test_in_a_single_choice_it_says_nothing_and_is_a_fault(tmp_path: Path) -> None:
    assert yaml_faults(tmp_path, "single_choice", THREE) == [
        "bewoners.yaml:22: sections[0].items[0].options: of a single_choice every option is exclusive; "
        "leave exclusive: out"
    ]


def test_two_others_at_least_can_be_chosen_together(tmp_path: Path) -> None:
    two = OPTION.format("markt", "false") + OPTION.format("geen", "true")

    assert yaml_faults(tmp_path, "multiple_choice", two) == [
        "bewoners.yaml:22: sections[0].items[0].options: of these options no two can be chosen together; "
        "make it a single_choice, or keep exclusive: for options such as none of these"
    ]


@pytest.mark.parametrize(
    ("conditions", "contradict"),
    [
        ("{ item: doet, is: geen }, { item: doet, is: markt }", True),
        ("{ item: doet, in: [markt, winkel] }, { item: doet, is: geen }", True),
        ("{ item: doet, is: markt }, { item: doet, is: winkel }", False),
        ("{ item: doet, is: geen }, { item: doet, in: [geen, markt] }", False),
        ("{ item: doet, is: geen }, { item: doet, answered: true }", False),
    ],
)
def test_a_route_behind_it_and_another_is_never_taken(tmp_path: Path, conditions: str, contradict: bool) -> None:
    further = (
        "  - id: derde\n    title: Derde\n    items:\n      - id: meer\n        type: mark\n        text: Welk?\n"
        f"        when: {{ all: [ {conditions} ] }}\n"
    )
    faults = yaml_faults(tmp_path, "multiple_choice", THREE, further)

    assert ["never hold together" in fault for fault in faults] == [True] * contradict


@pytest.mark.parametrize("wanted", ["geen", "winkel"])
def test_the_preview_leads_to_what_comes_behind_it(wanted: str) -> None:
    behind = {**section({"id": "cijfer", "type": "mark", "text": "?"}), "id": "na", "when": None}
    behind["when"] = {"item": "doet", "is": wanted}
    asked = instrument(section(several("geen")), behind).questionnaire

    assert find_way_to(asked, "na") == {"doet": (wanted,)}


def test_the_preview_never_fills_in_both() -> None:
    condition = {"all": [{"item": "doet", "is": "markt"}, {"item": "doet", "is": "winkel"}]}
    both = {"any": [{"all": [{"item": "doet", "is": "geen"}, {"item": "doet", "is": "markt"}]}, condition]}
    behind = {**section({"id": "cijfer", "type": "mark", "text": "?"}), "id": "na", "when": both}
    asked = instrument(section(several("geen")), behind).questionnaire

    assert find_way_to(asked, "na") == {"doet": ("markt", "winkel")}


def test_made_up_answers_are_answers() -> None:
    made_up = [fictitious_answers(ASKED.questionnaire, "ingen", 0, Random(seed)) for seed in range(200)]

    assert all(not faults_in(ASKED.questionnaire, one) for one in made_up)
    assert {one["doet"] for one in made_up} >= {("geen",), ("markt", "winkel")}


def test_another_rule_is_a_change_that_leaves_an_indication() -> None:
    before, after = instrument(section(several())), instrument(section(several("geen")))
    revised = revisions(before.questionnaire, after.questionnaire)["doet"]
    counts = answered("doet", {"markt": 200, "winkel": 150, "geen": 50}, ticked_by=390, blank=10)

    (compared,) = compare_waves(fielded(2019, before, counts), fielded(2021, after, counts)).choices

    assert (revised.changes, revised.is_same_question) == ({Change.EXCLUSIVE}, True)
    assert {verdict.level for verdict in compared.verdicts} == {Level.INDICATIVE}
    assert {reason.code for verdict in compared.verdicts for reason in verdict.reasons} == {Code.BLOCK}


CODEBOOK = "item,type,options,exclusive\ndoet,multiple_choice,1=Markt|2=Winkel|9=Geen van deze,{}\n"


@pytest.fixture
def written(tmp_path: Path) -> Written:
    return Written(tmp_path)


@pytest.mark.parametrize("name", ["9", "Geen van deze", "geen van deze"])
def test_a_codebook_says_so_by_code_or_label(written: Written, name: str) -> None:
    wave = written.one("wave,doet\n2019,1|2\n2019,9\n", CODEBOOK.format(name))

    item = wave.instrument.questionnaire.items["doet"]
    assert isinstance(item, MultipleChoice)
    assert [option.label for option in item.options if option.exclusive] == ["Geen van deze"]
    assert list(answers(wave, "doet").values()) == [1, 1, 1]


def test_an_option_that_the_codebook_does_not_list_is_a_fault(written: Written) -> None:
    assert written.refusal("wave,doet\n2019,1|2\n", CODEBOOK.format("8")) == [
        'codebook.csv:2: column exclusive: "8" is none of the options; known: Markt, Winkel, Geen van deze'
    ]


def test_a_file_with_it_and_another_is_refused_with_the_row(written: Written) -> None:
    assert written.refusal("wave,doet\n2019,1|2\n2019,1|9\n2019,1|9\n", CODEBOOK.format("9")) == [
        'responses.csv:3: column doet: "1|9" is no answer (and in 1 more rows); '
        '"Geen van deze" goes with no other option: keep it or the others'
    ]


def test_columns_with_it_and_another_are_refused_with_the_row(written: Written) -> None:
    responses = "wave,doet__1,doet__2,doet__9\n2019,1,1,0\n2019,0,0,1\n2019,0,1,1\n"

    assert written.refusal(responses, CODEBOOK.format("9")) == [
        'responses.csv:4: column doet: "0, 1, 1" is no answer; '
        '"Geen van deze" goes with no other option: keep it or the others'
    ]


def test_a_file_of_a_questionnaire_with_it_is_refused_with_the_row(written: Written) -> None:
    responses = "wave,doet\n2019,markt|geen\n2019,winkel\n"

    (fault,) = written.refusal(responses, questionnaires={"2019": ASKED.questionnaire})

    assert fault.startswith('responses.csv:2: column doet: "markt|geen" is no answer; "geen" goes with no other option')


PRINTED = "item,antwoord,aantal\ndoet,markt,{}\ndoet,winkel,20\ndoet,geen,{}\ndoet,leeg,10\n"


def test_a_printed_table_counts_it_like_any_option(tmp_path: Path) -> None:
    file = tmp_path / "tabel.csv"
    file.write_text(PRINTED.format(60, 30), encoding="utf-8")

    counts = read_printed_counts(file, "meting", ASKED.questionnaire, 100).total.items["doet"]

    assert (counts.answers, counts.answered) == ({"markt": 60, "winkel": 20, "geen": 30}, 90)


def test_a_printed_table_in_which_more_chose_than_answered_is_refused_with_the_line(tmp_path: Path) -> None:
    file = tmp_path / "tabel.csv"
    file.write_text(PRINTED.format(61, 30), encoding="utf-8")

    with pytest.raises(PrintedTableRefused) as refused:
        read_printed_counts(file, "meting", ASKED.questionnaire, 100)

    assert str(refused.value).endswith(
        "tabel.csv:4: doet: 30 people chose geen, which goes with no other, and 61 another; "
        "together they are at most the 90 who answered"
    )


def test_microdata_are_read_back_with_it(tmp_path: Path) -> None:
    answers_of = [("markt", "winkel"), ("geen",), ("winkel",), None]
    rows = [Row({"doet": answers_of[place % 4]}, "ingen") for place in range(80)]

    data, back = there_and_back(ASKED, rows, tmp_path)

    check_same(ASKED, rows, data, back, {})
    changes = revisions(ASKED.questionnaire, back.instrument.questionnaire)["doet"].changes
    assert Change.EXCLUSIVE not in changes
