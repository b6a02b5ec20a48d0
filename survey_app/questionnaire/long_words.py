"""Words that a phone has to break: they are hard to read, and no fault."""

import re
from collections.abc import Iterator

from survey_app.questionnaire.by_language import texts_read
from survey_app.questionnaire.faults import Finding
from survey_app.questionnaire.outline import Part
from survey_app.questionnaire.scalars import Data

LONGEST = 20
"""Letters that about fit on one line of an answer on a screen of 320 px."""

_WORD = re.compile(rf"[^\W\d_]{{{LONGEST + 1},}}")
_ADDRESS = re.compile(r"\S*[@/]\S*")


def long_words(data: Data) -> Iterator[Finding]:
    """Each word of a study or questionnaire that is too long, in what respondents read."""
    for text in texts_read(data):
        for one in [text, *(text.at(language) for language in text.block)]:
            yield from _in_text(one)


def _in_text(part: Part) -> Iterator[Finding]:
    for word in _WORD.findall(_ADDRESS.sub("", part.text or "")):
        wrong = f'the word "{word}" has {len(word)} letters, and a phone breaks it'
        yield Finding(part.path, wrong, f"write it with a hyphen or in more words, of {LONGEST} letters at most")
