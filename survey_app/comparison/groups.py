"""The groups that a wave is broken down by: everybody, the arms of the study, and its segments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from survey_app.dataset.counts import GroupCounts, WaveCounts
from survey_app.dataset.merging import merged
from survey_app.questionnaire.study import Segment, Study
from survey_app.questionnaire.words import Words

ARMS = ("pilot", "mirror")


class GroupKind(StrEnum):
    """What a group is, and so how large it is thought to be."""

    EVERYBODY = "everybody"
    ARM = "arm"
    SEGMENT = "segment"


@dataclass(frozen=True)
class Group:
    """One group of a wave; `id` is of the arm or the segment, and empty for everybody."""

    kind: GroupKind = field(hash=False)  # the id tells nearly all apart, and to hash a member of an enum takes long
    id: str = ""


EVERYBODY = Group(GroupKind.EVERYBODY)

_ARM_LABELS = {
    "pilot": Words("alle pilot{segments}", "all pilot {segments}"),
    "mirror": Words("alle spiegel{segments}", "all mirror {segments}"),
}


def label_of(study: Study, group: Group) -> Words | str | None:
    """What an arm or segment of the study is called; everybody has no name."""
    if group.kind is GroupKind.ARM:
        return _ARM_LABELS[group.id].filled(**study.segment_names)
    return next((segment.label for segment in study.segments if segment.id == group.id), None)


@dataclass(frozen=True)
class Branch:
    """A group and the parts that it is broken down in, in display order.

    `has_rest`: the group holds respondents who are in none of its parts: those of whom no segment is known.
    """

    parent: Group
    parts: tuple[Group, ...]
    has_rest: bool


@dataclass(frozen=True)
class Tree:
    """The groups that somebody responded from: everybody first, then arms, then segments, with all of their counts.

    `branches` stand from the top down: that of a part after that of its parent.
    """

    counts: Mapping[Group, GroupCounts]
    branches: tuple[Branch, ...]


def tree_of(study: Study, counts: WaveCounts) -> Tree:
    """The groups of a wave. Segments without an arm stand right under everybody, beside the arms.

    A segment that nobody responded from is no group: it has no answers to protect, and would protect no others.
    """
    segments = [segment for segment in study.segments if _responded(counts, segment)]
    arms = {Group(GroupKind.ARM, arm): tuple(_groups(segments, arm)) for arm in ARMS}
    arms = {arm: parts for arm, parts in arms.items() if parts or arm.id in counts.rests}
    by_segment = {_group(segment): counts.segments[segment.id] for segment in segments}
    by_arm = {arm: merged([*(by_segment[part] for part in parts), *_rest(counts, arm)]) for arm, parts in arms.items()}
    of_group = {EVERYBODY: counts.total, **by_arm, **by_segment}
    top = (*arms, *_groups(segments, None))
    in_parts = sum(of_group[part].respondents for part in top)
    whole = Branch(EVERYBODY, top, has_rest=counts.total.respondents > in_parts)
    return Tree(
        of_group, (whole, *(Branch(arm, parts, has_rest=arm.id in counts.rests) for arm, parts in arms.items()))
    )


def _rest(counts: WaveCounts, arm: Group) -> list[GroupCounts]:
    return [counts.rests[arm.id]] if arm.id in counts.rests else []


def _responded(counts: WaveCounts, segment: Segment) -> bool:
    return segment.id in counts.segments and counts.segments[segment.id].respondents > 0


def _groups(segments: list[Segment], arm: str | None) -> Iterator[Group]:
    return (_group(segment) for segment in segments if segment.arm == arm)


def _group(segment: Segment) -> Group:
    return Group(GroupKind.SEGMENT, segment.id)
