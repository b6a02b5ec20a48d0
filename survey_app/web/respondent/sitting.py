"""A respondent at work: the wave, the visit and the answers so far, as one request finds them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from survey_app.fieldwork.draft import (
    DraftUnreadable,
    check_can_be_sent,
    decrypt_answers,
    encrypt_answers,
    is_wiped,
    key_of_wiped,
    opens,
)
from survey_app.fieldwork.entrance import WaveIsClosed
from survey_app.fieldwork.ports import AlreadyAnswered, NoSuchWave, Store, WaveNotOpen
from survey_app.fieldwork.wave import Wave, WaveState
from survey_app.questionnaire.answers import Answer, Answers
from survey_app.web.respondent.idle import stay
from survey_app.web.respondent.scene import set_scene
from survey_app.web.respondent.visit import Visit, current_visit
from survey_app.web.stores import installation


class DraftGone(Exception):
    """The answers so far were begun anew in another browser."""


class DraftWiped(DraftGone):
    """The answers so far were wiped, and nobody began anew."""


NOTHING_TO_WIPE = (AlreadyAnswered, DraftGone, NoSuchWave, WaveIsClosed)
"""Why there are no answers of a visit that could be wiped."""

_NOTHING: Answers = {}


@dataclass(frozen=True)
class Sitting:
    """What one request works with; `draft` is what the answers were read from."""

    visit: Visit
    wave: Wave
    answers: Answers
    draft: bytes | None = None

    @property
    def shown(self) -> Answers:
        """The answers that may be shown in this browser."""
        return _NOTHING if self.visit.veiled else self.answers


def current_sitting() -> Sitting:
    """Who is at work in this browser; raises NotStarted, LeftAlone, or what `take_up` raises."""
    visit = current_visit()
    with installation().stores.reading() as store:
        sitting = take_up(store, visit)
    stay()
    return sitting


def sitting_to_add_to() -> Sitting:
    """The same for what shows no answers: what somebody sends is taken, however long nothing was done before."""
    visit = current_visit()
    with installation().stores.reading() as store:
        return take_up(store, visit)


def has_draft(store: Store, visit: Visit) -> bool:
    """Whether something was kept that this visit can go on with."""
    return opens(visit.draft_key, store.drafts.find(visit.wave, visit.receipt))


def start_again(store: Store, wave: Wave, visit: Visit) -> None:
    """Wipe what was begun with this receipt, wherever that was; the empty draft tells it to who was at work there."""
    store.drafts.put_anew(wave.id, visit.receipt, _draft_of(wave, visit, {}))


def wipe_answers(store: Store, visit: Visit) -> None:
    """Put what nobody calls his own in their place, so that nothing that comes late brings them back.

    Raises what `take_up` raises.
    """
    store.drafts.hold(visit.wave, visit.receipt)
    sitting = take_up(store, visit)
    start_again(store, sitting.wave, replace(visit, draft_key=key_of_wiped(visit.wave, visit.receipt)))


def take_up(store: Store, visit: Visit) -> Sitting:
    """The wave and the answers so far, none before the first page was kept.

    Raises WaveIsClosed, AlreadyAnswered, DraftGone or DraftWiped.
    """
    standing = store.standing(visit.wave, visit.receipt)
    set_scene(standing.wave)
    if standing.wave.state is not WaveState.OPEN:
        raise WaveIsClosed(standing.wave)
    if standing.answered:
        raise AlreadyAnswered
    if standing.draft is None:
        return Sitting(visit, standing.wave, {})
    try:
        answers = decrypt_answers(visit.draft_key, standing.draft)
        return Sitting(visit, standing.wave, answers, standing.draft)
    except DraftUnreadable as error:
        if is_wiped(visit.wave, visit.receipt, standing.draft):
            raise DraftWiped("the answers so far were wiped") from error
        raise DraftGone("the answers so far belong to another browser") from error


def add_answers(sitting: Sitting, given: Mapping[str, Answer | None], unchanged: Answers = _NOTHING) -> Sitting:
    """Keep these answers beside those of before, and beside what another tab keeps at this very moment.

    What is unchanged since it was shown counts only where nothing was kept: it was asked and left blank.
    Raises what `take_up` raises, or TooLong.
    """
    visit = sitting.visit
    while True:
        answers = {**unchanged, **sitting.answers, **given}
        draft = _draft_of(sitting.wave, visit, answers)
        if installation().stores.keep(visit.wave, visit.receipt, sitting.draft, draft):
            return Sitting(visit, sitting.wave, answers, draft)
        with installation().stores.reading() as store:  # another tab was first, or it was sent: what is there now?
            sitting = take_up(store, visit)


def keep_wrapped(store: Store, visit: Visit, wrapped: bytes) -> None:
    """Keep with the draft what opens it on another device, in place of what was kept; raises what `take_up` raises."""
    store.drafts.hold(visit.wave, visit.receipt)
    sitting = take_up(store, visit)
    _keep(store, sitting.wave, visit, sitting.answers)
    store.drafts.wrap(visit.wave, visit.receipt, wrapped)


def _keep(store: Store, wave: Wave, visit: Visit, answers: Answers) -> None:
    store.drafts.put(wave.id, visit.receipt, _draft_of(wave, visit, answers))


def _draft_of(wave: Wave, visit: Visit, answers: Answers) -> bytes:
    """Drafts measure what envelopes measure: all of a wave the same."""
    if wave.envelope_size is None:
        raise WaveNotOpen(wave.id)
    check_can_be_sent(wave.frozen_instrument().questionnaire, answers, wave.envelope_size)
    return encrypt_answers(visit.draft_key, answers, wave.envelope_size)
