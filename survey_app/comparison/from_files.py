"""Waves from CSV files as a comparison takes them, their scales scored on what they have in common."""

from __future__ import annotations

from survey_app.comparison.rescoring import rescored
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.from_files.wave_names import Dating
from survey_app.dataset.from_files.waves import WavesFromFiles


def fielded_from_files(found: WavesFromFiles) -> list[FieldedWave]:
    """In order of time; a wave of which the year or the order is known is never named by a month."""
    waves = [
        FieldedWave(
            wave=one.wave,
            instrument=one.instrument,
            counts=one.counts,
            invited=one.invited,
            responded=one.responded,
            dated=found.dating is Dating.MONTH,
            in_year=found.dating is Dating.YEAR,
        )
        for one in found.waves
    ]
    responses = {one.wave.id: one.responses for one in found.waves}
    return rescored(waves, lambda wave: responses[wave.wave.id])
