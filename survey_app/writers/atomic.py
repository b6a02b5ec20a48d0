"""Writing a file whole or not at all: beside its place first, then renamed into it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

READABLE_BY_ALL = 0o644
PRIVATE = 0o600


@contextmanager
def written_whole(target: Path, mode: int = READABLE_BY_ALL) -> Iterator[Path]:
    """A path to write to; it takes the place of `target` when the block ends well, and is gone when it does not.

    The file is private until it is finished, and is on the disk before it is renamed.
    """
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    os.close(handle)
    beside = Path(name)
    try:
        yield beside
        _flush_to_disk(beside)
        beside.chmod(mode)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _flush_to_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
