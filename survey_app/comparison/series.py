"""Two and more waves in order of time, compared in pairs: each with the first and with the one before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property, partial

from survey_app.comparison.groups import Group, GroupKind, WhyNot, category_label, label_of, trait_of
from survey_app.comparison.results import (
    FieldedWave,
    ItemEstimate,
    ScaleComparison,
    ScaleEstimate,
    Shown,
    StatementComparison,
    WaveComparison,
)
from survey_app.comparison.statistics.trend import AnswerTrend, AnyChange, ShareTrend
from survey_app.comparison.weighting.weighted import VillageWeighted
from survey_app.language.words import Words
from survey_app.questionnaire.model import Counting, Questionnaire

_OF_TRAIT = Words("{question} – {category}")
_LEAST_OF_A_TREND = 3
Compare = Callable[[Set[str] | None], WaveComparison]
"""Compares two waves on these items; None: on all."""


@dataclass(frozen=True)
class SeriesPair:
    """Two waves of a series by their places, counted from 0; they are compared when that is first asked for.

    `groups` are the arms and segments, `categories` those of traits, that both waves may tell of; `items` the items
    that are compared, None for all.
    """

    earlier: int
    later: int
    groups: tuple[Group, ...]
    categories: tuple[Group, ...]
    compare: Compare
    items: Set[str] | None = None

    @cached_property
    def comparison(self) -> WaveComparison:
        """What their comparison found."""
        return self.compare(self.items)

    def changed(self, change: Callable[[WaveComparison], WaveComparison]) -> SeriesPair:
        """The same two waves, with something done to what is found of these items."""
        return replace(self, compare=lambda _: change(self.comparison))


@dataclass(frozen=True, slots=True)
class ItemTrend:
    """One statement over all waves that may be compared with each other (STATISTICS 8).

    `waves` are the places of those waves, three at least: a wording break or a verdict 0 between any two leaves the
    earlier ones out. `share` tests a line through the shares above the middle over the months; `answers` is Kendall's
    tau-b of the whole distribution; `any_change` is Kruskal-Wallis. Each is None where it is not defined.
    """

    item_id: str
    waves: tuple[int, ...]
    share: ShareTrend | None
    answers: AnswerTrend | None
    any_change: AnyChange | None


@dataclass(frozen=True)
class ScaleInWave:
    """One scale in one wave, scored on the `items` that all waves of the series have in common."""

    scale_id: str
    items: tuple[str, ...]
    left_out: tuple[str, ...]
    estimate: ScaleEstimate


@dataclass(frozen=True)
class GroupInWave:
    """Everybody, an arm, a segment or a category of a trait in one wave, whether or not another wave has that group.

    `respondents` is how many of the group responded, `approached` how many were; None when it is not told. `left_out`
    are segments of an arm of whose respondents not even the arm is told, so that its figures are without them.
    `is_joined`: with a category those count who are in none that is told.
    """

    group: Group
    label: Words | str | None
    respondents: int | None
    approached: int | None
    statements: tuple[ItemEstimate, ...]
    scales: tuple[ScaleInWave, ...]
    left_out: frozenset[str] = frozenset()
    is_joined: bool = False


@dataclass(frozen=True)
class ItemBlock:
    """A block of the report over all waves: its items, and what the latest wave with it calls it."""

    id: str
    title: str
    items: frozenset[str]


@dataclass(frozen=True)
class WaveSeries:
    """Waves in order of time, each as far as it may be shown, and their pairs: (0, k) and, from the third on, (k-1, k).

    `names` and `short_names` are what sentences and headings call the waves; `groups` are those of each wave, and
    `by_trait` the categories of its traits, `not_by_trait` why of other traits there are none; `by_village` has by arm
    and statement of each wave what it is where response differs much between villages. Two waves have one pair and no
    trends. What is compared, and the figures of each wave, are worked out when they are first asked for (decision
    0236); what may be shown was decided before. `block` is the only one that is told of, out of the `whole`.
    """

    waves: tuple[FieldedWave, ...]
    names: tuple[Words, ...]
    short_names: tuple[Words, ...]
    shown: tuple[Shown, ...]
    groups: Sequence[tuple[GroupInWave, ...]]
    by_trait: Sequence[tuple[GroupInWave, ...]]
    not_by_trait: tuple[Mapping[str, WhyNot], ...]
    by_village: Sequence[Mapping[tuple[Group, str], VillageWeighted]]
    pairs: tuple[SeriesPair, ...]
    find_trends: Callable[[Sequence[SeriesPair]], tuple[ItemTrend, ...]]
    rule_version: str
    whose: Words | str | None = None
    alone: SeriesPair | None = None
    block: ItemBlock | None = None
    whole: WaveSeries | None = None

    @cached_property
    def trends(self) -> tuple[ItemTrend, ...]:
        """Of each statement that may be followed over three waves or more."""
        return self.find_trends(self.pairs)

    def compare_all(self) -> None:
        """Compare every two waves now, for who writes a file and must not wait for a test."""
        for side in self.sides:
            side.comparison  # noqa: B018 - worked out here and kept

    @property
    def follows_any(self) -> bool:
        """Whether there are any: if so, the last three waves may be compared with each other."""
        last = len(self.waves) - 1
        latest = [pair.comparison.statements for pair in self.pairs if pair.earlier >= last - 2]
        followed = ({of.item_id for of in statements if of.may_be_followed} for statements in latest)
        return last > 1 and bool(set.intersection(*followed))

    @property
    def latest(self) -> FieldedWave:
        """The last wave."""
        return self.waves[-1]

    @property
    def segment_names(self) -> Mapping[str, Words]:
        """What stands for `{segment}` and `{segments}` in a sentence: what the latest wave's study calls them."""
        return self.latest.instrument.study.segment_names

    @property
    def all_groups(self) -> tuple[tuple[GroupInWave, ...], ...]:
        """Of each wave: everybody, arms and segments, and the categories of traits."""
        return tuple((*groups, *by_trait) for groups, by_trait in zip(self.groups, self.by_trait, strict=True))

    def label_of(self, group: Group) -> Words | str:
        """What a group is called where its waves stand together."""
        if group.kind is GroupKind.TRAIT:
            return self._label_of_category(group)
        of_waves = zip(self.short_names, self.groups, strict=True)
        left_out = [(name, here.left_out) for name, groups in of_waves for here in groups if here.group == group]
        return label_of(self.latest.instrument.study, group, left_out) or group.id

    def _label_of_category(self, group: Group) -> Words | str:
        return _OF_TRAIT.filled(question=self.question_of(group), category=self.category_of(group))

    def question_of(self, group: Group) -> str:
        """The question about the trait that a group is a category of, as the latest wave with it asked."""
        return self.text_of(trait_of(group)[0])

    def text_of(self, trait: str) -> str:
        """The question about a trait, as the latest wave with it asked."""
        return self._asked(trait).items[trait].text

    def chooses_several(self, group: Group) -> bool:
        """Whether more than one category of this trait could be chosen."""
        trait, _ = trait_of(group)
        return self._asked(trait).items[trait].counting is Counting.SEVERAL

    def category_of(self, group: Group) -> Words | str:
        """What the category is called, and whether others count with it in some wave."""
        return category_label(self._asked(trait_of(group)[0]), group, is_joined=self.is_joined(group))

    def is_joined(self, group: Group) -> bool:
        """Whether in some wave those count with this category who are in none that is told."""
        return any(here.is_joined for groups in self.by_trait for here in groups if here.group == group)

    def _asked(self, trait: str) -> Questionnaire:
        asked = (wave.instrument.questionnaire for wave in reversed(self.waves))
        return next(questionnaire for questionnaire in asked if trait in questionnaire.items)

    def groups_compared(self) -> tuple[Group, ...]:
        """The arms and segments of which there are figures."""
        return tuple(dict.fromkeys(group for pair in self.sides for group in pair.groups))

    def categories_compared(self) -> tuple[Group, ...]:
        """The categories of traits of which there are."""
        return tuple(dict.fromkeys(group for pair in self.sides for group in pair.categories))

    def of_group(self, group: Group) -> WaveSeries:
        """The statements and scales of one arm, segment or category of a trait, as if there were nobody else.

        How reliable a scale is stays what it is of the whole wave (STATISTICS 7).
        """
        of_group = partial(_of_group, group=group)
        pairs = tuple(_without_groups(pair).changed(of_group) for pair in self.pairs)
        alone = _without_groups(self.alone).changed(of_group) if self.alone else None
        none: tuple[tuple[GroupInWave, ...], ...] = tuple(() for _ in self.waves)
        whose = self.label_of(group)
        return replace(
            self, pairs=pairs, alone=alone, groups=none, by_trait=none, find_trends=_no_trends, whose=whose, whole=None
        )

    @property
    def blocks(self) -> tuple[ItemBlock, ...]:
        """Every block of any wave, those of the latest first; each item is in the last block that asked it."""
        titles, blocks, placed = dict[str, str](), defaultdict[str, set[str]](set), set[str]()
        for fielded in reversed(self.waves):
            for section in fielded.instrument.questionnaire.sections:
                titles.setdefault(section.id, section.title)
                blocks[section.id] |= {item.id for item in section.asks()} - placed
            placed.update(*blocks.values())
        return tuple(ItemBlock(id_, titles[id_], frozenset(items)) for id_, items in blocks.items() if items)

    def of_block(self, block: ItemBlock) -> WaveSeries:
        """The items of one block, as a comparison of all items has them; without scales, which go over blocks."""
        pairs = tuple(replace(pair, items=block.items) for pair in self.pairs)
        alone = replace(self.alone, items=block.items) if self.alone else None
        return replace(self, pairs=pairs, alone=alone, block=block, whole=self)

    def of_scales(self) -> WaveSeries:
        """The scales, and no item."""
        return self.of_block(ItemBlock("", "", frozenset()))

    @property
    def sides(self) -> tuple[SeriesPair, ...]:
        """Where the figures of each wave by itself are read."""
        return (self.alone,) if self.alone else self.pairs

    @property
    def is_one_wave(self) -> bool:
        """Whether there is nothing to compare."""
        return self.alone is not None

    @cached_property
    def followed(self) -> Mapping[str, tuple[int, ...]]:
        """Over which waves each statement may be followed."""
        return followed_waves(self.pairs)

    @property
    def overall(self) -> WaveComparison | None:
        """The latest wave against the first; None where there is one wave."""
        places = (0, len(self.waves) - 1)
        return next((pair.comparison for pair in self.pairs if (pair.earlier, pair.later) == places), None)


