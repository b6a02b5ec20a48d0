"""What the cookie of a respondent holds: which wave, which receipt, and the key to the draft. No code, no answer."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import cast

from flask import session

from survey_app.fieldwork.wave import Recruitment, Wave
from survey_app.web.session import DONE, THANKED, TWICE

_VISIT, _SENT = "respondent", "sent"


@dataclass(frozen=True)
class Visit:
    """One respondent in one browser.

    `secret` makes the draft key together with the code; None after an open link, where the key itself was drawn and
    nothing outlives the browser.
    """

    wave: str
    receipt: bytes
    draft_key: bytes
    secret: bytes | None = None


class NotStarted(Exception):
    """The browser sends no cookie of somebody who has started."""

    def __init__(self) -> None:
        super().__init__("no questionnaire was started in this browser")


def begin_visit(visit: Visit) -> None:
    """From now on this browser makes this visit, until it closes."""
    secret = [] if visit.secret is None else [visit.secret.hex()]
    session[_VISIT] = [visit.wave, visit.receipt.hex(), visit.draft_key.hex(), *secret]


def find_visit() -> Visit | None:
    """The visit this browser is making, or None."""
    return _visit_in(session)


def current_visit() -> Visit:
    """The visit this browser is making; raises NotStarted."""
    return require_visit(session)


def require_visit(held: Mapping[str, object]) -> Visit:
    """The visit that a session tells of; raises NotStarted."""
    visit = _visit_in(held)
    if visit is None:
        raise NotStarted
    return visit


def end_visit() -> None:
    """Forget the way into the draft."""
    session.pop(_VISIT, None)


def end_with_thanks(held: MutableMapping[str, object], visit: Visit, wave: Wave, *, twice: bool) -> None:
    """Forget the way into the draft; remember whom to thank and, after an open link, that it was done here.

    `held` is what the session holds; `twice` whether these answers were sent before.
    """
    held.pop(_VISIT, None)
    held[THANKED] = wave.id
    if visit.secret is not None:
        held[_SENT] = visit.secret.hex()
    if wave.recruitment is Recruitment.OPEN_LINK:
        held[DONE] = sorted({*cast("list[str]", held.get(DONE, [])), wave.id})  # as written here before
    if twice:
        held[TWICE] = True
    else:
        held.pop(TWICE, None)


def take_sent_secret() -> bytes | None:
    """The secret of a draft that was sent, for the page that thanks to take off the device: sending itself is quick."""
    secret: str | None = session.pop(_SENT, None)
    return None if secret is None else bytes.fromhex(secret)


def thanked_wave() -> str | None:
    """The wave this browser sent answers to last, until it closes."""
    wave_id: str | None = session.get(THANKED)
    return wave_id


def is_done(wave_id: str) -> bool:
    """Whether answers to this open-link wave were sent from this browser before."""
    return wave_id in session.get(DONE, ())


def _visit_in(held: Mapping[str, object]) -> Visit | None:
    told = cast("list[str] | None", held.get(_VISIT))  # as begin_visit wrote it
    if told is None:
        return None
    wave_id, *parts = told
    return Visit(wave_id, *map(bytes.fromhex, parts))
