"""The two waves of a comparison with what may be shown of them, and the verdict on one of their items."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

from survey_app.comparison.disclosure.shown import homogeneous_answer
from survey_app.comparison.estimates import estimate_statement, hidden_statement, homogeneous_statement
from survey_app.comparison.options import PLAIN, Options
from survey_app.comparison.results import NO_POINT, Code, FieldedWave, ItemEstimate, Level, Reason, Shown, Verdict
from survey_app.comparison.sentences import Basis
from survey_app.comparison.verdict.differences import item_reasons
from survey_app.comparison.verdict.judging import Side, conclude, judge_sides, wave_reasons
from survey_app.comparison.weighting.raking import Weighting
from survey_app.dataset.counts import ItemCounts, ScaleCounts
from survey_app.language.words import Words, listed
from survey_app.questionnaire.model import AnyItem, LikertStatement, Questionnaire
from survey_app.questionnaire.revisions import ItemRevision

T = TypeVar("T")
_PAPER = "paper"


@dataclass(frozen=True)
class Half:
    """One of the two waves, or one group of it; `name` is what sentences call it.

    `shown` is what may be shown of its counts, `scales` what may be scored of its scales (None is withheld);
    `weighting` is there for everybody, if the study stores margins and the wave has responses; of the items in
    `unweighted` a weighted figure would tell what is hidden. `whole` is the wave that a group is of; `is_category`:
    the group is one of a trait.
    """

    name: Words
    fielded: FieldedWave
    shown: Shown
    scales: Mapping[str, ScaleCounts | None] = field(default_factory=dict)
    weighting: Weighting | None = None
    unweighted: frozenset[str] = frozenset()
    whole: FieldedWave | None = None
    is_category: bool = False

    @property
    def estimates(self) -> Iterator[ItemEstimate]:
        """Figures of each statement that the wave asks as far as they may be shown."""
        return (estimate for item in self.questionnaire.items if (estimate := self.estimate(item)) is not None)

    def estimate(self, item_id: str) -> ItemEstimate | None:
        """Those of one statement, worked out once; None of what is none, or was not asked."""
        item = self.item(item_id)
        if not isinstance(item, LikertStatement):
            return None
        if item_id not in self._estimates:
            self._estimates[item_id] = self._estimate(item)
        return self._estimates[item_id]

    @cached_property
    def _estimates(self) -> dict[str, ItemEstimate]:
        return {}

    def _estimate(self, statement: LikertStatement) -> ItemEstimate:
        scale = self.questionnaire.response_scale_of(statement)
        if self.is_withheld(statement.id):
            return hidden_statement(statement.id, scale, self.wave_id, self.respondents)
        estimate = estimate_statement(self.counts(statement.id), scale, self.wave_id, self.respondents)
        if not self.hides(statement.id):
            return estimate
        return homogeneous_statement(estimate, homogeneous_answer(self.counts(statement.id)) or NO_POINT)

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire as this wave fielded it."""
        return self.fielded.instrument.questionnaire

    @property
    def wave_id(self) -> str:
        """The id of the wave."""
        return self.fielded.wave.id

    def may_weigh(self, item_id: str) -> bool:
        """Whether a weighted figure of the item can be computed and shown."""
        return self.weighting is not None and self.weighting.is_usable and item_id not in self.unweighted

    @property
    def respondents(self) -> int:
        """Everybody who took part, whatever they answered."""
        return self.fielded.counts.total.respondents

    @property
    def untold_segments(self) -> frozenset[str]:
        """Segments of which it is not told how many took part."""
        return frozenset(segment for segment, number in self.fielded.responded.items() if segment and number is None)

    def item(self, item_id: str) -> AnyItem | None:
        """The item as this wave asked it; None when it did not."""
        return self.questionnaire.items.get(item_id)

    def asks(self, item_id: str) -> bool:
        """Whether the item stands in the questionnaire of this wave."""
        return item_id in self.questionnaire.items

    def counts(self, item_id: str) -> ItemCounts:
        """The counts of an item of which something may be shown."""
        return self.fielded.counts.total.items[item_id]

    def is_withheld(self, item_id: str) -> bool:
        """Whether the wave asks the item and nothing of it may be shown."""
        return self.asks(item_id) and self.shown.get(item_id) is None

    def hides(self, item_id: str) -> frozenset[str]:
        """The answers to the item that may not be shown, where the item itself may."""
        counts = self.shown.get(item_id)
        return frozenset() if counts is None else counts.hidden

    def side(self, base: int) -> Side:
        """This wave as a verdict on figures with this base looks at it."""
        return replace(self._as_side, base=base)

    @cached_property
    def _as_side(self) -> Side:
        whole = self._side(self.whole) if self.whole else None
        return replace(self._side(self.fielded), whole=whole, is_category=self.is_category)

    def _side(self, fielded: FieldedWave) -> Side:
        recruitment, population = fielded.wave.recruitment, self.questionnaire.population
        number = fielded.counts.total.respondents
        return Side(self.name, number, number, fielded.approached, recruitment, population, _on_paper(fielded))

    @cached_property
    def blocks(self) -> Mapping[str, str | None]:
        """By item: the title of the block that asks it."""
        return {item.id: section.title for section in self.questionnaire.sections for item in section.asks()}


