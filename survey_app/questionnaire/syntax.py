"""Why a file is not YAML, in words for somebody who never heard of scalars and mappings."""

_QUOTE = "put the text in quotes"
_INDENT = "let keys of one block begin in the same column, and list items with a dash and a blank"

_EXPLANATIONS = (
    ("mapping values are not allowed", "a colon followed by a blank stands inside a text", _QUOTE),
    (r"'\t'", "a tab stands where the line should begin with blanks", "use blanks to indent"),
    ("that cannot start any token", "a text begins with a character that has a meaning of its own", _QUOTE),
    ("while scanning a quoted scalar", "a quote is opened and not closed", "close it, or leave both quotes out"),
    ("unknown escape character", "a backslash in double quotes begins a code that does not exist", "use single quotes"),
    ("flow sequence", "a list between [ and ] is not closed", "close it, or put a text with [ in quotes"),
    ("flow mapping", "a block between { and } is not closed", "close it, or put a text with { in quotes"),
    ("sequence entries are not allowed", "a dash begins a list behind a key", "begin the list on the next line"),
    ("block scalar", "something stands behind the > or | that begins a text", "begin the text on the next line"),
    (
        "could not find expected ':'",
        "a key has no colon behind it",
        "write key: value, or indent the text under its key",
    ),
    ("block", "this line is not indented like the lines around it, or something stands behind a quote", _INDENT),
)


def explain_syntax(problem: str | None, context: str | None) -> tuple[str, str]:
    """What is wrong and what would be right, from what the YAML reader reports."""
    report = f"{context or ''} {problem or ''}"
    for part, wrong, right in _EXPLANATIONS:
        if part in report:
            return wrong, right
    return f"this is not YAML ({report.strip()})", _INDENT


def is_shown_where_it_opens(context: str | None) -> bool:
    """Whether a fault is best shown at what was opened and never closed, not where the reader gave up."""
    return context is not None and ("quoted scalar" in context or "flow" in context)
