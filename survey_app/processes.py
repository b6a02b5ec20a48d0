"""What a process does for the sake of words and keys in its memory: it dumps no core, and has itself replaced."""

import ctypes
import os
import resource
import signal
import sys

_PR_SET_DUMPABLE = 4
REPLACE = signal.SIGRTMIN
"""From a process of a server to the one that started it: put another in my place. Signals of this kind wait in line."""


def dump_no_core() -> None:
    """From here on no crash writes the memory of this process to a file, and nobody but root may look at it.

    The processes that it forks inherit both.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def ask_for_another() -> None:
    """Have this process replaced by the one that started it."""
    os.kill(os.getppid(), REPLACE)
