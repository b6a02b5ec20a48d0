"""Why a wave has no microdata, if it has none."""

from __future__ import annotations

from enum import Enum

from survey_app.fieldwork.wave import Origin, Wave, WaveState
from survey_app.questionnaire.model import Counting
from survey_app.refusal import Refusal


class Obstacle(Enum):
    """Why a wave has no microdata."""

    NOT_CLOSED = "not closed yet"
    PRINTED = "known from printed tables only, which have no persons"
    WITHHELD = "closed with fewer responses than its minimum, so only their number was kept"
    ONLY_WORDS = "asked for words only"
    TOO_FEW = "has fewer responses than its study shows figures of"


class NoMicrodata(Refusal):
    """The wave has no persons to show, or too few."""

    def __init__(self, wave_id: str, obstacle: Obstacle) -> None:
        super().__init__(f"wave {wave_id}: has no microdata: {obstacle.value}")


def find_obstacle(wave: Wave) -> Obstacle | None:
    """Why this wave has no microdata; None when it has."""
    if wave.state is not WaveState.CLOSED:
        return Obstacle.NOT_CLOSED
    if wave.origin is Origin.PRINTED:
        return Obstacle.PRINTED
    if wave.withheld:
        return Obstacle.WITHHELD
    instrument = wave.frozen_instrument()
    if all(item.counting is Counting.WHETHER for item in instrument.questionnaire.items.values()):
        return Obstacle.ONLY_WORDS
    if (wave.responses or 0) < instrument.study.disclosure_threshold:
        return Obstacle.TOO_FEW
    return None
