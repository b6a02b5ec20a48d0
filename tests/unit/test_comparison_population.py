"""Whether the same kind of people answered, in the same way, to the same form (STATISTICS 9)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from survey_app.comparison.options import Options
from survey_app.comparison.results import Code, FieldedWave, Level, WaveComparison
from survey_app.language.words import Words
from tests.answered_waves import VILLAGES, Asked, Row, answered_wave
from tests.counted_waves import choice, compare_waves, section, statement

AGE = choice("leeftijd", "jong", "oud", background=True)
ASKED = Asked((section(statement(), AGE),))


def codes(comparison: WaveComparison) -> list[Code]:
    return [reason.code for reason in comparison.statements[0].verdict.reasons]


def by_age(year: int, young: int, old: int, asked: Asked = ASKED) -> FieldedWave:
    """Everybody agrees, evenly over the villages."""
    rows = [
        Row({"luistert": "eens", "leeftijd": age}, village, times=number)
        for age, number in (("jong", young), ("oud", old))
        for village in VILLAGES
    ]
    return answered_wave(year, asked.instrument(), rows)


def test_a_trait_that_moved_further_than_chance_makes_a_comparison_indicative() -> None:
    # Half the sum of |50-75| and |50-25| is .25, above .20; of 600 and 600, chi-square is 80 by hand: p far below .05.
    found = compare_waves(by_age(2019, 50, 50), by_age(2020, 75, 25))

    assert codes(found) == [Code.COMPOSITION]
    assert found.statements[0].verdict.level is Level.INDICATIVE
    assert "‘Tekst van leeftijd’" in found.statements[0].verdict.reasons[0].sentence.dutch


@pytest.mark.parametrize("weighted", [False, True])
def test_no_part_of_a_wave_concludes_what_the_whole_may_not(weighted: bool) -> None:
    margins: dict[str, object] = {"item": "leeftijd", "population": {"jong": 3000, "oud": 3000}}
    asked = replace(ASKED, margins=margins)

    found = compare_waves(by_age(2019, 50, 50, asked), by_age(2020, 75, 25, asked), Options(weighted=weighted))

    assert len(found.groups) == 8
    for group in found.groups:
        assert Code.COMPOSITION in [reason.code for reason in group.statements[0].verdict.reasons], group.label


def test_a_trait_that_moved_a_fifth_or_less_is_no_objection() -> None:
    assert codes(compare_waves(by_age(2019, 50, 50), by_age(2020, 70, 30))) == []


def test_villages_that_answer_for_other_shares_are_an_objection_without_a_test() -> None:
    plain = Asked((section(statement()),)).instrument()
    even = [Row({"luistert": "eens"}, village, times=100) for village in VILLAGES]
    # 100 each, against 350 and five times 50: half the sum of |1/6 - 350/600| and five times |1/6 - 50/600| is .417.
    uneven = [Row({"luistert": "eens"}, village, times=350 if village == "ingen" else 50) for village in VILLAGES]

    found = compare_waves(answered_wave(2019, plain, even), answered_wave(2020, plain, uneven))

    assert Code.COMPOSITION in codes(found)


def test_weighting_on_the_trait_lifts_the_objection_and_weights_the_change() -> None:
    margins: dict[str, object] = {"item": "leeftijd", "population": {"jong": 3000, "oud": 3000}}
    asked = replace(ASKED, margins=margins)
    rows = {
        2019: (("jong", "eens", 50), ("oud", "oneens", 50)),
        2020: (("jong", "eens", 75), ("oud", "oneens", 25)),
    }
    earlier, later = [
        answered_wave(
            year,
            asked.instrument(),
            [Row({"luistert": answer, "leeftijd": age}, v, times=n) for age, answer, n in given for v in VILLAGES],
        )
        for year, given in rows.items()
    ]

    plain, weighted = (compare_waves(earlier, later, Options(weighted=on)) for on in (False, True))

    assert Code.COMPOSITION in codes(plain)
    assert plain.statements[0].change is not None
    # Unweighted 50% became 75%. Weighted to as many young as old people it is 50% in both, by hand.
    assert plain.statements[0].change.agree_pp == pytest.approx(25)
    assert weighted.statements[0].is_weighted
    assert codes(weighted) == []
    assert weighted.statements[0].change is not None
    assert weighted.statements[0].change.agree_pp == pytest.approx(0, abs=1e-6)


def test_weights_that_are_too_unequal_are_not_used_and_cap_the_verdict() -> None:
    margins: dict[str, object] = {"item": "leeftijd", "population": {"jong": 5990, "oud": 10}}
    earlier, later = [by_age(year, 20, 980, replace(ASKED, margins=margins)) for year in (2019, 2020)]

    found = compare_waves(earlier, later, Options(weighted=True))

    assert not found.statements[0].is_weighted
    assert codes(found) == [Code.WEIGHTS]
    assert found.statements[0].verdict.reasons[0].sentence == Words.of(
        {
            "nl": "Wegen was gevraagd, maar kan niet. In mei 2019 zouden enkele mensen veel te zwaar meetellen. "
            "In mei 2020 zouden enkele mensen veel te zwaar meetellen. De cijfers zijn ongewogen.",
            "en": "Weighting was asked for but cannot be done. In May 2019 a few people would count far too heavily. "
            "In May 2020 a few people would count far too heavily. The figures are unweighted.",
        }
    )


def test_a_study_without_margins_says_so_of_itself_and_nothing_of_weights() -> None:
    earlier, later = [by_age(year, 20, 980) for year in (2019, 2020)]

    found = compare_waves(earlier, later, Options(weighted=True))

    assert [reason.sentence.dutch for reason in found.overall.reasons] == [
        "Wegen was gevraagd, maar kan niet. In het onderzoek staat niet hoe de bevolking is samengesteld. "
        "De cijfers zijn ongewogen."
    ]


def test_more_paper_than_before_is_another_way_of_approaching() -> None:
    plain = Asked((section(statement()),)).instrument()

    def wave(year: int, paper: int) -> FieldedWave:
        modes = (("paper", paper), ("web", 100 - paper))
        rows = [Row({"luistert": "eens"}, village, mode, number) for mode, number in modes for village in VILLAGES]
        return answered_wave(year, plain, rows)

    # Over 20 points (STATISTICS 9): 10% to 31% is, 10% to 30% is not.
    assert codes(compare_waves(wave(2019, 10), wave(2020, 31))) == [Code.RECRUITMENT]
    assert codes(compare_waves(wave(2019, 10), wave(2020, 30))) == []


def test_another_form_is_an_objection_to_statements() -> None:
    grid = replace(ASKED, form="grid")

    found = compare_waves(by_age(2019, 50, 50, grid), by_age(2020, 50, 50))

    assert codes(found) == [Code.FORM]


def test_an_accepted_change_of_spelling_is_indicative_and_tells_the_reason() -> None:
    spelled = Asked((section(statement(text="Tekst van LUISTERT"), AGE),))
    waves = by_age(2019, 50, 50), by_age(2020, 50, 50, spelled)
    accepted = {("meting-2019", "meting-2020", "luistert"): "Alleen hoofdletters gewijzigd."}

    strict, softened = (compare_waves(*waves, Options(accepted=given)) for given in ({}, accepted))

    assert codes(strict) == [Code.WORDING]
    assert codes(softened) == [Code.EDITORIAL]
    assert "Alleen hoofdletters gewijzigd." in softened.statements[0].verdict.reasons[0].sentence.dutch


def test_accepting_another_wording_changes_nothing() -> None:
    other = Asked((section(statement(text="Iets heel anders"), AGE),))
    accepted = {("meting-2019", "meting-2020", "luistert"): "Volgens mij is dit hetzelfde."}

    found = compare_waves(by_age(2019, 50, 50), by_age(2020, 50, 50, other), Options(accepted=accepted))

    assert codes(found) == [Code.WORDING]
    assert found.statements[0].change is None
