"""What a process does for the sake of words and keys in its memory: it dumps no core, and has itself replaced."""

import ctypes
import os
import resource
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_PR_SET_DUMPABLE = 4
_NUMBER = 4
"""Bytes of a process id on the line; so few are written, and read, in one piece."""


def dump_no_core() -> None:
    """From here on no crash writes the memory of this process to a file, and nobody but root may look at it.

    The processes that it forks inherit both.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


class Line:
    """From the processes of a server to the one that started them: which of them asks to be replaced."""

    def __init__(self) -> None:
        self._hear, self._speak = os.pipe()

    def ask(self) -> None:
        """Ask for another process in the place of this one, and take no new connections from now on.

        They wait for whoever comes next: all processes of the server listen to one socket.
        """
        os.write(self._speak, os.getpid().to_bytes(_NUMBER, "big"))
        _stop_listening()

    def hear(self) -> int:
        """Wait until a process asks; its id."""
        return int.from_bytes(os.read(self._hear, _NUMBER), "big")


def _stop_listening() -> None:
    """Put a socket that nobody knows in the place of each that this process listens to."""
    with socket.socket(socket.AF_UNIX) as nobodys:
        nobodys.bind("")
        nobodys.listen()
        nobodys.setblocking(False)
        for descriptor in list(_listening()):
            os.dup2(nobodys.fileno(), descriptor)


def _listening() -> Iterator[int]:
    for descriptor in [int(entry.name) for entry in Path("/proc/self/fd").iterdir()]:
        with suppress(OSError), socket.socket(fileno=os.dup(descriptor)) as copy:
            if copy.family != socket.AF_UNIX and copy.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                yield descriptor
