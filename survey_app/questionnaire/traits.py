"""What says who somebody is, and not what somebody thinks: the one definition of each."""

from __future__ import annotations

from typing import TypeGuard

from survey_app.questionnaire.model import AnyItem, MultipleChoice, Number, Passage, SingleChoice

Choice = SingleChoice | MultipleChoice


def is_background(item: AnyItem | Passage | None) -> TypeGuard[Choice]:
    """Whether it is a choice of the background: small groups of it are never shown, and nothing is concluded of it."""
    return isinstance(item, Choice) and item.background


def is_trait(item: AnyItem) -> bool:
    """Whether others may know this of somebody: choices of the background, and every number, by its value."""
    return isinstance(item, Number) or is_background(item)
