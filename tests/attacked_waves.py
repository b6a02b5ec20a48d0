"""Waves of which much is hidden: small villages, small ages, routed items and weights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from survey_app.comparison.results import FieldedWave
from survey_app.questionnaire.answers import Answer
from survey_app.questionnaire.instrument import Instrument
from tests.answered_waves import VILLAGES, Asked, Row, answered_wave
from tests.counted_waves import POINTS, choice, section, statement

AGES = ("jong", "midden", "oud", "oudst")
EXPECTED = ("meer", "minder", "anders")
ROUTES = {"vervolg": ("luistert", "eens")}
STATEMENTS = ("luistert", "helpt", "vervolg")
MARGINS: dict[str, object] = {
    "item": "leeftijd",
    "population": {"jong": 1800, "midden": 2100, "oud": 1900, "oudst": 200},
}


@dataclass(frozen=True)
class Place:
    """Who responded from a village: how many, and the share of them that answers a statement.

    `of_one_mind`: all agree with all; `of_no_age`: nobody says how old he or she is.
    """

    people: int
    answering: float = 0.9
    of_one_mind: bool = False
    of_no_age: bool = False


def attacked_instrument(*, margins: Mapping[str, object] | None = None) -> Instrument:
    """Three statements of which one is routed, a scale of two, a mark, a multiple choice and an age."""
    asked = Asked(
        (
            section(
                statement("luistert"),
                statement("helpt"),
                statement("vervolg", when={"item": "luistert", "is": "eens"}),
                {"id": "cijfer", "type": "mark", "text": "Welk cijfer geeft u?"},
                choice("verwacht", *EXPECTED, kind="multiple_choice"),
                choice("leeftijd", *AGES, background=True),
            ),
        ),
        scales=({"id": "gemeente", "title": "De gemeente", "items": ["luistert", "helpt"]},),
        margins=dict(margins) if margins else None,
    )
    return asked.instrument()


def attacked_wave(year: int, places: Mapping[str | None, Place], asked: Instrument, *, seed: int) -> FieldedWave:
    """A wave of these people per village (None: who named none), who answer by chance."""
    random = Random(f"{year}-{seed}")
    rows = [row for village, place in places.items() for row in _rows(random, village, place)]
    return answered_wave(year, asked, rows, invited=400)


def _rows(random: Random, village: str | None, place: Place) -> Iterator[Row]:
    for _ in range(place.people):
        yield Row(_answers(random, place), village)


def _answers(random: Random, place: Place) -> dict[str, Answer | None]:
    answers: dict[str, Answer | None] = {
        item: "eens" if place.of_one_mind else _opinion(random, place) for item in ("luistert", "helpt")
    }
    if answers["luistert"] == "eens":
        answers["vervolg"] = _opinion(random, place)
    answers["cijfer"] = random.choice([*range(4, 10), None])
    answers["verwacht"] = tuple(one for one in EXPECTED if random.random() < 0.4) or None
    answers["leeftijd"] = None if place.of_no_age else random.choices([*AGES, None], [12, 12, 12, 1, 3])[0]
    return answers


def _opinion(random: Random, place: Place) -> str | None:
    if random.random() > place.answering:
        return random.choice(["nvt", None])
    return random.choices(POINTS, [2, 3, 3, 8, 3])[0]


def places(*people: int, nowhere: int = 0, answering: float = 0.9) -> dict[str | None, Place]:
    """The villages in their order, with so many people each, and so many of no village."""
    found: dict[str | None, Place] = {v: Place(n, answering) for v, n in zip(VILLAGES, people, strict=True) if n}
    return {**found, None: Place(nowhere, answering)} if nowhere else found


def weighted_waves(*people: Mapping[str | None, Place]) -> tuple[FieldedWave, ...]:
    """A wave of each of these, a year apart, with the margins that weights need."""
    asked = attacked_instrument(margins=MARGINS)
    return tuple(attacked_wave(2019 + place, one, asked, seed=3) for place, one in enumerate(people))
