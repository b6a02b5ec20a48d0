"""Which items a scale can be scored on in every one of some waves (STATISTICS 7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from survey_app.dataset.counts import Scored
from survey_app.questionnaire.model import Questionnaire, Scale
from survey_app.questionnaire.revisions import Change, ItemRevision, revisions


def common_items(questionnaires: Sequence[Questionnaire]) -> Mapping[str, tuple[str, ...]]:
    """By scale of the latest questionnaire that every other defines too: the items that all ask in the same words.

    In the order of the latest; an item that is put to others, or scored the other way round, is left out as well.
    """
    latest = questionnaires[-1]
    told = [revisions(earlier, later) for earlier, later in pairwise(questionnaires)]
    defined = [{scale.id: scale for scale in one.scales} for one in questionnaires]
    return {
        scale.id: tuple(item for item in scale.items if _is_common(item, [one[scale.id] for one in defined], told))
        for scale in latest.scales
        if all(scale.id in one for one in defined)
    }


def to_rescore(questionnaire: Questionnaire, common: Mapping[str, tuple[str, ...]]) -> list[Scored]:
    """The scales of a questionnaire that are scored on less than all of their items where these are common."""
    return [
        (scale.id, items)
        for scale in questionnaire.scales
        if len(items := common.get(scale.id, ())) > 1 and items != scale.items and set(items) <= set(scale.items)
    ]


def _is_common(item: str, scales: Sequence[Scale], told: Sequence[Mapping[str, ItemRevision]]) -> bool:
    if not all(item in scale.items for scale in scales):
        return False
    if len({item in scale.reversed for scale in scales}) > 1:
        return False
    return all(item in found and _is_unchanged(found[item]) for found in told)


def _is_unchanged(revision: ItemRevision) -> bool:
    return revision.is_same_question and Change.ROUTING not in revision.changes
