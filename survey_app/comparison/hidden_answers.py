"""What a wave hides of its segments, for rows of microdata: they tell no more than its workbook (STATISTICS 15.14)."""

from __future__ import annotations

from dataclasses import replace

from survey_app.comparison.breakdown import shown_groups
from survey_app.comparison.fielded import fielded_wave
from survey_app.comparison.weighted_secrets import hidden_segments
from survey_app.dataset.microdata.choosing import WaveRows
from survey_app.fieldwork.stores import Stores


def with_hidden_answers(stores: Stores, rows: WaveRows) -> WaveRows:
    """The rows, that know what is hidden; the wave is counted if it was not yet."""
    with stores.writing() as store:
        fielded = fielded_wave(store, rows.wave.id)
    masks = shown_groups(fielded)
    untold = fielded.counts.segments.keys() - {group.id for group in masks}
    hidden = hidden_segments(masks, fielded.instrument.questionnaire)
    return replace(rows, hidden={item: segments | untold for item, segments in hidden.items()})
