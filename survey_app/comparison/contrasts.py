"""Pilot against mirror segments over two waves, statement by statement and scale by scale (STATISTICS 10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from survey_app.comparison.arms import Sums, compare_arms, find_pooled
from survey_app.comparison.code_words import IN_SHORT
from survey_app.comparison.groups import GroupKind
from survey_app.comparison.results import (
    Code,
    Contrast,
    GroupComparison,
    ItemEstimate,
    Level,
    Reason,
    ScaleComparison,
    StatementComparison,
    Verdict,
)
from survey_app.comparison.verdict import conclude
from survey_app.questionnaire.study import Study
from survey_app.questionnaire.words import Words, listed

ARMS = ("pilot", "mirror")
Found = StatementComparison | ScaleComparison


def contrasts_of(study: Study, groups: Sequence[GroupComparison]) -> tuple[Contrast, ...]:
    """One per statement and scale that some segment can be compared on; none in a study without arms."""
    arms = {segment.id: segment.arm for segment in study.segments if segment.arm is not None}
    if not set(ARMS) <= set(arms.values()):
        return ()
    by_segment = {group.group.id: group for group in groups if group.group.kind is GroupKind.SEGMENT}
    by_segment = {segment: group for segment, group in by_segment.items() if segment in arms}
    statements = {id_: {s.item_id: s for s in group.statements} for id_, group in by_segment.items()}
    scales = {id_: {s.scale_id: s for s in group.scales} for id_, group in by_segment.items()}
    return (
        *(_contrast(study, item, statements, is_scale=False) for item in _subjects(statements)),
        *(_contrast(study, scale, scales, is_scale=True) for scale in _subjects(scales)),
    )


def _subjects(found: Mapping[str, Mapping[str, Found]]) -> list[str]:
    return list(dict.fromkeys(subject for of_segment in found.values() for subject in of_segment))


def _contrast(study: Study, subject: str, found: Mapping[str, Mapping[str, Found]], *, is_scale: bool) -> Contrast:
    by_arm = {
        arm: {segment.id: found.get(segment.id, {}).get(subject) for segment in study.segments if segment.arm == arm}
        for arm in ARMS
    }
    there = [one for of_arm in by_arm.values() for one in of_arm.values() if one is not None]
    changes = {arm: {segment: _change(one) for segment, one in of_arm.items()} for arm, of_arm in by_arm.items()}
    pooled = None
    if not is_scale and all(change is not None for of_arm in changes.values() for change in of_arm.values()):
        pooled = _pooled(by_arm)
    return Contrast(
        subject=subject,
        text=_text(there[0]),
        is_scale=is_scale,
        verdict=_verdict(study, {segment: one for of_arm in by_arm.values() for segment, one in of_arm.items()}),
        arms=compare_arms(changes["pilot"], changes["mirror"], pooled),
    )


def _change(found: Found | None) -> float | None:
    if found is None or found.change is None:
        return None
    return found.change.agree_pp if isinstance(found, StatementComparison) else found.change.difference


def _text(found: Found) -> str:
    if isinstance(found, ScaleComparison):
        return found.title
    item = found.items[1] or found.items[0]
    return item.text if item else found.item_id


def _pooled(by_arm: Mapping[str, Mapping[str, Found | None]]) -> float | None:
    """Over all respondents of the segments, in percentage points."""
    sums = {
        arm: [_sums(one) for one in of_arm.values() if isinstance(one, StatementComparison)]
        for arm, of_arm in by_arm.items()
    }
    found = find_pooled(sums["pilot"], sums["mirror"])
    return None if found is None else 100 * found


def _sums(found: StatementComparison) -> tuple[Sums, Sums]:
    """Who agrees and who answered, in each wave."""
    earlier, later = (_agreed(estimate) for estimate in found.estimates)
    return earlier, later


def _agreed(estimate: ItemEstimate | None) -> Sums:
    if estimate is None or estimate.agree is None:
        return 0, 0
    return round(estimate.agree * estimate.n_valid), estimate.n_valid


def _verdict(study: Study, found: Mapping[str, Found | None]) -> Verdict:
    """The lowest of the segments, with the segments that have each reason by name."""
    labels = {segment.id: segment.label for segment in study.segments}
    named: dict[tuple[Level, Code], list[str]] = {}
    for segment, one in found.items():
        for reason in one.verdict.reasons if one else (_NOT_THERE,):
            named.setdefault((reason.caps_at, reason.code), []).append(labels[segment])
    return conclude(_told(named, len(found)), None)


def _told(named: Mapping[tuple[Level, Code], list[str]], number: int) -> Iterator[Reason]:
    for (level, code), segments in named.items():
        distinct = list(dict.fromkeys(segments))
        sentence = Words("{reason}: {segments}.", "{reason}: {segments}.").filled(
            reason=IN_SHORT[code].capitalised(), segments=_ALL if len(distinct) == number else listed(distinct)
        )
        yield Reason(code, level, sentence)


_ALL = Words("alle kernen", "all villages")
_NOT_THERE = Reason(Code.WITHHELD, Level.NOT_COMPARABLE, Words("", ""))
"""A segment that has nothing to show in one of the waves."""
