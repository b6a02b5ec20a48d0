"""The way in: from a typed code, or an open link, to the wave that it gives the right to answer."""

import secrets
from dataclasses import dataclass

from survey_app.fieldwork.codes import read_code, receipt_of
from survey_app.fieldwork.invitation import Invitation
from survey_app.fieldwork.pepper import PepperGone, check_pepper, has_codes
from survey_app.fieldwork.ports import AlreadyAnswered, NoSuchWave, Store
from survey_app.fieldwork.wave import AboutWave, Recruitment, Wave, WaveState
from survey_app.refusal import Refusal, Saying

_STATES = (WaveState.OPEN, WaveState.DRAFT, WaveState.CLOSED)
_RECEIPT = 32


class UnknownCode(Saying, says="no letter has this code"):
    """A well-formed code that nobody was given; never repeats it."""


class WaveNotOpenYet(AboutWave, says="wave {0.id}: not open yet"):
    """The code, or the link, is right and the wave has not begun."""


class WaveIsClosed(AboutWave, Refusal, says="wave {0.id}: closed; no answers can be sent any more"):
    """The code, or the link, is right and the wave is over."""


class CodeWasUsed(AboutWave, AlreadyAnswered):
    """The code is right, and answers were sent with it."""


class NoSuchOpenLink(Saying, says="wave {}: has no open link; its respondents have codes"):
    """The wave is answered with codes, not by an open link."""


@dataclass(frozen=True)
class Entrance:
    """The right to answer once in a wave, under `receipt`; `segment` is None for an open link."""

    wave: Wave
    receipt: bytes
    segment: str | None


def enter(store: Store, pepper: bytes | None, typed: str) -> Entrance:
    """What the code gives the right to; the pepper is None where no code was ever made.

    Raises TypingError (nothing was looked up), UnknownCode, WaveNotOpenYet, WaveIsClosed, CodeWasUsed, OtherPepper
    or PepperGone.
    """
    code = read_code(typed)
    if pepper is None:
        raise PepperGone if has_codes(store) else UnknownCode
    wave, invitation = _look_up(store, pepper, code)
    _check_open(wave)
    if store.box.holds(wave.id, invitation.receipt):
        raise CodeWasUsed(wave)
    return Entrance(wave, invitation.receipt, invitation.segment)


def enter_openly(store: Store, wave_id: str) -> Entrance:
    """A fresh right to answer in a wave with an open link, under a random receipt.

    Raises NoSuchWave, NoSuchOpenLink, WaveNotOpenYet or WaveIsClosed.
    """
    wave = store.waves.as_opened(wave_id)
    if wave.recruitment is not Recruitment.OPEN_LINK:
        raise NoSuchOpenLink(wave_id)
    _check_open(wave)
    return Entrance(wave, secrets.token_bytes(_RECEIPT), None)


def is_open_trial(store: Store, wave_id: str) -> bool:
    """Whether there is an open wave with this id whose answers are made up, so that nobody need be kept out."""
    try:
        wave = store.waves.as_opened(wave_id)
    except NoSuchWave:
        return False
    return wave.fictitious and wave.state is WaveState.OPEN


def _look_up(store: Store, pepper: bytes, code: str) -> tuple[Wave, Invitation]:
    """The wave and the invitation of a code, open waves first.

    Before a code is called unknown, the fault must not be ours: a pepper of another database knows none.
    """
    waves = [wave for wave in store.waves.all() if wave.recruitment is Recruitment.CODES]
    for wave in sorted(waves, key=lambda wave: _STATES.index(wave.state)):
        invitation = store.invitations.find(wave.id, receipt_of(pepper, wave.id, code))
        if invitation is not None:
            return wave, invitation
    check_pepper(store, pepper)
    raise UnknownCode


def _check_open(wave: Wave) -> None:
    if wave.state is WaveState.DRAFT:
        raise WaveNotOpenYet(wave)
    if wave.state is WaveState.CLOSED:
        raise WaveIsClosed(wave)
