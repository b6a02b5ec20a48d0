"""What a wave must be like to be kept: its id, what is known of it, and how it begins."""

from __future__ import annotations

import re

from survey_app.fieldwork.wave import Origin, Recruitment, Wave, WaveState
from survey_app.questionnaire.source import forbidden_in
from survey_app.refusal import Refusal

LEAST_MINIMUM = 5
_ID = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")
_LONGEST_ID = 60
_LONGEST_LABEL = 120
YEARS = range(1950, 2101)
APPROACHED = range(1, 10_000_001)


class BadWave(Refusal):
    """A wave that may not be added; says what would be right."""

    def __init__(self, wave_id: str, wrong: str) -> None:
        super().__init__(f"wave {wave_id}: {wrong}")


def check_wave(wave: Wave) -> None:
    """Whether a wave may be added; raises BadWave."""
    if not is_wave_id(wave.id):
        raise BadWave(wave.id, f"this id cannot be used; at most {_LONGEST_ID} a-z and 0-9, with single - or _ between")
    check_particulars(wave)
    if wave.minimum < LEAST_MINIMUM:
        raise BadWave(wave.id, f"minimum {wave.minimum} is too low; at least {LEAST_MINIMUM}, and better 10")
    begins_as = WaveState.DRAFT if wave.origin is Origin.RESPONSES else WaveState.CLOSED
    if wave.state is not begins_as:
        raise BadWave(wave.id, f"a wave from {wave.origin} begins as {begins_as}, not as {wave.state}")


def check_particulars(wave: Wave) -> None:
    """Whether what is known of a wave beside its answers can be so; raises BadWave."""
    if not is_label(wave.label):
        raise BadWave(wave.id, f"this label cannot be used; one line of 1 to {_LONGEST_LABEL} characters")
    if wave.month.year not in YEARS:
        raise BadWave(wave.id, f"the year {wave.month.year} cannot be right; {YEARS[0]} to {YEARS[-1]}")
    if wave.recruitment is Recruitment.UNKNOWN and wave.origin is Origin.RESPONSES:
        raise BadWave(wave.id, "a wave that is held here knows how people come in: with codes, or by an open_link")
    if wave.approached is not None:
        _check_approached(wave, wave.approached)


def approached_too_few(wave: Wave) -> bool:
    """Whether more answered than were approached, which only an open link lets happen."""
    return (wave.approached or 0) < (wave.responses or 0) and wave.recruitment is not Recruitment.OPEN_LINK


def _check_approached(wave: Wave, approached: int) -> None:
    if wave.takes_codes:
        raise BadWave(wave.id, "its codes say how many were approached; leave that number out, or unknown")
    if approached not in APPROACHED:
        raise BadWave(wave.id, f"{approached} approached cannot be right; {APPROACHED[0]} to {APPROACHED[-1]}")
    if approached_too_few(wave):
        why = f"{approached} approached are fewer than the {wave.responses} who answered"
        raise BadWave(wave.id, f"{why}; that can only be so with an open link")


def is_wave_id(text: str) -> bool:
    """Whether the text can be the id of a wave: it names files and stands in addresses."""
    return len(text) <= _LONGEST_ID and _ID.fullmatch(text) is not None


def is_label(text: str) -> bool:
    """Whether the text can stand in a heading: one line that can be seen, and not a blank one."""
    one_line = bool(text.strip()) and len(text.splitlines()) == 1
    return one_line and len(text) <= _LONGEST_LABEL and forbidden_in(text) is None
