"""The goals of a study: each in every wave that it is of."""

from collections.abc import Iterator

from survey_app.comparison.data_frames.data_frame import spec
from survey_app.comparison.data_frames.keys import WAVE, Columns, Keyed, keyed
from survey_app.comparison.figures.goals import GOAL
from survey_app.comparison.goals import GoalInWave, goals_in
from survey_app.comparison.series import WaveSeries


def _in_waves(series: WaveSeries) -> Iterator[Keyed[GoalInWave]]:
    for goal in goals_in(series):
        yield Keyed((series.waves[goal.wave].wave.id,), goal)


_COLUMNS: Columns[GoalInWave] = keyed(WAVE, GOAL.values())
GOALS = spec("a goal of the study in a wave", _in_waves, _COLUMNS)
