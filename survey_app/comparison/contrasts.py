"""Pilot against mirror segments over two waves, statement by statement and scale by scale (STATISTICS 10)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from survey_app.comparison.groups import ARMS, Group, GroupKind, label_of
from survey_app.comparison.results import (
    Code,
    Contrast,
    GroupComparison,
    Level,
    Reason,
    ScaleComparison,
    StatementComparison,
    Verdict,
)
from survey_app.comparison.statistics.arms import ArmComparison, compare_arms
from survey_app.comparison.statistics.multiplicity import holm
from survey_app.comparison.verdict.judging import conclude
from survey_app.comparison.verdict.words import IN_SHORT
from survey_app.language.words import Words, joined
from survey_app.questionnaire.study import Study

Compared = StatementComparison | ScaleComparison
BySubject = Mapping[Group, Mapping[str, Compared]]
"""Of each arm and segment its comparisons, by the id of the statement or scale."""


def contrasts_of(study: Study, groups: Sequence[GroupComparison]) -> tuple[Contrast, ...]:
    """One per statement and scale that the arms have; none in a study without arms."""
    if not set(ARMS) <= {segment.arm for segment in study.segments}:
        return ()
    statements = {group.group: {statement.item_id: statement for statement in group.statements} for group in groups}
    scales = {group.group: {scale.scale_id: scale for scale in group.scales} for group in groups}
    return (*_contrasts(study, statements), *_contrasts(study, scales))


def _contrasts(study: Study, groups: BySubject) -> tuple[Contrast, ...]:
    of_arms = (groups.get(Group(GroupKind.ARM, arm), {}) for arm in ARMS)
    subjects = dict.fromkeys(subject for of_arm in of_arms for subject in of_arm)
    return _with_holm([_contrast(study, subject, groups) for subject in subjects])


def _contrast(study: Study, subject: str, groups: BySubject) -> Contrast:
    by_group = {group: of_group[subject] for group, of_group in groups.items() if subject in of_group}
    of_arms = {arm: by_group.get(Group(GroupKind.ARM, arm)) for arm in ARMS}
    segments = {
        arm: {
            segment.id: by_group.get(Group(GroupKind.SEGMENT, segment.id))
            for segment in study.segments
            if segment.arm == arm
        }
        for arm in ARMS
    }
    changes = {arm: {id_: find_change(segment) for id_, segment in of_arm.items()} for arm, of_arm in segments.items()}
    pilot, mirror = (find_change(of_arms[arm]) for arm in ARMS)
    pooled = None if pilot is None or mirror is None else pilot - mirror
    arms = compare_arms(changes["pilot"], changes["mirror"], pooled)
    any_of_them = next(iter(by_group.values()))
    return Contrast(
        subject=subject,
        text=_text(any_of_them),
        block=any_of_them.blocks[1] if isinstance(any_of_them, StatementComparison) else None,
        is_scale=isinstance(any_of_them, ScaleComparison),
        verdict=_verdict(study, of_arms, arms),
        arms=arms,
        unsaid=frozenset(
            id_
            for of_arm in segments.values()
            for id_, segment in of_arm.items()
            if segment is not None and segment.change is None
        ),
    )


def find_change(compared: Compared | None) -> float | None:
    """Points of a percentage, or of a score, whatever the verdict; None where a wave has nothing that may be shown."""
    technical = compared.technical if compared else None
    if technical is None:
        return None
    if isinstance(compared, ScaleComparison):
        return technical.welch.difference
    return technical.change.agree_pp if technical.change else None


def _text(compared: Compared) -> str:
    if isinstance(compared, ScaleComparison):
        return compared.title
    item = compared.items[1] or compared.items[0]
    return item.text if item else compared.item_id


def _verdict(study: Study, of_arms: Mapping[str, Compared | None], arms: ArmComparison) -> Verdict:
    """The lower of both arms, and never above indicative: that lots were drawn is nowhere recorded."""
    named: defaultdict[tuple[Level, Code], list[str]] = defaultdict(list)
    for arm, compared in of_arms.items():
        for reason in compared.verdict.reasons if compared else (_NOT_THERE,):
            if arm not in named[reason.caps_at, reason.code]:
                named[reason.caps_at, reason.code].append(arm)
    reasons = [_NOT_RANDOM, *(_of_arms(study, *key, arms_with) for key, arms_with in named.items())]
    if arms.did is None and all(reason.caps_at is not Level.NOT_COMPARABLE for reason in reasons):
        reasons.append(_TOO_FEW)
    return conclude(reasons, None)


def _of_arms(study: Study, level: Level, code: Code, arms: Sequence[str]) -> Reason:
    who = label_of(study, Group(GroupKind.ARM, arms[0])) if len(arms) == 1 else _BOTH
    sentence = Words("{reason}: {who}.").filled(reason=IN_SHORT[code].capitalised(), who=who)
    return Reason(code, level, sentence)


_BOTH = Words("pilot en spiegel")
_NOT_THERE = Reason(Code.WITHHELD, Level.NOT_COMPARABLE, joined([]))
"""An arm that has nothing to show in one of the waves."""
_NOT_RANDOM = Reason(
    Code.NOT_RANDOM,
    Level.INDICATIVE,
    Words("Niet vastgelegd is dat door loting is bepaald wie pilot werd en wie spiegel."),
)
_TOO_FEW = Reason(
    Code.FEW_SEGMENTS,
    Level.NOT_COMPARABLE,
    Words(
        "Voor een verschil in ontwikkeling zijn er in pilot en in spiegel elk minstens twee nodig die in beide "
        "metingen getoond mogen worden."
    ),
)


def _with_holm(contrasts: Sequence[Contrast]) -> tuple[Contrast, ...]:
    """With p adjusted within the statements of one block, or the reliable scales, that a difference is shown of."""
    families: defaultdict[str | None, list[int]] = defaultdict(list)
    for place, contrast in enumerate(contrasts):
        if contrast.is_shown and all(reason.code is not Code.UNRELIABLE for reason in contrast.verdict.reasons):
            families[contrast.block].append(place)
    adjusted = list(contrasts)
    for places in families.values():
        tests = [contrasts[place].arms.test for place in places]
        for place, p in zip(places, holm([test.p if test else None for test in tests]), strict=True):
            adjusted[place] = replace(contrasts[place], holm=p)
    return tuple(adjusted)
