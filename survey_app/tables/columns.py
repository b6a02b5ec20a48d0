"""Names that a spreadsheet accepts: headings unique within their table, and not longer than it can hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from survey_app.tables.table import Column, Kind

_LONGEST_HEADING = 250


def distinct(columns: Iterable[Column]) -> tuple[Column, ...]:
    """The columns with one-line headings that differ, upper and lower case being equal to a spreadsheet."""
    seen: set[str] = set()
    return tuple(replace(column, heading=_new_heading(column.heading, seen)) for column in columns)


def _new_heading(wanted: str, seen: set[str]) -> str:
    heading = shortened(" ".join(wanted.split()))
    number = 1
    while heading.casefold() in seen:
        number += 1
        heading = f"{shortened(' '.join(wanted.split()))} ({number})"
    seen.add(heading.casefold())
    return heading


def shortened(text: str, longest: int = _LONGEST_HEADING) -> str:
    """The text, cut with an ellipsis where a heading (or what it stands in) cannot be longer."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def subject_columns(subject: str) -> tuple[Column, ...]:
    """Verdict, block and wording, as the rows over all items begin."""
    return Column("Oordeel", Kind.STRONG, 14), Column("Blok", width=18), Column(subject, width=36)


def change_columns() -> tuple[Column, ...]:
    """The difference with its interval, what it is worth, and why, as rows over two waves end."""
    group = "Verschil in procentpunten"
    return (
        Column("Verschil", Kind.POINTS, 9, group),
        Column("Verschil laag", Kind.POINTS, 9, group),
        Column("Verschil hoog", Kind.POINTS, 9, group),
        Column("Betekenis", Kind.TEXT, 14, group),
        Column("Waarom dit oordeel", Kind.TEXT, 66, "Toelichting"),
    )