def followed_waves(pairs: Sequence[SeriesPair]) -> Mapping[str, tuple[int, ...]]:
    """By statement the places of the last waves that may be compared with each other, three at least (STATISTICS 8).

    Of everybody, or of one group where the pairs are its own: a wave in which it is secret breaks its line.
    """
    last = max((pair.later for pair in pairs), default=0)
    if last + 1 < _LEAST_OF_A_TREND:
        return {}
    compared = {
        (pair.earlier, pair.later): {statement.item_id: statement for statement in pair.comparison.statements}
        for pair in pairs
    }
    places = {
        item: _unbroken({pair: statements.get(item) for pair, statements in compared.items()}, last)
        for item in compared[last - 1, last]
    }
    return {item: waves for item, waves in places.items() if len(waves) >= _LEAST_OF_A_TREND}


def _unbroken(compared: Mapping[tuple[int, int], StatementComparison | None], last: int) -> tuple[int, ...]:
    """The places of the last waves that may be compared with each other, as far as they were compared."""
    pairs = compared.items()
    broken = [earlier for (earlier, _), statement in pairs if statement is None or not statement.may_be_followed]
    return tuple(range(max(broken, default=-1) + 1, last + 1))


def _no_trends(_: Sequence[SeriesPair]) -> tuple[ItemTrend, ...]:
    return ()


