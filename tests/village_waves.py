"""Waves of several villages, made of counts per village, as small as a test of a breakdown needs them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from survey_app.comparison.disclosure.breakdown import Mask, broken_down
from survey_app.comparison.groups import Group, GroupKind
from survey_app.comparison.results import FieldedWave
from survey_app.comparison.series import WaveSeries
from survey_app.dataset.counts import GroupCounts, ItemCounts, ScaleCounts
from survey_app.dataset.merging import merged
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.study import Segment
from survey_app.tables.table import Sheet
from survey_app.tables.workbook import group_families
from tests.counted_waves import Data, fielded, instrument

NO_SEGMENT = ""
"""Stands for the respondents without a segment, where villages are named."""


def village(name: str) -> Group:
    """The group of a village, in whichever arm."""
    return Group(GroupKind.SEGMENT, name)


def arm(name: str) -> Group:
    """The group of all villages of an arm."""
    return Group(GroupKind.ARM, name)


def shown_groups(wave: FieldedWave) -> Mapping[Group, Mask]:
    """What may be shown of each group of a wave."""
    _, masks = broken_down(wave)
    return masks


def group_sheets(series: WaveSeries, group: Group) -> list[Sheet]:
    """All sheets of one arm, segment or category of a trait."""
    return [sheet for family in group_families(series, group) for sheet in family.sheets()]


def village_study(arms: Mapping[str, str | None], *sections: Data, threshold: int = 10) -> Instrument:
    """A study of these villages, each in this arm or in none, and a questionnaire of these sections."""
    plain = instrument(*sections, threshold=threshold)
    segments = tuple(Segment.model_validate({"id": one, "label": one, "arm": arm}) for one, arm in arms.items())
    return plain.model_copy(update={"study": plain.study.model_copy(update={"segments": segments})})


def village_wave(
    frozen: Instrument,
    villages: Mapping[str, Sequence[ItemCounts]],
    scales: Mapping[str, Sequence[ScaleCounts]] | None = None,
) -> FieldedWave:
    """A closed wave with the counts of each village; who has no segment is under NO_SEGMENT."""
    groups = {
        village: GroupCounts(
            max((item.asked + item.not_asked for item in items), default=0),
            {item.item: item for item in items},
            {scale.scale: scale for scale in (scales or {}).get(village, ())},
        )
        for village, items in villages.items()
    }
    total = merged(groups.values())
    plain = fielded(2020, frozen, respondents=total.respondents)
    segments = {village: counts for village, counts in groups.items() if village != NO_SEGMENT}
    responded = {village or None: counts.respondents for village, counts in groups.items()}
    return replace(plain, counts=replace(plain.counts, total=total, segments=segments), responded=responded)
