"""The waves that somebody chose, as a comparison takes them."""

from collections.abc import Sequence

from survey_app.comparison.fielded import accepted_changes, fielded_waves
from survey_app.comparison.options import Options
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.open_texts import OpenAnswers, open_answers
from survey_app.web.stores import installation


def chosen_waves(wave_ids: Sequence[str]) -> tuple[list[FieldedWave], Options]:
    """Waves with their counts in order of time, and how they are compared: unweighted, with what was accepted."""
    with installation().stores.reading() as store:
        return fielded_waves(store, wave_ids), Options(accepted=accepted_changes(store, wave_ids))


def cleared_texts(waves: Sequence[FieldedWave]) -> list[OpenAnswers]:
    """The open answers of these waves that somebody read and let through."""
    with installation().stores.reading() as store:
        return [answers for fielded in waves for answers in open_answers(store, fielded.wave)]
