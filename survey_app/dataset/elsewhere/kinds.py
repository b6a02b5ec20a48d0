"""The types that a codebook may give an item: the documented word, and what else means the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

UNREAD = "unread"
OPEN_TEXT = "open_text"
CHOICES = ("single_choice", "multiple_choice")

_WORDS: Mapping[str, Sequence[str]] = {
    "likert": (
        "stelling",
        "statement",
        "ordinal",
        "ordinaal",
        "item",
        "schaalvraag",
        "likert5",
        "likert_5",
        "likert_1_5",
    ),
    "single_choice": (
        *("keuze", "enkele_keuze", "single", "choice", "categorie", "category", "categorical", "nominal", "factor"),
        *("background", "achtergrond", "trait", "kenmerk"),
    ),
    "multiple_choice": ("meerkeuze", "multiple", "multi", "multiple_response"),
    "mark": ("cijfer", "rapportcijfer"),
    "number": ("getal", "numeric", "integer", "numeriek"),
    OPEN_TEXT: ("open", "tekst", "text", "open_vraag"),
    UNREAD: ("ignore", "ignored", "negeren"),
}

KINDS: Mapping[str, str] = {word: kind for kind, words in _WORDS.items() for word in (kind, *words)}
