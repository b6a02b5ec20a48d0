"""Each trap of the format is a fault with its line and its remedy; all faults come at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey_app.questionnaire.faults import Fault, QuestionnaireFaults
from survey_app.questionnaire.loader import load_questionnaire
from tests.small_questionnaire import GOOD


def faults_of(folder: Path, text: str) -> tuple[Fault, ...]:
    """Every fault of this questionnaire."""
    path = folder / "bewoners.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(QuestionnaireFaults) as refusal:
        load_questionnaire(path)
    return refusal.value.faults


def changed(old: str, new: str) -> str:
    """The good questionnaire with one place changed."""
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)


def test_the_good_questionnaire_has_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "bewoners.yaml"
    path.write_text(GOOD, encoding="utf-8")

    questionnaire = load_questionnaire(path)

    assert list(questionnaire.items) == ["luistert", "bezocht", "leeftijd", "woorden", "cijfer"]


WORDS = "the word {} without quotes means"


@pytest.mark.parametrize(
    ("word", "wrong", "right"),
    [
        ("no", WORDS.format("no"), '"no"'),
        ("on", WORDS.format("on"), '"on"'),
        ("yes", WORDS.format("yes"), '"yes"'),
        ("Off", WORDS.format("Off"), '"Off"'),
        ("N", WORDS.format("N"), '"N"'),
        ("True", "True is not how true or false is written here", "write true or false"),
        ("true", "true without quotes is not a text", 'put it in quotes: "true"'),
        ("2020", "2020 without quotes is not a text", 'put it in quotes: "2020"'),
        ("010", "the number 010 begins with 0", '"010"'),
        ("0x10", "0x10 is a number in programmers' notation", '"0x10"'),
        ("0o17", "0o17 is a number in programmers' notation", '"0o17"'),
        ("1_000", "1_000 is read as a number by some programs", '"1_000"'),
        ("1.0", "1.0 is not a whole number", '"1.0"'),
        ("1e3", "1e3 is not a whole number", '"1e3"'),
        (".inf", ".inf is not a whole number", '".inf"'),
        (".nan", ".nan is not a whole number", '".nan"'),
        ("+5", "+5 begins with a plus sign", '"+5"'),
        ("-0", "-0 is not a number", '"-0"'),
        ("12345678901234567890", "is too long to be kept exactly", '"12345678901234567890"'),
        ("2020-05-01", "2020-05-01 is read as a date", '"2020-05-01"'),
        ("10:30", "10:30 is read as a time or a number", '"10:30"'),
        ("~", "~ without quotes means that nothing stands here", "leave the key out"),
        ("null", "null without quotes means that nothing stands here", "leave the key out"),
        ("", "nothing stands here", "write a value"),
        ('""', "this text is empty", "write the text"),
        ("[a, b]", "a text belongs here, not a list or a block", "write the text"),
        ("{ a: b }", "a text belongs here, not a list or a block", "in quotes"),
        ("Kies #1", 'the text "Kies" is cut off by a #', "in quotes"),
        ('" Vragen"', "a text begins or ends with a blank", "remove the blank"),
        ('"Vra\\u0007gen"', "the text has the character U+0007", "without it"),
        ('"Vra\\u202Egen"', "the text has the character U+202E", "without it"),
        ('"Vra\\uD800gen"', "the text has half a character", "write the character itself"),
        ('"Vra\\ngen"', "a line break or tab stands in a text of one line", "write it on one line"),
        ("*vragen", "the alias *vragen is not used here", "in quotes"),
        ("&vragen Vragen", "the anchor &vragen is not used here", "in quotes"),
        ("!!str 5", "the tag tag:yaml.org,2002:str is not used here", "in quotes"),
        ("Let op: dit", "a colon followed by a blank stands inside a text", "in quotes"),
        ("@vragen", "a text begins with a character that has a meaning of its own", "in quotes"),
        ('"Vragen', "a quote is opened and not closed", "close it"),
        ('"C:\\qmap"', "a backslash in double quotes begins a code that does not exist", "single quotes"),
        ("[vragen", "a list between [ and ] is not closed", "close it"),
        ("{vragen", "a block between { and } is not closed", "close it"),
        ("'Vragen' van nu", "something stands behind a quote", "same column"),
        ("- vragen", "a dash begins a list behind a key", "on the next line"),
        ("|vragen", "something stands behind the > or |", "on the next line"),
    ],
)
def test_a_text_that_can_be_misread_is_a_fault(tmp_path: Path, word: str, wrong: str, right: str) -> None:
    faults = faults_of(tmp_path, changed("title: Vragen", f"title: {word}"))

    fault = next(fault for fault in faults if wrong in fault.wrong)
    assert (fault.file, fault.line) == ("bewoners.yaml", 3)
    assert right in fault.right


@pytest.mark.parametrize(
    ("old", "new", "line", "where", "wrong", "right"),
    [
        ("title: Vragen", "titel: Vragen", 3, "titel", 'unknown key "titel"', 'did you mean "title"?'),
        ("title: Vragen\n", "", 1, "title", 'the key "title" is missing', "add title:"),
        ("title: Vragen", "title: A\ntitle: B", 4, "", 'the key "title" stands here twice', "the first is on line 3"),
        ("title: Vragen", "<<: Vragen", 3, "", "the merge key << is not used here", "write the keys out"),
        ("title: Vragen", "no: Vragen", 3, "", "the word no without quotes", "put it in quotes"),
        ("title: Vragen", "? [a]\n: Vragen", 3, "", "a key is a text, not a list", "as one word"),
        ("title: Vragen", "language: fr", 3, "language", "not one of the words", "'nl', 'en' or 'ar'"),
        ("    title: Eerste", "\ttitle: Eerste", 17, "", "a tab stands where the line", "use blanks"),
        ("    title: Eerste", "   title: Eerste", 17, "", "not indented like the lines around it", "same column"),
        ("thanks: Dank u wel", "thanks: Dank u wel\n---", 7, "", "a second document begins here", "file of its own"),
        ("- id: bezocht", "- id: Bezocht?", 23, "sections[0].items[1].id", "is not an identifier", "lower-case"),
        ("- id: bezocht", "- id: luistert", 23, "sections[0].items[1].id", 'item id "luistert" is used', "its own"),
        ("- id: tweede", "- id: eerste", 39, "sections[1].id", 'section id "eerste" is used', "its own"),
        ("- id: nee", "- id: ja", 29, "sections[0].items[1].options[1].id", 'option id "ja" is used', "its own"),
        ("- id: nee", "- id: nvt", 29, "sections[0].items[1].options[1].id", 'the id "nvt" is kept', "not_applicable"),
        ("label: Nee", "label: Ja", 26, "sections[0].items[1].options", '"Ja" can be chosen twice', "differ"),
        ("- id: oneens", "- id: eens", 12, "response_scales.eens.points[1].id", 'point id "eens" is used', "its own"),
        (
            "- id: oneens",
            "- id: nvt",
            10,
            "response_scales.eens.points[0].id",
            'the id "nvt" is kept',
            "not_applicable",
        ),
        ("label: Oneens", "label: Eens", 8, "response_scales.eens", '"Eens" can be chosen twice', "differ"),
        (
            "response_scale: eens",
            "response_scale: ens",
            22,
            "sections[0].items[0].response_scale",
            'unknown response scale "ens"',
            'did you mean "eens"? known: eens',
        ),
        (
            "response_scales:",
            "response_scales:\n  vaak:\n    points: [{ id: nooit, label: Nooit }, { id: vaak, label: Vaak }]",
            8,
            "response_scales.vaak",
            'response scale "vaak" is not used',
            "remove it",
        ),
        ("type: mark", "type: merk", 44, "sections[1].items[0].type", 'there is no type "merk"', "known: likert"),
        ("        type: mark\n", "", 43, "sections[1].items[0]", "the type of this item is missing", "add type:"),
        ("minimum: 18", 'minimum: "18"', 34, "sections[0].items[2].minimum", "not a whole number", "without quotes"),
        ("minimum: 18", "minimum: 018", 34, "sections[0].items[2].minimum", "begins with 0", "as in 10"),
        ("minimum: 18", "minimum: 18.5", 34, "sections[0].items[2].minimum", "18.5 is not a whole", "as in 10"),
        ("minimum: 18", "minimum: 180", 34, "sections[0].items[2].minimum", "is more than maximum", "exchange them"),
        (
            "type: mark",
            "type: mark\n        required: ja",
            45,
            "sections[1].items[0].required",
            "not true or false",
            "write",
        ),
        (
            "type: mark",
            "type: mark\n        required: yes",
            45,
            "sections[1].items[0].required",
            "the word yes",
            "true or",
        ),
        ("label: Ja", "label: Ja\n            kleur: rood", 29, "", 'unknown key "kleur"', "known: id, label, other"),
        ("type: open_text", "type: open_text\n        maximum_length: 9", 38, "", "too low", "use 20 or more"),
        ("type: open_text", "type: open_text\n        maximum_length: 9999", 38, "", "too high", "use 5000 or less"),
    ],
)
def test_a_fault_names_its_line_its_place_and_its_remedy(
    tmp_path: Path, old: str, new: str, line: int, where: str, wrong: str, right: str
) -> None:
    faults = faults_of(tmp_path, changed(old, new))

    fault = next(fault for fault in faults if wrong in fault.wrong)
    assert right in fault.right
    assert fault.where.startswith(where)
    assert fault.line == line


@pytest.mark.parametrize(
    ("condition", "where", "wrong", "right"),
    [
        ("{ item: bezocgt, is: ja }", ".item", 'unknown item "bezocgt"', 'did you mean "bezocht"?'),
        ("{ item: cijfer, is: 8 }", ".item", 'item "cijfer" is asked here or later', "known: luistert, bezocht"),
        ("{ item: bezocht, is: misschien }", ".is", 'has no answer "misschien"', "known: ja, nee"),
        ("{ item: bezocht, in: [ja, nooit] }", ".in", 'has no answer "nooit"', "known: ja, nee"),
        ("{ item: bezocht, is: 1 }", ".is", "is one of its options, never the number 1", "known: ja, nee"),
        ("{ item: bezocht, at_least: ja }", ".at_least", 'the options of item "bezocht" have no order', "use in:"),
        ("{ item: luistert, is: soms }", ".is", 'has no answer "soms"', "known: oneens, eens, nvt"),
        ("{ item: luistert, at_least: nvt }", ".at_least", 'has no answer "nvt"', "known: oneens, eens"),
        ("{ item: luistert, at_least: 4 }", ".at_least", "never the number 4", "known: oneens, eens"),
        ("{ item: leeftijd, at_least: oud }", ".at_least", 'is a number, never "oud"', "from 18 to 120"),
        ('{ item: leeftijd, is: "30" }', ".is", 'is a number, never "30"', "without quotes"),
        ("{ item: leeftijd, is: 7 }", ".is", "is never 7", "from 18 to 120"),
        ("{ item: leeftijd, is: true }", ".is", "not the id of an option or point, nor a whole number", "lower-case"),
        ("{ item: woorden, is: mooi }", ".is", 'item "woorden" is answered in words', "use answered:"),
        ("{ item: bezocht }", "", "this is not a condition", "one of is, in, at_least, answered"),
        ("{ item: bezocht, is: ja, in: [nee] }", "", "this is not a condition", "one of is, in, at_least, answered"),
        ("{ item: bezocht, answered: ja }", ".answered", "this is not true or false", "without quotes"),
        ("{ item: bezocht, is: ja, en: nee }", ".en", 'unknown key "en"', "known: item, is"),
        ("{ not: { item: bezocht, is: nooit } }", ".not.is", 'has no answer "nooit"', "known: ja, nee"),
        ("{ all: [{ item: bezocht, is: nooit }] }", ".all[0].is", 'has no answer "nooit"', "known: ja, nee"),
        ("{ any: [{ all: [{ item: x, is: 1 }] }] }", ".any[0].all[0].item", 'unknown item "x"', "known: luistert"),
        ("{ all: [] }", ".all", "there are too few parts here (0)", "at least 1"),
        ("bezocht", "", "this is not a condition", "give an item"),
    ],
)
def test_a_condition_that_cannot_work_is_a_fault(
    tmp_path: Path, condition: str, where: str, wrong: str, right: str
) -> None:
    faults = faults_of(tmp_path, changed("{ item: bezocht, is: ja }", condition))

    fault = next(fault for fault in faults if wrong in fault.wrong)
    assert (fault.line, fault.where) == (41, f"sections[1].when{where}")
    assert right in fault.right


ONE_ANSWER = 'the answer to item "{}" cannot be {} and also {}, so these never hold together'
BOTH = 'item "{}" cannot be answered and not answered, so these never hold together'


@pytest.mark.parametrize(
    ("condition", "where", "wrong"),
    [
        ("all: [{ item: bezocht, is: ja }, { item: bezocht, is: nee }]", "all[1]", ONE_ANSWER),
        ("all: [{ item: bezocht, is: ja }, { all: [{ item: bezocht, is: nee }] }]", "all[1].all[0]", ONE_ANSWER),
        (
            "any: [{ item: leeftijd, is: 30 }, { all: [{ item: bezocht, in: [ja] }, { item: bezocht, is: nee }] }]",
            "any[1].all[1]",
            ONE_ANSWER,
        ),
        (
            "all: [{ item: bezocht, is: ja }, { any: [{ item: leeftijd, is: 30 }] }, { item: bezocht, is: nee }]",
            "all[2]",
            ONE_ANSWER,
        ),
        ("all: [{ item: bezocht, is: ja }, { item: bezocht, answered: false }]", "all[1]", BOTH),
        ("all: [{ item: bezocht, answered: false }, { item: bezocht, in: [ja, nee] }]", "all[1]", BOTH),
        ("all: [{ item: bezocht, answered: false }, { item: bezocht, answered: true }]", "all[1]", BOTH),
    ],
)
def test_conditions_that_never_hold_together_are_a_fault_at_the_second(
    tmp_path: Path, condition: str, where: str, wrong: str
) -> None:
    faults = faults_of(tmp_path, changed("{ item: bezocht, is: ja }", f"{{ {condition} }}"))

    assert [(fault.line, fault.where, fault.wrong) for fault in faults] == [
        (41, f"sections[1].when.{where}", wrong.format("bezocht", "ja", "nee"))
    ]
    assert faults[0].right == "use any: for all:, or keep one of them"


@pytest.mark.parametrize(
    ("item", "one", "other"), [("luistert", "oneens", "nvt"), ("leeftijd", "30", "40"), ("bezocht", "ja", "nee")]
)
def test_a_statement_a_number_and_a_choice_have_one_answer(tmp_path: Path, item: str, one: str, other: str) -> None:
    condition = f"{{ all: [{{ item: {item}, is: {one} }}, {{ item: {item}, is: {other} }}] }}"

    faults = faults_of(tmp_path, changed("{ item: bezocht, is: ja }", condition))

    assert [fault.wrong for fault in faults] == [ONE_ANSWER.format(item, one, other)]


@pytest.mark.parametrize(
    "condition",
    [
        "any: [{ item: bezocht, is: ja }, { item: bezocht, is: nee }]",
        "any: [{ item: bezocht, is: ja }, { item: bezocht, answered: false }]",
        "all: [{ item: bezocht, is: ja }, { item: luistert, is: eens }, { item: leeftijd, answered: false }]",
        "all: [{ item: bezocht, is: ja }, { item: bezocht, in: [nee, ja] }, { item: bezocht, answered: true }]",
        "all: [{ item: bezocht, is: ja }, { not: { item: bezocht, is: nee } }]",
        "all: [{ item: bezocht, is: ja }, { any: [{ item: bezocht, is: nee }, { item: leeftijd, is: 30 }] }]",
        "all: [{ item: bezocht, answered: false }, { item: bezocht, answered: false }]",
    ],
)
def test_conditions_that_can_hold_together_are_no_fault(tmp_path: Path, condition: str) -> None:
    path = tmp_path / "bewoners.yaml"
    path.write_text(changed("{ item: bezocht, is: ja }", f"{{ {condition} }}"), encoding="utf-8")

    assert load_questionnaire(path).sections[1].when is not None


def test_two_options_of_a_multiple_choice_may_both_be_chosen(tmp_path: Path) -> None:
    text = changed("type: single_choice", "type: multiple_choice")
    condition = "{ all: [{ item: bezocht, is: ja }, { item: bezocht, is: nee }] }"
    path = tmp_path / "bewoners.yaml"
    path.write_text(text.replace("{ item: bezocht, is: ja }", condition), encoding="utf-8")

    assert load_questionnaire(path).sections[1].when is not None


def test_an_item_cannot_look_at_itself(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, changed("text: Was u er?", "text: Was u er?\n        when: { item: bezocht, is: ja }"))

    assert [fault.wrong for fault in faults] == [
        'item "bezocht" is asked here or later, so its answer is not known yet'
    ]


def test_two_options_cannot_both_ask_for_words(tmp_path: Path) -> None:
    text = changed("label: Ja", "label: Ja\n            other: true").replace(
        "label: Nee", "label: Nee\n            other: true"
    )

    faults = faults_of(tmp_path, text)

    assert [(fault.line, fault.wrong) for fault in faults] == [(26, "2 options have other: true")]


def test_a_section_that_asks_nothing_is_a_fault(tmp_path: Path) -> None:
    faults = faults_of(
        tmp_path, GOOD + "  - id: derde\n    title: Derde\n    items:\n      - { type: passage, text: Ha }\n"
    )

    assert [(fault.line, fault.wrong) for fault in faults] == [
        (48, "this section asks nothing, so it would not be shown")
    ]


def test_a_statement_is_one_line_and_a_passage_may_have_paragraphs(tmp_path: Path) -> None:
    passage = "items:\n      - type: passage\n        text: |\n          Een\n\n          Twee\n      - id: luistert"
    text = changed("items:\n      - id: luistert", passage).replace("text: Was u er?", 'text: "Was u\\ner?"')

    faults = faults_of(tmp_path, text)

    assert [(fault.line, fault.wrong) for fault in faults] == [(30, "a line break or tab stands in a text of one line")]


def test_all_texts_that_may_be_written_fit_in_an_envelope_together(tmp_path: Path) -> None:
    """Ten texts of 2,000 characters fill the room of 20,000; the one of the good questionnaire is too many."""
    texts = "".join(f"      - {{ id: tekst{number}, type: open_text, text: Tekst }}\n" for number in range(10))

    faults = faults_of(tmp_path, GOOD + texts)

    assert [(fault.line, fault.right) for fault in faults] == [
        (15, "give items of type open_text a lower maximum_length")
    ]


def test_a_comma_in_a_flow_block_does_not_cut_a_label(tmp_path: Path) -> None:
    text = changed(
        "          - id: nee\n            label: Nee\n", "          - { id: anders, label: Anders, namelijk }\n"
    )

    faults = faults_of(tmp_path, text)

    assert [(fault.line, fault.right) for fault in faults] == [
        (29, "put the text with the comma in quotes, or give the key a value")
    ]


def test_all_faults_come_at_once_and_one_does_not_hide_another(tmp_path: Path) -> None:
    text = (
        GOOD.replace('"2020"', "2020")
        .replace("title: Vragen", "title: no")
        .replace("response_scale: eens", "response_scale: ens")
        .replace("text: Was u er?", "text: 5")
        .replace("minimum: 18", "minimum: 180")
        .replace("is: ja", "is: ooit")
        .replace("type: mark", "type: merk")
    )

    faults = faults_of(tmp_path, text)

    assert [fault.line for fault in faults] == [2, 3, 8, 22, 25, 34, 44]


def test_a_fault_reads_as_one_line_with_file_line_place_fault_and_remedy(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, changed("response_scale: eens", "response_scale: agrement"))

    assert str(faults[1]) == (
        'bewoners.yaml:22: sections[0].items[0].response_scale: unknown response scale "agrement"; known: eens'
    )


def test_a_fault_never_steers_the_terminal(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, changed("title: Vragen", '"\\e[31m\\nti\\ud800tel": Vragen'))

    assert all(str(fault).isprintable() for fault in faults)
