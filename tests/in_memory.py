"""Files of the tests lie in memory where there is room: a disk takes milliseconds to promise that it will keep them.

The tests kill programs, never the machine, so no promise of a disk is needed; there are tens of thousands of them.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

_MEMORY = Path("/dev/shm")
_ROOM = 4 * 1024**3


def put_files_in_memory() -> None:
    """From here on, in this process and those that it starts, unless somebody chose a place already."""
    if "TMPDIR" not in os.environ and _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM:
        tempfile.tempdir = os.environ["TMPDIR"] = str(_MEMORY)
