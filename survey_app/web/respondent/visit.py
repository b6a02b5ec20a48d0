"""What the cookie of a respondent holds: which wave, which receipt, and the key to the draft. No code, no answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from flask import session

from survey_app.fieldwork.wave import Wave
from survey_app.refusal import Saying
from survey_app.web.respondent.ended import is_ended, say_begun, say_ended
from survey_app.web.respondent.idle import note_use
from survey_app.web.respondent.tablet import on_tablet
from survey_app.web.session import THANKED, TWICE

_VISIT, _VEILED, _EARLIER, _SENT, _LEFT = "respondent", "veiled", "earlier", "sent", "left"
_MOST = 8


@dataclass(frozen=True)
class Visit:
    """One respondent in one browser.

    `secret` makes the draft key together with the code; None after an open link, where the key itself was drawn and
    nothing outlives the browser. `veiled`: somebody went on without a code after a time of nothing, perhaps somebody
    else, so no answer of before is shown.
    """

    wave: str
    receipt: bytes
    draft_key: bytes
    secret: bytes | None = None
    veiled: bool = False


class NotStarted(Saying, says="no questionnaire was started in this browser"):
    """The browser sends no cookie of somebody who has started."""


def begin_visit(visit: Visit) -> None:
    """From now on this browser makes this visit, until it closes; the secret of the visit before is kept as long."""
    _set_aside(find_visit())
    secret = [] if visit.secret is None else [visit.secret.hex()]
    session[_VISIT] = [visit.wave, visit.receipt.hex(), visit.draft_key.hex(), *secret]
    session.pop(_VEILED, None)
    say_begun()
    note_use()


def go_on_veiled() -> None:
    """Go on with the visit of this browser after a time of nothing, without showing what was answered before."""
    session[_VEILED] = True
    say_begun()
    note_use()


def find_visit() -> Visit | None:
    """The visit this browser is making, or None."""
    return None if is_ended() else visit_in(session)


def current_visit() -> Visit:
    """The visit this browser is making; raises NotStarted."""
    visit = find_visit()
    if visit is None:
        raise NotStarted
    return visit


def end_visit() -> None:
    """Forget the way into the draft, and what would open it again."""
    visit = find_visit()
    _leave(visit)
    if visit is not None and visit.secret is not None:
        _forget_earlier(visit.secret)


def leave_visit() -> None:
    """Close the way into the draft; until the browser closes the code alone opens it again."""
    visit = find_visit()
    _set_aside(visit)
    _leave(visit)


def secrets_of_before() -> list[bytes]:
    """The secrets of drafts that were begun or taken up since this browser was opened; the latest first.

    Each is of use with its code only. Of who was at a tablet before none is left, whatever came late.
    """
    if on_tablet() and is_ended():
        return []
    visit = visit_in(session)
    running = [] if visit is None or visit.secret is None else [visit.secret]
    return running + [bytes.fromhex(secret) for secret in session.get(_EARLIER, [])]


def _forget_earlier(secret: bytes) -> None:
    others = [other for other in session.get(_EARLIER, []) if other != secret.hex()]
    if others != session.get(_EARLIER, []):
        session[_EARLIER] = others


def _leave(visit: Visit | None) -> None:
    """Forget the way in, and remember until the browser closes whose pages to show next."""
    _forget_visit()
    say_ended()
    if visit is not None:
        session[_LEFT] = visit.wave


def _forget_visit() -> None:
    for what in (_VISIT, _VEILED):
        session.pop(what, None)


def _set_aside(visit: Visit | None) -> None:
    """Keep what opens the draft of a visit together with its code, for when the code is typed again."""
    if visit is not None and visit.secret is not None:
        secret = visit.secret.hex()
        session[_EARLIER] = [secret, *(other for other in session.get(_EARLIER, []) if other != secret)][:_MOST]


def end_with_thanks(visit: Visit, wave: Wave, *, twice: bool) -> None:
    """Forget the way into the draft; remember whom to thank. `twice`: these answers were sent before."""
    _forget_visit()
    session.pop(_LEFT, None)
    session[THANKED] = wave.id
    if visit.secret is not None:
        session[_SENT] = visit.secret.hex()
    if twice:
        session[TWICE] = True
    else:
        session.pop(TWICE, None)
    if on_tablet():
        session.pop(_EARLIER, None)


def take_sent_secret() -> bytes | None:
    """The secret of a draft that was sent, for the page that thanks to take off the device: sending itself is quick."""
    sent: str | None = session.pop(_SENT, None)
    if sent is None:
        return None
    secret = bytes.fromhex(sent)
    _forget_earlier(secret)
    return secret


def thanked_wave() -> str | None:
    """The wave this browser sent answers to last, until it closes."""
    wave_id: str | None = session.get(THANKED)
    return wave_id


def wave_of_before() -> str | None:
    """The wave of which this browser left, wiped or sent a questionnaire last, until it closes."""
    wave_id: str | None = session.get(_LEFT) or session.get(THANKED)
    return wave_id


def visit_in(content: Mapping[str, object]) -> Visit | None:
    """The visit that a session tells of, or None."""
    texts = cast("list[str] | None", content.get(_VISIT))  # as begin_visit wrote it
    if texts is None:
        return None
    wave_id, receipt, key, *secret = texts
    kept = bytes.fromhex(secret[0]) if secret else None
    return Visit(wave_id, bytes.fromhex(receipt), bytes.fromhex(key), kept, veiled=_VEILED in content)
