"""What a command may refuse, and tells in one line each; anything else is a fault of ours and keeps its traceback."""

import errno

from survey_app.refusal import Refusal

TOLD: tuple[type[Exception], ...] = (OSError, Refusal)
"""What is told in one line: a refusal, or what the operating system cannot do."""

_REMEDIES = {
    errno.ENOSPC: "the disk is full; make room, and do it again",
    errno.EDQUOT: "the disk is full for this user; make room, and do it again",
    errno.EACCES: "this user may not use it; let the user that runs peilstok own it",
    errno.EPERM: "this user may not use it; let the user that runs peilstok own it",
    errno.EROFS: "this disk is read-only; make it writable, or choose another place",
    errno.ENOTDIR: "a part of this path is a file, not a folder",
    errno.EISDIR: "is a folder; name a file",
    errno.ENOENT: "is not there",
}


def words_of(error: Exception) -> str:
    """A refusal, or an error of the operating system, as one line: what, where, and what would be right."""
    if not isinstance(error, OSError):
        return str(error)
    why = _REMEDIES.get(error.errno or 0, error.strerror or str(error))
    return f"{error.filename}: {why}" if error.filename else f"a file cannot be read or written: {why}"
