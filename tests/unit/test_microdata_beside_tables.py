"""What rows leave blank does not follow from tables by the same trait beside them (STATISTICS 15.14, decision 0238).

An attacker who has both gives each blanked row an age, so that rows and tables fit: a problem in whole numbers (HiGHS).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any  # codes of microdata

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from survey_app.comparison.results import FieldedWave
from survey_app.questionnaire.instrument import Instrument
from tests.answered_waves import VILLAGES, Asked, Row, answered_wave
from tests.counted_waves import POINTS, choice, section, statement
from tests.microdata_rows import gathered, microdata, table

ITEMS, AGES = [f"stelling_{number}" for number in range(8)], ("jong", "midden", "oud")
_BLANK = -2


def study(*, is_broken_down: bool) -> Instrument:
    """Eight statements and an age."""
    made = Asked((section(*map(statement, ITEMS), choice("leeftijd", *AGES, background=True)),)).instrument()
    named = made.study.model_copy(update={"broken_down_by": ("leeftijd",) if is_broken_down else ()})
    return made.model_copy(update={"study": named})


def people(random: Random) -> list[Row]:
    """Six villages; in the first few are young."""
    return [
        Row(
            {
                **{item: random.choices(POINTS, [1, 2, 2, 3, 2])[0] for item in ITEMS},
                "leeftijd": random.choices(AGES, [0.12 if village == VILLAGES[0] else 2, 4, 4])[0],
            },
            village,
        )
        for village, size in zip(VILLAGES, (60, 70, 80, 90, 60, 70), strict=True)
        for _ in range(size)
    ]


def rows_of(asked: Instrument, given: Sequence[Row]) -> list[dict[str, Any]]:
    """The file with as many traits as are allowed."""
    return table(microdata(gathered(asked, [(row.segment, dict(row.answers)) for row in given])))


def ways_to_fit(rows: Sequence[dict[str, Any]], wave: FieldedWave) -> list[tuple[int, ...]]:
    """Ages of the blanked rows that fit all tables, as far apart as six searches find."""
    blanked = [row for row in rows if row["leeftijd"] == _BLANK]
    shape, sums, numbers = (len(blanked), len(AGES)), [], []
    for place in range(len(blanked)):
        sums.append(_ones(shape, (place, slice(None))))
        numbers.append(1)
    for code, age in enumerate(AGES):
        for item in ITEMS:
            for point, name in enumerate(POINTS, start=1):
                shown = sum(row["leeftijd"] == code + 1 and row[item] == point for row in rows)
                sums.append(_ones(shape, ([row[item] == point for row in blanked], code)))
                numbers.append(wave.counts.traits["leeftijd"][age].items[item].answers[name] - shown)
    draws = np.random.default_rng(1).normal(size=(6, len(blanked) * len(AGES)))
    fits = LinearConstraint(np.array(sums), numbers, numbers)
    found = [milp(draw, integrality=np.ones(len(draw)), bounds=Bounds(0, 1), constraints=fits).x for draw in draws]
    return sorted({tuple(np.round(one).astype(int)) for one in found})


def _ones(shape: tuple[int, int], where: Any) -> Any:  # what numpy takes as an index
    ones = np.zeros(shape)
    ones[where] = 1
    return ones.ravel()


def test_tables_of_eight_statements_would_give_every_blanked_row_its_age_back() -> None:
    # What was so while a trait that tables tell could be blanked: there is one way, and so it is the truth
    given = people(Random(1))
    rows = rows_of(study(is_broken_down=False), given)
    assert {"segment", "leeftijd"} <= rows[0].keys()

    ways = ways_to_fit(rows, answered_wave(2019, study(is_broken_down=True), given))

    assert sum(row["leeftijd"] == _BLANK for row in rows) >= 20
    assert len(ways) == 1


def test_a_trait_that_tables_tell_is_not_blanked_beside_the_village() -> None:
    for seed in range(5):
        rows = rows_of(study(is_broken_down=True), people(Random(seed)))

        assert "segment" in rows[0]
        assert all(row.get("leeftijd") != _BLANK for row in rows)


def test_few_who_left_it_open_are_one_in_rows_and_tables() -> None:
    # Blanked with them are 10 of the smallest age, with which tables count them: nobody is told from whom
    given = [replace(row, segment=None) for row in people(Random(1))]
    silent = [replace(row, answers={**row.answers, "leeftijd": None}) for row in given[:3]]

    rows = rows_of(study(is_broken_down=True), [*silent, *given[3:]])

    numbers = {code: sum(row["leeftijd"] == code for row in rows) for code in (_BLANK, 1, 2, 3)}
    ages = {age: sum(row.answers["leeftijd"] == age for row in given[3:]) for age in AGES}
    assert numbers == {_BLANK: 13, 1: ages["jong"] - 10, 2: ages["midden"], 3: ages["oud"]}
