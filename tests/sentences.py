"""Every sentence that the product prints about itself, as its sources have it, in Dutch; commands speak English.

Of what is refused, and of what commands and the doctor say in passing, only what says something of the state of things
counts: that nothing was done, what is kept, lost or destroyed, what can only be so and what follows (_CLAIMS). What is
wrong with a file that somebody handed in is no such sentence. Refusals on pages stand in the catalogue.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.catalogues import TRANSLATED, catalogue, forms

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
"""What people read before they look at the code."""
_PAPERS = ROOT / "survey_app" / "writers" / "templates" / "privacy"
_SENTENCE = re.compile(r"[.!?](?:\s|$|[”’)])")
_SPEAKS = ("survey_app/commands/", "survey_app/assurance/")
_FINDINGS = ("ok", "warning", "wrong")
_CLAIMS = re.compile(
    r"\b(?:nothing|nobody|never|none|only|alone|lost|void|gone|kept|stays?|still)\b"
    r"|\b(?:changed|replaced|destroyed|any more|so)\b",
    re.IGNORECASE,
)
_REFUSES = re.compile(
    r"^(?: +raise [\w.]+\(| +super\(\)\.__init__\(| +words = |class .*says=| +(?:\w+, )?says=)(?:.*\n){1,8}",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Said:
    """A sentence and where it comes from: a module, or the texts that are translated."""

    source: str
    text: str


_LOOKED_AT = (ast.Call, ast.ClassDef, ast.Dict, ast.FunctionDef, ast.Raise)
Nodes = Sequence[ast.AST]
"""Of a module that is walked through once, what is looked at."""


def all_said() -> list[Said]:
    """What the catalogue translates, what papers claim, and what commands and refusals print."""
    found = [*_translated(), *_of_papers()]
    for path in sorted((ROOT / "survey_app").rglob("*.py")):
        source = path.relative_to(ROOT).as_posix()
        code = path.read_text(encoding="utf-8")
        refuses = not source.startswith("survey_app/web/") and any(map(_CLAIMS.search, _REFUSES.findall(code)))
        if not source.startswith(_SPEAKS) and not refuses:  # to read the rest takes seconds
            continue
        parsed = ast.parse(code)
        tree = [node for node in ast.walk(parsed) if isinstance(node, _LOOKED_AT)]
        found += [Said(source, text) for text in _printed(tree, source) if _SENTENCE.search(text)]
        found += [Said(source, text) for text in _findings(tree)]
        in_passing = _in_passing(parsed) if source.startswith(_SPEAKS) else _refusals(tree) if refuses else ()
        found += [Said(source, text) for text in in_passing if _CLAIMS.search(text)]
    return list(dict.fromkeys(found))


def acts_in_the_log() -> set[str]:
    """What the audit log keeps of acts, as far as it stands where it is written; without the number before it."""
    codes = [path.read_text(encoding="utf-8") for path in (ROOT / "survey_app").rglob("*.py")]
    nodes = [node for code in codes if "AuditEntry(" in code for node in ast.walk(ast.parse(code))]
    entries = [node for node in nodes if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "AuditEntry"]
    return {text.removeprefix("{} ") for entry in entries if (text := _text(entry.args[2])) and text != "{} {}"}


def sections_of(page: Path) -> Iterator[str]:
    """The headings of a page of the documentation, up to a colon, with its name."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE):
        yield f"{page.name} › {heading.partition(':')[0].replace('`', '')}"


def _translated() -> Iterator[Said]:
    for message in catalogue(TRANSLATED[0]):
        text = forms(message.id)[0]
        if _SENTENCE.search(text):
            yield Said("catalogue", text)


def _of_papers() -> Iterator[Said]:
    """What privacy papers claim, a line each with {} for what is filled in: not headings, nor what is left blank."""
    for path in sorted(_PAPERS.glob("*.md")):
        written = re.sub(r"\{\{.*?\}\}", "{}", path.read_text(encoding="utf-8"))
        for line in re.findall(r"^(?![#{])(?:[->] |\| )?(.*\w.*?)(?: \|)?$(?!\n\|--)", written, re.MULTILINE):
            ours = re.sub(r"\[.*?\]|\{\}", "", line)
            if _SENTENCE.search(ours) or re.search(r"\w", ours.partition(" | ")[2]):
                yield Said(path.relative_to(ROOT).as_posix(), line)


def _printed(tree: Nodes, source: str) -> Iterator[str]:
    """What commands print and explain of themselves, and what the doctor finds."""
    in_commands = source.startswith("survey_app/commands/")
    for node in tree:
        if isinstance(node, ast.FunctionDef) and in_commands and _is_command(node):
            yield " ".join((ast.get_docstring(node) or "").split())
        elif isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if in_commands and name in ("echo", "confirm"):
                yield from filter(None, map(_text, node.args))


def _findings(tree: Nodes) -> Iterator[str]:
    """What the doctor says that it found, where that is one text."""
    for node in tree:
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _FINDINGS and len(node.args) > 1:
            text = _text(node.args[1])
            if text:
                yield text


def _refusals(tree: Nodes) -> Iterator[str]:
    """What exceptions say: those of our own where they are made, others where they are raised."""
    for node in tree:
        if isinstance(node, ast.ClassDef) and node.bases:
            lines = [keyword.value for keyword in node.keywords if keyword.arg == "says"]
            yield from (re.sub(r"\{[^}]*\}", "{}", text) for line in lines for text in _texts(line))
            for part in node.body:
                if isinstance(part, ast.FunctionDef) and part.name == "__init__":
                    yield from (text for line in part.body for text in _texts(line))
                elif isinstance(part, ast.Assign):
                    yield from _texts(part.value)
        elif isinstance(node, ast.Raise) and node.exc is not None:
            yield from _texts(node.exc)


def _in_passing(node: ast.AST) -> Iterator[str]:
    """What stands anywhere in a command, with the help of its options; not in docstrings, and of Words once."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue
        if isinstance(child, ast.Call) and getattr(child.func, "id", "") == "Words":
            continue
        text = _text(child) if isinstance(child, ast.expr) else ""
        if not text:
            yield from _in_passing(child)
        elif " " in text:
            yield text


def _texts(node: ast.AST) -> Iterator[str]:
    """Every text of more than one word in this piece of code, each whole."""
    text = _text(node) if isinstance(node, ast.expr) else ""
    if not text:
        yield from (found for child in ast.iter_child_nodes(node) for found in _texts(child))
    elif " " in text:
        yield text


def _is_command(function: ast.FunctionDef) -> bool:
    return any("command" in ast.unparse(one) or "group" in ast.unparse(one) for one in function.decorator_list)


def _text(node: ast.expr) -> str:
    """A text as it is written, with {} for what is filled in; empty for what is none."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return ""
