"""One subject over all waves: what the pairs of a series found of it, gathered to be laid out in rows."""

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
    ValueEstimate,
    Verdict,
    WaveComparison,
)
from survey_app.comparison.series import WaveSeries
from survey_app.questionnaire.model import AnyItem, LikertStatement

F = TypeVar("F", StatementComparison, ChoiceComparison, ValueComparison, ScaleComparison)
P = TypeVar("P")


@dataclass(frozen=True)
class StatementRow:
    """A statement over all waves; each tuple is by wave.

    `first` compares a wave with the first, `previous` with the one before it; None for the first wave, and where
    neither of the two asked the statement. With two waves they are the same.
    """

    item_id: str
    items: tuple[LikertStatement | None, ...]
    blocks: tuple[str | None, ...]
    estimates: tuple[ItemEstimate | None, ...]
    first: tuple[StatementComparison | None, ...]
    previous: tuple[StatementComparison | None, ...]

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Every verdict on it, against the first wave."""
        return tuple(found.verdict for found in self.first if found is not None)


@dataclass(frozen=True)
class ValueRow:
    """A mark or number over all waves; each tuple is by wave."""

    item_id: str
    items: tuple[AnyItem | None, ...]
    estimates: tuple[ValueEstimate | None, ...]
    first: tuple[ValueComparison | None, ...]
    previous: tuple[ValueComparison | None, ...]


def statement_rows(series: WaveSeries) -> tuple[StatementRow, ...]:
    """Statements in the order of the latest questionnaire, then those that only earlier waves asked."""
    found = Gathered(series, lambda pair: pair.statements, lambda one: one.item_id)
    return tuple(
        StatementRow(
            item_id=item_id,
            items=found.by_wave(item_id, lambda one: one.items),
            blocks=found.by_wave(item_id, lambda one: one.blocks),
            estimates=found.by_wave(item_id, lambda one: one.estimates),
            first=found.first(item_id),
            previous=found.previous(item_id),
        )
        for item_id in found.ids
    )


def value_rows(series: WaveSeries) -> tuple[ValueRow, ...]:
    """Marks and numbers, in the same order."""
    found = Gathered(series, lambda pair: pair.values, lambda one: one.item_id)
    return tuple(
        ValueRow(
            item_id=item_id,
            items=found.by_wave(item_id, lambda one: one.items),
            estimates=found.by_wave(item_id, lambda one: one.estimates),
            first=found.first(item_id),
            previous=found.previous(item_id),
        )
        for item_id in found.ids
    )


class Gathered(Generic[F]):
    """What all pairs of a series found of one kind of subject, to be asked for by subject and wave."""

    def __init__(
        self, series: WaveSeries, of: Callable[[WaveComparison], Sequence[F]], id_of: Callable[[F], str]
    ) -> None:
        self._waves = range(len(series.waves))
        self._pairs: dict[tuple[int, int], dict[str, F]] = {
            (pair.earlier, pair.later): {id_of(one): one for one in of(pair.comparison)} for pair in series.pairs
        }
        last_first = sorted(self._pairs.items(), key=lambda pair: (-pair[0][1], -pair[0][0]))
        self.ids: tuple[str, ...] = tuple(dict.fromkeys(subject for _, found in last_first for subject in found))

    def first(self, subject: str) -> tuple[F | None, ...]:
        """How each wave compares with the first."""
        return tuple(self._pairs.get((0, wave), {}).get(subject) for wave in self._waves)

    def previous(self, subject: str) -> tuple[F | None, ...]:
        """How each wave compares with the one before it."""
        return tuple(self._pairs.get((wave - 1, wave), {}).get(subject) for wave in self._waves)

    def in_pairs(self, subject: str) -> Iterator[tuple[int, int, F]]:
        """Every comparison of it, with the places of its two waves."""
        for (earlier, later), found in self._pairs.items():
            if subject in found:
                yield earlier, later, found[subject]

    def by_wave(self, subject: str, of: Callable[[F], tuple[P | None, P | None]]) -> tuple[P | None, ...]:
        """A figure of each wave by itself, from any pair that has it."""
        return tuple(self._in_wave(subject, of, wave) for wave in self._waves)

    def _in_wave(self, subject: str, of: Callable[[F], tuple[P | None, P | None]], wave: int) -> P | None:
        for (earlier, later), found in self._pairs.items():
            if subject in found and wave in (earlier, later):
                return of(found[subject])[0 if wave == earlier else 1]
        return None
