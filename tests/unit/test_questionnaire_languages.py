"""A questionnaire in more languages: whole in each or refused, frozen with the instrument, and told when it changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

from survey_app.comparison.results import Code, Level
from survey_app.comparison.verdict.differences import item_reasons
from survey_app.language.catalogues import RESPONDENTS, Language
from survey_app.language.words import Words
from survey_app.questionnaire.faults import QuestionnaireFaults
from survey_app.questionnaire.fielded_revisions import fielded_revisions
from survey_app.questionnaire.folder import inspect
from survey_app.questionnaire.instrument import instrument_from_json
from survey_app.questionnaire.library import find_study_of
from survey_app.questionnaire.loader import load_instrument, load_questionnaire
from survey_app.questionnaire.model import SingleChoice
from survey_app.questionnaire.revision_words import revision_words
from survey_app.questionnaire.revisions import revisions
from survey_app.questionnaire.study import SegmentWords
from tests.small_questionnaire import GOOD, STUDY
from tests.three_languages import in_three, three_languages

REAL = Path(__file__).parents[2] / "questionnaires" / "kerngericht-werken"


def test_a_questionnaire_is_whole_in_each_of_its_languages(tmp_path: Path) -> None:
    instrument = three_languages(tmp_path)

    assert instrument.languages == ("nl", "en", "ar")
    for language, begins in {"nl": "", "en": "In English: ", "ar": "بالعربية: "}.items():
        read = instrument.in_language(language)
        choice = read.questionnaire.items["bezocht"]
        assert isinstance(choice, SingleChoice)
        assert (read.study.contact, read.questionnaire.language) == (f"{begins}Bel ons", language)
        assert (choice.text, choice.options[0].label) == (f"{begins}Was u er?", f"{begins}Ja")
        assert read.questionnaire.response_scales["eens"].not_applicable == f"{begins}N.v.t."
        assert read.questionnaire.population == "Inwoners"  # which respondents do not read


def test_figures_are_read_in_dutch(tmp_path: Path) -> None:
    assert three_languages(tmp_path).questionnaire.items["luistert"].text == "De gemeente luistert"
    assert load_questionnaire(tmp_path / "bewoners.yaml").language == "nl"


def test_codes_are_the_same_in_each_language(tmp_path: Path) -> None:
    instrument = three_languages(tmp_path)

    codes = [
        [(item.id, item.codes(read.response_scales)) for item in read.items.values()]
        for language in instrument.languages
        if (read := instrument.in_language(language).questionnaire)
    ]
    assert codes[0] == codes[1] == codes[2]


def test_nobody_reads_one_language_for_another(tmp_path: Path) -> None:
    instrument = load_instrument(_plain(tmp_path))

    assert instrument.languages == ("nl",)
    with pytest.raises(KeyError):
        instrument.in_language("ar")
    assert instrument.nearest_to("ar") is instrument


def test_each_fault_tells_item_text_language_and_line(tmp_path: Path) -> None:
    whole = in_three(GOOD)
    (tmp_path / "study.yaml").write_text(in_three(STUDY), encoding="utf-8")
    (tmp_path / "bewoners.yaml").write_text(
        whole.replace(', ar: "بالعربية: Was u er?"', "")
        .replace('en: "In English: Nee"', 'en: "In English: Ja"')
        .replace('ar: "بالعربية: Ja"', 'fr: "Oui"')
        .replace(
            '{ nl: "Welk cijfer?", en: "In English: Welk cijfer?", ar: "بالعربية: Welk cijfer?" }', "Welk cijfer?"
        ),
        encoding="utf-8",
    )

    with pytest.raises(QuestionnaireFaults) as refusal:
        load_instrument(tmp_path / "bewoners.yaml")

    assert str(refusal.value).splitlines() == [
        "bewoners.yaml:25: sections[0].items[1].text: this text has no ar, only nl and en; add ar: to it",
        'bewoners.yaml:26: sections[0].items[1].options: "In English: Ja" can be chosen twice; make the labels differ',
        "bewoners.yaml:28: sections[0].items[1].options[0].label: this text has no ar, only nl and en; add ar: to it",
        "bewoners.yaml:28: sections[0].items[1].options[0].label.fr: "
        'we speak no language "fr"; known: nl, en, ar',
        "bewoners.yaml:45: sections[1].items[0].text: this text is in one language, and others of this file are in "
        "nl, en and ar; write it as {nl: …, en: …, ar: …}, also where it is the same",
    ]  # fmt: skip


def test_what_is_wrong_in_one_language_is_told_on_its_line(tmp_path: Path) -> None:
    long = f"  text: {{\n        nl: Was u er?,\n        en: {'x' * 1001} }}"
    path = tmp_path / "bewoners.yaml"
    path.write_text(GOOD.replace("  text: Was u er?", long), encoding="utf-8")

    with pytest.raises(QuestionnaireFaults) as refusal:
        load_questionnaire(path)

    told = [fault for fault in refusal.value.faults if fault.where.endswith("text.en")]
    assert [(fault.line, fault.wrong) for fault in told] == [(27, "this text is too long")]


def test_a_number_needs_no_translation(tmp_path: Path) -> None:
    numbers = in_three(GOOD).replace(
        'label: { nl: "Oneens", en: "In English: Oneens", ar: "بالعربية: Oneens" }', 'label: "1"'
    )
    (tmp_path / "study.yaml").write_text(in_three(STUDY), encoding="utf-8")
    (tmp_path / "bewoners.yaml").write_text(numbers, encoding="utf-8")

    instrument = load_instrument(tmp_path / "bewoners.yaml")

    labels = [
        instrument.in_language(language).questionnaire.response_scales["eens"].points[0].label
        for language in instrument.languages
    ]
    assert labels == ["1", "1", "1"]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", 'texts are given in more languages, of which the first is nl, not "en"'),
        ("ar", 'texts are given in more languages, of which the first is nl, not "ar"'),
    ],
)
def test_more_languages_begin_with_dutch(tmp_path: Path, language: str, told: str) -> None:
    path = tmp_path / "bewoners.yaml"
    path.write_text(f"language: {language}\n" + in_three(GOOD), encoding="utf-8")

    with pytest.raises(QuestionnaireFaults) as refusal:
        load_questionnaire(path)

    assert [(fault.line, fault.wrong) for fault in refusal.value.faults] == [(1, told)]


def test_arabic_alone_cannot_be_read_by_who_works_with_the_figures(tmp_path: Path) -> None:
    path = tmp_path / "bewoners.yaml"
    path.write_text("language: ar\n" + GOOD, encoding="utf-8")

    with pytest.raises(QuestionnaireFaults, match="language: who works with the figures does not read ar"):
        load_questionnaire(path)


def test_a_study_has_its_texts_in_the_languages_of_its_questionnaires(tmp_path: Path) -> None:
    (tmp_path / "study.yaml").write_text(STUDY, encoding="utf-8")
    (tmp_path / "bewoners.yaml").write_text(in_three(GOOD), encoding="utf-8")

    with pytest.raises(QuestionnaireFaults) as refusal:
        load_instrument(tmp_path / "bewoners.yaml")

    told = (
        "bewoners.yaml:3: title: study.yaml has no texts in nl, en, ar, and this questionnaire is read in nl, en, ar; "
        "give each text of study.yaml in these too"
    )
    assert str(refusal.value) == told
    assert [str(fault).removeprefix(f"{tmp_path}/") for fault in inspect([tmp_path]).faults] == [told]


def test_an_english_questionnaire_has_the_english_texts_of_its_study(tmp_path: Path) -> None:
    (tmp_path / "study.yaml").write_text(in_three(STUDY), encoding="utf-8")
    (tmp_path / "residents.yaml").write_text("language: en\n" + GOOD, encoding="utf-8")

    instrument = load_instrument(tmp_path / "residents.yaml")

    assert instrument.languages == ("en",)
    assert instrument.study.contact == "In English: Bel ons"


def test_a_study_in_one_language_beside_questionnaires_in_more_is_told(tmp_path: Path) -> None:
    path = _plain(tmp_path)
    path.with_name("residents.yaml").write_text("language: en\n" + GOOD, encoding="utf-8")

    told = [what for _file, what in inspect([tmp_path]).notes if "language" in what]

    assert told == ["its texts are in one language, and its questionnaires are in en and nl"]


def test_the_study_of_now_is_read_in_one_language(tmp_path: Path) -> None:
    folder = tmp_path / "kern"
    folder.mkdir()
    three_languages(folder)

    arabic = find_study_of(tmp_path, "kern/bewoners.yaml", "ar")
    (folder / "study.yaml").write_text(in_three(STUDY).replace("ar: ", "fr: "), encoding="utf-8")

    assert arabic is not None
    assert arabic.title == "بالعربية: Kerngericht"
    assert find_study_of(tmp_path, "kern/bewoners.yaml", "ar") is None


def test_languages_are_frozen_with_the_instrument(tmp_path: Path) -> None:
    instrument = three_languages(tmp_path)

    read = instrument_from_json(instrument.to_json())

    assert read == instrument
    assert read.languages == ("nl", "en", "ar")
    assert read.fingerprint() == instrument.fingerprint() != load_instrument(_plain(tmp_path)).fingerprint()


def test_instruments_in_one_language_keep_their_fingerprint(tmp_path: Path) -> None:
    """The figures are those of the version before this one (d13f782)."""
    words = "segment_words: { nl: { one: kern, many: kernen }, en: { one: village, many: villages } }\n"
    (tmp_path / "study.yaml").write_text(STUDY + words, encoding="utf-8")
    (tmp_path / "q.yaml").write_text("language: en\n" + GOOD, encoding="utf-8")

    assert load_instrument(tmp_path / "q.yaml").fingerprint() == (
        "79b76bc7708718fbbe5e10de77b444e6dbf0e32ca8fa7a88495243fafe310433"
    )
    real = load_instrument(REAL / "bewoners-2020.yaml")
    study = real.study.model_copy(update={"broken_down_by": ()})  # which it did not name then (decision 0238)
    assert real.model_copy(update={"study": study}).fingerprint() == (
        "cb5da7e2888db7a58e9ccdba3526ddeccfa916af342ec56de14ca1a181fb9616"
    )


def test_a_changed_translation_is_told_by_language_and_keeps_the_question(tmp_path: Path) -> None:
    before = three_languages(tmp_path)
    path = tmp_path / "bewoners.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("بالعربية: Was u er?", "هل كنت هناك؟"), encoding="utf-8")
    after = load_instrument(path)

    changed = {item: revision for item, revision in fielded_revisions(before, after).items() if revision.changes}

    assert list(changed) == ["bezocht"]
    revision = changed["bezocht"]
    assert (revision.translations, revision.is_same_question) == (("ar",), True)
    assert [words.dutch for words in revision_words(revision)] == ["andere vertaling in het Arabisch"]
    (reason,) = item_reasons(revision, (Words.of({"nl": "2020"}), Words.of({"nl": "2021"})))
    assert (reason.code, reason.caps_at) == (Code.BLOCK, Level.INDICATIVE)
    assert "de vertaling in het Arabisch anders" in reason.sentence.dutch


def test_a_language_that_came_changed_no_question(tmp_path: Path) -> None:
    one = load_instrument(_plain(tmp_path))
    three = three_languages(tmp_path)

    assert not any(revision.changes for revision in fielded_revisions(one, three).values())
    assert fielded_revisions(one, three) == revisions(one.questionnaire, three.questionnaire)


def test_texts_in_more_languages_are_in_the_schema() -> None:
    schema = json.loads((Path(__file__).parents[2] / "docs" / "questionnaire.schema.json").read_text(encoding="utf-8"))

    text = schema["$defs"]["Option"]["properties"]["label"]
    told = schema["$defs"]["Line"]["anyOf"][1]

    assert text["$ref"] == "#/$defs/Line"
    assert (set(told["properties"]), told["required"]) == (set(RESPONDENTS), ["nl"])
    assert "translations" not in schema["properties"]


def test_every_language_is_known_everywhere() -> None:
    assert set(get_args(Language)) == set(RESPONDENTS) == set(SegmentWords.model_fields)


def _plain(folder: Path) -> Path:
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    (folder / "bewoners.yaml").write_text(GOOD, encoding="utf-8")
    return folder / "bewoners.yaml"
