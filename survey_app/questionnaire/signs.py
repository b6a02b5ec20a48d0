"""Signs that XML has no place for, and so no workbook: refused where a text comes in, shown as � where one goes out."""

import re

NO_XML = r"\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
"""What no XML 1.0 may hold, for between the brackets of a pattern: control characters, half characters, no characters.

A file with one of them is refused whole by whatever reads it.
"""

_NO_XML = re.compile(f"[{NO_XML}]")
_SHOWN = "\ufffd"


def writable(text: str) -> str:
    """The text as a workbook can hold it: a sign that it cannot is seen to be missing."""
    return _NO_XML.sub(_SHOWN, text)


def unwritable_in(text: str) -> re.Match[str] | None:
    """The first sign that no workbook can hold, if there is one."""
    return _NO_XML.search(text)