def _on_paper(fielded: FieldedWave) -> Fraction | None:
    """The share of the known modes that is paper; None where they are known of fewer people than may be told of.

    Fewer on paper, or fewer in all other modes, count as half of that number: a verdict would tell how many they are.
    """
    least, known = fielded.instrument.study.disclosure_threshold, sum(fielded.counts.modes.values())
    if known < least:
        return None
    paper = fielded.counts.modes.get(_PAPER, 0)
    if 0 < paper < least:
        paper = least // 2
    elif 0 < known - paper < least:
        paper = known - least // 2
    return Fraction(paper, known)


@dataclass(frozen=True)
class Pair:
    """Two waves, earlier first, what changed in their items, and `further` reasons that hold for the two as such.

    `only` are the items to be compared; None: all of them.
    """

    earlier: Half
    later: Half
    revisions: Mapping[str, ItemRevision]
    options: Options = PLAIN
    further: tuple[Reason, ...] = ()
    only: Set[str] | None = None

    @property
    def names(self) -> tuple[Words, Words]:
        """What sentences call them."""
        return self.earlier.name, self.later.name

    @property
    def is_weighted(self) -> bool:
        """Whether shares and changes are weighted: asked for, and possible in both waves."""
        weightings = self.each(lambda half: half.weighting)
        return self.options.weighted and all(weighting is not None and weighting.is_usable for weighting in weightings)

    def may_weigh(self, item_id: str) -> bool:
        """Whether weighted figures of the item can be computed and shown of both waves."""
        return all(self.each(lambda half: half.may_weigh(item_id)))

    @cached_property
    def wave_reasons(self) -> list[Reason]:
        """What is the same for every item of the two waves."""
        return [*wave_reasons(self.each(lambda half: half.side(half.respondents))), *self.further]

    def each(self, figure: Callable[[Half], T]) -> tuple[T, T]:
        """The same figure of both waves."""
        return figure(self.earlier), figure(self.later)

    def item_reasons(self, item_id: str) -> Iterator[Reason]:
        """What changed in the item; a change of its wording may have been accepted by a researcher."""
        accepted = self.options.accepted.get((self.earlier.wave_id, self.later.wave_id, item_id))
        return item_reasons(self.revisions[item_id], self.names, accepted)

    def judge(
        self, item_id: str, basis: Basis, bases: Callable[[], tuple[int, int]], further: Iterable[Reason]
    ) -> Verdict:
        """The verdict on an item whose figures rest on `bases`; says no size of what is withheld."""
        withheld = self.withholding(lambda half: half.is_withheld(item_id))
        reasons = [*self.item_reasons(item_id), *further, *withheld]
        if withheld or not all(self.each(lambda half: half.asks(item_id))):
            return conclude([*reasons, *self.wave_reasons], None)
        return self.judge_bases(bases(), basis, reasons)

    def judge_bases(self, bases: tuple[int, int], basis: Basis, reasons: Sequence[Reason] = ()) -> Verdict:
        """The verdict on figures that rest on these bases."""
        sides = self.earlier.side(bases[0]), self.later.side(bases[1])
        return judge_sides(sides, basis, [*self.wave_reasons, *reasons])

    def withholding(self, is_withheld: Callable[[Half], bool]) -> list[Reason]:
        """Why a difference may not be shown where this figure of a wave may not."""
        names = [half.name for half in (self.earlier, self.later) if is_withheld(half)]
        if not names:
            return []
        return [Reason(Code.WITHHELD, Level.NOT_COMPARABLE, _WITHHELD.filled(waves=listed(names)))]


_WITHHELD = Words("Cijfers van {waves} zijn geheim: ze gaan over te weinig mensen, of zeggen iets over één van hen.")
