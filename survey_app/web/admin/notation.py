"""Days, months, moments and numbers as they are written here."""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import format_date, format_datetime, get_month_names
from babel.numbers import format_decimal

from survey_app.rounding import rounded
from survey_app.web.admin.equipment import DUTCH_TIME
from survey_app.web.language import spoken


def month_names() -> list[tuple[int, str]]:
    """The twelve months by number, as in: 6, juni."""
    return list(get_month_names("wide", "stand-alone", spoken()).items())


def month_words(month: date, language: str | None = None) -> str:
    """As in: juni 2019 – in the language of the page, unless another is named."""
    return format_date(month, "MMMM yyyy", locale=language or spoken())


def day_words(day: date) -> str:
    """As in: 3 juni 2019."""
    return format_date(day, "d MMMM yyyy", locale=spoken())


def moment_words(moment: datetime) -> str:
    """As in: 3 juni 2019, 14:05 – the time in the Netherlands."""
    return format_datetime(moment, "d MMMM yyyy, HH:mm", tzinfo=DUTCH_TIME, locale=spoken())


def number_words(number: float) -> str:
    """As in: 1.550 and 3,8 – whole, or with one decimal."""
    return format_decimal(rounded(number, 1), format="#,##0.#", locale=spoken())
