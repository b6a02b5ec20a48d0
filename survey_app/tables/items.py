"""Items and their blocks, as rows name them over two waves."""

from __future__ import annotations

from survey_app.comparison.results import WaveComparison
from survey_app.questionnaire.model import AnyItem

Pair = tuple[AnyItem | None, AnyItem | None]


def text_of(items: Pair) -> str:
    """The wording of the later wave, or of the only one that asked."""
    asked = items[1] or items[0]
    return asked.text if asked else ""


def block_of(comparison: WaveComparison, wave: int, item_id: str) -> str | None:
    """The title of the block that asks an item in one of the waves."""
    for section in comparison.waves[wave].instrument.questionnaire.sections:
        if any(item.id == item_id for item in section.asks()):
            return section.title
    return None


def block_words(earlier: str | None, later: str | None) -> str:
    """The block of the later wave; both when they differ."""
    if earlier is None or later is None or earlier == later:
        return later or earlier or ""
    return f"{later} (eerder: {earlier})"
