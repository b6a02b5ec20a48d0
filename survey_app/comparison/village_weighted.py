"""An arm in which each village counts by its size, where response differs much between its villages (STATISTICS 11)."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from survey_app.comparison.groups import ARMS, Group, GroupKind
from survey_app.comparison.results import ItemEstimate
from survey_app.comparison.series import GroupInWave
from survey_app.comparison.statistics.intervals import wilson
from survey_app.comparison.weighting.weighted import VillageWeighted
from survey_app.questionnaire.study import Study

MOST_UNEVEN = Fraction(3, 2)
"""How many times the lowest response of a village the highest may be, before the answers of all together lean over."""


def village_weighted(study: Study, groups: Sequence[GroupInWave]) -> Mapping[tuple[Group, str], VillageWeighted]:
    """By arm and statement, for one wave. Made of figures of villages that are shown, so that it tells nothing more.

    An arm is not there while response differs less than `MOST_UNEVEN` times; nor a statement of which a village may not
    show its share, or had no answer; nor anything where it is unknown how many people a village has.
    """
    by_group = {group.group: group for group in groups}
    return {
        (arm, item): weighted
        for arm in (Group(GroupKind.ARM, name) for name in ARMS)
        for item, weighted in _of_arm(study, arm, by_group)
    }


def _of_arm(study: Study, arm: Group, groups: Mapping[Group, GroupInWave]) -> Iterator[tuple[str, VillageWeighted]]:
    of_arm = [segment for segment in study.segments if segment.arm == arm.id]
    villages = [village for segment in of_arm if (village := groups.get(Group(GroupKind.SEGMENT, segment.id)))]
    if arm not in groups or len(villages) < len(of_arm):
        return
    estimates = [{estimate.item: estimate for estimate in village.statements} for village in villages]
    for statement in groups[arm].statements:
        weighted = _weighted(
            [village.approached for village in villages], [of_village.get(statement.item) for of_village in estimates]
        )
        if weighted is not None:
            yield statement.item, weighted


def _weighted(approached: Sequence[int | None], estimates: Sequence[ItemEstimate | None]) -> VillageWeighted | None:
    known = [
        (size, estimate, estimate.agree)
        for size, estimate in zip(approached, estimates, strict=True)
        if size and estimate and estimate.agree is not None and estimate.homogeneous is None
    ]
    responses = [Fraction(estimate.n_total, size) for size, estimate, _ in known]
    if len(known) < len(approached) or max(responses) <= MOST_UNEVEN * min(responses):
        return None
    people = sum(size for size, _, _ in known)
    agree = sum(size * share for size, _, share in known) / people
    effective = people**2 / sum(size**2 / estimate.n_valid for size, estimate, _ in known)
    return VillageWeighted(agree, wilson(agree * effective, effective))
