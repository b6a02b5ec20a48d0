"""A questionnaire in Dutch, English and Arabic, made of one in Dutch: what the other two say need not mean the same."""

from __future__ import annotations

import re
from pathlib import Path

from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.loader import load_instrument
from tests.small_questionnaire import GOOD, STUDY

_TEXT = re.compile(
    r"^(?P<key>\s*(?:- )?(?:title|introduction|thanks|lead_in|text|help|label|not_applicable|unit"
    r"|client|bureau|contact)): "
    r"(?P<text>[^|>].*)$",
    re.MULTILINE,
)


def in_three(file: str) -> str:
    """The same file with each text that respondents read in three languages."""
    return _TEXT.sub(lambda text: f"{text['key']}: {{ nl: {_quoted(text['text'])}, {_others(text['text'])} }}", file)


def three_languages(folder: Path, questionnaire: str = GOOD, study: str = STUDY) -> Instrument:
    """The small questionnaire in its study, both in three languages, from files in this folder."""
    (folder / "study.yaml").write_text(in_three(study), encoding="utf-8")
    (folder / "bewoners.yaml").write_text(in_three(questionnaire), encoding="utf-8")
    return load_instrument(folder / "bewoners.yaml")


def _others(text: str) -> str:
    plain = text.strip("'\"")
    return f'en: "In English: {plain}", ar: "بالعربية: {plain}"'


def _quoted(text: str) -> str:
    return '"' + text.strip("'\"") + '"'
