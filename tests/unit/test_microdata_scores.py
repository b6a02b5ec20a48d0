"""Scale scores in microdata: as STATISTICS 7 has them, and nothing that the items in the same row do not tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from survey_app.dataset.microdata.rows import Microdata
from tests.answered_waves import Asked
from tests.counted_waves import POINTS, choice, section, statement
from tests.microdata_rows import Given, gathered, microdata, table

SCALE = {"id": "gemeente", "title": "De gemeente", "items": ["een", "twee", "drie"], "reversed": ["drie"]}
ASKED = Asked(
    (
        section(
            statement("een"), statement("twee"), statement("drie"), choice("leeftijd", "jong", "oud", background=True)
        ),
    ),
    (SCALE,),
).instrument()
# By hand: points 1 to 5 in order, "drie" the other way round (6 - x); half of three, rounded up, is two.
SCORED: list[tuple[tuple[str | None, str | None, str | None], float]] = [
    (("eens", "eens", "eens"), (4 + 4 + 2) / 3),
    (("helemaal_eens", "oneens", "helemaal_oneens"), (5 + 2 + 5) / 3),
    (("eens", None, "oneens"), (4 + 4) / 2),
    (("nvt", "helemaal_eens", "neutraal"), (5 + 3) / 2),
    (("eens", None, "nvt"), -2),
    ((None, None, None), -2),
]


def made() -> Microdata:
    """Ten people who answered in each of these ways."""
    given: list[Given] = [
        ("ingen", {**dict(zip(SCALE["items"], answers, strict=True)), "leeftijd": ("jong", "oud")[place % 2]})
        for answers, _score in SCORED
        for place in range(10)
    ]
    return microdata(gathered(ASKED, given))


def test_a_score_is_the_mean_of_what_was_answered_of_who_answered_half() -> None:
    codes = {point: code for code, point in enumerate(POINTS, start=1)} | {"nvt": -1, None: -2}
    by_hand = {tuple(codes[answer] for answer in answers): score for answers, score in SCORED}

    rows = table(made())

    assert len(rows) == 60
    for row in rows:
        assert row["gemeente.score"] == pytest.approx(by_hand[row["een"], row["twee"], row["drie"]])


def test_a_score_tells_nothing_that_the_items_of_the_row_do_not() -> None:
    # It is computed of the file alone: two rows with the same items have the same score, also where they are withheld.
    rows = gathered(ASKED, [("ingen", {"een": one, "twee": other, "drie": one}) for one in POINTS for other in POINTS])
    rows = replace(rows, hidden={"segment": {"een": frozenset()}})

    shown = table(microdata(rows, ["segment"]))

    assert {(row["een"], row["gemeente.score"]) for row in shown} == {(-4, -4)}
    whole = table(made())
    of_items = {tuple(row[item] for item in ("een", "twee", "drie")) for row in whole}
    assert len({(*(row[item] for item in ("een", "twee", "drie")), row["gemeente.score"]) for row in whole}) == len(
        of_items
    )


def test_a_scale_of_which_an_item_is_not_in_the_file_has_no_score() -> None:
    given: list[Given] = [("ingen", {"een": "eens", "twee": "nvt", "drie": POINTS[place % 5]}) for place in range(40)]

    data = microdata(gathered(ASKED, given))

    assert "twee" in {left_out.id for left_out in data.choice.left_out}
    assert [variable.name for variable in data.variables] == ["segment", "een", "drie"]
