"""Texts that stand in both languages side by side are whole in both, with the same blanks to fill in."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import survey_app

ROOT = Path(survey_app.__file__).parent


def pairs() -> Iterator[tuple[str, str]]:
    """Every `Words("…", "…")` in the program, as it is written."""
    for file in (*ROOT.glob("assurance/*.py"), *ROOT.glob("writers/*.py"), *ROOT.glob("store/*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Words":
                texts = [value.value for value in node.args if isinstance(value, ast.Constant)]
                if len(texts) == 2:
                    yield str(texts[0]), str(texts[1])


def blanks(text: str) -> set[str]:
    return {name for _before, name, _how, _conversion in Formatter().parse(text) if name is not None}


def test_every_text_is_there_in_both_languages_with_the_same_blanks() -> None:
    found = list(pairs())

    assert len(found) > 60
    assert [pair for pair in found if not pair[0].strip() or not pair[1].strip()] == []
    assert [pair for pair in found if blanks(pair[0]) != blanks(pair[1])] == []
