"""Whatever stands in a file: it is read, or its faults are told. Never anything else."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.questionnaire.faults import QuestionnaireFaults
from survey_app.questionnaire.loader import load_questionnaire, load_study
from survey_app.questionnaire.model import Questionnaire
from tests.small_questionnaire import GOOD

pytestmark = pytest.mark.slow

PIECES = [
    *("[", "]", "{", "}", ": ", "- ", "? ", "\n", "  ", "'", '"', "|", ">", "#", "%", "@", "\t", ", ", "\\", "<<: "),
    *(
        "&a ",
        "*a",
        "!t ",
        "!!int ",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "%TAG ! x\n",
        "\r",
        "~",
        "no",
        "010",
        "2020-05-01",
    ),
    *('"\\UFFFFFFFF"', '"\\ud800"', "\u0085", "\u2028", "\ufeff", "\x00", "when: ", "not: ", "all: ", "is: 1"),
]
"""What makes YAML difficult."""

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-20, 20)
    | st.floats()
    | st.text(max_size=4)
    | st.sampled_from(GOOD.split()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(GOOD.split()), inner, max_size=3),
    max_leaves=8,
)


def outcome(content: bytes) -> tuple[str, ...]:
    """What reading these bytes says: nothing when they are read, else every fault."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "study.yaml"
        path.write_bytes(content)
        told: list[str] = []
        for load in (lambda: load_questionnaire(path), lambda: load_study(path.parent)):
            try:
                load()
            except QuestionnaireFaults as refusal:
                told += [str(fault) for fault in refusal.faults]
        return tuple(told)


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    assert outcome(content)


@given(st.lists(st.tuples(st.integers(0, len(GOOD)), st.sampled_from(PIECES)), min_size=1, max_size=4))
@settings(max_examples=200, deadline=None)
def test_a_questionnaire_with_pieces_thrown_in_is_read_or_refused(pieces: list[tuple[int, str]]) -> None:
    text = GOOD
    for place, piece in pieces:
        text = text[:place] + piece + text[place:]

    assert all(line.isprintable() for line in outcome(text.encode("utf-8", "surrogatepass")))


@given(st.integers(0, 400), VALUES)
@settings(max_examples=200, deadline=None)
def test_a_questionnaire_with_any_value_anywhere_is_read_or_refused(number: int, value: object) -> None:
    questionnaire = json.loads(_good_as_json())
    places = _places(questionnaire)
    holder, key = places[number % len(places)]
    holder[key] = value

    assert all(line.isprintable() for line in outcome(json.dumps(questionnaire, indent=0).encode()))


@cache
def _good_as_json() -> str:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "good.yaml"
        path.write_text(GOOD, encoding="utf-8")
        loaded: Questionnaire = load_questionnaire(path)
    return loaded.model_dump_json(by_alias=True, exclude_none=True)


def _places(part: object) -> list[tuple[Any, object]]:  # a block or a list, and where in it
    """Everywhere a value can be put: each key of each block, each number in each list."""
    if isinstance(part, dict):
        inner = [place for value in part.values() for place in _places(value)]
        return [*((part, key) for key in part), *inner]
    if isinstance(part, list):
        inner = [place for value in part for place in _places(value)]
        return [*((part, index) for index in range(len(part))), *inner]
    return []
