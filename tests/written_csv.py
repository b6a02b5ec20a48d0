"""CSV files of waves held elsewhere, written as a test has them, and read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from survey_app.dataset.from_files.faults import CsvRefused
from survey_app.dataset.from_files.waves import WaveFiles, WaveFromFile, WavesFromFiles, read_waves

Text = str | bytes | None


class Written:
    """A folder with files: responses, codebook and frame in this order, each as it stands; None is not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def files(self, responses: Text, codebook: Text = None, frame: Text = None, **more: Any) -> WaveFiles:  # as it has
        """The files as they are handed over, with what else WaveFiles has."""
        path = self._write("responses", responses)
        assert path is not None
        return WaveFiles(path, self._write("codebook", codebook), self._write("frame", frame), **more)

    def read(self, *texts: Text, **more: Any) -> WavesFromFiles:
        """What comes of them."""
        return read_waves(self.files(*texts, **more))

    def one(self, *texts: Text, **more: object) -> WaveFromFile:
        """The only wave in them."""
        (wave,) = self.read(*texts, **more).waves
        return wave

    def refusal(self, *texts: Text, **more: object) -> list[str]:
        """The lines in which they are refused."""
        with pytest.raises(CsvRefused) as refused:
            self.read(*texts, **more)
        return str(refused.value).splitlines()

    def _write(self, name: str, text: Text) -> Path | None:
        if text is None:
            return None
        file = self._folder / f"{name}.csv"
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file


def answers(wave: WaveFromFile, item: str) -> dict[str, int]:
    """How often each answer was given."""
    return dict(wave.counts.total.items[item].answers)


def kinds(wave: WaveFromFile, item: str) -> tuple[int, int, int, int]:
    """Answered, n.v.t., blank and not asked."""
    counts = wave.counts.total.items[item]
    return counts.answered, counts.not_applicable, counts.blank, counts.not_asked
