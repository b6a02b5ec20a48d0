"""How respondents of each wave were approached, as it is told beside the files; never assumed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from survey_app.dataset.from_files.faults import csv_fault, shown
from survey_app.dataset.from_files.wave_names import WaveName, find_wave
from survey_app.fieldwork.wave import Recruitment
from survey_app.questionnaire.faults import Fault

Recruited = Recruitment | Mapping[str, Recruitment]
"""Of all waves alike, or by the name of a wave; under "" of those that are not named."""


def recruitment_of(
    told: Recruited, file: str, waves: Sequence[WaveName], faults: list[Fault]
) -> Mapping[str, Recruitment]:
    """By wave id, of every wave: unknown where nobody said it; a fault for a wave that is not there."""
    by_name = {"": told} if isinstance(told, Recruitment) else told
    found = dict.fromkeys((wave.id for wave in waves), by_name.get("", Recruitment.UNKNOWN))
    for name, recruitment in by_name.items():
        wave = find_wave(name, waves) if name else None
        if wave is not None:
            found[wave.id] = recruitment
        elif name:
            right = f"known: {', '.join(one.text for one in waves)}"
            faults.append(csv_fault(file, None, "wave", f"recruitment of {shown(name)}, which is no wave here", right))
    return found
