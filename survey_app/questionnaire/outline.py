"""The well-formed parts of a questionnaire that may have faults elsewhere, so that they are checked all the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from survey_app.questionnaire.conditions import Answered, AtLeast, In, Is
from survey_app.questionnaire.faults import Steps
from survey_app.questionnaire.model import Entry, ResponseScale
from survey_app.questionnaire.scalars import Data

Leaf = Is | In | AtLeast | Answered
"""A condition that looks at an answer itself."""

_Part = TypeVar("_Part")

_ENTRY: TypeAdapter[Entry] = TypeAdapter(Entry)
_LEAF: TypeAdapter[Leaf] = TypeAdapter(Leaf)
_RESPONSE_SCALE = TypeAdapter(ResponseScale)


@dataclass(frozen=True)
class Named:
    """An id where it stands."""

    path: Steps
    id: str


@dataclass(frozen=True)
class Look:
    """A condition on one answer, where it stands in a `when`, however deep."""

    path: Steps
    leaf: Leaf


@dataclass(frozen=True)
class OutlinedEntry:
    """An item or passage; `entry` is None when it is not well-formed."""

    path: Steps
    id: str | None
    kind: str | None
    entry: Entry | None
    response_scale: str | None
    looks: tuple[Look, ...]
    options: tuple[Named, ...]


@dataclass(frozen=True)
class OutlinedSection:
    """A section, with whatever of it can be recognised."""

    path: Steps
    id: str | None
    looks: tuple[Look, ...]
    entries: tuple[OutlinedEntry, ...]


@dataclass(frozen=True)
class OutlinedScale:
    """A scale: its id, the items that are scored together, and those of them that are reversed."""

    id: Named | None
    items: tuple[Named, ...]
    reversed: tuple[Named, ...]


@dataclass(frozen=True)
class Outline:
    """A questionnaire, with whatever of it can be recognised. A response scale that is not well-formed is None."""

    response_scales: Mapping[str, ResponseScale | None] = field(default_factory=dict)
    points: Mapping[str, tuple[Named, ...]] = field(default_factory=dict)
    sections: tuple[OutlinedSection, ...] = ()
    scales: tuple[OutlinedScale, ...] = ()

    def entries(self) -> Iterator[OutlinedEntry]:
        """Every item and passage, in reading order."""
        for section in self.sections:
            yield from section.entries


def outline_of(data: Data) -> Outline:
    """Recognise what can be recognised; nothing is refused."""
    top = _block(data)
    response_scales = _block(top.get("response_scales"))
    return Outline(
        response_scales={name: _well_formed(_RESPONSE_SCALE, scale) for name, scale in response_scales.items()},
        points={name: named(scale, "points", ("response_scales", name)) for name, scale in response_scales.items()},
        sections=tuple(
            _section(section, ("sections", index)) for index, section in enumerate(_list(top.get("sections")))
        ),
        scales=tuple(_scale(scale, ("scales", index)) for index, scale in enumerate(_list(top.get("scales")))),
    )


def named(data: Data, key: str, path: Steps) -> tuple[Named, ...]:
    """The ids in a list of blocks, each with its path."""
    parts = [(index, _text(_block(part).get("id"))) for index, part in enumerate(_list(_block(data).get(key)))]
    return tuple(Named((*path, key, index, "id"), name) for index, name in parts if name is not None)


def _section(data: Data, path: Steps) -> OutlinedSection:
    block = _block(data)
    entries = enumerate(_list(block.get("items")))
    return OutlinedSection(
        path,
        _text(block.get("id")),
        tuple(_looks(block.get("when"), (*path, "when"))),
        tuple(_entry(entry, (*path, "items", index)) for index, entry in entries),
    )


def _scale(data: Data, path: Steps) -> OutlinedScale:
    block = _block(data)
    scale_id = _text(block.get("id"))
    return OutlinedScale(
        None if scale_id is None else Named((*path, "id"), scale_id),
        _ids(block.get("items"), (*path, "items")),
        _ids(block.get("reversed"), (*path, "reversed")),
    )


def _ids(data: Data | None, path: Steps) -> tuple[Named, ...]:
    """The ids in a list of ids."""
    return tuple(Named((*path, index), one) for index, one in enumerate(_list(data)) if isinstance(one, str))


def _entry(data: Data, path: Steps) -> OutlinedEntry:
    block = _block(data)
    return OutlinedEntry(
        path,
        _text(block.get("id")),
        _text(block.get("type")),
        _well_formed(_ENTRY, data),
        _text(block.get("response_scale")),
        tuple(_looks(block.get("when"), (*path, "when"))),
        named(data, "options", path),
    )


def _looks(data: Data | None, path: Steps) -> Iterator[Look]:
    block = _block(data)
    for key in ("all", "any"):
        for index, part in enumerate(_list(block.get(key))):
            yield from _looks(part, (*path, key, index))
    yield from _looks(block["not"], (*path, "not")) if "not" in block else ()
    leaf = _well_formed(_LEAF, data)
    if leaf is not None:
        yield Look(path, leaf)


def _well_formed(adapter: TypeAdapter[_Part], data: Data | None) -> _Part | None:
    try:
        return adapter.validate_python(data)
    except ValidationError:
        return None


def _block(data: Data | None) -> dict[str, Data]:
    return data if isinstance(data, dict) else {}


def _list(data: Data | None) -> list[Data]:
    return data if isinstance(data, list) else []


def _text(data: Data | None) -> str | None:
    return data if isinstance(data, str) else None
