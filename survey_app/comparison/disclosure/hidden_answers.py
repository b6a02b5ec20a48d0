"""What a wave hides of its segments, for rows of microdata: they tell no more than its workbook (STATISTICS 15.14)."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace

from survey_app.comparison.disclosure.breakdown import broken_down
from survey_app.comparison.disclosure.weighted_secrets import hidden_segments
from survey_app.comparison.fielded import fielded_wave
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.microdata.choosing import WaveRows
from survey_app.fieldwork.ports import Store
from survey_app.questionnaire.model import LikertStatement


def with_hidden_answers(store: Store, rows: WaveRows) -> WaveRows:
    """The rows, that know what is hidden."""
    return replace(rows, hidden=hidden_answers(fielded_wave(store, rows.wave.id)))


def hidden_answers(fielded: FieldedWave) -> Mapping[str, Set[str]]:
    """By statement: the segments of which something is hidden; all of them where not even everybody's is told."""
    _, masks = broken_down(fielded)
    segments = fielded.counts.segments.keys()
    untold = segments - {group.id for group in masks}
    questionnaire = fielded.instrument.questionnaire
    hidden = hidden_segments(masks, questionnaire)
    statements = (item.id for item in questionnaire.items.values() if isinstance(item, LikertStatement))
    return {item: hidden.get(item, frozenset(segments)) | untold for item in statements}
