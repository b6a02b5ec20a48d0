"""Where in code and templates respondents can read a text of ours: found from their pages on, never listed.

From each definition of their pages the names it uses are followed to what defines them, and so on; what is not used by
anything on the way is not read by them, though it stands in the same file. A class is one definition.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, meta

import survey_app

ROOT = Path(survey_app.__file__).parent
_TEMPLATES = ROOT / "web" / "templates"
_PAGES = ("web/respondent/*.py", "web/preview/*.py", "web/errors.py", "web/app.py", "writers/cards.py")
_OF_OTHERS = ("web/admin/", "commands/")
"""Pages of who reads a whole language; what they share with respondents' pages stands in rooms of its own."""
_BY_TYPE = "items"
"""Where templates are named by the type of an item, which no template spells out."""

_JINJA = Environment(extensions=["jinja2.ext.i18n"])

Name = tuple[str, str]
"""A file, relative to the package, and what is defined in it; the module itself where that is empty."""


def is_read(file: str, line: int) -> bool:
    """Whether what stands there can be on a page of a respondent."""
    if file.endswith(".html"):
        return file in _templates()
    return any(name in _names() for name in _defined_at(file, line))


@cache
def _templates() -> frozenset[str]:
    reached: set[Path] = set()
    to_follow = list(_TEMPLATES.glob("respondent/*.html"))
    while to_follow:
        path = to_follow.pop()
        if path not in reached:
            reached.add(path)
            parsed = _JINJA.parse(path.read_text(encoding="utf-8"))
            for name in meta.find_referenced_templates(parsed):
                to_follow += [_TEMPLATES / name] if name else (_TEMPLATES / _BY_TYPE).glob("*.html")
    return frozenset(path.relative_to(ROOT).as_posix() for path in reached)


@cache
def _names() -> frozenset[Name]:
    files = [path.relative_to(ROOT).as_posix() for pattern in _PAGES for path in ROOT.glob(pattern)]
    to_follow = [(file, name) for file in files for name in _module(file).definitions]
    reached: set[Name] = set()
    while to_follow:
        file, name = to_follow.pop()
        if (file, name) not in reached and not file.startswith(_OF_OTHERS):
            reached.add((file, name))
            to_follow += _module(file).used_by(name)
    return frozenset(reached)


@dataclass(frozen=True)
class _Module:
    """A file: its definitions by name, and what the names mean that it imports."""

    file: str
    definitions: Mapping[str, ast.stmt]
    imported: Mapping[str, Name]

    def used_by(self, name: str) -> Iterator[Name]:
        """What a definition uses: here, elsewhere by name, or of another module by attribute."""
        for node in ast.walk(self.definitions.get(name, ast.Pass())):
            if isinstance(node, ast.Name) and node.id in self.definitions:
                yield self.file, node.id
            elif isinstance(node, ast.Name) and self.imported.get(node.id, ("", ""))[1]:
                yield self.imported[node.id]
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                file, of = self.imported.get(node.value.id, ("", "?"))
                yield from [(file, node.attr)] if not of else []


@cache
def _module(file: str) -> _Module:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    definitions: dict[str, ast.stmt] = {}
    imported: dict[str, Name] = {}
    for statement in tree.body:
        if isinstance(statement, ast.ImportFrom):
            module = statement.module or ""
            imported |= {alias.asname or alias.name: _meant(module, alias.name) for alias in statement.names}
        for name in _defined(statement):
            definitions[name] = statement
    return _Module(file, definitions, {name: meant for name, meant in imported.items() if meant[0]})


def _meant(module: str, name: str) -> Name:
    """The module of that name, or what stands in a module; nothing where that is not ours."""
    for of, what in ((f"{module}.{name}", ""), (module, name)):
        file = Path(*of.split(".")).with_suffix(".py")
        if file.parts[0] == ROOT.name and (ROOT.parent / file).is_file():
            return file.relative_to(ROOT.name).as_posix(), what
    return "", ""


def _defined(statement: ast.stmt) -> Iterator[str]:
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        yield statement.name
    elif isinstance(statement, ast.Assign | ast.AnnAssign):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        yield from (node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name))


def _defined_at(file: str, line: int) -> Iterator[Name]:
    for name, statement in _module(file).definitions.items():
        if statement.lineno <= line <= (statement.end_lineno or line):
            yield file, name
