"""A file as its writer sees it: texts, lists and blocks, each with the line it stands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from survey_app.questionnaire.faults import Steps


@dataclass(frozen=True)
class Text:
    """A scalar; `plain` when it was written without quotes and not as a block of text."""

    line: int
    value: str
    plain: bool


@dataclass(frozen=True)
class Listing:
    """Parts under each other, each behind a dash."""

    line: int
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Block:
    """Parts by key; `lines` tells where each key stands."""

    line: int
    parts: Mapping[str, Node]
    lines: Mapping[str, int]


Node = Text | Listing | Block


def line_of(node: Node, path: Steps) -> int:
    """The line of the key or dash a path leads to; of the nearest part around it when there is no such part."""
    line = node.line
    for step in path:
        part = _part(node, step)
        if part is None:
            return line
        line = node.lines[str(step)] if isinstance(node, Block) else part.line
        node = part
    return line


def find_node(node: Node, path: Steps) -> Node | None:
    """The part a path leads to, or None."""
    for step in path:
        part = _part(node, step)
        if part is None:
            return None
        node = part
    return node


def _part(node: Node, step: str | int) -> Node | None:
    if isinstance(node, Block) and isinstance(step, str):
        return node.parts.get(step)
    if isinstance(node, Listing) and isinstance(step, int):
        return node.parts[step] if 0 <= step < len(node.parts) else None
    return None
