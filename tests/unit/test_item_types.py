"""What mypy does not see of a type of item: its template, and that no two are called the same."""

from __future__ import annotations

from inspect import isabstract
from pathlib import Path

import survey_app.web
from survey_app.dataset.from_files.items import KINDS, UNREAD
from survey_app.questionnaire.model import ITEM_TYPES

TEMPLATES = Path(survey_app.web.__file__).parent / "templates" / "items"


def test_every_type_has_a_template_of_its_name_and_every_template_a_type() -> None:
    assert {file.stem for file in TEMPLATES.iterdir()} == set(ITEM_TYPES)


def test_every_type_answers_for_itself_and_mypy_sees_to_it() -> None:
    for one in ITEM_TYPES.values():
        assert getattr(one, "__final__", False), f"{one.__name__} is not @final, so mypy does not say what it lacks"
        assert not isabstract(one)


def test_no_two_types_are_called_the_same() -> None:
    words = [word for name, one in ITEM_TYPES.items() for word in (name, *one.called)]

    assert len(set(words)) == len(words)
    assert set(KINDS.values()) == {*ITEM_TYPES, UNREAD}
