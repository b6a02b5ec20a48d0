"""Which files of a folder are the installation's own, and which a killed program of ours left there."""

import re
from collections.abc import Callable
from pathlib import Path

from survey_app.assurance.found_files import Whose
from survey_app.passing import is_left_behind, is_passing
from survey_app.store.keys import KEY_FILE

_BESIDE = ("", "-wal", "-shm", "-journal", "-turns")
_PASSING_KEY = re.compile(r"\..+\.key\.[0-9a-f]{16}|closing-[a-z0-9_-]+\.progress")


def whose_in(database: Path | None, keys: Path) -> Callable[[Path], Whose]:
    """Tells them apart for one installation; `database` is its file, None on PostgreSQL."""
    own = {database.with_name(database.name + suffix).resolve() for suffix in _BESIDE} if database else set()
    key_directory = keys.resolve()

    def whose(path: Path) -> Whose:
        is_key = path.parent == key_directory
        if is_passing(path) or (is_key and _PASSING_KEY.fullmatch(path.name)):
            return Whose.LEFT_BEHIND if is_left_behind(path) else Whose.OWN
        is_own = path in own or (is_key and KEY_FILE.fullmatch(path.name))
        return Whose.OWN if is_own else Whose.UNKNOWN

    return whose
