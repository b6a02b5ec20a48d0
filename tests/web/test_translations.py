"""The pages in English: everything translated, and compiled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from survey_app.installation import Installation
from survey_app.questionnaire.instrument import Instrument
from survey_app.web import app as web_app
from tests.sentences import acts_in_the_log
from tests.web.field import QUESTIONNAIRE, STUDY, Browser, open_wave_with_codes

WEB = Path(web_app.__file__).parent
ENGLISH = WEB / "translations" / "en" / "LC_MESSAGES"
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]


def catalogue() -> Catalog:
    """The English catalogue as it is kept."""
    with (ENGLISH / "messages.po").open("rb") as file:
        return read_po(file, locale="en")


def texts_of_the_pages() -> set[str | tuple[str, ...]]:
    """The Dutch texts that stand in code and templates."""
    options = {"**/templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true"}}
    found = extract_from_dir(WEB, METHODS, options, keywords={**DEFAULT_KEYWORDS, "_l": None})
    return {message for _name, _line, message, _comments, _context in found}


def test_every_act_that_the_log_keeps_has_words_on_its_page() -> None:
    known = (WEB / "admin" / "audit_words.py").read_text(encoding="utf-8")

    acts = acts_in_the_log()

    assert len(acts) > 20
    assert {act for act in acts if f'"{act}": _(' not in known} == set()


def test_every_text_of_the_pages_is_in_the_catalogue_and_nothing_else() -> None:
    kept = {message.id for message in catalogue() if message.id}

    assert kept == texts_of_the_pages()
    assert not catalogue().obsolete


def test_every_text_has_an_english_one_that_somebody_has_read() -> None:
    messages = [message for message in catalogue() if message.id]

    assert [message.id for message in messages if not all(forms(message.string))] == []
    assert [message.id for message in messages if message.fuzzy] == []


def test_an_english_text_fills_in_what_the_dutch_one_does() -> None:
    messages = [message for message in catalogue() if message.id]

    for message in messages:
        for dutch, english in zip(forms(message.id), forms(message.string), strict=True):
            assert blanks(english) == blanks(dutch), dutch


def test_the_catalogue_is_compiled() -> None:
    with (ENGLISH / "messages.mo").open("rb") as file:
        compiled = read_mo(file)

    assert texts_of(compiled) == texts_of(catalogue())


def texts_of(made: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Each Dutch text with its English one; not the header, in which every release of Babel names itself."""
    return {forms(message.id): forms(message.string) for message in made if message.id}


def forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """One text, or that for one thing and that for more."""
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def blanks(text: str) -> Counter[str]:
    """What is filled in: %(number)s, {n}; and percent signs, which are written twice beside it."""
    return Counter(re.findall(r"%\(\w+\)[sd]|%%|\{\w+\}", text))


def test_the_pages_speak_the_language_of_the_questionnaire(field: Installation, browser: Browser) -> None:
    english = Instrument.model_validate({"study": STUDY, "questionnaire": QUESTIONNAIRE | {"language": "en"}})
    code, *_others = open_wave_with_codes(field, "residents-2026", instrument=english)
    browser.enter(code)

    page = browser.open("/vragenlijst/1")

    assert '<html lang="en"' in page
    assert "Page 1 of 3" in page
    assert ">Next</button>" in page
    assert "Volgende" not in page
    assert "Start with the questions" in browser.open("/vragenlijst")
