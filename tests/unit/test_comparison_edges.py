"""The edge cases of STATISTICS 16, each through the whole comparison. Expected figures are worked out by hand."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from itertools import permutations
from math import comb
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from survey_app.comparison.compare_series import compare_series
from survey_app.comparison.data_frames.build import Frames
from survey_app.comparison.options import Options
from survey_app.comparison.results import Code, StatementComparison
from survey_app.comparison.statistics.multiplicity import holm
from survey_app.dataset.counts import ItemCounts
from survey_app.fieldwork.wave import Origin
from survey_app.reporting import compare_waves, waves_from_files
from tests.answered_waves import VILLAGES, Asked, Row, answered_wave
from tests.counted_waves import answered, choice, fielded, instrument, likert, section, statement

ASKED = instrument(section(statement()))
SOME = likert("luistert", 10, 20, 30, 20, 20)
PRINTED, RESPONSES = Origin.PRINTED, Origin.RESPONSES


def found(earlier: ItemCounts, later: ItemCounts, origin: Origin = RESPONSES) -> StatementComparison:
    """One statement in two waves."""
    waves = [fielded(year, ASKED, one, origin=origin) for year, one in ((2019, earlier), (2020, later))]
    return compare_series(waves).pairs[0].comparison.statements[0]


def frames(earlier: ItemCounts, later: ItemCounts, origin: Origin = RESPONSES) -> Frames:
    return compare_waves([fielded(year, ASKED, one, origin=origin) for year, one in ((2019, earlier), (2020, later))])


def codes(statement: StatementComparison) -> set[Code]:
    return {reason.code for reason in statement.verdict.reasons}


NOBODY = likert("luistert", 0, 0, 0, 0, 0, blank=40)
ALL_NOT_APPLICABLE = likert("luistert", 0, 0, 0, 0, 0, not_applicable=40)


@pytest.mark.parametrize("empty", [NOBODY, ALL_NOT_APPLICABLE])
@pytest.mark.parametrize("is_first", [True, False])
def test_no_valid_answers_have_no_share_and_no_comparison(empty: ItemCounts, is_first: bool) -> None:
    both = (empty, SOME) if is_first else (SOME, empty)
    ours = frames(*both, origin=PRINTED)
    wave = ours.estimates.iloc[0 if is_first else 1]

    assert (wave.n_valid, wave.n_nvt) == (0, empty.not_applicable)
    assert wave[["agree", "agree_low", "agree_high", "disagree", "mean", "sd", "median"]].isna().all()
    assert ours.changes.level.tolist() == [0]
    assert "N_KLEIN" in ours.changes.codes[0]
    assert ours.technical[["theta", "bm_p", "newcombe_pp", "welch_difference"]].isna().all(axis=None)


@pytest.mark.parametrize("empty", [NOBODY, ALL_NOT_APPLICABLE])
def test_no_valid_answers_of_responses_are_secret(empty: ItemCounts) -> None:
    statement = found(empty, SOME)

    assert Code.WITHHELD in codes(statement)
    assert statement.estimates[0] is not None
    assert statement.estimates[0].hidden


def test_an_empty_wave_is_compared_with_nothing() -> None:
    empty = fielded(2019, ASKED, likert("luistert", 0, 0, 0, 0, 0), respondents=0, frame=500)
    ours = compare_waves([empty, fielded(2020, ASKED, SOME)])

    assert ours.waves.n_total.tolist() == [0, 100]
    assert (ours.waves.response[0], np.isnan(ours.waves.margin_pp[0])) == (0, True)
    assert ours.pairs.level.tolist() == [0]
    assert "GEHEIM" in ours.changes.codes[0]
    assert not ours.estimates.shown[0]


def test_the_same_answer_of_everybody_in_both_waves_is_as_good_as_equal() -> None:
    ours = frames(likert("luistert", 0, 0, 0, 400, 0), likert("luistert", 0, 0, 0, 500, 0))
    technical, change = ours.technical.iloc[0], ours.changes.iloc[0]

    assert (technical.delta, technical.bm_p, technical.test) == (0, 1, "all-equal")
    assert technical[["bm_statistic", "bm_df", "theta_se", "delta_low", "welch_low", "welch_p"]].isna().all()
    # Wilson's low of 400 of 400 is 400 / (400 + z^2) = .990488, and of 500 of 500 .992376: Newcombe -0.762 to 0.951
    assert (change.change_low_pp, change.change_high_pp) == (
        pytest.approx(-0.762442, abs=1e-5),
        pytest.approx(0.951227, abs=1e-5),
    )
    assert change.conclusion == "verschil kleiner dan 10 procentpunten"


def test_the_same_answer_of_everybody_in_a_small_group_is_not_told() -> None:
    ours = frames(likert("luistert", 0, 0, 0, 29, 0), likert("luistert", 0, 0, 0, 30, 0))
    small, large = ours.estimates.iloc[0], ours.estimates.iloc[1]

    assert (small.shown, small.homogeneous, small.n_valid) == (False, "eens", 29)
    assert (large.shown, large.agree) == (True, 1)
    assert pd.isna(small.agree)
    assert ours.distribution["count"].isna().tolist() == [True] * 5 + [False] * 5
    assert "GEHEIM" in ours.changes.codes[0]


def test_one_answer_has_a_mean_and_no_spread() -> None:
    ours = frames(likert("luistert", 0, 0, 0, 1, 0), SOME, origin=PRINTED)
    wave, technical = ours.estimates.iloc[0], ours.technical.iloc[0]

    assert (wave.n_valid, wave.agree, wave["mean"], wave["median"]) == (1, 1, 4, 4)
    assert wave[["sd", "mean_low", "mean_high"]].isna().all()
    # Wilson's low of 1 of 1 is 1 / (1 + z^2)
    assert wave.agree_low == pytest.approx(1 / (1 + 1.959963984540054**2))
    assert technical[["bm_p", "welch_p", "permutation_p", "theta_se"]].isna().all()
    # of the 100 answers 20 are higher than eens and 20 the same
    assert technical.theta == pytest.approx(0.3)
    assert ours.changes.level[0] == 0


@pytest.mark.slow
@pytest.mark.parametrize(("counts", "share"), [((60, 40, 0, 0, 0), 0.0), ((0, 0, 0, 40, 60), 1.0)])
def test_a_share_of_none_or_all_has_an_interval_that_ends_there(counts: tuple[int, ...], share: float) -> None:
    ours = frames(likert("luistert", *counts), SOME)
    wave, technical = ours.estimates.iloc[0], ours.technical.iloc[0]

    assert wave.agree == share
    # Wilson of none of 100: 0 to z^2 / (100 + z^2) = .0369935
    ends = (0, 0.0369935) if share == 0 else (0.9630065, 1)
    assert (wave.agree_low, wave.agree_high) == pytest.approx(ends, abs=1e-7)
    assert wave.agree_low >= 0
    assert wave.agree_high <= 1
    assert technical.newcombe_low_pp < 40 - 100 * share < technical.newcombe_high_pp
    assert -1 < technical.delta_low < technical.delta < technical.delta_high < 1


def test_waves_that_do_not_overlap_have_a_permutation_p_and_no_interval() -> None:
    ours = frames(likert("luistert", 60, 40, 0, 0, 0), likert("luistert", 0, 0, 0, 40, 60)).technical.iloc[0]

    assert (ours.theta, ours.delta) == (1, 1)
    assert ours[["theta_se", "delta_low", "delta_high", "bm_statistic"]].isna().all()
    assert ours.test == "exact-permutation"
    # of all C(200, 100) ways to divide the answers, only this one and its opposite lie as far apart
    assert ours.bm_p == pytest.approx(2 / comb(200, 100))
    assert ours.bm_p == ours.permutation_p


def test_an_item_in_one_wave_only_has_no_figures_of_the_other() -> None:
    both = instrument(section(statement("luistert"), statement("nieuw")))
    ours = compare_waves([fielded(2019, ASKED, SOME), fielded(2020, both, SOME, replace(SOME, item="nieuw"))])

    assert ours.estimates.groupby("item").wave.apply(list).to_dict() == {
        "luistert": ["meting-2019-5", "meting-2020-5"],
        "nieuw": ["meting-2020-5"],
    }
    new = ours.changes[ours.changes.item == "nieuw"].iloc[0]
    assert (new.level, "NIET_GESTELD" in new.codes, np.isnan(new.margin_pp)) == (0, True, True)
    assert ours.technical[ours.technical.item == "nieuw"].iloc[0][["theta", "newcombe_pp"]].isna().all()


def test_an_option_in_one_wave_only_was_not_offered_which_is_not_nobody() -> None:
    one, other = (
        instrument(section(choice("team", *options, kind="multiple_choice")))
        for options in (("advies", "beheer"), ("advies", "beheer", "staf"))
    )
    ours = compare_waves(
        [
            fielded(2019, one, answered("team", {"advies": 60, "beheer": 50}, ticked_by=100)),
            fielded(2020, other, answered("team", {"advies": 60, "beheer": 50, "staf": 30}, ticked_by=100)),
        ]
    )

    staff = ours.options[ours.options.option == "staf"]
    assert staff.offered.tolist() == [False, True]
    assert staff["count"].isna().tolist() == [True, False]
    change = ours.option_changes.set_index("option")
    assert "OPTIE_NIET_AANGEBODEN" in change.codes["staf"]
    assert np.isnan(change.newcombe_pp["staf"])
    assert change.newcombe_pp["advies"] == 0


@pytest.mark.slow
def test_waves_are_put_in_order_of_time_however_they_are_handed_in() -> None:
    waves = [fielded(year, ASKED, likert("luistert", year - 2000, 20, 30, 20, 20)) for year in (2018, 2019, 2022)]
    expected = compare_waves(waves)

    assert expected.waves.month.tolist() == ["2018-05", "2019-05", "2022-05"]
    assert list(zip(expected.pairs.earlier.str[7:11], expected.pairs.later.str[7:11], strict=True)) == [
        ("2018", "2019"),
        ("2018", "2022"),
        ("2019", "2022"),
    ]
    for order in permutations(waves):
        found = compare_waves(order)
        for one in fields(Frames):
            pd.testing.assert_frame_equal(getattr(found, one.name), getattr(expected, one.name), check_exact=True)


def test_two_waves_in_one_year_and_in_one_month_keep_names_of_their_own() -> None:
    in_year = [fielded(2020, ASKED, SOME, month=month) for month in (11, 2)]
    in_month = [fielded(2020, ASKED, SOME, wave_id=name) for name in ("tweede", "eerste")]
    opened = [
        replace(one, wave=replace(one.wave, opened_on=date(2020, 5, day)))
        for one, day in zip(in_month, (20, 4), strict=True)
    ]

    assert compare_waves(in_year).waves.name.tolist() == ["februari 2020", "november 2020"]
    assert compare_waves(in_month).waves.wave.tolist() == ["eerste", "tweede"]
    assert len(set(compare_waves(in_month).waves.name)) == 2
    assert compare_waves(opened).waves.wave.tolist() == ["eerste", "tweede"]


def test_more_answers_than_people_approached_make_the_response_unknown() -> None:
    waves = [fielded(year, ASKED, SOME, frame=frame) for year, frame in ((2019, 90), (2020, 400))]
    ours = compare_waves(waves, finite_population=True)

    assert ours.waves["frame"].tolist() == [90, 400]
    assert np.isnan(ours.waves.response[0])
    assert ours.waves.response[1] == 0.25
    assert "POPULATIE_ONBEKEND" in ours.changes.codes[0]
    assert ours.estimates.agree_finite_low.isna().tolist() == [True, False]


def test_everybody_of_the_frame_leaves_no_margin_in_a_finite_population() -> None:
    ours = compare_waves([fielded(year, ASKED, SOME, frame=100) for year in (2019, 2020)], finite_population=True)

    first = ours.estimates.iloc[0]
    assert (first.agree, first.agree_finite_low, first.agree_finite_high) == (0.4, 0.4, 0.4)


def test_a_statement_put_to_some_only_has_no_interval_in_a_finite_population() -> None:
    """How many of the 400 it would have been put to nobody knows: as sheet *Technisch 3* says (STATISTICS 3)."""
    some = likert("luistert", 10, 20, 30, 20, 10, not_asked=10)
    ours = compare_waves([fielded(year, ASKED, some, frame=400) for year in (2019, 2020)], finite_population=True)

    assert ours.estimates.agree_finite_low.isna().all()


def test_names_of_villages_keep_their_hyphens_and_accents(tmp_path: Path) -> None:
    villages = ("Kerk-Avezaath", "Súdwest-Fryslân", "’s-Gravenhage", "Maurik")
    rows = [
        f"{wave},{village},{1 + place % 5}"
        for wave in ("2019-05", "2020-05")
        for village in villages
        for place in range(40)
    ]
    (tmp_path / "responses.csv").write_text("\n".join(["wave,village,luistert", *rows]), encoding="utf-8")
    ours = compare_waves(waves_from_files(tmp_path / "responses.csv"))

    assert set(ours.segments.segment_label) == set(villages)
    assert set(ours.changes.group_label.dropna()) == set(villages)
    assert ours.estimates[ours.estimates.group_kind == "segment"].n_valid.tolist() == [40] * 8
    assert len(set(ours.segments.segment)) == 4


def test_a_village_of_one_wave_only_has_its_figures_and_is_compared_with_nothing() -> None:
    asked = Asked((section(statement()),)).instrument()
    agree = {village: [Row({"luistert": "eens"}, village, times=100)] for village in VILLAGES}
    first = [row for village in VILLAGES if village != "maurik" for row in agree[village]]
    second = [row for village in VILLAGES for row in agree[village]]
    ours = compare_waves([answered_wave(2019, asked, first), answered_wave(2020, asked, second)])

    of_village = ours.estimates[ours.estimates.group == "maurik"]
    assert of_village.wave.tolist() == ["meting-2020"]
    assert of_village[["n_total", "n_valid", "agree"]].to_numpy().tolist() == [[100, 100, 1]]
    assert "maurik" not in set(ours.changes.group)
    assert "maurik" in set(ours.segment_changes.segment)
    assert ours.arms.missing.tolist() == ["maurik"]


@pytest.mark.slow
def test_holm_over_a_thousand_items_with_ties() -> None:
    # a block has 200 items at most, and a block is a family: five families here, and then all thousand at once
    items = [f"stelling_{number}" for number in range(1000)]
    blocks = [section(*map(statement, items[start : start + 200]), id=f"blok_{start}") for start in range(0, 1000, 200)]
    asked = instrument(*blocks)
    waves = [
        fielded(year, asked, *(tied(item, place, shift) for place, item in enumerate(items)))
        for year, shift in ((2019, 0), (2020, 1))
    ]

    technical = compare_waves(waves).technical

    assert technical.bm_p.nunique() == 25
    for start in range(0, 1000, 200):
        block = technical.iloc[start : start + 200]
        assert block.holm.tolist() == pytest.approx(by_holm(block.bm_p), abs=1e-12)
        assert block.fdr.tolist() == pytest.approx(by_benjamini_hochberg(block.bm_p), abs=1e-12)
        assert (block.groupby("bm_p").holm.nunique() == 1).all()
    assert holm(list(technical.bm_p)) == pytest.approx(by_holm(technical.bm_p), abs=1e-12)


def by_holm(ps: pd.Series) -> list[float]:
    """The r-th smallest p times (m - r), at most 1, and never below that of a smaller one."""
    ordered = ps.sort_values(kind="stable")
    adjusted = pd.Series(np.minimum(1, np.maximum.accumulate(ordered * np.arange(len(ps), 0, -1))), ordered.index)
    return [float(p) for p in adjusted.reindex(ps.index)]


def by_benjamini_hochberg(ps: pd.Series) -> list[float]:
    """The r-th smallest p times m / r, and never above that of a larger one."""
    ordered = ps.sort_values(kind="stable", ascending=False)
    adjusted = pd.Series(
        np.minimum(1, np.minimum.accumulate(ordered * len(ps) / np.arange(len(ps), 0, -1))), ordered.index
    )
    return [float(p) for p in adjusted.reindex(ps.index)]


def tied(item: str, place: int, shift: int) -> ItemCounts:
    """One of 25 different distributions of 400 answers."""
    moved = shift * (place % 25)
    return likert(item, 80 - moved, 80, 80, 80, 80 + moved)


def test_weights_reach_over_a_category_that_nobody_answered_in() -> None:
    # nobody is over 64, in either wave: that category is overig, hides nothing, and weighs with its neighbour
    ages = choice("leeftijd", "jong", "midden", "oud", background=True)
    margins: dict[str, object] = {"item": "leeftijd", "population": {"jong": 50, "midden": 200, "oud": 50}}
    asked = Asked((section(statement(), ages),), margins=margins).instrument()
    rows = [
        Row({"luistert": answer, "leeftijd": age}, village, times=times)
        for age, answer, times in (("jong", "oneens", 50), ("midden", "eens", 50))
        for village in VILLAGES
    ]
    ours = compare_waves([answered_wave(year, asked, rows) for year in (2019, 2020)], Options(weighted=True))

    assert ours.weights.used.tolist() == [True, True]
    assert ours.weights.collapsed_categories.tolist() == ["midden+overig"] * 2
    # weights 1/3 and 5/3 for halves: deff 1 + 4/9, n_eff 600 / (13/9)
    assert ours.weights.deff.tolist() == pytest.approx([13 / 9, 13 / 9])
    assert ours.weights.n_eff.tolist() == pytest.approx([5400 / 13, 5400 / 13])
    statement_row = ours.technical[ours.technical.group == "everybody"].iloc[0]
    assert statement_row.weighted_earlier == pytest.approx(5 / 6)
    assert statement_row.newcombe_pp == 0
    assert bool(ours.changes[ours.changes.group == "everybody"].is_weighted.iloc[0])


def test_a_wave_that_is_named_twice_is_refused() -> None:
    wave = fielded(2019, ASKED, SOME)

    with pytest.raises(Exception, match="named twice"):
        compare_waves([wave, wave])
    with pytest.raises(Exception, match="two waves at least"):
        compare_waves([wave])


def test_a_frame_of_no_rows_has_its_columns_and_types() -> None:
    values = frames(SOME, SOME).values

    assert len(values) == 0
    assert str(values.dtypes["n_valid"]) == "Int64"
    assert str(values.dtypes["mean"]) == "float64"
