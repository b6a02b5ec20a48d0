"""Each group of one wave by itself: what needs no other wave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from survey_app.comparison.groups import EVERYBODY, label_of
from survey_app.comparison.pair import Half
from survey_app.comparison.prepared import PreparedWave, left_out
from survey_app.comparison.scale_comparison import estimate_scale
from survey_app.comparison.series import GroupInWave, ScaleInWave
from survey_app.language.words import Words


def groups_in_wave(wave: PreparedWave, name: Words, common: Mapping[str, tuple[str, ...]]) -> Iterator[GroupInWave]:
    """Everybody first; `common` are the items that each scale is scored on."""
    study = wave.fielded.instrument.study
    for group in wave.masks:
        half = wave.half(group, name)
        estimates = (half.estimate(item) for item in half.questionnaire.items)
        yield GroupInWave(
            group=group,
            label=label_of(study, group, [(name, left_out(wave.fielded, group))]),
            left_out=left_out(wave.fielded, group),
            approached=half.fielded.approached,
            statements=tuple(one for one in estimates if one is not None),
            scales=tuple(_scales(half, common, is_part=group != EVERYBODY)),
        )


def _scales(half: Half, common: Mapping[str, tuple[str, ...]], *, is_part: bool) -> Iterator[ScaleInWave]:
    for scale in half.questionnaire.scales:
        items = common.get(scale.id)
        estimate = None if items is None else estimate_scale(half, scale.id, items, is_part=is_part)
        if items is not None and estimate is not None:
            left_out = tuple(item for item in scale.items if item not in items)
            yield ScaleInWave(scale.id, items, left_out, estimate)
