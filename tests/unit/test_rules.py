"""The rules are in docs/rules, and every section of them that is named anywhere is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.sentences import ROOT

RULES = ROOT / "docs" / "rules"
_FOLDERS = ("survey_app", "tests", "benchmarks", "docs", "migrations", "questionnaires")
_KINDS = {".py", ".md", ".json", ".yaml", ".html", ".R"}
_NAMED = re.compile(
    r"\b(STATISTICS|ANONYMITY|DESIGN|STYLE|PUBLIC-SECTOR)"
    r" ([A-Z]?\d+(?:\.\d+)?(?:(?:, | and | to )[A-Z]?\d+(?:\.\d+)?)*)"
    r"(?:, rule (\d+)| \(rule (\d+)\))?"
)
_DATABASE = re.compile(r"(?:SET|CREATE) STATISTICS")
"""PostgreSQL's own, which are no rules."""


def sources() -> Iterator[Path]:
    yield ROOT / "README.md"
    for folder in _FOLDERS:
        yield from (path for path in (ROOT / folder).rglob("*") if path.suffix in _KINDS)


def named_in(text: str) -> Iterator[tuple[str, str]]:
    """The rules and the section, or section and rule, that a text names: ("STATISTICS", "15.12")."""
    for rules, sections, *rule in _NAMED.findall(_DATABASE.sub("", text)):
        of_it = next(filter(None, rule), None)
        for section in re.split(r", | and | to ", sections):
            yield rules, f"{section}.{of_it}" if of_it and "." not in section else section


@cache
def sections_of(rules: str) -> frozenset[str]:
    """Every section that may be named: those with a heading, and the numbered or lettered rules within."""
    section, found = "", set()
    for line in (RULES / f"{rules.lower()}.md").read_text(encoding="utf-8").splitlines():
        if heading := re.match(r"## (\d+)\. ", line):
            section = heading[1]
            found.add(section)
        elif rule := re.match(r"(\d+)\. ", line):
            found.add(f"{section}.{rule[1]}")
        elif lettered := re.match(r"- ([A-Z]\d+) ", line):
            found.add(lettered[1])
    return frozenset(found)


def test_every_section_that_is_named_is_there() -> None:
    named = {(path, *one) for path in sources() for one in named_in(path.read_text(encoding="utf-8"))}

    assert len(named) > 150
    assert {one for one in named if one[2] not in sections_of(one[1])} == set()


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("(STATISTICS 15.12)", ["15.12"]),
        ("STATISTICS 15, rule 7", ["15.7"]),
        ("STATISTICS 15 (rule 10)", ["15.10"]),
        ("STATISTICS 15.2, 15.12, 15.13", ["15.2", "15.12", "15.13"]),
        ("STATISTICS 9 and 13, decision 0095", ["9", "13"]),
        ("PUBLIC-SECTOR R1", ["R1"]),
        ("ALTER name SET STATISTICS 0", []),
    ],
)
def test_what_is_named_is_read_as_people_do(text: str, sections: list[str]) -> None:
    assert [section for _rules, section in named_in(text)] == sections


def test_a_section_that_is_not_there_is_seen() -> None:
    assert "15.15" in sections_of("STATISTICS")
    assert "15.16" not in sections_of("STATISTICS")
    assert "S4" in sections_of("PUBLIC-SECTOR")


def test_nothing_outside_the_project_is_named() -> None:
    outside = re.compile(r"\.\./shared|/work/|\bshared/")

    assert [path for path in sources() if path != Path(__file__) and outside.search(path.read_text("utf-8"))] == []
