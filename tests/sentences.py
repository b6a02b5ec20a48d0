"""Every sentence that the product prints about itself, as its sources have it, in Dutch; commands speak English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
_CATALOGUE = ROOT / "survey_app" / "web" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
_SENTENCE = re.compile(r"[.!?](?:\s|$|[”’)])")
_SPEAKS = ("survey_app/commands/", "survey_app/assurance/", "survey_app/writers/cards.py")
_FINDINGS = ("ok", "warning", "wrong")


@dataclass(frozen=True)
class Said:
    """A sentence and where it comes from: a module, or the pages."""

    source: str
    text: str


def all_said() -> list[Said]:
    """Of the pages by their catalogue, of modules by what stands in Words, and of commands by what they print."""
    found = [*_of_pages()]
    for path in sorted((ROOT / "survey_app").rglob("*.py")):
        source = path.relative_to(ROOT).as_posix()
        code = path.read_text(encoding="utf-8")
        if "Words(" not in code and not source.startswith(_SPEAKS):  # to read the rest would take seconds
            continue
        tree = ast.parse(code)
        found += [Said(source, text) for text in (*_words(tree), *_printed(tree, source)) if _SENTENCE.search(text)]
        found += [Said(source, text) for text in (*_findings(tree), *_on_cards(tree, source))]
    return list(dict.fromkeys(found))


def _of_pages() -> Iterator[Said]:
    with _CATALOGUE.open("rb") as file:
        for message in read_po(file):
            text = message.id if isinstance(message.id, str) else message.id[0]
            if _SENTENCE.search(text):
                yield Said("pages", text)


def _words(tree: ast.Module) -> Iterator[str]:
    """The Dutch of every text in two languages."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Words" and node.args:
            text = _text(node.args[0])
            if text:
                yield text


def _printed(tree: ast.Module, source: str) -> Iterator[str]:
    """What commands print and explain of themselves, and what the doctor finds."""
    in_commands = source.startswith("survey_app/commands/")
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and in_commands and _is_command(node):
            yield " ".join((ast.get_docstring(node) or "").split())
        elif isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if in_commands and name in ("echo", "confirm"):
                yield from filter(None, map(_text, node.args))


def _findings(tree: ast.Module) -> Iterator[str]:
    """What the doctor says that it found, where that is one text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _FINDINGS and len(node.args) > 1:
            text = _text(node.args[1])
            if text:
                yield text


def _on_cards(tree: ast.Module, source: str) -> Iterator[str]:
    """What stands on every card, in the table of its words."""
    if source == "survey_app/writers/cards.py":
        dictionaries = [node for node in ast.walk(tree) if isinstance(node, ast.Dict)]
        texts = [_text(value) for node in dictionaries for value in node.values]
        yield from (text for text in texts if _SENTENCE.search(text))


def _is_command(function: ast.FunctionDef) -> bool:
    return any("command" in ast.unparse(one) or "group" in ast.unparse(one) for one in function.decorator_list)


def _text(node: ast.expr) -> str:
    """A text as it is written, with {} for what is filled in; empty for what is none."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return ""
