"""Ages in years, put into the band that holds them."""

import re
from collections.abc import Sequence

from survey_app.questionnaire.model import Option

OLDEST = 120
_YEARS = re.compile(r"[0-9]{1,3}", re.ASCII)
_OF_AGE = r" ?(?:jaar|jr\.?|years?(?: old)?)?"
_FROM_TO = re.compile(rf"(\d+){_OF_AGE} ?(?:-|–|_|t/m|tot en met|to) ?(\d+){_OF_AGE}")
_OLDER = r"(?:\+|[-_]?plus|(?:en|of|and|or) (?:ouder|older|over)|e\.o\.)"
_FROM = re.compile(rf"(?:>=|≥|vanaf) ?(\d+){_OF_AGE}|(\d+){_OF_AGE} ?{_OLDER}{_OF_AGE}")
_ABOVE = re.compile(rf"(?:>|ouder dan|over|above) ?(\d+){_OF_AGE}")
_UNDER = re.compile(rf"(?:<|onder|jonger dan|under|below) ?(\d+){_OF_AGE}")
_UP_TO = re.compile(rf"(?:<=|≤|t/m|tot en met|up to) ?(\d+){_OF_AGE}")
_INTERVAL = re.compile(r"([\[(])(\d+)(?:\.0)?, ?(?:(\d+)(?:\.0)?|inf)([\])])")


def band_of(text: str, options: Sequence[Option]) -> str | None:
    """The one option whose band (18-34 with both its ends, 65+, <18) holds this whole number of years, or is this band.

    None when the text is no such number or band, or when it is not of exactly one of them.
    """
    meant = _band(text)
    bands = {option.id: band for option in options if (band := _band(option.label)) is not None}
    if _YEARS.fullmatch(text):
        holding = [option for option, band in bands.items() if int(text) in band]
    else:
        holding = [option for option, band in bands.items() if band == meant]
    return holding[0] if len(holding) == 1 else None


def _band(label: str) -> range | None:
    """The years of a band, nobody being older than 120; also as R and pandas cut them: [18,35) and (17, 34]."""
    written = label.strip().casefold()
    if numbers := _FROM_TO.fullmatch(written):
        return range(int(numbers[1]), int(numbers[2]) + 1)
    if numbers := _FROM.fullmatch(written):
        return range(int(numbers[1] or numbers[2]), OLDEST + 1)
    if numbers := _ABOVE.fullmatch(written):
        return range(int(numbers[1]) + 1, OLDEST + 1)
    if numbers := _UNDER.fullmatch(written):
        return range(int(numbers[1]))
    if numbers := _UP_TO.fullmatch(written):
        return range(int(numbers[1]) + 1)
    if numbers := _INTERVAL.fullmatch(written):
        upper = int(numbers[3]) + (numbers[4] == "]") if numbers[3] else OLDEST + 1
        return range(int(numbers[2]) + (numbers[1] == "("), upper)
    return None
