"""The wheel of this source, and an environment that has it, what it asks for, and nothing else.

No index is asked: what the wheel asks for is linked from the environment of the tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.sentences import ROOT

_BUILD = "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"
"""What pip asks of the build system that pyproject.toml names."""


def build_wheel(folder: Path) -> Path:
    """The wheel, made from a copy of all that it is made of: building leaves folders in the source."""
    source = folder / "source"
    leave_out = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "instance", "demo", "build", "dist", "tests")
    shutil.copytree(ROOT, source, ignore=leave_out)
    done = subprocess.run(
        [sys.executable, "-c", _BUILD, folder], cwd=source, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("*.whl")
    return wheel


def install(wheel: Path, environment: Path) -> Path:
    """Install the wheel by pip into a new environment; returns its folder of commands."""
    venv.create(environment)  # without a pip of its own, which takes longer to come there than all the rest
    pip = [sys.executable, "-m", "pip", "--python", str(environment), "install", "--no-index", "--no-deps", str(wheel)]
    subprocess.run(pip, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"})
    packages = site_packages(environment)
    (ours,) = distributions(name="peilstok", path=[str(packages)])
    for needed in _needed(ours):
        _link(needed, packages)
    return environment / "bin"


def site_packages(environment: Path) -> Path:
    """Where packages lie in it."""
    return Path(sysconfig.get_path("purelib", "venv", vars={"base": str(environment)}))


def _needed(ours: Distribution) -> Iterator[Distribution]:
    """What it requires, what that requires, and so on, each once."""
    waiting, seen = [(ours, "")], set[tuple[str, str]]()
    while waiting:
        wants, extra = waiting.pop()
        for requirement in map(Requirement, wants.requires or ()):
            if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
                continue
            found = distribution(requirement.name)
            new = {(canonicalize_name(requirement.name), more) for more in ("", *requirement.extras)} - seen
            waiting += [(found, more) for _name, more in new]
            seen |= new
            if new:
                yield found


def _link(needed: Distribution, packages: Path) -> None:
    lies_in = Path(str(needed.locate_file("")))
    tops = {file.parts[0] for file in needed.files or () if file.parts[0] not in ("..", "__pycache__")}
    for top in tops:
        if not (packages / top).exists():
            (packages / top).symlink_to(lies_in / top)
