"""A respondent at work: the wave, the visit and the answers so far, as one request finds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from survey_app.fieldwork.draft import DraftUnreadable, decrypt_answers, encrypt_answers
from survey_app.fieldwork.entrance import WaveIsClosed
from survey_app.fieldwork.ports import AlreadyAnswered, Store, WaveNotOpen
from survey_app.fieldwork.wave import Wave, WaveState
from survey_app.questionnaire.answers import Answer, Answers
from survey_app.web.respondent.scene import set_scene
from survey_app.web.respondent.visit import Visit


class DraftGone(Exception):
    """The answers so far are not there, or were begun anew in another browser."""

    def __init__(self) -> None:
        super().__init__("the answers so far are gone, or belong to another browser")


@dataclass(frozen=True)
class Sitting:
    """What one request works with."""

    visit: Visit
    wave: Wave
    answers: Answers


def start_sitting(store: Store, wave: Wave, visit: Visit) -> None:
    """Keep an empty draft, unless this browser has one that opens; who has the letter may always start again."""
    if not _opens(store.drafts.find(visit.wave, visit.receipt), visit):
        _keep(store, wave, visit, {})


def take_up(store: Store, visit: Visit) -> Sitting:
    """The wave and the answers so far; raises WaveIsClosed, AlreadyAnswered or DraftGone."""
    standing = store.standing(visit.wave, visit.receipt)
    set_scene(standing.wave)
    if standing.wave.state is not WaveState.OPEN:
        raise WaveIsClosed(visit.wave)
    if standing.answered:
        raise AlreadyAnswered
    if standing.draft is None:
        raise DraftGone
    try:
        return Sitting(visit, standing.wave, decrypt_answers(visit.draft_key, standing.draft))
    except DraftUnreadable as error:
        raise DraftGone from error


def add_answers(store: Store, visit: Visit, given: Mapping[str, Answer | None]) -> Sitting:
    """Keep these answers beside those of before, and beside what another tab keeps at this very moment.

    Raises what `take_up` raises, or TooLong.
    """
    store.drafts.hold(visit.wave, visit.receipt)
    sitting = take_up(store, visit)
    answers = {**sitting.answers, **given}
    _keep(store, sitting.wave, visit, answers)
    return Sitting(visit, sitting.wave, answers)


def _opens(draft: bytes | None, visit: Visit) -> bool:
    try:
        return draft is not None and decrypt_answers(visit.draft_key, draft) is not None
    except DraftUnreadable:
        return False


def _keep(store: Store, wave: Wave, visit: Visit, answers: Answers) -> None:
    store.drafts.put(wave.id, visit.receipt, encrypt_answers(visit.draft_key, answers, _size_of(wave)))


def _size_of(wave: Wave) -> int:
    """Drafts measure what envelopes measure: all of a wave the same."""
    if wave.envelope_size is None:
        raise WaveNotOpen(wave.id)
    return wave.envelope_size
