"""Two waves to compare: which can be chosen, and what their comparison will be able to say."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from survey_app.comparison.compare import compare_waves
from survey_app.comparison.fielded import fielded_wave
from survey_app.comparison.results import FieldedWave, Level, Verdict, WaveComparison
from survey_app.fieldwork.ports import Store
from survey_app.fieldwork.stores import Stores
from survey_app.fieldwork.wave import Wave, WaveState
from survey_app.web.admin.notation import month_words


@dataclass(frozen=True)
class Outlook:
    """What may be concluded from a comparison; read before anybody downloads it.

    `items` is how many statements and questions reach each level, highest level first; levels without any are left out.
    """

    waves: tuple[Wave, Wave]
    overall: Verdict
    items: tuple[tuple[Level, int], ...]
    asked: int


def comparable_waves(store: Store) -> list[Wave]:
    """The waves that have figures: closed, and with enough responses to be shown."""
    return [wave for wave in store.waves.all() if wave.state is WaveState.CLOSED and not wave.withheld]


def wave_choice(wave: Wave) -> tuple[str, str]:
    """A wave in a list to choose from."""
    return wave.id, f"{wave.label} – {month_words(wave.month)} (n = {wave.responses})"


def is_same_questionnaire(one: Wave, other: Wave) -> bool:
    """Whether two waves fielded versions of one questionnaire of one study."""
    return _questionnaire(one) == _questionnaire(other)


def fielded_pair(stores: Stores, wave_ids: tuple[str, str]) -> tuple[FieldedWave, FieldedWave]:
    """The two waves with their counts, which are made and kept if they were not yet."""
    with stores.writing() as store:
        return fielded_wave(store, wave_ids[0]), fielded_wave(store, wave_ids[1])


def outlook(one: FieldedWave, other: FieldedWave) -> Outlook:
    """Compare, and keep what was judged."""
    comparison = compare_waves(one, other)
    levels = Counter(verdict.level for verdict in _verdicts(comparison))
    return Outlook(
        waves=(comparison.waves[0].wave, comparison.waves[1].wave),
        overall=comparison.overall,
        items=tuple((level, levels[level]) for level in reversed(Level) if levels[level]),
        asked=levels.total(),
    )


def _verdicts(comparison: WaveComparison) -> list[Verdict]:
    statements = [statement.verdict for statement in comparison.statements]
    return statements + [value.verdict for value in comparison.values]


def _questionnaire(wave: Wave) -> tuple[str, str]:
    instrument = wave.frozen_instrument()
    return instrument.study.study, instrument.questionnaire.questionnaire
