"""The types that a codebook may give an item: the documented word, and what else means the same."""

from __future__ import annotations

from collections.abc import Mapping

from survey_app.questionnaire.model import ITEM_TYPES

UNREAD = "unread"
OPEN_TEXT = "open_text"
CHOICES = ("single_choice", "multiple_choice")

KINDS: Mapping[str, str] = {
    **{word: name for name, one in ITEM_TYPES.items() for word in (name, *one.called)},
    **dict.fromkeys((UNREAD, "ignore", "ignored", "negeren"), UNREAD),
}
