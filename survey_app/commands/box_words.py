"""How full the box of a wave is, in words, as far as anybody is told."""

from __future__ import annotations

from survey_app.fieldwork.ports import Stores
from survey_app.fieldwork.told_response import told_response
from survey_app.fieldwork.wave import Wave, WaveState


def box_words(stores: Stores, wave: Wave) -> str:
    """For before closing or voiding; exact only once the wave is closed."""
    if wave.state is not WaveState.OPEN:
        with stores.reading() as store:
            return f"{store.box.count(wave.id)} envelope(s) in the box"
    told = told_response(stores, wave)
    reached = "was reached" if told.is_enough else "was NOT reached"
    return f"on {told.day} at least {told.total} envelope(s) in the box, and the minimum of {wave.minimum} {reached}"
