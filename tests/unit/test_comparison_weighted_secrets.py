"""Weights tell nothing of what is hidden: it weighs as one, or nothing is weighted (STATISTICS 11)."""

from __future__ import annotations

from survey_app.comparison.options import Options
from survey_app.comparison.results import Technical, WaveComparison
from survey_app.comparison.weighting.told import WeightingTold
from tests.answered_waves import VILLAGES, Asked, Row, answered_wave
from tests.counted_waves import choice, compare_waves, section, statement

MARGINS: dict[str, object] = {"item": "leeftijd", "population": {"jong": 3000, "oud": 3000}}
ASKED = Asked((section(statement(), choice("leeftijd", "jong", "oud", background=True)),), margins=MARGINS)


def compared(rows: list[Row]) -> WaveComparison:
    earlier, later = (answered_wave(year, ASKED.instrument(), rows) for year in (2019, 2020))
    return compare_waves(earlier, later, Options(weighted=True))


def technical_of(found: WaveComparison) -> Technical:
    technical = found.statements[0].technical
    assert technical is not None
    return technical


def told_of(found: WaveComparison) -> WeightingTold:
    assert found.weighting[0] is not None
    return found.weighting[0]


def villages(sizes: dict[str, int], young: dict[str, int], nowhere: int = 0) -> list[Row]:
    """100 people in each other village, of whom 50 are young; half of all are content."""
    rows = [Row({"luistert": "eens", "leeftijd": "jong"}, None, times=nowhere)]
    for village in VILLAGES:
        people = sizes.get(village, 100)
        of_age = {"jong": young.get(village, people // 2)}
        of_age["oud"] = people - of_age["jong"]
        for age, number in of_age.items():
            content = number // 2
            rows += [
                Row({"luistert": "eens", "leeftijd": age}, village, times=content),
                Row({"luistert": "oneens", "leeftijd": age}, village, times=number - content),
            ]
    return rows


def test_where_every_village_is_shown_each_has_its_weight() -> None:
    found = compared(villages({}, {"maurik": 70}))

    assert technical_of(found).weighted is not None
    assert told_of(found).collapsed_segments == ()
    assert told_of(found).unweighted == ()


def test_hidden_villages_weigh_as_one_whatever_each_of_them_is_like() -> None:
    # Maurik has 8 people, so that Ommeren is hidden with it. Who of them is old changes no figure of weights
    one, other = (compared(villages({"maurik": 8}, {"maurik": few, "ommeren": 58 - few})) for few in (0, 8))

    assert told_of(one).collapsed_segments == ()  # they are the rest of their arm, in which nobody knows who is who
    assert told_of(one) == told_of(other)
    assert technical_of(one).weighted == technical_of(other).weighted
    assert technical_of(one).weighted is not None


def test_who_is_of_no_village_weighs_with_the_hidden_ones() -> None:
    found = compared(villages({}, {}, nowhere=3))

    assert told_of(found).unknown_segment == 0  # two villages are not known either, and they weigh as those do
    assert technical_of(found).weighted is not None
    assert compared(villages({}, {}, nowhere=12)).weighting[0] is not None


def test_a_statement_that_hides_other_villages_than_most_do_stays_unweighted() -> None:
    asked = Asked(
        (section(statement("luistert"), statement("helpt"), choice("leeftijd", "jong", "oud", background=True)),),
        margins=MARGINS,
    ).instrument()
    rows = [
        Row(
            {"luistert": answer, "helpt": None if village == "maurik" and place else answer, "leeftijd": age},
            village,
            times=9,
        )
        for village in VILLAGES
        for age in ("jong", "oud")
        for place, answer in enumerate(("eens", "oneens", "neutraal"))
    ]

    earlier, later = (answered_wave(year, asked, rows) for year in (2019, 2020))
    found = compare_waves(earlier, later, Options(weighted=True))

    first, second = (one.technical for one in found.statements)
    assert first is not None
    assert second is not None
    assert (first.weighted is None, second.weighted is None) == (False, True)
    assert told_of(found).unweighted == ("helpt",)
    assert [one.is_weighted for one in found.statements] == [True, False]


def by_age(old: int, old_content: int, young_content: int = 30) -> Technical:
    """One village: 60 young people, and 12 old ones of whom `old` answer and `old_content` agree."""
    found = compared(
        [
            Row({"luistert": answer, "leeftijd": age}, "ingen", times=number)
            for age, answer, number in (
                ("jong", "eens", young_content),
                ("jong", "oneens", 60 - young_content),
                ("oud", "eens", old_content),
                ("oud", "oneens", old - old_content),
                ("oud", None, 12 - old),
            )
        ]
    )
    return technical_of(found)


def test_ages_of_enough_answers_are_weighted() -> None:
    assert by_age(old=12, old_content=7).weighted is not None


def test_weights_of_ages_alone_do_not_tell_what_a_few_of_one_age_think() -> None:
    # By hand: both ages are told, so the weights are: 36 / 60 = .6 and 36 / 12 = 3. Of 68 who answer 36 agree, weighted
    # 36 of 60. So young + old = 36 and .6 young + 3 old = 36, which gives 6 old people who agree, of 8 who answered.
    assert by_age(old=8, old_content=6).weighted is None


def test_weights_of_ages_alone_do_not_tell_that_all_of_one_age_agree() -> None:
    assert by_age(old=12, old_content=12).weighted is None


def test_an_age_and_villages_that_all_count_as_one_leave_nothing_to_weight() -> None:
    # Everybody is of one village and one age: weights of 1 are no weights
    found = compared([Row({"luistert": answer, "leeftijd": "jong"}, times=20) for answer in ("eens", "oneens")])

    assert told_of(found).why_not == "all-as-one"
    assert not found.is_weighted
