"""Residents' waves of made-up answers: seeded, counted by the real dataset room, and marked as fictitious."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from survey_app.commands.demo_study import fictitious_answers
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.from_responses import count_responses
from survey_app.fieldwork.content import answers_to_json
from survey_app.fieldwork.ports import StoredResponse
from survey_app.fieldwork.wave import Recruitment, Wave, WaveState
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.loader import load_instrument
from tests.counted_waves import STUDY


def residents_wave(year: int, respondents: int, *, month: int = 6) -> FieldedWave:
    """A closed wave of fictitious answers; a quarter of those who were invited answered."""
    frozen = load_instrument(STUDY / f"bewoners-{year}.yaml")
    villages = [segment.id for segment in frozen.study.segments]
    wave = Wave(
        id=f"bewoners-{year}",
        label=f"Bewoners {year}",
        month=date(year, month, 1),
        source=f"kerngericht-werken/bewoners-{year}.yaml",
        recruitment=Recruitment.CODES,
        state=WaveState.CLOSED,
        fictitious=True,
        instrument=frozen,
        opened_on=date(year, month, 1),
        closed_on=date(year, month, 28),
        responses=respondents,
    )
    counts = count_responses(wave.id, frozen, _responses(frozen, villages, respondents, Random(year)))
    responded: dict[str | None, int | None] = {
        village: len(range(place, respondents, len(villages))) for place, village in enumerate(villages)
    }
    return FieldedWave(
        wave, frozen, counts, {village: 4 * (number or 0) for village, number in responded.items()}, responded
    )


def _responses(frozen: Instrument, villages: list[str], number: int, random: Random) -> Iterator[StoredResponse]:
    for serial in range(number):
        village = villages[serial % len(villages)]
        answers = fictitious_answers(frozen.questionnaire, village, 0.0, random)
        yield StoredResponse(serial.to_bytes(16, "big"), village, None, answers_to_json(answers))
