"""The groups that a wave is broken down by: everybody, the arms of the study, and its segments."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import Enum, StrEnum

from survey_app.dataset.counts import NOT_ASKED, SEVERAL, GroupCounts, WaveCounts
from survey_app.dataset.merging import merged
from survey_app.language.words import Words, joined, listed
from survey_app.questionnaire.model import Counting, Questionnaire, options_of
from survey_app.questionnaire.study import Segment, Study

ARMS = ("pilot", "mirror")


class GroupKind(StrEnum):
    """What a group is, and so how large it is thought to be."""

    EVERYBODY = "everybody"
    ARM = "arm"
    SEGMENT = "segment"
    TRAIT = "trait"


@dataclass(frozen=True)
class Group:
    """One group of a wave; `id` is of the arm, the segment or the category of a trait, and empty for everybody."""

    kind: GroupKind = field(hash=False)  # the id tells nearly all apart, and to hash a member of an enum takes long
    id: str = ""


EVERYBODY = Group(GroupKind.EVERYBODY)


class WhyNot(Enum):
    """Why a wave is not broken down by a trait that it asked; no more than that of what hangs on who is of what."""

    NOT_SAID_BEFORE = "not said before"
    WEIGHTED = "weighted"
    BOTH_SEVERAL = "both several"
    TOO_MUCH = "too much would follow"


def category_group(trait: str, category: str) -> Group:
    """Everybody of one category of a trait; ids have no dots."""
    return Group(GroupKind.TRAIT, f"{trait}.{category}")


def trait_of(group: Group) -> tuple[str, str]:
    """The trait and the category that a group is everybody of."""
    trait, _, category = group.id.partition(".")
    return trait, category


def category_label(questionnaire: Questionnaire, group: Group, *, is_joined: bool) -> Words | str:
    """What the category is called; `is_joined`: with those of whom it is not known, who count with it."""
    trait, category = trait_of(group)
    item = questionnaire.items[trait]
    label: Words | str = next((option.label for option in options_of(item) if option.id == category), category)
    if category == NOT_ASKED:
        return _NOT_ASKED
    if item.counting is Counting.SEVERAL:
        label = _SEVERAL if category == SEVERAL else _ALONE.filled(category=label)
    return _OR_UNKNOWN.filled(category=label) if is_joined else label


_OR_UNKNOWN = Words("{category} (of onbekend)")
_NOT_ASKED = Words("niet gevraagd")
_ALONE, _SEVERAL = Words("alleen {category}"), Words("meer dan één")
_ARM_LABELS = {
    "pilot": Words("alle pilot{segments}"),
    "mirror": Words("alle spiegel{segments}"),
}


_EXCEPT = Words("{arm} behalve {segments}")
_WITHOUT = Words("{wave} zonder {segments}")

LeftOut = Sequence[tuple[Words, Set[str]]]
"""By wave: the segments of an arm that its figures are without, by id."""


def label_of(study: Study, group: Group, left_out: LeftOut = ()) -> Words | str | None:
    """What an arm or segment of the study is called in these waves; everybody has no name."""
    if group.kind is GroupKind.ARM:
        arm = _ARM_LABELS[group.id].filled(**study.segment_names)
        labels = [
            (wave, listed([segment.label for segment in study.segments if segment.id in without]))
            for wave, without in left_out
            if without
        ]
        if not labels:
            return arm
        if all(of == left_out[0][1] for _, of in left_out):
            return _EXCEPT.filled(arm=arm, segments=labels[0][1])
        by_wave = [_WITHOUT.filled(wave=wave, segments=segments) for wave, segments in labels]
        return joined([arm, Words(" ("), joined(by_wave, "; "), Words(")")], "")
    return next((segment.label for segment in study.segments if segment.id == group.id), None)


@dataclass(frozen=True)
class Branch:
    """A group and the parts that it is broken down in, in display order.

    `hidden` are those of its respondents who are in none of these parts, by segment or arm as far as that is known here
    (of a wave in which it is not kept, it is not); `unknown` is how many others are in none of them.
    """

    parent: Group
    parts: tuple[Group, ...]
    hidden: tuple[GroupCounts, ...]
    unknown: int


Hidden = Mapping[Group, tuple[GroupCounts, ...]]
"""By everybody or arm: who of it are in no part that may be told."""

_NOBODY: Hidden = {}


@dataclass(frozen=True)
class Tree:
    """The groups that somebody responded from: everybody first, then arms, then segments, with all of their counts.

    `branches` stand from the top down: that of a part after that of its parent.
    """

    counts: Mapping[Group, GroupCounts]
    branches: tuple[Branch, ...]

    def segments_of(self, group: Group) -> tuple[Group, ...]:
        """The segment itself, or those of an arm."""
        return next((branch.parts for branch in self.branches if branch.parent == group), (group,))


def tree_of(study: Study, counts: WaveCounts, hidden: Hidden = _NOBODY) -> Tree:
    """The groups of a wave. Segments without an arm stand right under everybody, beside the arms.

    A segment that nobody responded from is no group: it has no answers to protect, and would protect no others.
    """
    by_id = {id_: group for id_, group in counts.segments.items() if group.respondents}
    segments = [segment for segment in study.segments if segment.id in by_id]
    arms = {Group(GroupKind.ARM, arm): tuple(_groups(segments, arm)) for arm in ARMS}
    rests = {Group(GroupKind.ARM, arm): [group] for arm, group in counts.rests.items()}
    arms = {arm: parts for arm, parts in arms.items() if parts or arm in rests}
    by_segment = {_group(segment): by_id[segment.id] for segment in segments}
    by_arm = {arm: merged([*(by_segment[part] for part in parts), *rests.get(arm, [])]) for arm, parts in arms.items()}
    of_group = {EVERYBODY: counts.total, **by_arm, **by_segment}
    parts_of = {EVERYBODY: (*arms, *_groups(segments, None)), **arms}
    return Tree(of_group, tuple(_branch(parent, parts, of_group, hidden) for parent, parts in parts_of.items()))


def _branch(parent: Group, parts: tuple[Group, ...], counts: Mapping[Group, GroupCounts], hidden: Hidden) -> Branch:
    known = hidden.get(parent, ())
    in_parts = sum(group.respondents for group in (*(counts[part] for part in parts), *known))
    return Branch(parent, parts, known, counts[parent].respondents - in_parts)


def _groups(segments: list[Segment], arm: str | None) -> Iterator[Group]:
    return (_group(segment) for segment in segments if segment.arm == arm)


def _group(segment: Segment) -> Group:
    return Group(GroupKind.SEGMENT, segment.id)
