"""A weighted figure beside the unweighted one is one sum more: it must not give a hidden village away."""

from __future__ import annotations

from survey_app.comparison.compare import compare_waves
from survey_app.comparison.options import Options
from survey_app.comparison.results import FieldedWave, Technical
from tests.answered_waves import VILLAGES, Asked, Row, answered_wave
from tests.counted_waves import choice, section, statement

MARGINS: dict[str, object] = {"item": "leeftijd", "population": {"jong": 3000, "oud": 3000}}
ASKED = Asked((section(statement(), choice("leeftijd", "jong", "oud", background=True)),), margins=MARGINS)


def wave(year: int, small: int, young_share: dict[str, float], nowhere: int) -> FieldedWave:
    """100 people in each village but `maurik`, of whom this share is young, half of them content."""
    rows = [Row({"luistert": "eens"}, None, times=nowhere)]
    for village in VILLAGES:
        people = small if village == "maurik" else 100
        young = round(people * young_share.get(village, 0.5))
        for age, number in (("jong", young), ("oud", people - young)):
            content = number // 2
            rows += [
                Row({"luistert": "eens", "leeftijd": age}, village, times=content),
                Row({"luistert": "oneens", "leeftijd": age}, village, times=number - content),
            ]
    return answered_wave(year, ASKED.instrument(), rows)


def technical(small: int, young_share: dict[str, float], nowhere: int = 0) -> Technical:
    waves = [wave(year, small, young_share, nowhere) for year in (2019, 2020)]
    found = compare_waves(*waves, Options(weighted=True)).statements[0].technical
    assert found is not None
    return found


def test_where_every_village_is_shown_weighted_figures_are_too() -> None:
    assert technical(100, {}).weighted is not None


def test_two_hidden_villages_with_one_weight_each_keep_weighted_figures_back() -> None:
    # Maurik has 8 people, all old: one weight. Ommeren, hidden with it, is all old as well: another weight. By hand: a
    # weighted and an unweighted sum of two unknown villages give both.
    assert technical(8, {"maurik": 0.0, "ommeren": 0.0}).weighted is None


def test_ages_of_different_weights_within_the_hidden_villages_keep_the_sums_apart() -> None:
    # Seven in ten are young where half of the population is: young and old weigh differently, so that each of the two
    # hidden villages is two unknown cells. Two sums over four cells, and no combination of them is one village.
    assert technical(8, dict.fromkeys(VILLAGES, 0.7)).weighted is not None


def test_ages_of_no_one_known_leave_weights_that_the_response_tells() -> None:
    # Nobody says how old: each village weighs its population over its response, and three hidden ones differ in it.
    # By hand: two sums over three unknown villages leave one direction open, in which whole numbers do not step.
    assert of_unknown_age({"ingen": 12, "zoelen": 16, "ravenswaaij": 14}).weighted is None


def test_villages_that_weigh_the_same_are_not_told_apart() -> None:
    assert of_unknown_age({"ingen": 8, "zoelen": 12}).weighted is not None


def test_somebody_of_no_village_does_not_cost_the_weighted_figures() -> None:
    # The three are hidden together with an arm, or with villages: they are no sum of their own.
    assert technical(100, {"maurik": 0.7}, nowhere=3).weighted is not None


def of_unknown_age(people: dict[str, int]) -> Technical:
    """So many people per village (100 if not given), of whom one in two answers, and none says how old."""
    rows = [
        Row({"luistert": answer}, village, times=number // 4 if answer else number - 2 * (number // 4))
        for village in VILLAGES
        for number in [people.get(village, 100)]
        for answer in ("eens", "oneens", None)
    ]
    waves = [answered_wave(year, ASKED.instrument(), rows) for year in (2019, 2020)]
    found = compare_waves(*waves, Options(weighted=True)).statements[0].technical
    assert found is not None
    return found


def by_age(old: int, old_content: int, young_content: int = 30) -> Technical:
    """One village: 60 young people, and 12 old ones of whom `old` answer and `old_content` agree."""
    rows = [
        Row({"luistert": answer, "leeftijd": age}, "ingen", times=number)
        for age, answer, number in (
            ("jong", "eens", young_content),
            ("jong", "oneens", 60 - young_content),
            ("oud", "eens", old_content),
            ("oud", "oneens", old - old_content),
            ("oud", None, 12 - old),
        )
    ]
    waves = [answered_wave(year, ASKED.instrument(), rows) for year in (2019, 2020)]
    found = compare_waves(*waves, Options(weighted=True)).statements[0].technical
    assert found is not None
    return found


def test_ages_of_enough_answers_are_weighted() -> None:
    assert by_age(old=12, old_content=7).weighted is not None


def test_weights_of_ages_alone_do_not_tell_what_a_few_of_one_age_think() -> None:
    # By hand: both ages are told, so the weights are: 36 / 60 = .6 and 36 / 12 = 3. Of 68 who answer 36 agree, weighted
    # 36 of 60. So young + old = 36 and .6 young + 3 old = 36, which gives 6 old people who agree, of 8 who answered.
    assert by_age(old=8, old_content=6).weighted is None


def test_weights_of_ages_alone_do_not_tell_that_all_of_one_age_agree() -> None:
    assert by_age(old=12, old_content=12).weighted is None
