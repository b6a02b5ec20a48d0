"""Words that a phone has to break: they are hard to read, and no fault."""

import re
from collections.abc import Iterator

from survey_app.questionnaire.faults import Finding
from survey_app.questionnaire.outline import Part
from survey_app.questionnaire.scalars import Data

LONGEST = 20
"""Letters that about fit on one line of an answer on a screen of 320 px."""

_WORD = re.compile(rf"[^\W\d_]{{{LONGEST + 1},}}")
_ADDRESS = re.compile(r"\S*[@/]\S*")
_READ = {
    *("title", "client", "contact", "introduction", "thanks", "lead_in", "text"),
    *("help", "label", "not_applicable", "unit", "read_by"),
}
"""Keys of what respondents read."""
_UNREAD = {"segments", "segment_words", "scales", "margins"}
"""Parts at the top of which nothing is on the pages of a questionnaire."""


def long_words(data: Data) -> Iterator[Finding]:
    """Each word of a study or questionnaire that is too long, in what respondents read."""
    top = Part((), data)
    for key in top.block:
        if key not in _UNREAD:
            yield from _in_part(top.at(key), key)


def _in_part(part: Part, key: str) -> Iterator[Finding]:
    for inner in part.block:
        yield from _in_part(part.at(inner), inner)
    for listed in part.parts:
        yield from _in_part(listed, key)
    for word in _WORD.findall(_ADDRESS.sub("", part.text or "")) if key in _READ else ():
        wrong = f'the word "{word}" has {len(word)} letters, and a phone breaks it'
        yield Finding(part.path, wrong, f"write it with a hyphen or in more words, of {LONGEST} letters at most")
