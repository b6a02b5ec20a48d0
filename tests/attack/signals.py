"""Everything in a seizure that puts people, or responses, in some order."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from tests.attack.evidence import Row, Seizure

Order = Mapping[int, Any]
"""A value to sort by, of any type that sorts, for people or responses by number."""
Orders = dict[str, Order]
Patterns = Mapping[str, Mapping[int, bytes]]
"""Bytes by which somebody is recognised in a file, by kind and number."""

_LONG = 64


def orders_in(seizure: Seizure, number_of: Callable[[Row], int | None], patterns: Patterns) -> Orders:
    """Every column of every table, the order of every plain dump, and the place of every pattern in every file."""
    return _that_order({**dict(_in_tables(seizure, number_of)), **dict(_in_files(seizure, patterns))})


def first_days(days: Sequence[Seizure], patterns: Patterns) -> Orders:
    """From the differences between daily copies: the day, and the place on that day, where somebody is first seen."""
    orders: Orders = {}
    for kind, by_number in patterns.items():
        for file in days[-1].files:
            found = {number: _first_day(days, file, pattern) for number, pattern in by_number.items()}
            orders[f"first day in {file}: {kind}"] = {number: place for number, place in found.items() if place}
    return _that_order(orders)


def numbered_by_text(markers: Sequence[str]) -> Callable[[Row], int | None]:
    """Finds whose row it is by the marker in its answers."""
    number = {marker: place for place, marker in enumerate(markers)}
    pattern = re.compile("|".join(markers))

    def number_of(row: Row) -> int | None:
        found = pattern.search(" ".join(value for value in row.values() if isinstance(value, str)))
        return number[found.group()] if found else None

    return number_of


def numbered_by_receipt(receipts: Sequence[bytes]) -> Callable[[Row], int | None]:
    """Finds whose row it is by the receipt in it."""
    number = {receipt: place for place, receipt in enumerate(receipts)}

    def number_of(row: Row) -> int | None:
        return next((number[value] for value in row.values() if isinstance(value, bytes) and value in number), None)

    return number_of


def _that_order(orders: Orders) -> Orders:
    """Without those in which all are alike."""
    return {name: order for name, order in orders.items() if len(set(order.values())) > 1}


def _in_tables(seizure: Seizure, number_of: Callable[[Row], int | None]) -> Iterator[tuple[str, Order]]:
    for table, rows in seizure.tables.items():
        numbered = [(number, row) for row in rows if (number := number_of(row)) is not None]
        if numbered:
            yield f"{table}, as dumped", {number: place for place, (number, _row) in enumerate(numbered)}
            for column in numbered[0][1]:
                values = {number: row[column] for number, row in numbered if row[column] is not None}
                for what, measure in _measures(next(iter(values.values()), None)).items():
                    yield f"{table}.{column}{what}", {number: measure(value) for number, value in values.items()}


def _measures(example: object) -> dict[str, Callable[[Any], object]]:
    measures: dict[str, Callable[[Any], object]] = {"": lambda value: value}
    if isinstance(example, str | bytes):
        measures |= {" size": len, " backwards": lambda value: value[::-1]}
    if isinstance(example, bytes) and len(example) > _LONG:
        measures |= {" sum": sum, " compressed": lambda value: len(zlib.compress(value)), " ones": _ones}
    return measures


def _ones(value: bytes) -> int:
    return int.from_bytes(value, "big").bit_count()


def _in_files(seizure: Seizure, patterns: Patterns) -> Iterator[tuple[str, Order]]:
    for file, content in seizure.files.items():
        for kind, by_number in patterns.items():
            first = {number: content.find(pattern) for number, pattern in by_number.items()}
            found = {number: place for number, place in first.items() if place >= 0}
            if found:
                yield f"first place in {file}: {kind}", found
                yield f"last place in {file}: {kind}", {number: content.rfind(by_number[number]) for number in found}
                yield (
                    f"page, then from its end, in {file}: {kind}",
                    {number: (place // seizure.page, -place) for number, place in found.items()},
                )


def _first_day(days: Sequence[Seizure], file: str, pattern: bytes) -> tuple[int, int] | None:
    places = ((day, seizure.files.get(file, b"").find(pattern)) for day, seizure in enumerate(days))
    return next((place for place in places if place[1] >= 0), None)
