"""What a word without quotes means here: text, a whole number, true or false; every other reading is a trap.

A decimal is one too, for `version: 1.10` would be 1.1, but for the few keys that ask for one.
"""

import re

from survey_app.questionnaire.faults import Finding, Steps
from survey_app.questionnaire.nodes import Block, Listing, Node, Text

Data = str | int | float | bool | list["Data"] | dict[str, "Data"]

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_DECIMAL, _DECIMAL_KEYS = re.compile(r"(?:0|[1-9][0-9]{0,8})\.[0-9]{1,6}"), ("mark_bound", "target")
_QUOTE = 'put it in quotes: "{}"'
_NUMBER = 'write a whole number as in 10, or a text in quotes: "{}"'
_TRAPS = (
    (r"", "nothing stands here", "write a value, or leave the key out"),
    (r"~|null", "{} without quotes means that nothing stands here", _QUOTE + ", or leave the key out"),
    (
        r"yes|no|on|off|y|n",
        'the word {} without quotes means "true" or "false" to some programs',
        'put it in quotes if it is a text: "{}"; write true or false if it is not',
    ),
    (r"true|false", "{} is not how true or false is written here", 'write true or false, or the text "{}"'),
    (r"[-+]?0[0-9]+", "the number {} begins with 0 and is read in different ways", _NUMBER),
    (r"[-+]?0[xob][0-9a-f_]*", "{} is a number in programmers' notation", _NUMBER),
    (r"[-+]?[0-9][0-9_]*_[0-9_]*", "{} is read as a number by some programs, as text by others", _NUMBER),
    (r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*", "{} is read as a date", _QUOTE),
    (r"[-+]?[0-9]+(?::[0-9]{1,2})+(?:\.[0-9]*)?", "{} is read as a time or a number", _QUOTE),
    (r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:e[-+]?[0-9]+)?", "{} is not a whole number", _NUMBER),
    (r"[-+]?[0-9]+e[-+]?[0-9]+|[-+]?\.inf|\.nan", "{} is not a whole number", _NUMBER),
    (r"\+[0-9]+", "{} begins with a plus sign", _NUMBER),
    (r"-?[0-9]{16,}", "the number {} is too long to be kept exactly", _NUMBER),
    (r"-0", "{} is not a number", _NUMBER),
)
"""Plain words that programs read in different ways, and so are never read: what is wrong, and what would be right."""


def data_of(node: Node, findings: list[Finding], path: Steps = ()) -> Data:
    """Plain data of a node; each trap is added to `findings` and stands in the data as its text."""
    match node:
        case Text():
            return _scalar(node, findings, path)
        case Listing(parts=parts):
            return [data_of(part, findings, (*path, index)) for index, part in enumerate(parts)]
        case Block(parts=by_key):
            return {key: data_of(part, findings, (*path, key)) for key, part in by_key.items()}


def trap_in(word: str) -> tuple[str, str] | None:
    """What is wrong with a plain word and what would be right; None for a word that can be read in one way only."""
    if word in ("true", "false") or (_WHOLE.fullmatch(word) and word != "-0"):
        return None
    for pattern, wrong, right in _TRAPS:
        if re.fullmatch(pattern, word, re.IGNORECASE):
            return wrong.format(word), right.format(word)
    return None


def _scalar(text: Text, findings: list[Finding], path: Steps) -> Data:
    if not text.plain:
        return text.value
    if path and path[-1] in _DECIMAL_KEYS and _DECIMAL.fullmatch(text.value):
        return float(text.value)
    trap = trap_in(text.value)
    if trap is not None:
        findings.append(Finding(path, *trap))
        return text.value
    if text.value in ("true", "false"):
        return text.value == "true"
    return int(text.value) if _WHOLE.fullmatch(text.value) else text.value
