"""What a file of microdata costs is told before it is made: as many cells, and people, as its rows turn out to lack."""

from __future__ import annotations

from dataclasses import replace

from survey_app.dataset.microdata.toll import Toll, toll_of
from survey_app.writers.microdata_words import toll_words
from tests.microdata_rows import gathered, microdata, table
from tests.unit.test_microdata_blanking import AGES, aged

HIDDEN = {"segment": {"luistert": frozenset({"ingen"})}}


def test_who_said_nothing_costs_nothing() -> None:
    # By hand in test_microdata_blanking.py: 3 decline, and 10 of the smallest age are blanked to hide them.
    data = microdata(gathered(AGES, aged(ingen_jong=40, ingen_oud=60, ingen_liever_niet=3)), ["leeftijd"])

    assert toll_of(data) == Toll(cells=10, responses=10)


def test_what_is_withheld_counts_and_whoever_lacks_two_is_one() -> None:
    rows = gathered(
        AGES, aged(ingen_jong=80, ingen_midden=30, ingen_oud=40, maurik_jong=40, maurik_midden=4, maurik_oud=30)
    )

    data = microdata(replace(rows, hidden=HIDDEN), ["segment", "leeftijd"])

    lacks = [(row["leeftijd"] == -2) + (row["luistert"] == -4) for row in table(data)]
    assert 2 in lacks
    assert toll_of(data) == Toll(cells=sum(lacks), responses=sum(map(bool, lacks)))
    said = f"Altogether: {sum(lacks)} cells blanked or withheld, in {sum(map(bool, lacks))} of the 224 rows."
    assert str(toll_words(data).spoken_in("en")) == said


def test_a_file_that_costs_nothing_says_so() -> None:
    data = microdata(gathered(AGES, aged(ingen_jong=40, ingen_oud=40)), ["leeftijd"])

    assert toll_of(data) == Toll(cells=0, responses=0)
    assert str(toll_words(data).spoken_in("nl")) == "Er wordt niets leeggemaakt of geheim gehouden."
