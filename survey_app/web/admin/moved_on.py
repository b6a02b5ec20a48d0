"""A page was sent for a wave that is not any more in the state in which the page was made."""

from __future__ import annotations

from survey_app.fieldwork.wave import Wave, WaveState


class MovedOn(Exception):
    """What was asked cannot be done with a wave in this state; nothing was changed."""

    def __init__(self, wave: Wave) -> None:
        super().__init__(f"wave {wave.id}: is {wave.state} meanwhile")
        self.wave = wave


def expect(wave: Wave, state: WaveState) -> Wave:
    """The wave, if it is in this state; raises MovedOn."""
    if wave.state is not state:
        raise MovedOn(wave)
    return wave
