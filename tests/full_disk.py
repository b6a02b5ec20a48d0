"""A small disk of its own that can be filled up and emptied again: a tmpfs that is really mounted and really full.

Mounting asks for root, or for sudo without a password, as CI has. Where neither is there the test is skipped and says
so: a limit on the size of files would refuse other writes, with another error, than a full disk does.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

_BALLAST = ".ballast"


@dataclass(frozen=True)
class SmallDisk:
    """What is mounted at `path`."""

    path: Path

    def fill(self, leaving: int = 0) -> None:
        """Leave no more than so many bytes, rounded down to whole pages, whoever else is writing meanwhile."""
        with (self.path / _BALLAST).open("ab") as ballast:
            while (room := self.free() - leaving) > 0:
                with suppress(OSError):  # somebody else took of it just now
                    os.posix_fallocate(ballast.fileno(), os.fstat(ballast.fileno()).st_size, room)

    def empty(self) -> None:
        """Give the room back."""
        (self.path / _BALLAST).unlink(missing_ok=True)

    def free(self) -> int:
        """Bytes that can still be written."""
        found = os.statvfs(self.path)
        return found.f_bavail * found.f_frsize

    def names(self) -> list[str]:
        """Everything that is on it, by its path from the top."""
        found = (path for path in self.path.rglob("*") if path.name != _BALLAST)
        return sorted(str(path.relative_to(self.path)) for path in found)


@contextmanager
def small_disk(path: Path, kilobytes: int) -> Iterator[SmallDisk]:
    """A disk of this size at `path`, gone again afterwards, whoever still has a file on it open."""
    path.mkdir(parents=True, exist_ok=True)
    options = f"size={kilobytes}k,mode=0711,uid={os.geteuid()},gid={os.getegid()}"
    mounted = _as_root("mount", "-t", "tmpfs", "-o", options, "peilstok-test", str(path))
    if mounted.returncode != 0:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.decode().strip()}")
    try:
        yield SmallDisk(path)
    finally:
        _as_root("umount", "--lazy", str(path)).check_returncode()


def _as_root(*command: str) -> subprocess.CompletedProcess[bytes]:
    before = () if os.geteuid() == 0 else ("env", "sudo", "--non-interactive")
    return subprocess.run([*before, *command], stdin=subprocess.DEVNULL, capture_output=True)
