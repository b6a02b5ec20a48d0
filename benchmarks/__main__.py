"""`make bench`: every benchmark, one after another, as Markdown."""

from __future__ import annotations

import os
import platform
import subprocess
import sys

_BENCHMARKS = (
    "serving",
    "respondents",
    "phones",
    "closing",
    "counting",
    "workbook",
    "comparison",
    "counted",
    "results",
    "opening",
)


def main() -> None:
    """Run each in a process of its own, so that none measures what another left behind."""
    print(
        f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, {platform.system()}\n"
    )
    for name in _BENCHMARKS:
        print(f"## {name}\n", flush=True)
        subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=True)
        print(flush=True)


if __name__ == "__main__":
    main()
