"""Writing a file whole or not at all: beside its place first, then renamed into it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from survey_app.passing import named, passing_folder

READABLE_BY_ALL = 0o644
PRIVATE = 0o600


@contextmanager
def written_whole(target: Path, mode: int = READABLE_BY_ALL) -> Iterator[Path]:
    """A path to write to; it takes the place of `target` when the block ends well, and is gone when it does not.

    It lies in a private folder until it is finished, with whatever its writer puts beside it, and is on the disk before
    it is renamed. What a killed program left of the same target is swept first.
    """
    with named(target), passing_folder(target.parent, target.name) as folder:
        beside = folder / target.name
        beside.touch(mode=PRIVATE)
        yield beside
        _flush_to_disk(beside)
        beside.chmod(mode)
        beside.replace(target)


def write_file(target: Path, content: bytes, mode: int = READABLE_BY_ALL) -> None:
    """Write `target` whole or not at all."""
    with written_whole(target, mode) as beside:
        beside.write_bytes(content)


def _flush_to_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
