"""Three and more waves (STATISTICS 8): each against the first and the one before, and trends over unbroken lines."""

from __future__ import annotations

from typing import Any

import pytest
from scipy import stats

from survey_app.comparison.compare_series import TooFewWaves, WaveTwice, compare_series
from survey_app.comparison.options import Options
from survey_app.comparison.results import FieldedWave, Level, WaveComparison
from tests.counted_waves import fielded, instrument, likert, section, statement

ASKED = instrument(section(statement()))
COUNTS = {2018: (20, 30, 10, 30, 10), 2019: (15, 27, 10, 35, 13), 2020: (10, 25, 10, 38, 17), 2021: (5, 20, 10, 40, 25)}


def wave(year: int, times: int = 1, **changed: Any) -> FieldedWave:
    counts = likert("luistert", *(times * number for number in COUNTS[year]))
    return fielded(year, ASKED if not changed else instrument(section(statement(**changed))), counts)


def change_pp(comparison: WaveComparison) -> float:
    technical = comparison.statements[0].technical
    assert technical is not None
    assert technical.change is not None
    return technical.change.agree_pp


def test_each_wave_is_compared_with_the_first_and_with_the_one_before_it() -> None:
    series = compare_series([wave(2021), wave(2018), wave(2020), wave(2019)])

    assert [fielded.wave.month.year for fielded in series.waves] == [2018, 2019, 2020, 2021]
    assert [(pair.earlier, pair.later) for pair in series.pairs] == [(0, 1), (0, 2), (1, 2), (0, 3), (2, 3)]
    against_first, before = (pair.comparison for pair in series.pairs[-2:])
    # By hand: 40% (helemaal) eens of 100 in 2018, 55% in 2020, 65% in 2021.
    assert change_pp(against_first) == pytest.approx(25)
    assert change_pp(before) == pytest.approx(10)


def test_a_trend_is_that_of_r_and_scipy_over_the_months() -> None:
    # Shares above the middle of 40, 48 and 55 of 100, a year apart: worked-examples.txt, 6 (prop.trend.test).
    counts = {2018: (30, 15, 15, 30, 10), 2019: (22, 15, 15, 30, 18), 2020: (15, 15, 15, 35, 20)}
    waves = [fielded(year, ASKED, likert("luistert", *given)) for year, given in counts.items()]

    (trend,) = compare_series(waves).trends

    assert trend.waves == (0, 1, 2)
    assert trend.share is not None
    assert trend.share.chi2 == pytest.approx(4.50982140, abs=1e-6)
    assert trend.share.p == pytest.approx(0.03370076, abs=1e-6)
    rows = [
        (place, score) for place, given in enumerate(counts.values()) for score, n in enumerate(given) for _ in range(n)
    ]
    tau = stats.kendalltau([row[0] for row in rows], [row[1] for row in rows])
    assert trend.answers is not None
    assert trend.answers.tau_b == pytest.approx(tau.statistic)
    assert trend.any_change is not None
    kruskal = stats.kruskal(*([score for score, n in enumerate(given) for _ in range(n)] for given in counts.values()))
    assert trend.any_change.h == pytest.approx(kruskal.statistic)


def test_other_words_break_the_line_of_a_trend() -> None:
    series = compare_series([wave(2018), wave(2019, text="Heel andere woorden"), wave(2020), wave(2021)])

    assert series.trends == ()
    later = compare_series([wave(2018, text="Heel andere woorden"), wave(2019), wave(2020), wave(2021)])
    assert [trend.waves for trend in later.trends] == [(1, 2, 3)]


def test_waves_that_may_be_compared_with_the_next_and_not_with_each_other_have_no_trend() -> None:
    # A researcher accepted each of two changes of punctuation, and not both together.
    other = {"text": "Tekst van luistert!"}
    waves = [wave(2018, times=4), wave(2019, times=4, **other), wave(2020, times=4, text="Tekst van luistert?")]
    accepted = {(f"meting-{one}-5", f"meting-{one + 1}-5", "luistert"): "leesteken" for one in (2018, 2019)}

    series = compare_series(waves, Options(accepted=accepted))

    levels = [pair.comparison.statements[0].verdict.level for pair in series.pairs]
    assert levels == [Level.INDICATIVE, Level.NOT_COMPARABLE, Level.INDICATIVE]
    assert series.trends == ()


def test_two_waves_have_no_trend() -> None:
    series = compare_series([wave(2018), wave(2019)])

    assert (len(series.pairs), series.trends) == (1, ())


def test_a_later_wave_does_not_change_what_two_earlier_ones_say() -> None:
    two = compare_series([wave(2018), wave(2019)]).pairs[0].comparison
    three = compare_series([wave(2018), wave(2019), wave(2021)]).pairs[0].comparison

    assert three.statements == two.statements


def test_one_wave_is_no_comparison() -> None:
    with pytest.raises(TooFewWaves, match="two waves at least"):
        compare_series([wave(2018)])


def test_a_wave_is_not_compared_with_itself() -> None:
    with pytest.raises(WaveTwice, match="meting-2018-5 is named twice"):
        compare_series([wave(2018), wave(2018)])


def test_waves_without_months_are_called_by_their_labels() -> None:
    undated = [
        FieldedWave(one.wave, one.instrument, one.counts, one.invited, one.responded, dated=False)
        for one in (wave(2018), wave(2019))
    ]

    series = compare_series(undated)

    assert [name.dutch for name in series.names] == ["Meting 2018", "Meting 2019"]
    assert [name.spoken_in("en") for name in series.short_names] == ["wave 1", "wave 2"]
    assert series.pairs[0].comparison.overall.level is Level.COMPARABLE
