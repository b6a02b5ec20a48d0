"""Months, as sentences and headings name a wave."""

from __future__ import annotations

from datetime import date
from functools import partial

from babel.dates import format_date

from survey_app.language.words import Words


def month_and_year(day: date) -> Words:
    """The month and year of a date: "juni 2019"."""
    return Words.made(partial(_month, day, "MMMM"))


def short_month(day: date) -> Words:
    """The same where there is little room: "jun 2019"."""
    return Words.made(partial(_month, day, "MMM"))


def _month(day: date, length: str, language: str) -> str:
    return f"{format_date(day, length, locale=language).removesuffix('.')} {day.year}"
