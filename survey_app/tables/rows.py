"""One subject over all waves: what the pairs of a series say of it, gathered to be laid out in rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Generic, TypeVar

from survey_app.comparison.lazily import Lazily
from survey_app.comparison.results import (
    ChoiceComparison,
    ItemEstimate,
    ScaleComparison,
    StatementComparison,
    ValueComparison,
    WaveComparison,
)
from survey_app.comparison.series import WaveSeries
from survey_app.questionnaire.model import AnyItem, LikertStatement, Questionnaire

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
    first: Sequence[ItemCompared | None]
    previous: Sequence[ItemCompared | None]


@dataclass(frozen=True)
class StatementRow(ItemRow[StatementComparison]):
    """A statement over all waves, with its block and estimate in each."""

    items: tuple[LikertStatement | None, ...]
    blocks: tuple[str | None, ...]
    estimates: Sequence[ItemEstimate | None]


def statement_rows(series: WaveSeries) -> tuple[StatementRow, ...]:
    """Statements in the order of the latest questionnaire, then those that only earlier waves asked."""
    gathered = Gathered(series, lambda pair: pair.statements)
    if series.whose is None:
        return _asked_rows(series, gathered)
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


def _asked_rows(series: WaveSeries, gathered: Gathered[StatementComparison]) -> tuple[StatementRow, ...]:
    """Of everybody, of whom every statement of every wave is compared: no pair is, before a row is asked for it.

    Of one block figures of a wave are read where its statements are compared: all of its others would have to be made.
    """
    waves = range(len(series.waves))
    questionnaires = [fielded.instrument.questionnaire for fielded in series.waves]
    blocks = [{item.id: of.title for of in asked.sections for item in of.asks()} for asked in questionnaires]
    estimates = Lazily(len(waves), partial(_estimates, series))
    rows = []
    for item_id in _statement_ids(questionnaires, gathered.last_first):
        if series.block is not None and item_id not in series.block.items:
            continue
        find = partial(_estimate, estimates) if series.block is None else partial(_compared_estimate, gathered)
        items = tuple(_statement(asked.items.get(item_id)) for asked in questionnaires)
        rows.append(
            StatementRow(
                item_id=item_id,
                items=items,
                blocks=tuple(of.get(item_id) if item else None for of, item in zip(blocks, items, strict=True)),
                estimates=Lazily(len(waves), partial(find, item_id)),
                first=gathered.first(item_id),
                previous=gathered.previous(item_id),
            )
        )
    return tuple(rows)


def _statement_ids(questionnaires: Sequence[Questionnaire], pairs: Iterable[tuple[int, int]]) -> Iterable[str]:
    """As `Gathered.ids` has them: what either of two waves asks as a statement, the later wave first."""
    ids: dict[str, None] = {}
    both = ((questionnaires[earlier], questionnaires[later]) for earlier, later in pairs)
    for earlier, later in {(id(earlier), id(later)): (earlier, later) for earlier, later in both}.values():
        of_both = dict.fromkeys((*later.items, *earlier.items))
        ids |= {one: None for one in of_both if _statement(later.items.get(one)) or _statement(earlier.items.get(one))}
    return ids


def _statement(item: AnyItem | None) -> LikertStatement | None:
    return item if isinstance(item, LikertStatement) else None


def _estimates(series: WaveSeries, wave: int) -> Mapping[str, ItemEstimate]:
    """Of everybody, who stand first."""
    return {estimate.item: estimate for estimate in series.groups[wave][0].statements}


def _estimate(estimates: Sequence[Mapping[str, ItemEstimate]], item_id: str, wave: int) -> ItemEstimate | None:
    return estimates[wave].get(item_id)


def _compared_estimate(gathered: Gathered[StatementComparison], item_id: str, wave: int) -> ItemEstimate | None:
    side, statement = gathered.in_wave(item_id, wave)
    return statement.estimates[side] if statement else None


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
        self._of: Callable[[WaveComparison], Sequence[Compared]] = of
        self._sides = {(pair.earlier, pair.later): pair for pair in series.sides}
        self._compared = {(pair.earlier, pair.later) for pair in series.pairs}
        self._found: dict[tuple[int, int], dict[str, Compared]] = {}

    @property
    def last_first(self) -> list[tuple[int, int]]:
        """The places of every two waves that were compared, or of the only one, the latest first."""
        return sorted(self._sides, key=lambda places: (-places[1], -places[0]))

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Every subject: those of the latest wave first."""
        return tuple(dict.fromkeys(subject for places in self.last_first for subject in self._in(places)))

    def _in(self, places: tuple[int, int]) -> Mapping[str, Compared]:
        """What is found of two waves by subject; they are compared now, if they were not."""
        if places not in self._found:
            compared = self._of(self._sides[places].comparison)
            self._found[places] = {_id_of(of_subject): of_subject for of_subject in compared}
        return self._found[places]

    def first(self, subject: str) -> Sequence[Compared | None]:
        """How each wave compares with the first."""
        return Lazily(len(self._waves), lambda wave: self._compare(subject, 0, wave))

    def previous(self, subject: str) -> Sequence[Compared | None]:
        """How each wave compares with the one before it."""
        return Lazily(len(self._waves), lambda wave: self._compare(subject, wave - 1, wave))

    def _compare(self, subject: str, earlier: int, later: int) -> Compared | None:
        return self._in((earlier, later)).get(subject) if (earlier, later) in self._compared else None

    def in_wave(self, subject: str, wave: int) -> tuple[int, Compared | None]:
        """On which side of the first two with this wave it stands, and what is found of them; None if neither asked."""
        places = next(places for places in self._sides if wave in places)
        return places.index(wave), self._in(places).get(subject)

    def in_pairs(self, subject: str) -> Iterator[tuple[int, int, Compared]]:
        """Every comparison of it, with the places of its two waves."""
        for earlier, later in self._sides:
            compared = self._in((earlier, later)).get(subject)
            if compared is not None:
                yield earlier, later, compared

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
