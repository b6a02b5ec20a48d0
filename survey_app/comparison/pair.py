"""The two waves of a comparison with what may be shown of them, and the verdict on one of their items."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from survey_app.comparison.differences import item_reasons
from survey_app.comparison.disclosure import Shown, shown_counts
from survey_app.comparison.names import Names, names_of
from survey_app.comparison.results import Code, FieldedWave, Level, Reason, Verdict
from survey_app.comparison.sentences import Basis, and_list
from survey_app.comparison.verdict import Side, conclude, judge, wave_reasons
from survey_app.dataset.counts import ItemCounts
from survey_app.questionnaire.model import AnyItem, Questionnaire, Section
from survey_app.questionnaire.revisions import ItemRevision, revisions

T = TypeVar("T")


@dataclass(frozen=True)
class Half:
    """One of the two waves; `name` is what sentences call it, `shown` what may be shown of its counts."""

    name: str
    fielded: FieldedWave
    shown: Shown

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire as this wave fielded it."""
        return self.fielded.instrument.questionnaire

    @property
    def wave_id(self) -> str:
        """The id of the wave."""
        return self.fielded.wave.id

    @property
    def respondents(self) -> int:
        """Everybody who took part, whatever they answered."""
        return self.fielded.counts.total.respondents

    def item(self, item_id: str) -> AnyItem | None:
        """The item as this wave asked it; None when it did not."""
        return self.questionnaire.items.get(item_id)

    def asks(self, item_id: str) -> bool:
        """Whether the item stands in the questionnaire of this wave."""
        return item_id in self.questionnaire.items

    def counts(self, item_id: str) -> ItemCounts:
        """The counts of an item of which something may be shown."""
        return self.fielded.counts.total.items[item_id]

    def block(self, item_id: str) -> str | None:
        """The title of the block that asks the item; None when the wave does not."""
        section = self._sections.get(item_id)
        return section.title if section else None

    def is_withheld(self, item_id: str) -> bool:
        """Whether the wave asks the item and nothing of it may be shown."""
        return self.asks(item_id) and self.shown[item_id] is None

    def hides(self, item_id: str) -> frozenset[str]:
        """The answers to the item that may not be shown, where the item itself may."""
        counts = self.shown.get(item_id)
        return frozenset() if counts is None else counts.hidden

    def side(self, base: int) -> Side:
        """This wave as a verdict on figures with this base looks at it."""
        wave, population = self.fielded.wave, self.questionnaire.population
        return Side(self.name, base, self.respondents, self.fielded.frame, wave.recruitment, population)

    @cached_property
    def _sections(self) -> Mapping[str, Section]:
        return {item.id: section for section in self.questionnaire.sections for item in section.asks()}


@dataclass(frozen=True)
class Pair:
    """Two waves, earlier first, and what changed in their items."""

    earlier: Half
    later: Half
    revisions: Mapping[str, ItemRevision]

    @property
    def names(self) -> Names:
        """What sentences call them."""
        return self.earlier.name, self.later.name

    def each(self, figure: Callable[[Half], T]) -> tuple[T, T]:
        """The same figure of both waves."""
        return figure(self.earlier), figure(self.later)

    def judge(
        self, item_id: str, basis: Basis, base: Callable[[ItemCounts], int], further: Iterable[Reason]
    ) -> Verdict:
        """The verdict on an item whose figures rest on `base`; says no size of what is withheld."""
        reasons = [*item_reasons(self.revisions[item_id], self.names), *further]
        withheld = self.withholding(lambda half: half.is_withheld(item_id))
        reasons += withheld
        if withheld or not (self.earlier.asks(item_id) and self.later.asks(item_id)):
            return conclude([*reasons, *wave_reasons(self.each(lambda half: half.side(half.respondents)))], None)
        return judge(self.each(lambda half: half.side(base(half.counts(item_id)))), basis, reasons)

    def withholding(self, is_withheld: Callable[[Half], bool]) -> list[Reason]:
        """Why a difference may not be shown where this figure of a wave may not."""
        names = [half.name for half in (self.earlier, self.later) if is_withheld(half)]
        return [_withheld(names)] if names else []


def pair_of(one: FieldedWave, other: FieldedWave) -> Pair:
    """The waves in order of time, each under disclosure control."""
    earlier, later = sorted((one, other), key=_moment)
    first, second = names_of(earlier.wave, later.wave)
    changed = revisions(earlier.instrument.questionnaire, later.instrument.questionnaire)
    return Pair(Half(first, earlier, shown_counts(earlier)), Half(second, later, shown_counts(later)), changed)


def _moment(fielded: FieldedWave) -> tuple[date, date, str]:
    """When it was held: by month, then by the day it was opened; the id keeps equal ones in one order."""
    wave = fielded.wave
    return wave.month, wave.opened_on or wave.month, wave.id


def _withheld(names: list[str]) -> Reason:
    why = "ze gaan over te weinig mensen, of zeggen iets over één van hen"
    sentence = f"Cijfers van {and_list(names)} zijn geheim: {why}."
    return Reason(Code.WITHHELD, Level.NOT_COMPARABLE, sentence)
