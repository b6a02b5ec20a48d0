"""Precisely at the bounds of STATISTICS and ANONYMITY, and one step beside: where one rule ends and the next begins."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from survey_app.comparison.conclusion import Finding, conclude, of_share
from survey_app.comparison.disclosure.shown import hidden_categories
from survey_app.comparison.disclosure.spread import Spread
from survey_app.comparison.results import Code, Level, Verdict
from survey_app.comparison.sentences import VALID_ANSWERS, Basis
from survey_app.comparison.statistics.intervals import Interval
from survey_app.comparison.statistics.permutation import Method, permutation_test
from survey_app.comparison.statistics.ranks import may_test
from survey_app.comparison.statistics.reliability import Reliability
from survey_app.comparison.statistics.trend import share_trend
from survey_app.comparison.statistics.welch import compare_means
from survey_app.comparison.verdict.judging import Side, judge_sides, wave_reasons
from survey_app.comparison.weighting.raking import Cell, rake
from survey_app.fieldwork.cover import cheapest_cover, is_mixed
from survey_app.fieldwork.place import NOWHERE, Place, kept_places, too_small
from survey_app.fieldwork.wave import Recruitment
from survey_app.language.words import Words
from survey_app.questionnaire.study import Segment


def judge(sides: tuple[Side, Side], basis: Basis) -> Verdict:
    return judge_sides(sides, basis, wave_reasons(sides))


def side(base: int, frame: int | None = 100_000, on_paper: Fraction | None = None) -> Side:
    name = Words.of({"nl": "mei 2020", "en": "May 2020"})
    return Side(name, base, base, frame, Recruitment.CODES, "Inwoners", on_paper)


@pytest.mark.parametrize(
    ("base", "frame", "level"),
    # STATISTICS 9: n/N >= .70 and n >= 10. 21 of 30 is .7 exactly, 20 of 29 is .69; 10 of 14 is .71; 12 of 12 is all.
    [
        (21, 30, Level.INDICATIVE),
        (20, 29, Level.NOT_COMPARABLE),
        (10, 14, Level.INDICATIVE),
        (9, 12, Level.NOT_COMPARABLE),
        (12, 12, Level.INDICATIVE),
    ],
)
def test_a_near_census_begins_at_seven_tenths_of_ten(base: int, frame: int, level: Level) -> None:
    assert judge((side(base, frame), side(base, frame)), VALID_ANSWERS).level is level


def test_thirty_answers_are_not_named_as_too_few_beside_fewer() -> None:
    found = judge((side(29), replace(side(30), name=Words.of({"nl": "juni 2021", "en": "June 2021"}))), VALID_ANSWERS)

    assert "mei 2020" in found.reasons[0].sentence.dutch
    assert "juni 2021" not in found.reasons[0].sentence.dutch


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    # STATISTICS 9: more than 20 points
    [((1, 10), (3, 10), False), ((1, 10), (301, 1000), True), ((3, 10), (1, 10), False), ((3, 10), (99, 1000), True)],
)
def test_paper_that_moved_a_fifth_has_not_moved_too_far(
    before: tuple[int, int], after: tuple[int, int], *, moved: bool
) -> None:
    found = judge((side(400, 1000, Fraction(*before)), side(400, 1000, Fraction(*after))), VALID_ANSWERS)

    assert ([one.code for one in found.reasons] == [Code.RECRUITMENT]) is moved


@pytest.mark.parametrize(
    ("p", "delta", "low", "high", "finding", "words"),
    # STATISTICS 6: an interval that touches 0 holds it, one that touches the bound is not inside it; p < .05
    [
        (0.01, 0.2, 0.0, 19.0, Finding.HIGHER_OVERALL, "hoger over de hele schaal; % eens nauwelijks anders"),
        (0.01, -0.2, -19.0, 0.0, Finding.LOWER_OVERALL, "lager over de hele schaal; % eens nauwelijks anders"),
        (0.01, -0.2, 0.0, 19.0, Finding.LOWER_OVERALL, "lager over de hele schaal; % eens nauwelijks anders"),
        (0.01, 0.2, 1.0, 10.0, Finding.HIGHER, "hoger"),
        (0.01, -0.2, -10.0, -1.0, Finding.LOWER, "lager"),
        (0.05, 0.2, 1.0, 19.0, Finding.UNDECIDED, "geen uitspraak mogelijk"),
        (0.01, 0.0, 1.0, 19.0, Finding.UNDECIDED, "geen uitspraak mogelijk"),
    ],
)
def test_a_conclusion_on_a_bound_is_the_more_careful_one(
    p: float, delta: float, low: float, high: float, finding: Finding, words: str
) -> None:
    found = conclude(p, delta, Interval(low, high), of_share(10))

    assert (found.finding, found.words.dutch) == (finding, words)


@pytest.mark.parametrize(("base", "answer"), [(0, None), (1, "eens"), (29, "eens"), (30, None)])
def test_thirty_of_one_mind_are_no_small_group(base: int, answer: str | None) -> None:
    # STATISTICS 15.7: n < 30
    assert Spread(base, {"eens": base, "oneens": 0}).in_common() == answer


@pytest.mark.parametrize(
    ("numbers", "hidden"),
    # STATISTICS 15.2 and 15.12 with T = 10: together at least 10, beside the largest at least 3 others, who less one
    # are a tenth of it
    [
        ((6, 4, 40, 50), {"a", "b"}),
        ((6, 3, 40, 50), {"a", "b", "c"}),
        ((7, 3, 40, 50), {"a", "b"}),
        ((8, 2, 40, 50), {"a", "b", "c"}),
        ((4, 30, 40, 50), {"a", "b"}),
        ((4, 31, 40, 50), {"a", "b", "c"}),
        ((10, 40, 50), set()),
    ],
)
def test_a_cover_may_be_as_large_as_the_threshold_and_no_smaller(numbers: tuple[int, ...], hidden: set[str]) -> None:
    assert hidden_categories(dict(zip("abcd", numbers, strict=False)), 10) == hidden


def test_groups_are_mixed_from_the_minimum_and_from_three_others_on() -> None:
    assert [is_mixed(sizes, 10) for sizes in ([7, 3], [6, 3], [10, 3], [10, 2], [20, 3], [21, 3])] == [
        True,
        False,
        True,
        False,
        True,
        False,
    ]


def test_of_six_others_every_choice_is_tried_and_of_seven_three_together() -> None:
    # The four that cover are neither the cheapest ones nor three: with six others they are found, with seven not.
    sizes = {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 7}
    wanted = {"b", "d", "e", "f"}

    def cover(others: str) -> tuple[str, ...] | None:
        return cheapest_cover(others, sizes.__getitem__, lambda way: wanted <= set(way))

    assert cover("abcdef") == ("b", "d", "e", "f")
    assert cover("abcdefg") == ("a", "b", "c", "d", "e", "f")
    assert cheapest_cover("abcdefg", sizes.__getitem__, lambda way: set(way) >= {"b", "d", "f"}) == ("b", "d", "f")
    assert cheapest_cover("ab", sizes.__getitem__, lambda way: "c" in way) is None


@pytest.mark.parametrize("number", [10, 9])
def test_a_village_of_the_minimum_is_kept_and_who_has_none_stands_alone_from_the_minimum_on(number: int) -> None:
    villages = [Segment.model_validate({"id": name, "label": name, "arm": None}) for name in ("a", "b")]

    kept = kept_places(villages, {"a": 20, "b": 30, None: number}, 10)

    assert kept == {"a": Place("a") if number == 10 else NOWHERE, "b": Place("b"), None: NOWHERE}
    assert too_small({Place("a"): number, Place("b"): 0}, 10) == ([] if number == 10 else [Place("a")])


def test_a_test_needs_ten_answers_in_both_waves_and_an_exact_one_two_hundred_in_all() -> None:
    # STATISTICS 5
    assert [may_test(bases) for bases in ((10, 10), (9, 400), (400, 9))] == [True, False, False]
    exact, normal = permutation_test((50, 50), (40, 60)), permutation_test((50, 50), (40, 61))

    assert exact is not None
    assert normal is not None
    assert (exact.method, normal.method) == (Method.EXACT, Method.NORMAL)


def test_two_answers_have_a_spread_and_one_has_none() -> None:
    """By hand: means 1.5 and 4, variances 0.5 and 2 on two answers each, so t = 2.5 / sqrt(0.25 + 1) on 25 / 17 df."""
    found = compare_means((1, 2, 3, 5), (1, 1, 0, 0), (0, 0, 1, 1))

    assert (found.difference, found.statistic) == (2.5, pytest.approx(2.5 / 1.25**0.5))
    assert found.df == pytest.approx(25 / 17)
    assert compare_means((1, 2, 3, 5), (1, 1, 0, 0), (0, 0, 1, 0)).statistic is None
    assert compare_means((1, 2, 3, 5), (1, 0, 0, 0), (0, 0, 1, 1)).statistic is None


def test_two_months_have_a_line_and_one_has_none() -> None:
    """Two waves of one month are as one: 88 of 200 against 55 of 100, whose chi-squared by hand is 3.2337."""
    waves = [(40, 100), (48, 100), (55, 100)]
    found = share_trend(waves, [0, 0, 12])

    assert found is not None
    assert found.chi2 == pytest.approx(0.11**2 / (143 / 300 * 157 / 300 * (1 / 200 + 1 / 100)))
    assert found.chi2 == pytest.approx(3.2337, abs=1e-4)
    assert share_trend(waves, [7, 7, 7]) is None


def test_an_alpha_of_seventy_is_not_limited() -> None:
    # STATISTICS 7: < .70
    at = Reliability(100, 0.70, None, None, None)

    assert (at.is_limited, replace(at, alpha=0.6999).is_limited) == (False, True)


@pytest.mark.parametrize(
    ("young", "share", "weights"),
    # By hand: of 100 respondents so many are young, and of the population so many percent: weights 4 and 2/3, and 1/4
    # and 3/2. STATISTICS 11 trims beyond 1/4 and 4.
    [(10, 40, (4.0, 2 / 3)), (40, 10, (0.25, 1.5))],
)
def test_weights_of_a_quarter_and_of_four_are_not_trimmed(young: int, share: int, weights: tuple[float, float]) -> None:
    cells: dict[Cell, int] = {("A", "jong"): young, ("A", "oud"): 100 - young}

    found = rake(cells, {"A": 100}, {"jong": share, "oud": 100 - share})

    assert found.trimmed == 0
    assert tuple(found.weights[cell] for cell in cells) == pytest.approx(weights)


def test_a_design_effect_of_two_can_be_used() -> None:
    # By hand: a fifth of the respondents stand for three fifths: weights 3 and 1/2, and 1 + .2 * 2^2 + .8 * .5^2 = 2.
    found = rake({("A", "jong"): 20, ("A", "oud"): 80}, {"A": 100}, {"jong": 60, "oud": 40})

    assert (found.design_effect, found.is_usable) == (pytest.approx(2.0), True)
