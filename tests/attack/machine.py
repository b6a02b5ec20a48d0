"""Images of a whole machine: the database as a burglar takes it, and every file of the installation beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.attack.evidence import Burglar, Seizure


class MachineBurglar:
    """Takes an image of the machine: with its key directory, and whatever else the folder of the installation holds."""

    def __init__(self, burglar: Burglar, folder: Path) -> None:
        self._burglar = burglar
        self._folder = folder

    def seize(self) -> Seizure:
        """The files of the database under their own names, all others by their path in the folder."""
        seized = self._burglar.seize()
        beside = {
            str(path.relative_to(self._folder)): path.read_bytes()
            for path in sorted(self._folder.rglob("*"))
            if path.is_file()
        }
        return replace(seized, files={**beside, **seized.files})
