"""The tables of decision 0180 against the sentences that the product says, and against the tests there are."""

from __future__ import annotations

import re
from functools import cache

from tests.sentences import ROOT, all_said

_TABLE = ROOT / "docs" / "decisions" / "0180-what-makes-each-sentence-true.md"


@cache
def _rows() -> tuple[tuple[str, ...], ...]:
    """The cells of every row, without the headings."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    cells = [re.split(r"(?<!\\)\|", line)[1:-1] for line in lines if line.startswith("| ")]
    return tuple(tuple(cell.strip() for cell in row) for row in cells if not row[0].startswith((" sentence", " asks,")))


def _beginnings(cell: str) -> list[str]:
    return [one.replace("\\|", "|").removesuffix("…").rstrip() for one in cell.split("<br>")]


def test_every_sentence_has_a_row_and_every_row_has_a_sentence() -> None:
    said = {" ".join(one.text.split()): one.source for one in all_said()}
    beginnings = {beginning for row in _rows() for beginning in _beginnings(row[0])}

    without_row = {(source, text) for text, source in said.items() if not text.startswith(tuple(beginnings))}
    without_sentence = {one for one in beginnings if not any(text.startswith(one) for text in said)}

    assert without_row == set(), f"say in {_TABLE.name} what makes these true"
    assert without_sentence == set(), f"these rows of {_TABLE.name} are said nowhere"


def test_every_claim_has_a_cause_and_tests_that_are_there() -> None:
    claims = [row for row in _rows() if len(row) > 1]

    named = {name for _sentences, cause, tests in claims for name in re.findall(r"`(tests/[^`]+)`", tests) if cause}

    assert all(cause and "`tests/" in tests for _sentences, cause, tests in claims)
    assert len(claims) > 90
    assert {name for name in named if not _is_there(name)} == set()


def _is_there(name: str) -> bool:
    file, _, test = name.partition("::")
    path = ROOT / file
    return path.is_file() and re.search(rf"^def {test}\b", path.read_text(encoding="utf-8"), re.MULTILINE) is not None
