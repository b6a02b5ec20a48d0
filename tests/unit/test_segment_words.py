"""A study says what its segments are called, and no text of ours says so for it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from survey_app.language.words import Words
from survey_app.questionnaire.faults import QuestionnaireFaults
from survey_app.questionnaire.instrument import Instrument, instrument_from_json
from survey_app.questionnaire.loader import load_study
from tests.small_questionnaire import STUDY
from tests.small_wave import INSTRUMENT

_ROOT = Path(__file__).parents[2]
_KERN = re.compile(r"kern(en)?\b|\bvillages?\b", re.IGNORECASE)
_READS = ("dataset/from_files/", "dataset/name_flags.py", "commands/demo_study.py", "passing.py")
"""What people call the column of a file, and the study of the demonstration: words that are read, not said."""


def written(folder: Path, more: str) -> Path:
    (folder / "study.yaml").write_text(f"{STUDY}{more}", encoding="utf-8")
    return folder


def said(words: Words, instrument: Instrument) -> Words:
    return words.filled(**instrument.study.segment_names)


def test_a_study_that_says_nothing_has_groups_and_one_that_says_one_language_keeps_the_other(tmp_path: Path) -> None:
    sentence = Words.of({"nl": "{Segments} van één {segment}", "en": "{Segments} of one {segment}"})

    silent = load_study(written(tmp_path, ""))
    dutch = load_study(written(tmp_path, "segment_words:\n  nl: { one: dorp, many: dorpen }\n"))

    assert sentence.filled(**silent.segment_names) == Words.of(
        {"nl": "Groepen van één groep", "en": "Groups of one group"}
    )
    assert sentence.filled(**dutch.segment_names) == Words.of(
        {"nl": "Dorpen van één dorp", "en": "Groups of one group"}
    )


def test_the_real_study_has_kernen_and_villages() -> None:
    real = load_study(_ROOT / "questionnaires" / "kerngericht-werken")

    assert Words.of({"nl": "pilot{segments}", "en": "pilot {segments}"}).filled(**real.segment_names) == Words.of(
        {"nl": "pilotkernen", "en": "pilot villages"}
    )


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("nl: { one: de kern, many: kernen }", "segment_words.nl.one"),
        ("nl: { one: Kern, many: kernen }", "segment_words.nl.one"),
        ("nl: { one: kern, many: kernen 2 }", "segment_words.nl.many"),
        ("en: { one: village., many: villages }", "segment_words.en.one"),
        (f"en: {{ one: {'v' * 41}, many: villages }}", "segment_words.en.one"),
    ],
)
def test_a_word_that_does_not_fit_in_our_sentences_is_refused(tmp_path: Path, words: str, where: str) -> None:
    with pytest.raises(QuestionnaireFaults, match="does not fit in our sentences") as refusal:
        load_study(written(tmp_path, f"segment_words:\n  {words}\n"))

    assert [fault.where for fault in refusal.value.faults] == [where]


def test_english_may_have_more_words_and_dutch_hyphens(tmp_path: Path) -> None:
    nl, en = "nl: { one: coöp-regio, many: coöp-regio-s }", "en: { one: postal area, many: postal areas }"

    study = load_study(written(tmp_path, f"segment_words:\n  {nl}\n  {en}\n"))

    assert study.segment_names["Segments"] == Words.of({"nl": "Coöp-regio-s", "en": "Postal areas"})


def test_a_language_that_is_not_there_and_half_a_name_are_faults(tmp_path: Path) -> None:
    with pytest.raises(QuestionnaireFaults) as refusal:
        load_study(written(tmp_path, "segment_words:\n  de: { one: ort, many: orte }\n  nl: { one: dorp }\n"))

    assert {fault.wrong for fault in refusal.value.faults} == {'unknown key "de"', 'the key "many" is missing'}


def test_a_wave_keeps_its_words_and_the_fingerprint_of_a_study_without_any_stays() -> None:
    silent = INSTRUMENT.model_copy(
        update={"study": INSTRUMENT.study.model_validate(INSTRUMENT.study.model_dump(exclude={"segment_words"}))}
    )

    assert instrument_from_json(INSTRUMENT.to_json()).study.segment_names["segments"] == Words.of(
        {"nl": "kernen", "en": "villages"}
    )
    assert "segment_words" not in silent.to_json()
    assert silent.fingerprint() != INSTRUMENT.fingerprint()


@pytest.mark.slow
def test_no_text_of_ours_holds_the_word_of_one_study() -> None:
    found = {(source, text) for source, text in _texts() if _KERN.search(re.sub(r"{\w+}", "", text))}

    assert found == set()


def _texts() -> Iterator[tuple[str, str]]:
    """Of modules every string that is no docstring of ours; of pages both languages of the catalogue, and templates."""
    for path in sorted((_ROOT / "survey_app").rglob("*.py")):
        source = path.relative_to(_ROOT / "survey_app").as_posix()
        code = path.read_text(encoding="utf-8")
        if not source.startswith(_READS) and _KERN.search(code):  # to read what cannot hold it takes seconds
            yield from ((source, text) for text in _strings(ast.parse(code)))
    for path in sorted((_ROOT / "survey_app").rglob("templates/**/*")):
        if path.is_file():
            yield path.name, re.sub(r"{#.*?#}|{[{%].*?[%}]}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    catalogue = _ROOT / "survey_app" / "language" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
    with catalogue.open("rb") as file:
        for message in read_po(file):
            for text in (message.id, message.string):
                yield from (("catalogue", one) for one in ([text] if isinstance(text, str) else text or ()))


def _strings(tree: ast.Module) -> Iterator[str]:
    """Texts with a blank in them, or a capital first: what is said, and no key of a format."""
    explained = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in explained:
            continue
        if " " in node.value or node.value[:1].isupper():
            yield node.value
