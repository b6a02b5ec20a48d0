"""The tables of decision 0180 against what the product says, what the documentation has, and the tests there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

import pytest

from tests.sentences import PAGES, ROOT, all_said, sections_of

_TABLE = ROOT / "docs" / "decisions" / "0180-what-makes-each-sentence-true.md"
_DOCS = "Docs"

Rows = tuple[tuple[str, ...], ...]


@cache
def _tables() -> Mapping[str, Rows]:
    """The cells of every row under each heading, without those of the headings of columns."""
    parts = _TABLE.read_text(encoding="utf-8").split("\n## ")[1:]
    return {part.partition("\n")[0]: tuple(_rows(part.splitlines())) for part in parts}


def _rows(lines: list[str]) -> Iterable[tuple[str, ...]]:
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith("| ") and not below.startswith("|--"):
            yield tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1])


def _named(rows: Iterable[tuple[str, ...]]) -> list[str]:
    """What stands in the first cells, one by one."""
    return [one.replace("\\|", "|") for row in rows for one in row[0].split("<br>")]


@pytest.mark.slow
def test_every_sentence_has_a_row_and_every_row_has_a_sentence() -> None:
    said = {" ".join(one.text.split()): one.source for one in all_said()}
    named = set(_named(row for heading, rows in _tables().items() if heading != _DOCS for row in rows))
    cut = tuple({one.removesuffix("…").rstrip() for one in named if one.endswith("…")})

    without_row = {(source, text) for text, source in said.items() if text not in named and not text.startswith(cut)}
    without_sentence = {one for one in cut if not any(text.startswith(one) for text in said)} | {
        one for one in named if one not in said and not one.endswith("…")
    }

    assert without_row == set(), f"say in {_TABLE.name} what makes these true"
    assert without_sentence == set(), f"these rows of {_TABLE.name} are said nowhere"


def test_every_section_of_the_documentation_has_one_row_and_every_row_a_section() -> None:
    sections = [section for page in PAGES for section in sections_of(page)]

    assert len(sections) > 80
    assert sorted(_named(_tables()[_DOCS])) == sorted(sections), f"read the section, and say it in {_TABLE.name}"


def test_every_claim_has_a_cause_and_tests_that_are_there() -> None:
    claims = [row for rows in _tables().values() for row in rows if len(row) > 1]

    named = {name for _sentences, cause, tests in claims for name in re.findall(r"`(tests/[^`]+)`", tests) if cause}

    assert all(cause and "`tests/" in tests for _sentences, cause, tests in claims)
    assert len(claims) > 150
    assert {name for name in named if not _is_there(name)} == set()


def test_every_guideline_for_forms_names_tests_that_are_there() -> None:
    rows = list(_rows((ROOT / "docs" / "forms.md").read_text(encoding="utf-8").splitlines()))

    assert len(rows) > 50
    assert [row for row in rows if len(row) != 3 or not all(row)] == []
    assert [row[0] for row in rows if not all(map(_is_there, row[2].replace("`", "").split("<br>")))] == []


def _is_there(name: str) -> bool:
    file, _, test = name.partition("::")
    path = ROOT / file
    return path.is_file() and re.search(rf"^def {test}\b", _text_of(file), re.MULTILINE) is not None


@cache
def _text_of(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")
