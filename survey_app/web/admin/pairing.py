"""Waves to compare: which can be chosen, and which of them go together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from survey_app.fieldwork.ports import Store
from survey_app.fieldwork.wave import Wave, WaveState
from survey_app.web.admin.notation import month_words, state_words

QuestionnaireId = tuple[str, str]
"""A study and a questionnaire of it, in whatever version."""


@dataclass(frozen=True)
class AskedTogether:
    """The waves of one questionnaire, earliest first, under its latest title."""

    study: str
    questionnaire: str
    waves: tuple[Wave, ...]


def comparable_waves(store: Store) -> list[Wave]:
    """The waves that have figures: closed, and with enough responses to be shown."""
    return [wave for wave in store.waves.all() if wave.state is WaveState.CLOSED and not wave.withheld]


def fielded_waves(store: Store) -> list[Wave]:
    """The waves whose questionnaire is frozen, with figures or not."""
    return [wave for wave in store.waves.all() if wave.instrument is not None]


def by_questionnaire(waves: Iterable[Wave]) -> list[AskedTogether]:
    """The waves that may be compared with each other, questionnaire by questionnaire in order of their ids."""
    asked: dict[QuestionnaireId, list[Wave]] = {}
    for wave in sorted(waves, key=lambda wave: wave.moment):
        asked.setdefault(questionnaire_of(wave), []).append(wave)
    return [_asked_together(asked[questionnaire]) for questionnaire in sorted(asked)]


def questionnaire_of(wave: Wave) -> QuestionnaireId:
    """What an opened wave asked; waves are compared within one."""
    return wave.frozen_instrument().series


def wave_choice(wave: Wave) -> tuple[str, str]:
    """A wave in a list to choose from."""
    standing = state_words(wave.state) if wave.responses is None else f"n = {wave.responses}"
    return wave.id, f"{wave.label} – {month_words(wave.month)} ({standing})"


def _asked_together(waves: Sequence[Wave]) -> AskedTogether:
    latest = waves[-1].frozen_instrument()
    return AskedTogether(latest.study.title, latest.questionnaire.title, tuple(waves))
