"""What can be kept of a wave of a file: it goes to the page and comes back signed, so nothing stays here unasked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import current_app

from survey_app.comparison.keeping import OfOtherStudy, ToKeep, TooFewToKeep, to_keep_from_json, what_to_keep
from survey_app.dataset.from_files.waves import WaveFromFile
from survey_app.fieldwork.ports import Store
from survey_app.fieldwork.signing import NotOurs, read_signed, signed
from survey_app.web.translation import gettext as _

_PURPOSE = "peilstok counts to keep"
_LARGEST = 900_000
"""Characters: what a form takes, less the rest of it."""


@dataclass(frozen=True)
class Offer:
    """A wave of a file that could be kept, `signed` as a form brings it back; or why it cannot be."""

    label: str
    signed: str | None = None
    why_not: str = ""


def offer_of(store: Store, beside: Sequence[str], file: WaveFromFile, today: date) -> Offer:
    """What could be kept of this wave beside those of the store."""
    label = file.wave.label
    try:
        text = signed(what_to_keep(store, beside, file, today).to_json(), _key(), _PURPOSE)
    except TooFewToKeep as refusal:
        few = _("%(label)s kan niet worden bewaard: er zijn minder dan %(minimum)s antwoorden.", **vars(refusal))
        return Offer(label, why_not=few)
    except OfOtherStudy:
        return Offer(
            label, why_not=_("%(label)s kan niet worden bewaard: zij is van een ander onderzoek.", label=label)
        )
    if len(text) > _LARGEST:
        command = "peilstok wave keep-counts"
        words = _("%(label)s is te groot om hier te bewaren. Dat kan met: %(command)s", label=label, command=command)
        return Offer(label, why_not=words)
    return Offer(label, text)


def find_brought_back(text: str) -> ToKeep | None:
    """What a form brings back, as it was offered; None for what was not offered here, or under another key."""
    try:
        return to_keep_from_json(read_signed(text, _key(), _PURPOSE))
    except NotOurs:
        return None


def _key() -> bytes:
    key: bytes = current_app.config["SECRET_KEY"]
    return key
