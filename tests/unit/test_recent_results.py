"""Results are made once for the same waves, and anew as soon as a wave is another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from survey_app.comparison.compare_series import compare_series
from survey_app.comparison.options import PLAIN, Options
from survey_app.comparison.results import FieldedWave
from survey_app.comparison.series import WaveSeries
from survey_app.web.admin.recent_results import Asked, RecentResults
from tests.counted_waves import fielded, instrument, likert, section, statement


def wave(year: int, agree: int = 100) -> FieldedWave:
    """One statement, answered by 200 people."""
    asked = instrument(section(statement("een")))
    return fielded(year, asked, likert("een", 0, 200 - agree, 0, agree, 0), frame=400)


def asked(*waves: FieldedWave, options: Options = PLAIN, group: str = "", language: str = "nl") -> Asked:
    return Asked(waves, options, (), group, "", language)


class Comparing:
    """Compares, and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, waves: Sequence[FieldedWave], options: Options) -> WaveSeries:
        self.times += 1
        return compare_series(waves, options)


def test_the_same_waves_are_compared_once_and_in_another_language_too() -> None:
    comparing = Comparing()
    recent = RecentResults(comparing)

    first = recent.find(asked(wave(2019), wave(2020)))

    assert recent.find(asked(wave(2019), wave(2020))) is first
    english = recent.find(asked(wave(2019), wave(2020), language="en"))
    assert english is not None
    assert english.sheets.page(None, 1) is not None
    assert comparing.times == 1


def test_a_wave_that_was_counted_anew_is_compared_anew_and_what_was_made_of_it_is_forgotten() -> None:
    comparing = Comparing()
    recent = RecentResults(comparing)
    before = recent.find(asked(wave(2019), wave(2020)))

    after = recent.find(asked(wave(2019), wave(2020, agree=150)))

    assert after is not before
    assert [results for _, results in recent._recent] == [after]
    assert comparing.times == 2


def test_no_more_than_two_are_remembered() -> None:
    comparing = Comparing()
    recent = RecentResults(comparing)
    for year in (2020, 2021, 2022, 2020):
        recent.find(asked(wave(2019), wave(year)))

    assert len(recent._recent) == 2
    assert comparing.times == 4


def test_what_a_researcher_accepted_makes_another_comparison() -> None:
    comparing = Comparing()
    recent = RecentResults(comparing)
    plain, accepted = asked(wave(2019), wave(2020)), {("w2019", "w2020", "een"): "Alleen de punt."}

    recent.find(plain)
    recent.find(replace(plain, options=replace(PLAIN, accepted=accepted)))

    assert comparing.times == 2


def test_there_are_no_results_of_a_group_that_is_not_there() -> None:
    assert RecentResults().find(asked(wave(2019), wave(2020), group="arm-pilot")) is None


def test_what_was_made_of_a_wave_that_is_not_there_any_more_is_forgotten() -> None:
    recent, waves = RecentResults(), (wave(2019), wave(2020))
    recent.find(asked(*waves))

    recent.keep_only([fielded.wave for fielded in waves])
    assert len(recent._recent) == 1

    recent.keep_only([waves[0].wave])
    assert recent._recent == ()
