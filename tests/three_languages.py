"""A questionnaire in Dutch, English and Arabic, made of one in Dutch: what the other two say need not mean the same."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any  # YAML of any shape

from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.loader import load_instrument
from tests.small_questionnaire import GOOD, STUDY

BEGINS = {"nl": "", "en": "In English: ", "ar": "بالعربية: "}
"""What the text in a language has before the Dutch one."""
LOCALES = {"nl": "nl-NL", "en": "en-GB", "ar": "ar-SY"}
"""A browser of somebody who reads the language."""
_READ = (
    *(
        "title",
        "introduction",
        "thanks",
        "alt",
        "lead_in",
        "text",
        "help",
        "label",
        "not_applicable",
        "unit",
        "read_by",
    ),
    *("client", "bureau", "contact", "controller", "purpose", "basis_in", "officer", "recipients", "retention"),
    *("complaint", "alt"),
)
_UNREAD = ("segments", "scales")
_TEXT = re.compile(rf"^(?P<key>\s*(?:- )?(?:{'|'.join(_READ)})): (?P<text>[^|>{{].*)$", re.MULTILINE)


def in_three(file: str) -> str:
    """The same file with each text that respondents read in three languages."""
    return _TEXT.sub(lambda text: f"{text['key']}: {_of(text['text'])}", file)


def data_in_three(data: Any, key: str = "") -> Any:
    """The same of what stands in a file, but for what is in one language: segments and titles of scales."""
    if isinstance(data, list):
        return [data_in_three(part, key) for part in data]
    if isinstance(data, dict):
        return {name: part if name in _UNREAD else data_in_three(part, name) for name, part in data.items()}
    is_read = key in _READ and any(sign.isalpha() for sign in data)
    return {language: before + data for language, before in BEGINS.items()} if is_read else data


def three_languages(folder: Path, questionnaire: str = GOOD, study: str = STUDY) -> Instrument:
    """The small questionnaire in its study, both in three languages, from files in this folder."""
    (folder / "study.yaml").write_text(in_three(study), encoding="utf-8")
    (folder / "bewoners.yaml").write_text(in_three(questionnaire), encoding="utf-8")
    return load_instrument(folder / "bewoners.yaml")


def write_in_three(folder: Path, questionnaire: dict[str, Any], study: dict[str, Any]) -> Instrument:
    """The same of data; JSON is YAML too."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "study.yaml").write_text(json.dumps(data_in_three(study)), encoding="utf-8")
    (folder / "bewoners.yaml").write_text(json.dumps(data_in_three(questionnaire)), encoding="utf-8")
    return load_instrument(folder / "bewoners.yaml")


def _of(text: str) -> str:
    plain = text.strip("'\"")
    return "{ " + ", ".join(f'{language}: "{before}{plain}"' for language, before in BEGINS.items()) + " }"
