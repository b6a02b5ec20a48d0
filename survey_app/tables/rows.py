"""One subject over all waves: what the pairs of a series say of it, gathered to be laid out in rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from survey_app.comparison.results import (
    ChoiceComparison,
    ItemEstimate,
    ScaleComparison,
    StatementComparison,
    ValueComparison,
    WaveComparison,
)
from survey_app.comparison.series import WaveSeries
from survey_app.questionnaire.model import AnyItem, LikertStatement

Compared = TypeVar("Compared", StatementComparison, ChoiceComparison, ValueComparison, ScaleComparison)
ItemCompared = TypeVar("ItemCompared", StatementComparison, ChoiceComparison, ValueComparison)
Part = TypeVar("Part")


@dataclass(frozen=True)
class ItemRow(Generic[ItemCompared]):
    """An item over all waves; each tuple is by wave.

    `first` compares a wave with the first, `previous` with the one before it; None for the first wave, and where
    neither of the two asked the item. With two waves they are the same.
    """

    item_id: str
    items: tuple[AnyItem | None, ...]
    first: tuple[ItemCompared | None, ...]
    previous: tuple[ItemCompared | None, ...]


@dataclass(frozen=True)
class StatementRow(ItemRow[StatementComparison]):
    """A statement over all waves, with its block and estimate in each."""

    items: tuple[LikertStatement | None, ...]
    blocks: tuple[str | None, ...]
    estimates: tuple[ItemEstimate | None, ...]


def statement_rows(series: WaveSeries) -> tuple[StatementRow, ...]:
    """Statements in the order of the latest questionnaire, then those that only earlier waves asked."""
    gathered = Gathered(series, lambda pair: pair.statements)
    return tuple(
        StatementRow(
            item_id=item_id,
            items=gathered.by_wave(item_id, lambda statement: statement.items),
            blocks=gathered.by_wave(item_id, lambda statement: statement.blocks),
            estimates=gathered.by_wave(item_id, lambda statement: statement.estimates),
            first=gathered.first(item_id),
            previous=gathered.previous(item_id),
        )
        for item_id in gathered.ids
    )


def item_rows(gathered: Gathered[ItemCompared]) -> tuple[ItemRow[ItemCompared], ...]:
    """Other items, in the same order."""
    return tuple(
        ItemRow(id_, gathered.by_wave(id_, _items), gathered.first(id_), gathered.previous(id_)) for id_ in gathered.ids
    )


def _items(compared: ItemCompared) -> tuple[AnyItem | None, AnyItem | None]:
    return compared.items


class Gathered(Generic[Compared]):
    """What all pairs of a series say of one kind of subject, to be asked for by subject and wave."""

    def __init__(self, series: WaveSeries, of: Callable[[WaveComparison], Sequence[Compared]]) -> None:
        self._waves = range(len(series.waves))
        self._pairs: dict[tuple[int, int], dict[str, Compared]] = {
            (pair.earlier, pair.later): {_id_of(compared): compared for compared in of(pair.comparison)}
            for pair in series.pairs
        }
        last_first = sorted(self._pairs.items(), key=lambda pair: (-pair[0][1], -pair[0][0]))
        self.ids: tuple[str, ...] = tuple(dict.fromkeys(subject for _, pair in last_first for subject in pair))

    def first(self, subject: str) -> tuple[Compared | None, ...]:
        """How each wave compares with the first."""
        return tuple(self._pairs.get((0, wave), {}).get(subject) for wave in self._waves)

    def previous(self, subject: str) -> tuple[Compared | None, ...]:
        """How each wave compares with the one before it."""
        return tuple(self._pairs.get((wave - 1, wave), {}).get(subject) for wave in self._waves)

    def in_pairs(self, subject: str) -> Iterator[tuple[int, int, Compared]]:
        """Every comparison of it, with the places of its two waves."""
        for (earlier, later), by_subject in self._pairs.items():
            if subject in by_subject:
                yield earlier, later, by_subject[subject]

    def by_wave(
        self, subject: str, of: Callable[[Compared], tuple[Part | None, Part | None]]
    ) -> tuple[Part | None, ...]:
        """What each wave has by itself, from any pair that has it."""
        parts: dict[int, Part | None] = {}
        for earlier, later, compared in self.in_pairs(subject):
            for wave, part in zip((earlier, later), of(compared), strict=True):
                parts.setdefault(wave, part)
        return tuple(map(parts.get, self._waves))


def _id_of(compared: Compared) -> str:
    return compared.scale_id if isinstance(compared, ScaleComparison) else compared.item_id
