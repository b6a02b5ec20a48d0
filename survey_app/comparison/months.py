"""Months in Dutch, as sentences and headings name a wave."""

from __future__ import annotations

from datetime import date

_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def dutch_month(day: date) -> str:
    """The month and year of a date: "juni 2019"."""
    return f"{_MONTHS[day.month - 1]} {day.year}"
