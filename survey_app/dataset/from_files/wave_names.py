"""The waves of a file: what they are called, and when they were held or at least in which order."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from survey_app.dataset.from_files.names import as_whole, identifier

_MONTH = re.compile(r"(\d{4})-(\d{2})(?:-\d{2})?")
_YEAR = re.compile(r"(?:19[5-9]\d|20\d\d)")
_DIGITS = re.compile(r"\d+")
_WORDS = (
    *(("nulmeting", 0), ("voormeting", 0), ("baseline", 0), ("tussenmeting", 1)),
    *(("eindmeting", 2), ("nameting", 2), ("slotmeting", 2)),
)
_BEFORE_A_NUMBER = r"(?:w|t|wave|golf|meting|ronde|m)?_?"
_FIRST_PLACE = 2000


class Dating(StrEnum):
    """What is known of when waves were held.

    MONTH: the month. YEAR: the year only, and then `month` is its January. ORDER: which came first and no more, and
    then `month` holds a place, a year apart from 2000 on, which is no date and must not be shown as one.
    """

    MONTH = "month"
    YEAR = "year"
    ORDER = "order"


@dataclass(frozen=True)
class WaveName:
    """A wave as the file names it (`text`), with its id, what people call it, and its month."""

    id: str
    text: str
    label: str
    month: date


class WavesUndated(Exception):
    """Waves of which it is not known when they were held, nor in which order; says what would be right."""

    def __init__(self, wrong: str, right: str) -> None:
        self.wrong, self.right = wrong, right
        super().__init__(f"{wrong}; {right}")


def name_waves(texts: Sequence[str], months: Mapping[str, date]) -> tuple[tuple[WaveName, ...], Dating]:
    """The waves in order of time; `months` is by id of those that are told. Raises WavesUndated."""
    known = {text: months.get(identifier(text)) or month_in(text) for text in texts}
    years = {text: date(int(text), 1, 1) for text in texts if _YEAR.fullmatch(text)}
    if all(known.values()):
        return _in_order(texts, {text: month for text, month in known.items() if month}), Dating.MONTH
    if any(known.values()):
        missing = ", ".join(text for text in texts if not known[text])
        right = f"give the month of every wave (--month WAVE=YYYY-MM), or of none; missing: {missing}"
        raise WavesUndated("the month of some waves is known and of others not", right)
    if len(years) == len(texts):
        return _in_order(texts, years), Dating.YEAR
    return _in_order(texts, _places(texts)), Dating.ORDER


def month_in(text: str) -> date | None:
    """The month of `2020-05` or of a day in it; None for any other text."""
    parts = _MONTH.fullmatch(text.strip())
    year, month = (int(parts[1]), int(parts[2])) if parts else (0, 0)
    return date(year, month, 1) if year >= 1950 and 1 <= month <= 12 else None


def find_wave(text: str, waves: Iterable[WaveName]) -> WaveName | None:
    """The wave of this name, or of this number when one wave has it: `wave 2`, `w2` and `t2` are 2."""
    name = identifier(as_whole(text.strip()))
    waves = list(waves)
    named = [wave for wave in waves if name in (wave.id, identifier(wave.label))]
    if named:
        return named[0]
    numbered = [wave for wave in waves if (number := _number_of(wave.id)) is not None and number == _number_of(name)]
    return numbered[0] if len(numbered) == 1 else None


def known_waves(waves: Iterable[WaveName]) -> str:
    """Their names, for a message."""
    return f"known: {', '.join(wave.text for wave in waves)}"


def _in_order(texts: Sequence[str], months: Mapping[str, date]) -> tuple[WaveName, ...]:
    ordered = sorted(texts, key=lambda text: (months[text], text))
    return tuple(
        WaveName(identifier(text), text, f"Meting {text}" if text[0].isdigit() else text, months[text])
        for text in ordered
    )


def _places(texts: Sequence[str]) -> dict[str, date]:
    """Each wave's place, by the number in its name or by the words for the first and the last of a series."""
    places = {text: _place_in(text) for text in texts}
    known = [place for place in places.values() if place is not None]
    if len(known) < len(texts) or len(set(known)) < len(texts):
        wrong = f"it is not known when these waves were held, nor in which order: {', '.join(texts)}"
        raise WavesUndated(wrong, "give their months, as in --month 1=2019-06, or a column month (YYYY-MM)")
    ordered = sorted(texts, key=lambda text: places[text] or 0)
    return {text: date(_FIRST_PLACE + rank, 1, 1) for rank, text in enumerate(ordered)}


def _place_in(text: str) -> int | None:
    numbers = _DIGITS.findall(text)
    if len(numbers) == 1:
        return int(numbers[0])
    return next((place for word, place in _WORDS if not numbers and word in identifier(text)), None)


def _number_of(name: str) -> int | None:
    numbered = re.fullmatch(_BEFORE_A_NUMBER + r"(\d+)", name)
    return int(numbered[1]) if numbered else None
