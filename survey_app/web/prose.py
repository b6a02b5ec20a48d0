"""Longer texts of a questionnaire as paragraphs and lists; and in any text what a phone can call or write to."""

import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from survey_app.language.reach import ways_in

_DASH = re.compile(r"^[-–•]\s+")


@dataclass(frozen=True)
class Block:
    """One paragraph, or the points of one list."""

    lines: tuple[str, ...]
    is_list: bool


def blocks(text: str) -> list[Block]:
    """Blank lines part paragraphs; a paragraph of which every line starts with a dash is a list."""
    return [_block(part.strip().split("\n")) for part in re.split(r"\n\s*\n", text) if part.strip()]


def _block(lines: list[str]) -> Block:
    if all(_DASH.match(line) for line in lines):
        return Block(tuple(_DASH.sub("", line) for line in lines), is_list=True)
    return Block(tuple(lines), is_list=False)


_LINK = Markup('<a class="utrecht-link" href="{}">{}</a>')


def reachable(text: str) -> Markup:
    """The text, in which each phone number and each e-mail address is a link."""
    pieces, end = [], 0
    for way in ways_in(text):
        pieces += [escape(text[end : way.start]), _LINK.format(way.address, text[way.start : way.end])]
        end = way.end
    return Markup("").join([*pieces, escape(text[end:])])
