"""A link with which anybody looks at a questionnaire until a day, without logging in: signed, and kept nowhere."""

from dataclasses import dataclass
from datetime import date, timedelta

from survey_app.fieldwork.signing import NotOurs, read_signed, signed
from survey_app.fieldwork.wave import Recruitment
from survey_app.refusal import Refusal

PATH = "/voorbeeld"
"""In an address, before the link."""
LONGEST = timedelta(days=90)
_PURPOSE = "peilstok preview"


@dataclass(frozen=True)
class PreviewLink:
    """`source` is the questionnaire as waves name it; `until` the last day on which it can be looked at.

    `recruitment`: how people will come in, which the pages around the questions tell of.
    """

    source: str
    recruitment: Recruitment
    until: date


class BadPreviewDay(Refusal, says="{}: a link can be looked at from today to {}; choose a day within that"):
    """A link that ended before it was made, or that nobody would remember to end."""


class NoSuchPreview(Exception):
    """No link of ours, or of a key that is gone."""


class PreviewOver(Exception):
    """Its last day is past."""


def check_until(until: date, today: date) -> None:
    """Whether a link may last until this day; raises BadPreviewDay."""
    last = today + LONGEST
    if not today <= until <= last:
        raise BadPreviewDay(until.isoformat(), last.isoformat())


def written(link: PreviewLink, key: bytes) -> str:
    """The link as it stands in an address."""
    return signed([link.source, link.recruitment.value, link.until.isoformat()], key, _PURPOSE)


def read(text: str, key: bytes, today: date) -> PreviewLink:
    """The link that was written so with this key; raises NoSuchPreview or PreviewOver."""
    try:
        source, recruitment, until = read_signed(text, key, _PURPOSE)
    except NotOurs as error:
        raise NoSuchPreview("no preview has this link") from error
    link = PreviewLink(source, Recruitment(recruitment), date.fromisoformat(until))
    if link.until < today:
        raise PreviewOver("the last day of this link is past")
    return link
