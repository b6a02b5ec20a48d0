"""Random studies to attack: small villages, items that some leave open, rare ages, and who is of no village."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from survey_app.comparison.results import FieldedWave
from survey_app.questionnaire.answers import Answer
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.model import MultipleChoice
from survey_app.questionnaire.routing import settle
from survey_app.questionnaire.study import Margins, Segment
from tests.answered_waves import VILLAGES, Asked, Row, answered_wave
from tests.counted_waves import POINTS, choice, section, statement

STATEMENTS = ("luistert", "helpt", "vervolg")
ROUTES = {"vervolg": ("luistert", "eens")}
AGES = ("jong", "midden", "oud", "oudst")
EXPECTED = ("meer", "minder")
TRAIT = "leeftijd"
SECOND, WORK = "werk", ("kantoor", "buiten", "thuis")
"""A second trait: of one answer or of more, and asked of everybody, of who agrees, or of who is young."""
ROUTES_OF_SECOND: tuple[dict[str, str] | None, ...] = (
    *(None, None),
    *({"item": "luistert", "is": "eens"}, {"item": TRAIT, "is": AGES[0]}),
)
_ARMS = (("pilot", "mirror"), (None,), ("pilot", "pilot", "mirror", "mirror", None), ("pilot",))
_SMALL, _LARGE = (1, 2, 4, 6, 8, 9, 12), (15, 25, 40, 70, 120)


@dataclass(frozen=True)
class Study:
    """What was asked, and the responses of each wave."""

    asked: Instrument
    waves: tuple[tuple[Row, ...], ...]

    def fielded(self) -> list[FieldedWave]:
        """Its waves, a year apart."""
        return [self.wave(place) for place in range(len(self.waves))]

    def wave(self, place: int, rows: Sequence[Row] | None = None) -> FieldedWave:
        """One of its waves, or what it would be with these responses."""
        return answered_wave(2019 + place, self.asked, self.waves[place] if rows is None else rows, invited=400)


def random_study(seed: int) -> Study:
    """Two waves, sometimes three, of two to six villages."""
    random = Random(seed)
    asked = _asked(random)
    waves = random.choice((2, 2, 2, 3))
    return Study(asked, tuple(tuple(_rows(random, asked)) for _ in range(waves)))


def study_of_two_traits(seed: int) -> Study:
    """Fewer villages, and a second trait beside age, which goes along with it, with the village, or with neither."""
    random = Random(f"two traits {seed}")
    ages, options = AGES[: random.randint(2, 3)], WORK[: random.randint(2, 3)]
    items = [statement("luistert"), statement("helpt")]
    items += [statement("vervolg", when={"item": "luistert", "is": "eens"})] if random.random() < 0.2 else []
    when, kind = random.choice(ROUTES_OF_SECOND), random.choice(("single_choice", "multiple_choice"))
    second = choice(SECOND, *options, kind=kind, background=True, **({"when": when} if when else {}))
    scales: tuple[dict[str, object], ...] = (
        {"id": "gemeente", "title": "De gemeente", "items": ["luistert", "helpt"]},
    )
    asked = Asked(
        (section(*items, choice(TRAIT, *ages, background=True), second),), scales if random.random() < 0.3 else ()
    ).instrument()
    asked = study_of(
        asked,
        {one: random.randint(100, 900) for one in VILLAGES[: random.randint(1, 3)]},
        random.choice(_ARMS),
        {},
        threshold=random.choice((10, 10, 5, 20)),
    )
    along, several = random.choice((None, None, TRAIT, "village")), random.choice((0.02, 0.1, 0.3))
    rare = random.choice((0.02, 0.1, 0.3))
    return Study(asked, tuple(tuple(_with_second(random, asked, along, several, rare)) for _ in range(2)))


def _with_second(random: Random, asked: Instrument, along: str | None, several: float, rare: float) -> Iterator[Row]:
    """The second trait follows from age or village but for a few, or from neither; some leave it open."""
    item = asked.questionnaire.items[SECOND]
    options = [option.id for option in getattr(item, "options")]  # noqa: B009 - it is a choice
    open_share, villages = random.choice((0, 0, 0.03, 0.1)), [one.id for one in asked.study.segments]
    for row in _rows(random, asked):
        place = (
            [None, *AGES].index(str(row.answers[TRAIT] or "") or None)
            if along == TRAIT
            else ([None, *villages]).index(row.segment)
        )
        follows = along is not None and random.random() < 0.97
        chosen = (
            options[place % len(options)]
            if follows
            else random.choices(options, [1.0] * (len(options) - 1) + [rare])[0]
        )
        answer: Answer | None = chosen
        if isinstance(item, MultipleChoice):
            others = [one for one in options if one != chosen and random.random() < several]
            answer = tuple(one for one in options if one in (chosen, *others))
        answer = None if random.random() < open_share else answer
        given = {**row.answers, SECOND: answer}
        yield replace(row, answers=settle(asked.questionnaire, given))


def unweighted(study: Study) -> Study:
    """The same without margins."""
    frozen = study.asked.study.model_copy(update={"margins": None})
    return replace(study, asked=study.asked.model_copy(update={"study": frozen}))


def _asked(random: Random) -> Instrument:
    ages = AGES[: random.randint(2, 4)]
    items = [statement("luistert"), statement("helpt")]
    items += [statement("vervolg", when={"item": "luistert", "is": "eens"})] if random.random() < 0.4 else []
    items += [{"id": "cijfer", "type": "mark", "text": "Welk cijfer?"}] if random.random() < 0.3 else []
    items += [choice("verwacht", *EXPECTED, kind="multiple_choice")] if random.random() < 0.3 else []
    scales: tuple[dict[str, object], ...] = (
        {"id": "gemeente", "title": "De gemeente", "items": ["luistert", "helpt"]},
    )
    asked = Asked(
        (section(*items, choice(TRAIT, *ages, background=True)),), scales if random.random() < 0.3 else ()
    ).instrument()
    return study_of(
        asked,
        {one: random.randint(100, 900) for one in VILLAGES[: random.randint(1, 6)]},
        random.choice(_ARMS),
        {age: random.randint(200, 900) for age in ages} if random.random() < 0.7 else {},
        threshold=random.choice((10, 10, 10, 5, 20)),
    )


def study_of(
    asked: Instrument,
    frames: dict[str, int],
    arms: Sequence[str | None],
    people: dict[str, int],
    *,
    threshold: int,
) -> Instrument:
    """The same questions in a study of these villages, in these arms in turn, and people by age."""
    segments = tuple(
        Segment.model_validate({"id": one, "label": one.title(), "arm": arms[place % len(arms)], "frame": frame})
        for place, (one, frame) in enumerate(frames.items())
    )
    margins = Margins(item=TRAIT, population=people) if people else None
    changed = {"segments": segments, "margins": margins, "disclosure_threshold": threshold}
    return asked.model_copy(update={"study": asked.study.model_copy(update=changed)})


def _rows(random: Random, asked: Instrument) -> Iterator[Row]:
    """Each village with a size, a willingness to answer each statement, and sometimes a mind of its own."""
    are_small, rare = random.choice((0.1, 0.3, 0.6)), random.choice((0.02, 0.1, 0.3))
    villages: list[str | None] = [one.id for one in asked.study.segments]
    for village in [*villages, None] if random.random() < 0.25 else villages:
        size = random.choice(_SMALL if random.random() < are_small or village is None else _LARGE)
        likes = random.choice(POINTS) if random.random() < 0.15 else None
        willing = {item: random.choice((1.0, 0.95, 0.8, 0.3)) for item in STATEMENTS}
        for _ in range(size):
            yield Row(dict(_answers(random, asked, willing, likes, rare)), village)


def _answers(
    random: Random, asked: Instrument, willing: dict[str, float], likes: str | None, rare: float
) -> Iterator[tuple[str, Answer | None]]:
    items, given = asked.questionnaire.items, dict[str, str | None]()
    for item in (one for one in STATEMENTS if one in items):
        decider, answer = ROUTES.get(item, ("", ""))
        if not decider or given[decider] == answer:
            opinion = likes or random.choices(POINTS, [2, 3, 3, 8, 3])[0]
            given[item] = opinion if random.random() < willing[item] else random.choice(("nvt", None))
    yield from given.items()
    if "cijfer" in items:
        yield "cijfer", random.choice([*range(4, 10), None])
    if "verwacht" in items:
        yield "verwacht", tuple(one for one in EXPECTED if random.random() < 0.4) or None
    ages = [option.id for option in getattr(items[TRAIT], "options")]  # noqa: B009 - it is a choice
    weights = [1.0] * (len(ages) - 1) + [rare]
    yield TRAIT, random.choices([*ages, None], [*weights, random.choice((0, 0, 0.05))])[0]
