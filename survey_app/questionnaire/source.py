"""The bytes of a questionnaire file as text, or the reason why they are none."""

import re
from pathlib import Path

from survey_app.questionnaire.faults import Fault, QuestionnaireFaults
from survey_app.questionnaire.handed_in import CannotRead, read_whole
from survey_app.questionnaire.signs import NO_XML

MAXIMUM_BYTES = 256 * 1024
MAXIMUM_LINES = 20_000

_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_SAVE_AS = "save the file as UTF-8 without a byte order mark"
_FORBIDDEN = re.compile(rf"[{NO_XML}\x7f-\x9f\xad\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def read_source(path: Path) -> str:
    """The text of a file; raises QuestionnaireFaults when it is not there, too large, or not clean UTF-8."""
    try:
        content = read_whole(path, MAXIMUM_BYTES)
    except CannotRead as error:
        raise _refusal(path, None, "the file is larger than 256 KiB", "split the questionnaire") from error
    except FileNotFoundError as error:
        raise _refusal(path, None, "there is no such file", "write it, or check its name and place") from error
    except OSError as error:
        raise _refusal(path, None, f"the file cannot be read ({error.strerror})", "check its name and place") from error
    if content.count(b"\n") > MAXIMUM_LINES:
        raise _refusal(path, None, f"the file has more than {MAXIMUM_LINES} lines", "split the questionnaire")
    return _text(path, content)


def forbidden_in(text: str) -> re.Match[str] | None:
    """The first character that is not seen, that no file can hold, or that turns the direction of writing.

    A blank of no width and a soft hyphen make two texts differ that look the same. Joiners stay: emoji need them.
    """
    return _FORBIDDEN.search(text)


def _text(path: Path, content: bytes) -> str:
    if content.startswith(_BYTE_ORDER_MARKS):
        raise _refusal(path, 1, "the file begins with a byte order mark", _SAVE_AS)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _refusal(path, line, f"byte 0x{content[error.start]:02x} is not UTF-8", _SAVE_AS) from error
    unseen = forbidden_in(text)
    if unseen is not None:
        line = text.count("\n", 0, unseen.start()) + 1
        wrong = f"the character U+{ord(unseen.group()):04X} cannot be seen"
        raise _refusal(path, line, wrong, "remove it by typing this line again")
    return text


def _refusal(path: Path, line: int | None, wrong: str, right: str) -> QuestionnaireFaults:
    return QuestionnaireFaults([Fault(path.name, line, "", wrong, right)])
