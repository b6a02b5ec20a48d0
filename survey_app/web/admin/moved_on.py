"""The wave that a view is about, in the state in which its page was made."""

from __future__ import annotations

from survey_app.fieldwork.wave import Wave, WaveState
from survey_app.web.stores import installation


class MovedOn(Exception):
    """What was asked cannot be done with a wave in this state; nothing was changed."""

    def __init__(self, wave: Wave) -> None:
        super().__init__(f"wave {wave.id}: is {wave.state} meanwhile")
        self.wave = wave


def read_wave(wave_id: str, state: WaveState | None = None) -> Wave:
    """The wave as it is now; raises NoSuchWave, or MovedOn when another state was expected."""
    with installation().stores.reading() as store:
        wave = store.waves.get(wave_id)
    return wave if state is None else expect(wave, state)


def expect(wave: Wave, state: WaveState) -> Wave:
    """The wave, if it is in this state; raises MovedOn."""
    if wave.state is not state:
        raise MovedOn(wave)
    return wave
