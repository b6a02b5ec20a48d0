"""What the numbers of a workbook tell: sums of whole numbers of people, between two bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.attacked_waves import AGES, EXPECTED, STATEMENTS
from tests.counted_waves import POINTS
from tests.workbook_figures import Figure, is_number

EVERYBODY, NOWHERE = "(everybody)", "(no village)"
TICKED, NOT_APPLICABLE, BLANK, NOT_ASKED = "(ticked)", "(nvt)", "(blank)", "(not asked)"
MARKS = tuple(str(mark) for mark in range(1, 11))
ANSWERS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(STATEMENTS, POINTS),
    "cijfer": MARKS,
    "verwacht": EXPECTED,
    "leeftijd": AGES,
}
ABOVE = POINTS[3:]
_TEXTS = {f"Tekst van {item}": item for item in ANSWERS} | {"Welk cijfer geeft u?": "cijfer"}
_OPTIONS = {option: item for item in ("verwacht", "leeftijd") for option in ANSWERS[item]}
_SHARE, _PRECISE, _DECIMAL = 0.005, 0.000005, 0.0005
"""Half of the last decimal, as a share: whole percents, three decimals of a percentage, one decimal of it."""
_HALF = 1e-9
"""A whole number has no rounding."""


@dataclass(frozen=True)
class Fact:
    """In one wave and group: the sum of these ways of answering an item, each so many times, is between two bounds."""

    wave: int
    group: str
    item: str
    kinds: Mapping[str, float]
    low: float
    high: float


@dataclass(frozen=True)
class WeightedFact:
    """Of everybody in one wave: the weighted share above the middle, between two bounds."""

    wave: int
    item: str
    low: float
    high: float


@dataclass(frozen=True)
class Response:
    """How many responded in a wave from a village, or from everywhere."""

    wave: int
    group: str
    number: int


def base_kinds(item: str) -> dict[str, float]:
    """Whose answers figures of the item are of: who saw a multiple choice, who answered another item."""
    kinds = (TICKED, BLANK) if item == "verwacht" else ANSWERS[item]
    return dict.fromkeys(kinds, 1.0)


def responses_told(figure: Figure) -> Iterator[Response]:
    """Numbers of questionnaires."""
    if figure.sheet == "Respons" and figure.heading == "Ingevuld" and figure.wave is not None:
        group = EVERYBODY if figure.table == "Respons_metingen" else _village(str(figure.row["Kern"]))
        yield Response(figure.wave, group, int(figure.value))
    if figure.table == "Technisch_weging" and figure.heading in ("n", "Kern onbekend") and figure.wave is not None:
        yield Response(figure.wave, EVERYBODY if figure.heading == "n" else NOWHERE, int(figure.value))


def weighted_told(figure: Figure) -> Iterator[WeightedFact]:
    """Weighted shares."""
    if figure.heading == "% gewogen" and figure.wave is not None:
        share = figure.value / 100
        item = _TEXTS[str(figure.row["Stelling, cijfer of schaal"])]
        yield WeightedFact(figure.wave, item, share - _PRECISE, share + _PRECISE)


Bases = Mapping[tuple[int, str], float]
"""By wave and item: how many answered it, as another table tells."""


def facts_told(figure: Figure, waves: int, bases: Bases) -> Iterator[Fact]:
    """Sums that the number tells; none of a number that is used otherwise."""
    item = _item(figure)
    wave = waves - int(figure.table.split("_")[1]) if figure.sheet == "Bijlage" else figure.wave
    if item is None or wave is None:
        return
    kinds, scale = _kinds(figure, item), _scale(figure, bases.get((wave, item)))
    if kinds is None or scale is None:
        return
    number, half = scale
    yield Fact(wave, _group(figure), item, kinds, number - half, number + half)


def _item(figure: Figure) -> str | None:
    named = [figure.subject, *(str(figure.row.get(one)) for one in ("Stelling", "Vraag", "Stelling, cijfer of schaal"))]
    if figure.table == "Technisch_weging":
        return "leeftijd"
    if figure.sheet == "Bijlage":
        named += [next(iter(figure.row)), str(next(iter(figure.row.values())))]
    label = str(figure.row.get("Optie") or figure.row.get("Antwoord") or "")
    return next((_TEXTS[one] for one in named if one in _TEXTS), _OPTIONS.get(label))


def _kinds(figure: Figure, item: str) -> dict[str, float] | None:
    """Which ways of answering are added up."""
    label = str(figure.row.get("Optie") or figure.row.get("Antwoord") or "")
    if figure.sheet == "Bijlage" and figure.heading.startswith("Aantal"):
        label = str(next(iter(figure.row.values())))
    if label == "Totaal" or figure.heading in ("n", "Basis"):
        return None if figure.table == "Technisch_weging" else base_kinds(item)
    if figure.heading == "N.v.t.":
        return {NOT_APPLICABLE: 1.0}
    if figure.heading == "Kenmerk onbekend":
        return {BLANK: 1.0}
    if figure.heading == "Gem.":
        return {answer: float(score) for score, answer in enumerate(ANSWERS[item], start=1)}
    if label in ANSWERS[item] and figure.heading in ("Aantal", "Aantal respondenten", "%", "Aandeel"):
        return {label: 1.0}
    if figure.heading in ANSWERS[item]:
        return {figure.heading: 1.0}
    is_of_people = figure.heading.startswith("% e") and not figure.heading.endswith("naar kern")
    return dict.fromkeys(ABOVE, 1.0) if is_of_people else None


def _scale(figure: Figure, elsewhere: float | None) -> tuple[float, float] | None:
    """The number of people (or the sum of scores) and how far it may be off."""
    is_count = figure.sheet == "Bijlage" or figure.heading in ("n", "N.v.t.", "Basis", "Aantal", "Kenmerk onbekend")
    if is_count:
        return float(figure.value), _HALF
    base = elsewhere if figure.heading == "Aandeel" else _base(figure)
    if base is None:
        return None
    if figure.heading == "Gem.":
        return figure.value * base, 0.05 * base
    if figure.sheet.startswith("Technisch"):
        return figure.value / 100 * base, _PRECISE * base
    if figure.table.startswith("Pilot_cijfers"):
        return figure.value / 100 * base, _DECIMAL * base
    return figure.value * base, _SHARE * base


def _base(figure: Figure) -> float | None:
    """What the figure is a share of, as its own row tells."""
    for heading in ("n", "Basis"):
        found = figure.row.get(f"{heading} {figure.suffix}".strip(), figure.row.get(heading))
        if is_number(found):
            return float(found)
    texts = " ".join(str(value) for value in figure.row.values()).replace("\u00a0", " ")
    told = re.search(r"\(n = (\d+)\)", texts) or re.search(r"(\d+)(?: van \d+|; N onbekend)", texts)
    return float(told[1]) if told else None


def _group(figure: Figure) -> str:
    arms = {"Alle pilotkernen": "pilot", "Alle spiegelkernen": "mirror"}
    if not figure.table.startswith("Pilot_cijfers"):
        return arms.get(str(figure.row.get("Wie")), EVERYBODY)
    return arms.get(figure.above) or _village(figure.above.split(" (")[0])


def _village(label: str) -> str:
    return label.lower()
