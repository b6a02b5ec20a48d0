"""The well-formed parts of a questionnaire that may have faults elsewhere, so that they are checked all the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from survey_app.questionnaire.conditions import Answered, AtLeast, In, Is
from survey_app.questionnaire.faults import Steps
from survey_app.questionnaire.model import Entry, ResponseScale
from survey_app.questionnaire.scalars import Data

Leaf = Is | In | AtLeast | Answered
"""A condition that looks at an answer itself."""

_Model = TypeVar("_Model")

_ENTRY: TypeAdapter[Entry] = TypeAdapter(Entry)
_LEAF: TypeAdapter[Leaf] = TypeAdapter(Leaf)
_RESPONSE_SCALE = TypeAdapter(ResponseScale)


@dataclass(frozen=True)
class Part:
    """A place in a file and what stands there, whatever that is; None where nothing does."""

    path: Steps
    data: Data | None

    @property
    def block(self) -> Mapping[str, Data]:
        """Its parts by key; none when it is no block."""
        return self.data if isinstance(self.data, dict) else {}

    @property
    def parts(self) -> list[Part]:
        """Those of a list; none when it is no list."""
        listed = self.data if isinstance(self.data, list) else []
        return [Part((*self.path, index), part) for index, part in enumerate(listed)]

    @property
    def text(self) -> str | None:
        """None when it is no text."""
        return self.data if isinstance(self.data, str) else None

    def at(self, key: str) -> Part:
        """What stands behind a key."""
        return Part((*self.path, key), self.block.get(key))


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
    """A scale: its id if it has one, the items that are scored together, and those of them that are reversed."""

    id: tuple[Named, ...]
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
    top = Part((), data)
    response_scales = {name: top.at("response_scales").at(name) for name in top.at("response_scales").block}
    return Outline(
        response_scales={name: _well_formed(_RESPONSE_SCALE, scale.data) for name, scale in response_scales.items()},
        points={name: ids_in(scale.at("points")) for name, scale in response_scales.items()},
        sections=tuple(_section(section) for section in top.at("sections").parts),
        scales=tuple(_scale(scale) for scale in top.at("scales").parts),
    )


def repeated(ids: Iterable[Named]) -> Iterator[Named]:
    """Those that stand there before."""
    seen: set[str] = set()
    for named in ids:
        if named.id in seen:
            yield named
        seen.add(named.id)


def ids_in(listing: Part) -> tuple[Named, ...]:
    """The ids of the blocks in a list, each with its path."""
    return _named([part.at("id") for part in listing.parts])


def _named(ids: Iterable[Part]) -> tuple[Named, ...]:
    """Those of them that are texts."""
    return tuple(Named(part.path, part.text) for part in ids if part.text is not None)


def _section(section: Part) -> OutlinedSection:
    return OutlinedSection(
        section.path,
        section.at("id").text,
        tuple(_looks(section.at("when"))),
        tuple(_entry(entry) for entry in section.at("items").parts),
    )


def _scale(scale: Part) -> OutlinedScale:
    ids, items, turned = [scale.at("id")], scale.at("items").parts, scale.at("reversed").parts
    return OutlinedScale(_named(ids), _named(items), _named(turned))


def _entry(entry: Part) -> OutlinedEntry:
    return OutlinedEntry(
        entry.path,
        entry.at("id").text,
        entry.at("type").text,
        _well_formed(_ENTRY, entry.data),
        entry.at("response_scale").text,
        tuple(_looks(entry.at("when"))),
        ids_in(entry.at("options")),
    )


def _looks(condition: Part) -> Iterator[Look]:
    for part in (*condition.at("all").parts, *condition.at("any").parts):
        yield from _looks(part)
    yield from _looks(condition.at("not")) if "not" in condition.block else ()
    leaf = _well_formed(_LEAF, condition.data)
    if leaf is not None:
        yield Look(condition.path, leaf)


def _well_formed(adapter: TypeAdapter[_Model], data: Data | None) -> _Model | None:
    try:
        return adapter.validate_python(data)
    except ValidationError:
        return None
