"""What the closing of a wave left behind."""

from __future__ import annotations

from dataclasses import dataclass

from survey_app.fieldwork.coarsening import keeps_too_much
from survey_app.fieldwork.contact_desk import unopened
from survey_app.fieldwork.keys import Keys
from survey_app.fieldwork.ports import Store
from survey_app.fieldwork.wave import Origin, Wave, WaveState


@dataclass(frozen=True)
class ClosingResult:
    """Derived from what is there, so that it is true whenever it is read.

    `quarantined` is the number of envelopes that did not open; they stay, and so does the key. `keeps_too_much`: it was
    closed by an older rule, so that closing once more takes something away.
    """

    opened: int
    quarantined: int
    is_key_destroyed: bool
    is_withheld: bool
    keeps_too_much: bool


def find_closing_result(store: Store, keys: Keys, wave: Wave) -> ClosingResult | None:
    """The result, or None for a wave that was never closed here: not yet, or known from a printed table."""
    if wave.state is not WaveState.CLOSED or wave.origin is Origin.PRINTED:
        return None
    return ClosingResult(
        opened=wave.responses or 0,
        quarantined=unopened(store, wave.id),
        is_key_destroyed=not keys.has_wave_key(wave.id),
        is_withheld=wave.withheld,
        keeps_too_much=keeps_too_much(store, wave),
    )
