"""Each refusal is handed as many things as its line has blanks for, which mypy cannot see."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter

import survey_app
from survey_app.refusal import Refusal

PROGRAM = Path(survey_app.__file__).parent


def test_a_refusal_is_handed_what_its_line_has_blanks_for() -> None:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PROGRAM.rglob("*.py"))]
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    lines = {node.name: line for node in classes if (line := _line_of(node)) is not None}

    handed = [(name, number) for tree in trees for node in ast.walk(tree) for name, number in _call(node, lines)]

    assert [(name, number) for name, number in handed if number != _blanks(lines[name])] == []


def test_a_line_is_said_with_its_blanks_filled_in() -> None:
    class Hidden(Refusal, says="wave {0}: {1} rows are hidden; see peilstok wave show {0}"):
        """A line of which one blank stands twice."""

    assert str(Hidden("w1", 3)) == "wave w1: 3 rows are hidden; see peilstok wave show w1"
    assert str(Refusal("{as it is}")) == "{as it is}"


def _line_of(node: ast.ClassDef) -> str | None:
    """The line of a class that has one of its own; of others than these, mypy knows what they are handed."""
    if not {ast.unparse(base) for base in node.bases} <= {"AboutWave", "Refusal", "NotThere", "Overtaken", "Saying"}:
        return None
    return next((ast.literal_eval(keyword.value) for keyword in node.keywords if keyword.arg == "says"), None)


def _call(node: ast.AST, lines: dict[str, str]) -> list[tuple[str, int]]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in lines:
        return [(node.func.id, len(node.args))]
    bare = node.exc if isinstance(node, ast.Raise) else None
    return [(bare.id, 0)] if isinstance(bare, ast.Name) and bare.id in lines else []


def _blanks(line: str) -> int:
    """How many different ones."""
    names = [name.partition(".")[0] for _text, name, _form, _way in Formatter().parse(line) if name is not None]
    return len(names) if "" in names else len(set(names))
