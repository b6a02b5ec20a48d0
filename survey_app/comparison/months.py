"""Months, as sentences and headings name a wave."""

from __future__ import annotations

from datetime import date

from survey_app.questionnaire.words import Words

_MONTHS = (
    Words("januari", "January"),
    Words("februari", "February"),
    Words("maart", "March"),
    Words("april", "April"),
    Words("mei", "May"),
    Words("juni", "June"),
    Words("juli", "July"),
    Words("augustus", "August"),
    Words("september", "September"),
    Words("oktober", "October"),
    Words("november", "November"),
    Words("december", "December"),
)


def month_and_year(day: date) -> Words:
    """The month and year of a date: "juni 2019"."""
    return Words("{month} {year}", "{month} {year}").filled(month=_MONTHS[day.month - 1], year=day.year)


def short_month(day: date) -> Words:
    """The same where there is little room: "jun 2019"."""
    month = _MONTHS[day.month - 1]
    return Words(f"{_SHORT.get(day.month, month.dutch[:3])} {day.year}", f"{month.english[:3]} {day.year}")


_SHORT = {3: "mrt"}
"""Months that Dutch does not cut after three letters."""
