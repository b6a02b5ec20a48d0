"""Pages that are the same for many: rendered once, and then only filled in with what is one respondent's own.

What fills a slot is in no memory afterwards, and in no key: a key says what the page is about, never who sees it. Pages
that show answers are sent in whole blocks: encryption hides what they say, and not how long they are.
"""

from collections.abc import Callable, Hashable, Mapping

from flask import render_template
from markupsafe import Markup

from survey_app.fieldwork.wave import Wave
from survey_app.web.language import spoken
from survey_app.web.look import Looks
from survey_app.web.respondent.tablet import on_tablet
from survey_app.web.stores import kept

TOKEN = "csrf_token"  # noqa: S105 - the name of a slot
"""The slot of the form's token."""

Slot = Callable[[str], Markup]
"""Leaves a slot with this name."""

BLOCK = 4096
LARGE_BLOCK = 16_384
"""For a page that tells answers in words, which differ more in length."""

_CUT = "\x00"
_MADE: dict[Hashable, list[str]] = {}
"""Pages of this process, cut at their slots; the one that was made first in front."""

_AT_MOST = 256


def made_page(
    template: str, key: Hashable, own: Mapping[str, str], shown: Callable[[Slot], Mapping[str, object]]
) -> str:
    """The page with `own` in its slots, ready to stand in HTML; `shown` is what the template gets, once a key."""
    whole_key = (template, spoken(), on_tablet(), key)
    pieces = _MADE.get(whole_key)
    if pieces is None:
        with_slots = {TOKEN: lambda: _slot(TOKEN), **shown(_slot)}
        pieces = _MADE[whole_key] = render_template(template, **with_slots).split(_CUT)
        if len(_MADE) > _AT_MOST:
            _MADE.pop(list(_MADE)[0], None)  # noqa: RUF015 - at once: another thread may add one meanwhile
    return "".join(own[piece] if place % 2 else piece for place, piece in enumerate(pieces))


def face_of(wave: Wave) -> Hashable:
    """What stands of a wave on each of its pages."""
    return wave.id, wave.fingerprint, wave.fictitious, kept(Looks).of([wave.source])


def _slot(name: str) -> Markup:
    return Markup(f"{_CUT}{name}{_CUT}")  # noqa: S704 - a name of ours, between two cuts


def in_blocks(page: bytes, block: int = BLOCK, *, at_least: int = 0) -> bytes:
    """The page with as many blanks behind it as it takes, which browsers pass over; never shorter than `at_least`."""
    return page.ljust(-(-max(len(page), at_least) // block) * block)
