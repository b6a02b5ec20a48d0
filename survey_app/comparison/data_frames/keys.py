"""What tells the rows of a frame apart: the wave or the pair of waves, and the group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from survey_app.comparison.figures.figure import Figure, text
from survey_app.comparison.groups import EVERYBODY, Group
from survey_app.comparison.results import ScaleComparison, StatementComparison
from survey_app.comparison.series import SeriesPair, WaveSeries
from survey_app.language.words import Words, spoken

Found = TypeVar("Found", covariant=True)


@dataclass(frozen=True)
class PairKey:
    """A group in two waves, by the ids of those."""

    earlier: str
    later: str
    group: Group = EVERYBODY
    label: str | None = None


@dataclass(frozen=True)
class InPair(Generic[Found]):
    """What was found of a group in two waves."""

    key: PairKey
    found: Found


@dataclass(frozen=True)
class InWave(Generic[Found]):
    """What was found of a group in one wave; `approached`: how many of that group were, None if unknown."""

    wave: str
    group: Group
    label: str | None
    approached: int | None
    found: Found


@dataclass(frozen=True)
class GroupFound:
    """The statements and scales of everybody, or of one arm or segment, in two waves."""

    key: PairKey
    statements: tuple[StatementComparison, ...]
    scales: tuple[ScaleComparison, ...]


def key_of(series: WaveSeries, pair: SeriesPair) -> PairKey:
    """The pair itself, of everybody."""
    return PairKey(series.waves[pair.earlier].wave.id, series.waves[pair.later].wave.id)


def groups_in(series: WaveSeries, pair: SeriesPair) -> Iterator[GroupFound]:
    """Everybody first, then the arms and segments that both waves have."""
    key, compared = key_of(series, pair), pair.comparison
    yield GroupFound(key, compared.statements, compared.scales)
    for group in compared.groups:
        named = PairKey(key.earlier, key.later, group.group, label_in_dutch(group.label))
        yield GroupFound(named, group.statements, group.scales)


def label_in_dutch(label: Words | str | None) -> str | None:
    """What an arm or segment is called; None for everybody."""
    return None if label is None else str(spoken(label, "nl"))


def wave_column() -> Figure[InWave[object]]:
    """The id of the wave."""
    return text("wave", "id of the wave", lambda row: row.wave)


def pair_columns() -> tuple[Figure[InPair[object]], ...]:
    """The ids of the two waves."""
    return (
        text("earlier", "id of the earlier wave", lambda row: row.key.earlier),
        text("later", "id of the later wave; every difference is later minus earlier", lambda row: row.key.later),
    )


_KIND = "everybody, arm (pilot or mirror) or segment"
_ID = "id of the arm or segment; ‘everybody’ for everybody"
_LABEL = "what the arm or segment is called; missing for everybody"


def group_in_wave_columns() -> tuple[Figure[InWave[object]], ...]:
    """Of whom the figures of one wave are."""
    return (
        text("group_kind", _KIND, lambda row: row.group.kind.value),
        text("group", _ID, lambda row: _id(row.group)),
        text("group_label", _LABEL, lambda row: row.label),
    )


def group_in_pair_columns() -> tuple[Figure[InPair[object]], ...]:
    """Of whom the figures of two waves are."""
    return (
        text("group_kind", _KIND, lambda row: row.key.group.kind.value),
        text("group", _ID, lambda row: _id(row.key.group)),
        text("group_label", _LABEL, lambda row: row.key.label),
    )


def _id(group: Group) -> str:
    return group.id or group.kind.value
