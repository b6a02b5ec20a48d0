"""Figures as tables show them: how many decimals each kind has."""

from functools import partial

from babel.numbers import format_decimal

from survey_app.language.words import Words
from survey_app.rounding import rounded


def percent(share: float) -> float:
    """A share of 0 to 1 in whole percents, still as a share: 0.125 becomes 0.13."""
    return float(rounded(share * 100) / 100)


def points(percentage_points: float) -> int:
    """Percentage points, whole."""
    return int(rounded(percentage_points))


def decimal(value: float) -> float:
    """A mean or standard deviation, in one decimal."""
    return float(rounded(value, 1))


def hundredth(value: float) -> float:
    """A figure of scale scores, in two decimals."""
    return float(rounded(value, 2))


def precise(value: float) -> float:
    """A figure for whoever checks it, in three decimals."""
    return float(rounded(value, 3))


def grouped(number: int) -> Words:
    """A whole number within a sentence, its thousands apart as its language has it."""
    return Words.made(partial(_in_language, number))


def _in_language(number: int, language: str) -> str:
    return format_decimal(number, locale=language)
