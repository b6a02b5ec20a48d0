"""Headings: unique within their table, not longer than a spreadsheet can hold, and those that tables share."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from survey_app.language.words import Words, joined
from survey_app.questionnaire.signs import writable
from survey_app.tables.table import Column, Kind, Text

_LONGEST_BEFORE_WAVE = 180
_LONGEST_HEADING = 245
"""A spreadsheet has room for 255, and a number may come behind it."""


def distinct(columns: Iterable[Column]) -> tuple[Column, ...]:
    """The columns with one-line headings that differ, upper and lower case being equal to a spreadsheet."""
    seen: set[str] = set()
    return tuple(replace(column, heading=_new_heading(writable(str(column.heading)), seen)) for column in columns)


def _new_heading(wanted: str, seen: set[str]) -> str:
    heading = shortened(" ".join(wanted.split()))
    number = 1
    while heading.casefold() in seen:
        number += 1
        heading = f"{shortened(' '.join(wanted.split()))} ({number})"
    seen.add(heading.casefold())
    return heading


def shortened(text: str, longest: int = _LONGEST_HEADING, mark: str = "…") -> str:
    """The text, cut with an ellipsis where a heading (or what it stands in) cannot be longer.

    A spreadsheet counts in halves of 16 bits, of which most emoji take two; none is cut in two.
    """
    halves = text.encode("utf-16-le", "surrogatepass")
    if len(halves) <= 2 * longest:
        return text
    return halves[: 2 * (longest - len(mark))].decode("utf-16-le", "ignore") + mark


def of_wave(heading: Text, wave: Words | None) -> Text:
    """A heading with the wave it is about, where a table has the same one for each wave; that is never cut off."""
    if wave is None:
        return heading
    kept = joined([heading]).changed(partial(shortened, longest=_LONGEST_BEFORE_WAVE))
    return Words("{heading} {wave}").filled(heading=kept, wave=wave)


VERDICT = Words("Oordeel")


def subject_columns(subject: Words) -> tuple[Column, ...]:
    """Verdict, block and wording, as the rows over all items begin."""
    return Column(VERDICT, Kind.STRONG, 13), Column(Words("Blok"), width=15), Column(subject, width=36)


REASON = Column(Words("Waarom dit oordeel"), Kind.TEXT, 60, Words("Toelichting"))
"""Why the verdict is what it is: the last column of rows over waves."""
