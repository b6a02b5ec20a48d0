"""An attack on what weighting costs: trying every table of village and age that has the margins that are shown."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from survey_app.comparison.disclosure.weighted_secrets import WeightedCells
from survey_app.comparison.options import Options
from survey_app.comparison.weighting.raking import Cell, Weighting, rake
from survey_app.dataset.counts import CellCounts, GroupCounts
from survey_app.reporting import compare_waves
from tests.answered_waves import Asked, Row, answered_wave
from tests.counted_waves import choice, section, statement

PEOPLE = {"A": 900, "B": 1000, "C": 1300}
AGES = {"jong": 3000, "oud": 3000}
YOUNG = {"A": (6, 12), "B": (17, 30), "C": (10, 25)}
"""By village how many responded are young, of how many."""


def cells_of(young: dict[str, tuple[int, int]]) -> dict[Cell, int]:
    return {
        (village, age): number
        for village, (part, whole) in young.items()
        for age, number in (("jong", part), ("oud", whole - part))
    }


def tables(young: dict[str, tuple[int, int]]) -> Iterator[dict[Cell, int]]:
    """Every table in which as many responded from each village, and as many are young."""
    sizes, total = {village: whole for village, (_, whole) in young.items()}, sum(part for part, _ in young.values())
    for parts in product(*(range(whole + 1) for whole in sizes.values())):
        if sum(parts) == total:
            yield cells_of({village: (part, sizes[village]) for village, part in zip(sizes, parts, strict=True)})


def weigh(cells: dict[Cell, int]) -> Weighting:
    return rake(cells, PEOPLE, AGES)


def tell(cells: dict[Cell, int], weighting: Weighting) -> bool:
    counted = [CellCounts(village, age, GroupCounts(number, {})) for (village, age), number in cells.items()]
    return WeightedCells(counted, weighting, 10).tell


def test_the_attack_finds_the_cells_of_a_small_table() -> None:
    # What the rule is for: 322 tables, of which one has this effective base in three decimals
    cells = cells_of(YOUNG)
    told = round(weigh(cells).effective_base, 3)

    found = [table for table in tables(YOUNG) if round(weigh(table).effective_base, 3) == told]

    assert len(list(tables(YOUNG))) == 322
    assert found == [cells]
    assert tell(cells, weigh(cells))


def test_cells_that_may_be_shown_are_no_secret() -> None:
    cells = cells_of({"A": (50, 100), "B": (40, 90), "C": (30, 60)})

    assert not tell(cells, weigh(cells))


def test_a_trait_that_nobody_told_has_no_cells() -> None:
    # By hand: one column, so that every cell is the response of its village, which is shown
    cells: dict[Cell, int] = {("A", None): 8, ("B", None): 40, ("C", None): 30}

    assert not tell(cells, weigh(cells))


def test_too_many_tables_cannot_be_tried() -> None:
    # By hand: 5 free rows of 100 and 3 free ages of at least 100 are 101^15 tables
    villages, ages = "ABCDEF", ("een", "twee", "drie", "vier")
    cells: dict[Cell, int] = {(village, age): 25 for village in villages for age in ages}
    cells["A", "een"], cells["A", "twee"] = 4, 46
    weighting = rake(cells, dict.fromkeys(villages, 1000), dict.fromkeys(ages, 1500))

    assert not tell(cells, weighting)


def test_where_cells_would_follow_nothing_is_weighted_and_its_cost_is_not_told() -> None:
    asked = Asked(
        (section(statement(), choice("leeftijd", "jong", "oud", background=True)),),
        margins={"item": "leeftijd", "population": AGES},
    ).instrument()
    places = {"ingen": YOUNG["A"], "maurik": YOUNG["B"], "ommeren": YOUNG["C"]}
    rows = [
        Row({"luistert": "eens" if number % 2 else "oneens", "leeftijd": age}, village)
        for village, (young, whole) in places.items()
        for age, people in (("jong", young), ("oud", whole - young))
        for number in range(people)
    ]

    frames = compare_waves([answered_wave(year, asked, rows) for year in (2019, 2020)], Options(weighted=True))

    assert frames.weights[["deff", "n_eff", "trimmed"]].isna().all(axis=None)
    assert list(frames.weights.why_not) == ["tells-cells", "tells-cells"]
    assert frames.technical[["weighted_earlier", "n_eff_earlier"]].isna().all(axis=None)
