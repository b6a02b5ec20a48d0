"""Ages in years, put into the band that holds them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from survey_app.questionnaire.model import Option

_OLDEST = 999
_YEARS = re.compile(r"[0-9]{1,3}", re.ASCII)
_FROM_TO = re.compile(r"(\d+) ?(?:-|–|t/m|tot en met|to) ?(\d+)(?: jaar| years)?")
_FROM = re.compile(r"(\d+) ?(?:\+|(?:jaar )?(?:en|of) ouder|(?:years )?and over)")
_UNDER = re.compile(r"(?:<|onder|jonger dan|under) ?(\d+)(?: jaar| years)?")


def band_of(text: str, options: Sequence[Option]) -> str | None:
    """The one option whose band (18-34 with both its ends, 65+, <18) holds this whole number of years.

    None when the text is no such number, or when not exactly one band holds it.
    """
    if not _YEARS.fullmatch(text):
        return None
    holding = [option.id for option in options if (band := _band(option.label)) is not None and int(text) in band]
    return holding[0] if len(holding) == 1 else None


def _band(label: str) -> range | None:
    told = label.strip().casefold()
    if found := _FROM_TO.fullmatch(told):
        return range(int(found[1]), int(found[2]) + 1)
    if found := _FROM.fullmatch(told):
        return range(int(found[1]), _OLDEST + 1)
    if found := _UNDER.fullmatch(told):
        return range(int(found[1]))
    return None
