"""What a wave hides of its segments, for rows of microdata: they tell no more than its workbook (STATISTICS 15.14)."""

from collections.abc import Mapping, Set
from dataclasses import replace

from survey_app.comparison.disclosure.breakdown import broken_down
from survey_app.comparison.disclosure.shown import hidden_categories
from survey_app.comparison.disclosure.weighted_secrets import hidden_segments
from survey_app.comparison.fielded import fielded_wave
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.microdata.choosing import WaveRows
from survey_app.dataset.microdata.coding import declines
from survey_app.fieldwork.ports import Store
from survey_app.questionnaire.model import Choice, LikertStatement


def with_hidden_answers(store: Store, rows: WaveRows) -> WaveRows:
    """The rows, that know what is hidden."""
    fielded = fielded_wave(store, rows.wave.id)
    return replace(rows, hidden=hidden_answers(fielded), secret=hidden_of_traits(fielded))


def hidden_of_traits(fielded: FieldedWave) -> Mapping[str, Set[str]]:
    """By trait: the categories of which the workbook does not tell how many there are.

    An option that says nothing is no category here: in rows it is as one with who left it blank (rule 10), and hides
    nobody.
    """
    threshold, counted = fielded.instrument.study.disclosure_threshold, fielded.counts.total.items
    traits = (item for item in fielded.instrument.questionnaire.items.values() if isinstance(item, Choice))
    hidden = {
        item.id: hidden_categories(
            {
                option.id: counted[item.id].answers.get(option.id, 0)
                for option in item.options
                if not declines(option.label)
            },
            threshold,
        )
        for item in traits
        if item.is_trait and item.id in counted
    }
    return {trait: categories for trait, categories in hidden.items() if categories}


def hidden_answers(fielded: FieldedWave) -> Mapping[str, Set[str]]:
    """By statement: the segments of which something is hidden; all of them where not even everybody's is told."""
    _, masks = broken_down(fielded)
    segments = fielded.counts.segments.keys()
    untold = segments - {group.id for group in masks}
    questionnaire = fielded.instrument.questionnaire
    hidden = hidden_segments(masks, questionnaire)
    statements = (item.id for item in questionnaire.items.values() if isinstance(item, LikertStatement))
    return {item: hidden.get(item, frozenset(segments)) | untold for item in statements}
