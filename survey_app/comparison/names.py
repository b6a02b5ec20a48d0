"""What sentences and headings call the waves of a comparison."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial

from babel.dates import format_date

from survey_app.comparison.results import FieldedWave
from survey_app.language.words import Words, joined


def names_of(waves: Sequence[FieldedWave]) -> tuple[Words, ...]:
    """Their months; with what else tells them apart where two were in one month, and their labels without months."""
    plain = [month_and_year(fielded.wave.month) if fielded.dated else joined([fielded.wave.label]) for fielded in waves]
    often = Counter(plain)
    labels = Counter((name, fielded.wave.label.casefold()) for name, fielded in zip(plain, waves, strict=True))
    return tuple(
        name if often[name] == 1 else _told_apart(name, fielded, labels)
        for name, fielded in zip(plain, waves, strict=True)
    )


def short_names_of(waves: Sequence[FieldedWave]) -> tuple[Words, ...]:
    """Names that fit above a narrow column: "jun 2019" or "2019", or numbers where two are equal or not known."""
    months = [(fielded.wave.month, fielded.in_year) for fielded in waves]
    short = [joined([str(month.year)]) if in_year else short_month(month) for month, in_year in months]
    if len(set(short)) == len(short) and all(fielded.dated or fielded.in_year for fielded in waves):
        return tuple(short)
    return tuple(joined([Words("meting"), str(number)]) for number in range(1, len(waves) + 1))


def _told_apart(name: Words, fielded: FieldedWave, labels: Counter[tuple[Words, str]]) -> Words:
    wave = fielded.wave
    apart = wave.label if labels[name, wave.label.casefold()] == 1 else f"{wave.label}, {wave.id}"
    return Words("{name} (‘{apart}’)").filled(name=name, apart=apart)


def month_and_year(day: date) -> Words:
    """The month and year of a date: "juni 2019"."""
    return Words.made(partial(_month, day, "MMMM"))


def short_month(day: date) -> Words:
    """The same where there is little room: "jun 2019"."""
    return Words.made(partial(_month, day, "MMM"))


def _month(day: date, length: str, language: str) -> str:
    return f"{format_date(day, length, locale=language).removesuffix('.')} {day.year}"