def _without_groups(pair: SeriesPair) -> SeriesPair:
    return replace(pair, groups=(), categories=())


def _of_group(comparison: WaveComparison, group: Group) -> WaveComparison:
    groups = (*comparison.groups, *comparison.by_trait)
    there = next((compared for compared in groups if compared.group == group), None)
    return replace(
        comparison,
        statements=there.statements if there else (),
        scales=tuple(_as_reliable(comparison, scale) for scale in there.scales) if there else (),
        choices=(),
        values=(),
        groups=(),
        contrasts=(),
        by_trait=(),
    )


def _as_reliable(whole: WaveComparison, scale: ScaleComparison) -> ScaleComparison:
    """The scale of a group, with how reliable it is of everybody where the group's own scores are shown."""
    everybody = next((one for one in whole.scales if one.scale_id == scale.scale_id), None)
    if everybody is None:
        return scale
    earlier, later = (_reliable(*both) for both in zip(scale.estimates, everybody.estimates, strict=True))
    return replace(scale, estimates=(earlier, later))


def _reliable(of_group: ScaleEstimate | None, of_all: ScaleEstimate | None) -> ScaleEstimate | None:
    is_shown = of_group is not None and of_group.n is not None
    return replace(of_group, reliability=of_all.reliability) if of_group and of_all and is_shown else of_group
