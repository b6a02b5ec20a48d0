"""The index of decisions has each of them once, under one subject, with its title and what took its place."""

from __future__ import annotations

import re
from pathlib import Path

from tests.sentences import ROOT

DECISIONS = ROOT / "docs" / "decisions"
_REPLACED = re.compile(r"^\*\*Status\.\*\* (?:Replaced|Superseded) by (\d{4})", re.MULTILINE)
_PARTS = ("**Context.**", "**Decision.**", "**Consequences.**", "**Status.**")


def decisions() -> list[Path]:
    return sorted(path for path in DECISIONS.glob("*.md") if path.name != "README.md")


def line_of(decision: Path) -> str:
    """What the index says of it."""
    number, text = decision.name[:4], decision.read_text(encoding="utf-8")
    title = text.partition("\n")[0].removeprefix(f"# {number}: ")
    replaced = _REPLACED.search(text)
    return f"- [{number}]({decision.name}) {title}" + (f" *(replaced by {replaced[1]})*" if replaced else "")


def test_every_decision_is_in_the_index_once() -> None:
    index = (DECISIONS / "README.md").read_text(encoding="utf-8")
    listed = [line for line in index.splitlines() if line.startswith("- ")]

    assert sorted(listed) == sorted(map(line_of, decisions())), "put this line under one subject of the index"


def test_every_decision_has_its_number_and_its_parts() -> None:
    numbers = [path.name[:4] for path in decisions()]

    assert len(numbers) == len(set(numbers))
    for path in decisions():
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {path.name[:4]}: ")
        assert [part for part in _PARTS if part not in text] == [], path.name
