"""Errands that are more than one function of fieldwork."""

from collections.abc import Sequence
from datetime import date

from survey_app.comparison.counting import count_closed_waves
from survey_app.fieldwork.closing import Progress
from survey_app.fieldwork.keys import Keys
from survey_app.fieldwork.life import ClosingReport, close_wave, closing_key
from survey_app.fieldwork.ports import Clock, Stores, utc_now
from survey_app.fieldwork.sheets import Words
from survey_app.fieldwork.voiding import may_have_key
from survey_app.fieldwork.wave import Wave
from survey_app.store.closings import Closings
from survey_app.store.keys import KeyDirectory


def check_words(stores: Stores, keys: Keys, wave: Wave, words: Sequence[Words]) -> None:
    """Whether they open the box; raises what `closing_key` raises."""
    with stores.reading() as store:
        closing_key(store, keys, wave, words)


def close(
    stores: Stores,
    keys: KeyDirectory,
    wave_id: str,
    today: date,
    who: str,
    words: Sequence[Words],
    *,
    second: str | None,
    clock: Clock = utc_now,
    progress: Progress | None = None,
) -> ClosingReport:
    """Close a wave and count it, telling every other process how far it is.

    Raises BeingClosed and what `close_wave` raises. Why a wave cannot be counted is told to who compares it.
    """
    with Closings(keys.path).begin(wave_id) as under_way:

        def tell(done: int, total: int) -> None:
            under_way(done, total)
            if progress is not None:
                progress(done, total)

        report = close_wave(stores, keys, wave_id, today, who, tell, words, second=second, clock=clock)
        count_closed_waves(stores)
        under_way.is_finished = report.scrubbed
    return report


def has_key(_stores: Stores, keys: Keys, wave: Wave) -> bool:
    """Whether somebody may be able to open the box."""
    return may_have_key(keys, wave)
