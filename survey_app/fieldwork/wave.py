"""One measurement occasion, from draft to closed, and what it must be like to be kept."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.source import forbidden_in
from survey_app.refusal import NotThere, Refusal, Saying

ADVISED_MINIMUM = 10
"""With fewer responses than this, single answers are recognised more easily (ANONYMITY 2)."""
LEAST_MINIMUM = 5
_ID = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")
_LONGEST_ID = 60
_LONGEST_LABEL = 120
YEARS = range(1950, 2101)
APPROACHED = range(1, 10_000_001)


class WaveState(StrEnum):
    """The life of a wave; there is no way back."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Origin(StrEnum):
    """Where a wave's figures come from: answers that were given here, a printed table, or a file that was counted."""

    RESPONSES = "responses"
    PRINTED = "printed"
    FILE = "file"


class Recruitment(StrEnum):
    """How respondents were approached: a code of their own, an open link for staff, or nobody said how.

    Only a wave that was held elsewhere can be UNKNOWN; one that is held here knows how people come in.
    """

    CODES = "codes"
    OPEN_LINK = "open_link"
    UNKNOWN = "unknown"


class Custody(StrEnum):
    """Where the key to the box is while a wave is open (ANONYMITY 2)."""

    HOST = "host"
    SHEETS = "sheets"


@dataclass(frozen=True)
class Wave:
    """A wave and the rules it was opened under.

    `source` is the questionnaire file, relative to the folder of questionnaires; from opening on only
    `instrument` counts. `month` is the first day of the month of measurement. `fictitious` marks made-up
    responses, which every page and sheet then says. `responses` is the number of envelopes opened, or n of a
    printed table or a file; None until closed. `withheld`: fewer responses than `minimum`: only their number is kept.
    `envelope_size` is fixed at opening, so that all envelopes and drafts of a wave are equally large. `mode_kept`:
    responses say how they were given; False when some mode had fewer responses than `minimum`. `published_in`: where
    the printed table stands, for a wave that is known only from one. `contact_key`: the public key of the contact desk;
    None when the questionnaire has none. `sheets`: on how many sheets its key was written at opening, and
    `sheets_needed` how many of them open the box; None for a key on the host. `closing_day` was announced to
    respondents: on that day one administrator closes it alone. `closing_asked_by` and `_on`: who asked that a second
    administrator close it, and when. `approached`: how many were, where no codes tell it; None is unknown.
    """

    id: str
    label: str
    month: date
    source: str
    recruitment: Recruitment
    origin: Origin = Origin.RESPONSES
    state: WaveState = WaveState.DRAFT
    custody: Custody = Custody.HOST
    minimum: int = ADVISED_MINIMUM
    fictitious: bool = False
    instrument: Instrument | None = None
    fingerprint: str | None = None
    public_key: bytes | None = None
    opened_on: date | None = None
    closed_on: date | None = None
    responses: int | None = None
    withheld: bool = False
    envelope_size: int | None = None
    mode_kept: bool = True
    published_in: str | None = None
    contact_key: bytes | None = None
    sheets: int | None = None
    sheets_needed: int | None = None
    closing_day: date | None = None
    closing_asked_by: str | None = None
    closing_asked_on: date | None = None
    approached: int | None = None

    @property
    def opens_with_one_sheet(self) -> bool:
        """Whether it was opened under the rule of before, by which each sheet alone opens the box (decision 0125)."""
        return self.sheets_needed == 1

    @property
    def has_low_minimum(self) -> bool:
        """Whether it keeps answers of fewer people than is advised."""
        return self.minimum < ADVISED_MINIMUM

    @property
    def is_held_here(self) -> bool:
        """Whether people answer it here; of any other wave no more is kept than how often each answer was given."""
        return self.origin is Origin.RESPONSES

    @property
    def was_opened_here(self) -> bool:
        """Whether its study was frozen before anybody answered, goals and bounds with it; no table or file was."""
        return self.is_held_here and self.opened_on is not None

    @property
    def takes_codes(self) -> bool:
        """Whether it is held here and people come in with a code."""
        return self.is_held_here and self.recruitment is Recruitment.CODES

    @property
    def moment(self) -> tuple[date, date, str]:
        """When it was held: by month, then by the day it was opened; the id keeps equal ones in one order."""
        return self.month, self.opened_on or self.month, self.id

    def frozen_instrument(self) -> Instrument:
        """The instrument as fielded; raises NotFrozen for a draft."""
        if self.instrument is None:
            raise NotFrozen(self.id)
        return self.instrument


class AboutWave(Saying):
    """Says something of a wave, and keeps it for who shows it."""

    def __init__(self, wave: Wave, *about: object) -> None:
        super().__init__(wave, *about)
        self.wave = wave


class NotFrozen(NotThere, says="wave {}: not opened yet, so its questionnaire is not frozen; open it first"):
    """A draft has no frozen instrument yet."""


class BadWave(Refusal, says="wave {}: {}"):
    """A wave that may not be added; says what would be right."""


def check_wave(wave: Wave) -> None:
    """Whether a wave may be added; raises BadWave."""
    if not is_wave_id(wave.id):
        raise BadWave(wave.id, f"this id cannot be used; at most {_LONGEST_ID} a-z and 0-9, with single - or _ between")
    check_particulars(wave)
    if wave.minimum < LEAST_MINIMUM:
        raise BadWave(wave.id, f"minimum {wave.minimum} is too low; at least {LEAST_MINIMUM}, and better 10")
    begins_as = WaveState.DRAFT if wave.is_held_here else WaveState.CLOSED
    if wave.state is not begins_as:
        raise BadWave(wave.id, f"a wave from {wave.origin} begins as {begins_as}, not as {wave.state}")


def check_particulars(wave: Wave) -> None:
    """Whether what is known of a wave beside its answers can be so; raises BadWave."""
    if not is_label(wave.label):
        raise BadWave(wave.id, f"this label cannot be used; one line of 1 to {_LONGEST_LABEL} characters")
    if wave.month.year not in YEARS:
        raise BadWave(wave.id, f"the year {wave.month.year} cannot be right; {YEARS[0]} to {YEARS[-1]}")
    if wave.recruitment is Recruitment.UNKNOWN and wave.is_held_here:
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
