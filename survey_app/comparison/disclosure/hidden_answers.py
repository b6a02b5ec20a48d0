"""What a wave hides of its segments and traits, for rows of microdata: no more than its workbook (STATISTICS 15.14)."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace

from survey_app.comparison.disclosure.breakdown import Mask, broken_down
from survey_app.comparison.disclosure.by_trait import told_by_trait
from survey_app.comparison.disclosure.shown import hidden_categories
from survey_app.comparison.disclosure.weighted_secrets import is_told
from survey_app.comparison.fielded import fielded_wave
from survey_app.comparison.groups import EVERYBODY, GroupKind, WhyNot, trait_of
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.microdata.choosing import Hidden, WaveRows
from survey_app.dataset.microdata.coding import declines, segment_name
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


def hidden_answers(fielded: FieldedWave) -> Hidden:
    """By the column of the segment, and by trait that results are broken down by: what is told of each statement.

    Of a trait that tells too much to break down by nothing is told.
    """
    _, masks = broken_down(fielded)
    questionnaire = fielded.instrument.questionnaire
    statements = [item.id for item in questionnaire.items.values() if isinstance(item, LikertStatement)]
    by_trait, why_not = told_by_trait(fielded, masks[EVERYBODY])
    parts: dict[str, Mapping[str, Mask | None]] = {
        trait: {trait_of(group)[1]: mask for group, mask in told.masks.items()} for trait, told in by_trait.items()
    }
    parts |= {trait: {} for trait, why in why_not.items() if why is WhyNot.TOO_MUCH}
    segments = {group.id: mask for group, mask in masks.items() if group.kind is GroupKind.SEGMENT}
    hidden = {part: dict(_told(masks_of, statements)) for part, masks_of in parts.items()}
    of_segments = {**dict.fromkeys(fielded.counts.segments), **segments}
    return {segment_name(questionnaire): dict(_told(of_segments, statements)) if of_segments else {}, **hidden}


def _told(masks: Mapping[str, Mask | None], statements: Iterable[str]) -> Iterator[tuple[str, Set[str]]]:
    """By statement of which something is hidden: the categories that it is told of."""
    for item in statements:
        told = frozenset(category for category, mask in masks.items() if mask and is_told(mask.items[item]))
        if not told or told != masks.keys():
            yield item, told
