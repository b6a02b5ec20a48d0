"""The waves that somebody chose, with what a comparison of them takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from survey_app.comparison.compare_series import compare_series
from survey_app.comparison.controls import with_controls
from survey_app.comparison.fielded import accepted_changes, fielded_waves
from survey_app.comparison.options import Options
from survey_app.comparison.results import FieldedWave
from survey_app.comparison.series import WaveSeries
from survey_app.dataset.open_texts import OpenAnswers, open_answers
from survey_app.fieldwork.stores import Stores
from survey_app.web.admin.outlook import Outlook, outlook
from survey_app.web.language import spoken


@dataclass(frozen=True)
class ChosenWaves:
    """Waves in order of time, and the editorial changes that a researcher accepted between them."""

    fielded: Sequence[FieldedWave]
    accepted: Mapping[tuple[str, str, str], str]

    def options(self, *, weighted: bool) -> Options:
        """How they are compared."""
        return Options(weighted, self.accepted)

    def series(self) -> WaveSeries:
        """Their comparison, unweighted."""
        return with_controls(compare_series(self.fielded, self.options(weighted=False)), of_groups=False)

    def outlook(self) -> Outlook:
        """Their comparison, unweighted, in the language of this page."""
        return outlook(compare_series(self.fielded, self.options(weighted=False)), spoken())


def chosen_waves(stores: Stores, wave_ids: Sequence[str]) -> ChosenWaves:
    """Waves with their counts."""
    with stores.reading() as store:
        return ChosenWaves(fielded_waves(store, wave_ids), accepted_changes(store, wave_ids))


def cleared_texts(stores: Stores, waves: Sequence[FieldedWave]) -> list[OpenAnswers]:
    """The open answers of these waves that somebody read and let through."""
    with stores.reading() as store:
        return [answers for fielded in waves for answers in open_answers(store, fielded.wave)]
