"""What is measured in a process of its own, so that it holds nothing that something else left behind."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Found = TypeVar("Found")


def apart(work: Callable[Given, Found], *given: Given.args, **named: Given.kwargs) -> Found:
    """What this work returns, done in a fresh process; raises what it raises."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *given, **named).result()


def peak_memory() -> float:
    """The most that this process ever held, in MiB.

    From the kernel's status of this process: `getrusage` would count what its parent held when it started it.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
