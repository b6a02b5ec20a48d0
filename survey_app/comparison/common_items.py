"""Which items a scale can be scored on in every one of some waves (STATISTICS 7)."""

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
    if not latest.scales:
        return {}
    changed = [revisions(earlier, later) for earlier, later in pairwise(questionnaires) if earlier is not later]
    defined = [{scale.id: scale for scale in asked.scales} for asked in questionnaires]
    return {
        scale.id: tuple(item for item in scale.items if _is_common(item, [of[scale.id] for of in defined], changed))
        for scale in latest.scales
        if all(scale.id in scales for scales in defined)
    }


def to_rescore(questionnaire: Questionnaire, common: Mapping[str, tuple[str, ...]]) -> list[Scored]:
    """The scales of a questionnaire that are scored on less than all of their items where these are common."""
    return [
        (scale.id, items)
        for scale in questionnaire.scales
        if len(items := common.get(scale.id, ())) > 1 and items != scale.items and set(items) <= set(scale.items)
    ]


def _is_common(item: str, scales: Sequence[Scale], changed: Sequence[Mapping[str, ItemRevision]]) -> bool:
    is_scored_alike = len({item in scale.reversed for scale in scales}) == 1
    return (
        is_scored_alike
        and all(item in scale.items for scale in scales)
        and all(item in of and of[item].is_same_question for of in changed)
        and not any(Change.ROUTING in of[item].changes for of in changed)
    )
