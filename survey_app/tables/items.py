"""Items and their blocks, as rows name them over waves."""

from __future__ import annotations

from collections.abc import Sequence

from survey_app.comparison.results import FieldedWave
from survey_app.questionnaire.model import AnyItem
from survey_app.questionnaire.words import Words


def text_of(items: Sequence[AnyItem | None]) -> str:
    """The wording of the latest wave that asked."""
    return next((item.text for item in reversed(items) if item is not None), "")


def block_of(fielded: FieldedWave, item_id: str) -> str | None:
    """The title of the block that asks an item in a wave."""
    for section in fielded.instrument.questionnaire.sections:
        if any(item.id == item_id for item in section.asks()):
            return section.title
    return None


def block_words(blocks: Sequence[str | None]) -> Words | str:
    """The block of the latest wave; with the one before it when that is another."""
    titles = list(dict.fromkeys(block for block in reversed(blocks) if block is not None))
    if len(titles) < 2:
        return titles[0] if titles else ""
    return Words("{later} (eerder: {earlier})", "{later} (earlier: {earlier})").filled(
        later=titles[0], earlier=titles[1]
    )
