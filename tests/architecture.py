"""The picture and the table of rooms in docs/architecture.md, made of the import contracts and each room's own words.

`python -m tests.architecture` writes them anew.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any  # what stands in a TOML file has no type

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "architecture.md"
_PROJECT = "survey_app"
_EDGES = ("flask", "sqlalchemy", "xlsxwriter", "openpyxl", "click")
"""What a room is plain without: pages, a database, workbooks and a terminal."""

_MADE = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)

Contract = Mapping[str, Any]
Layers = tuple[tuple[str, ...], ...]
"""From the left of the line to its right: modules that stand side by side are one layer."""


def contracts() -> Sequence[Contract]:
    """As `make check` holds the code to them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: Sequence[Contract] = settings["tool"]["importlinter"]["contracts"]
    return found


def page(text: str, rules: Sequence[Contract]) -> str:
    """The page with what is made put in its place."""
    return made_anew(text, {"picture": picture(rules), "rooms": rooms(rules), "contracts": sentences(rules)})


def made_anew(text: str, made: Mapping[str, str]) -> str:
    """A page with each part of it that is made, by its name, put in its place."""
    return _MADE.sub(lambda found: f"{found[1]}{made[found[2]]}\n{found[3]}", text)


def layers_of(rule: Contract) -> Layers:
    """Its layers, the lowest first; in a contract with containers, those of the first."""
    inside = f"{rule['containers'][0]}." if rule.get("containers") else ""
    layers = [re.split(r"\s*[|:]\s*", layer) for layer in reversed(rule["layers"])]
    return tuple(tuple(inside + module.strip("() ") for module in layer) for layer in layers)


def picture(rules: Sequence[Contract]) -> str:
    """The line from top to bottom in Mermaid, with the lines that rooms have inside; in a box those that are plain."""
    lines = [layers_of(rule) for rule in rules if rule["type"] == "layers"]
    main = next(line for line in lines if all(module.count(".") == 1 for layer in line for module in layer))
    within = {_outer(line): line for line in lines if line is not main}
    drawn = ["```mermaid", "flowchart TD"]
    drawn += [one for layer in main for module in layer for one in _node(module, within)]
    drawn += _arrows(main)
    drawn += ["  classDef plain fill:#e8f1ea,stroke:#1d6b3a,color:#1c2530"]
    drawn += [f"  class {_id(module)} plain" for layer in main for module in layer if _is_plain(module, rules)]
    return "\n".join([*drawn, "```"])


def rooms(rules: Sequence[Contract]) -> str:
    """A row for every room, in the order of the line; then for the modules that stand beside the rooms."""
    line = [module for rule in rules if rule["type"] == "layers" for layer in layers_of(rule) for module in layer]
    order = {module: place for place, module in enumerate(dict.fromkeys(line))}
    packages = {_dotted(path.parent): path.parent for path in (ROOT / _PROJECT).glob("*/**/__init__.py")}
    names = sorted(packages, key=lambda name: (order.get(_room(name), len(order)), name))
    modules = sorted(path for path in (ROOT / _PROJECT).glob("*.py") if path.name != "__init__.py")
    rows = [_row(f"{packages[name].relative_to(ROOT / _PROJECT)}/", packages[name]) for name in names]
    return "\n".join(["| room | what it is for |", "|---|---|", *rows, *(_row(path.name, path) for path in modules)])


def sentences(rules: Sequence[Contract]) -> str:
    """What each contract says of itself."""
    return "\n".join(f"- {rule['name']}." for rule in rules)


def _is_plain(module: str, rules: Sequence[Contract]) -> bool:
    """Whether no contract lets it import what belongs to an edge."""
    return not any(_may_import(module, package, rules) for package in _EDGES)


def _may_import(module: str, package: str, rules: Sequence[Contract]) -> bool:
    forbidden = [rule["source_modules"] for rule in rules if package in rule.get("forbidden_modules", ())]
    allowed = [rule["allowed_importers"] for rule in rules if package in rule.get("protected_modules", ())]
    return not any(module in sources for sources in forbidden) and all(
        any(f"{importer}.".startswith(f"{module}.") for importer in importers) for importers in allowed
    )


def _node(module: str, within: Mapping[str, Layers]) -> Iterator[str]:
    if module not in within:
        yield f'  {_id(module)}["{_label(module)}"]'
        return
    yield f'  subgraph {_id(module)}["{_label(module)}"]'
    yield from (f'  {_id(inner)}["{_label(inner)}"]' for layer in within[module] for inner in layer)
    yield from _arrows(within[module])
    yield "  end"


def _arrows(line: Layers) -> list[str]:
    return [f"  {' & '.join(map(_id, left))} --> {' & '.join(map(_id, right))}" for left, right in pairwise(line)]


def _row(name: str, path: Path) -> str:
    source = path / "__init__.py" if path.is_dir() else path
    words = ast.get_docstring(ast.parse(source.read_text(encoding="utf-8"))) or ""
    return f"| [`{name}`](../{path.relative_to(ROOT)}{'/' if path.is_dir() else ''}) | {words.partition(chr(10))[0]} |"


def _outer(line: Layers) -> str:
    return line[0][0].rpartition(".")[0]


def _room(dotted: str) -> str:
    return ".".join(dotted.split(".")[:2])


def _dotted(folder: Path) -> str:
    return ".".join(folder.relative_to(ROOT).parts)


def _label(module: str) -> str:
    return module.rpartition(".")[2]


def _id(module: str) -> str:
    return module.removeprefix(f"{_PROJECT}.").replace(".", "_")


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), contracts()), encoding="utf-8")
