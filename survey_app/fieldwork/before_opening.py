"""What a draft asks in other words than the wave before it, told while that can still be undone (STATISTICS 13)."""

from collections.abc import Iterable
from dataclasses import replace

from survey_app.fieldwork.editorial import TwoWordings, wordings_of
from survey_app.fieldwork.ports import Store
from survey_app.fieldwork.wave import Wave
from survey_app.questionnaire.instrument import Instrument


def find_previous_wordings(store: Store, draft: Wave, instrument: Instrument) -> TwoWordings | None:
    """What changes if the draft is frozen with this instrument, since the wave that it will be compared with first.

    None when it is the first of its questionnaire.
    """
    previous = find_previous_wave(store.waves.all(), draft, instrument)
    return None if previous is None else wordings_of(store, previous, replace(draft, instrument=instrument))


def find_previous_wave(waves: Iterable[Wave], draft: Wave, instrument: Instrument) -> Wave | None:
    """The last wave of this questionnaire up to the month of the draft, else the first one after it.

    Only waves that can be compared with: frozen, not kept as a mere number, and not made up, unless the draft is too.
    """
    candidates = [wave for wave in waves if _can_be_compared_with(wave, draft, instrument)]
    before = [wave for wave in candidates if wave.month <= draft.month]
    if before:
        return max(before, key=lambda wave: wave.moment)
    return min(candidates, key=lambda wave: wave.moment, default=None)


def _can_be_compared_with(wave: Wave, draft: Wave, instrument: Instrument) -> bool:
    if wave.instrument is None or wave.instrument.series != instrument.series:
        return False
    return not wave.withheld and (draft.fictitious or not wave.fictitious)
