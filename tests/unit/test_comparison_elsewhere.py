"""Waves from CSV files, compared end to end; expected figures are worked out from the rows, apart from our code.

By pandas (counts), numpy and scipy.stats (brunnermunzel, ttest_ind, fisher_exact, kruskal); Newcombe by his formula.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from survey_app.comparison.data_frames.build import Frames
from survey_app.comparison.options import Options
from survey_app.fieldwork.wave import Recruitment
from survey_app.reporting import compare_waves, waves_from_files
from tests.newcombe import newcombe, wilson
from tests.survey_elsewhere import (
    AGES,
    IN_TWO_WAVES,
    ITEMS,
    REVERSED,
    REWORDED,
    SMALL_VILLAGE,
    VILLAGES,
    WAVES,
    write_survey,
)

PAIRS = list(combinations(WAVES, 2))
COVER = "Kerk-Avezaath"
"""The smallest other mirror village, which is hidden with the village of nine (STATISTICS 15.2)."""
SHOWN = {"pilot": "pilot", "mirror": "mirror", "Ravenswaaij": "ravenswaaij", "Zoelen": "zoelen", "Ingen": "ingen"}
SHOWN |= {"Maurik": "maurik", "everybody": "everybody"}
HIDDEN = {SMALL_VILLAGE: "ommeren", COVER: "kerk_avezaath"}


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> tuple[Frames, pd.DataFrame]:
    """The frames, and the rows as they were drawn."""
    files = write_survey(tmp_path_factory.mktemp("elsewhere"))
    told: list[str] = []
    waves = waves_from_files(
        files.responses, files.codebook, files.frame, recruitment=Recruitment.CODES, tell=told.append
    )
    assert told == [f"wave {WAVES[0]}: nobody answered {IN_TWO_WAVES}, so it counts as not asked"]
    return compare_waves(waves), pd.DataFrame(files.rows)


@pytest.fixture(scope="module")
def frames(survey: tuple[Frames, pd.DataFrame]) -> Frames:
    return survey[0]


@pytest.fixture(scope="module")
def rows(survey: tuple[Frames, pd.DataFrame]) -> pd.DataFrame:
    return survey[1]


def of_group(rows: pd.DataFrame, wave: str, group: str) -> pd.DataFrame:
    found = rows[rows.wave == wave]
    if group == "everybody":
        return found
    return found[found["arm" if group in ("pilot", "mirror") else "village"] == group]


def answers(rows: pd.DataFrame, wave: str, group: str, item: str) -> np.ndarray:
    """The valid answers, 1 to 5."""
    return np.asarray(pd.to_numeric(of_group(rows, wave, group)[item], errors="coerce").dropna())


def asked(wave: str, item: str) -> bool:
    return not (wave == WAVES[0] and item == IN_TWO_WAVES)


def agreed(found: np.ndarray) -> tuple[int, int]:
    return int((found >= 4).sum()), len(found)


def one(frame: pd.DataFrame, **where: str) -> pd.Series:
    found = frame
    for column, value in where.items():
        found = found[found[column] == value]
    assert len(found) == 1, where
    return found.iloc[0]


def compared() -> Iterator[tuple[str, str, str, str]]:
    """Earlier and later wave, group as the rows call it, and item, wherever both waves asked it."""
    for earlier, later in PAIRS:
        for group in SHOWN:
            for item in ITEMS:
                if asked(earlier, item) and asked(later, item):
                    yield earlier, later, group, item


@pytest.mark.slow
def test_every_wave_is_counted_as_it_stands_in_the_rows(frames: Frames, rows: pd.DataFrame) -> None:
    checked = 0
    for wave in WAVES:
        for group, group_id in SHOWN.items():
            for item in ITEMS:
                if not asked(wave, item):
                    continue
                told, valid = of_group(rows, wave, group)[item], answers(rows, wave, group, item)
                ours = one(frames.estimates, wave=wave, group=group_id, item=item)
                low, high = wilson(*agreed(valid))
                around = stats.t.interval(0.95, len(valid) - 1, valid.mean(), stats.sem(valid))
                assert (ours.n_total, ours.n_valid, ours.n_nvt, ours.n_blank, ours.n_not_asked) == (
                    len(told),
                    len(valid),
                    (told == "nvt").sum(),
                    (told == "").sum(),
                    0,
                )
                expected = {
                    "agree": np.mean(valid >= 4),
                    "agree_low": low,
                    "agree_high": high,
                    "disagree": np.mean(valid <= 2),
                    "mean": valid.mean(),
                    "mean_low": around[0],
                    "mean_high": around[1],
                    "sd": valid.std(ddof=1),
                    "median": np.median(valid),
                    "nvt": (told == "nvt").sum() / (len(valid) + (told == "nvt").sum()),
                }
                for column, figure in expected.items():
                    assert ours[column] == pytest.approx(figure, abs=1e-6), (wave, group, item, column)
                checked += 1
    assert checked == 7 * (3 * 6 - 1)


def test_every_distribution_is_counted_as_it_stands_in_the_rows(frames: Frames, rows: pd.DataFrame) -> None:
    counted = rows.melt(["wave"], list(ITEMS), "item", "answer")
    counted = counted[counted.answer.isin(list("12345"))]
    expected = counted.groupby(["wave", "item", "answer"]).size()
    everybody = frames.distribution[frames.distribution.group == "everybody"]

    ours = everybody.set_index(["wave", "item", "score"])["count"]

    assert len(ours) == 17 * 5 == len(expected)
    for (wave, item, answer), number in expected.items():
        assert ours[wave, item, int(answer)] == number


@pytest.mark.slow
def test_every_test_of_two_waves_is_that_of_scipy(frames: Frames, rows: pd.DataFrame) -> None:
    checked = 0
    for earlier, later, group, item in compared():
        before, after = answers(rows, earlier, group, item), answers(rows, later, group, item)
        ours = one(frames.technical, earlier=earlier, later=later, group=SHOWN[group], item=item)
        # scipy's statistic is of the first sample above the second
        bm, welch = stats.brunnermunzel(before, after), stats.ttest_ind(after, before, equal_var=False)
        mann_whitney = stats.mannwhitneyu(after, before, use_continuity=False, method="asymptotic")
        theta = mann_whitney.statistic / (len(before) * len(after))
        around, difference = welch.confidence_interval(), newcombe(agreed(before), agreed(after))
        expected = {
            "theta": theta,
            "delta": 2 * theta - 1,
            "bm_statistic": bm.statistic,
            "bm_p": bm.pvalue,
            "welch_difference": after.mean() - before.mean(),
            "welch_low": around.low,
            "welch_high": around.high,
            "welch_t": welch.statistic,
            "welch_df": welch.df,
            "welch_p": welch.pvalue,
            "newcombe_pp": difference[0],
            "newcombe_low_pp": difference[1],
            "newcombe_high_pp": difference[2],
        }
        if len(before) + len(after) > 200:
            expected["permutation_p"] = mann_whitney.pvalue
        for column, figure in expected.items():
            assert ours[column] == pytest.approx(figure, abs=1e-6), (earlier, later, group, item, column)
        checked += 1
    assert checked == 7 * (3 * 6 - 2)


def test_a_reworded_item_is_not_compared_and_has_all_its_figures(frames: Frames) -> None:
    for earlier, later in PAIRS:
        change = one(frames.changes, earlier=earlier, later=later, group="everybody", item=REWORDED)
        technical = one(frames.technical, earlier=earlier, later=later, group="everybody", item=REWORDED)
        is_same = later != WAVES[2]

        assert bool(change.level == 2) is is_same
        assert ("VRAAG_GEWIJZIGD" in change.codes) is not is_same
        assert pd.isna(change.change_pp) is not is_same
        assert pd.isna(technical.holm) is not is_same
        assert not pd.isna(technical.bm_p)


def test_an_item_of_two_waves_is_compared_between_those(frames: Frames) -> None:
    for earlier, later in PAIRS:
        change = one(frames.changes, earlier=earlier, later=later, group="everybody", item=IN_TWO_WAVES)

        assert bool(change.level == 2) is (earlier != WAVES[0])
        assert ("NIET_GESTELD" in change.codes) is (earlier == WAVES[0])


def test_holm_runs_over_the_comparable_items_of_one_block(frames: Frames) -> None:
    # by statsmodels' definition: sorted p times (m - rank), running maximum, at most 1
    blocks = frames.estimates.drop_duplicates(["wave", "item"]).set_index(["wave", "item"])["block"]
    families = 0
    for (_, later, _), of_pair in frames.technical.groupby(["earlier", "later", "group"]):
        comparable = of_pair[(of_pair.level > 0) & of_pair.bm_p.notna()]
        for _, family in comparable.groupby([blocks[later, item] for item in comparable.item]):
            ordered = family.sort_values("bm_p")
            expected = np.minimum(1, np.maximum.accumulate(ordered.bm_p * np.arange(len(ordered), 0, -1)))
            assert list(ordered.holm) == pytest.approx(list(expected), abs=1e-9)
            families += 1
    assert families == 3 * 7 * 2


def test_scores_turn_the_reversed_item_and_leave_the_reworded_one_out(frames: Frames, rows: pd.DataFrame) -> None:
    items = [item for item in ("luistert", "formulieren", "contact") if item != REWORDED]
    for wave in WAVES:
        for group, group_id in SHOWN.items():
            told = of_group(rows, wave, group)[items].apply(pd.to_numeric, errors="coerce")
            told[REVERSED] = 6 - told[REVERSED]
            scores, complete = told.mean(axis=1)[told.notna().sum(axis=1) >= 2], told.dropna()
            ours = one(frames.scales, wave=wave, group=group_id, scale="vertrouwen")

            assert (ours["items"], ours.left_out) == (" ".join(items), REWORDED)
            assert (ours.n, ours.n_without) == (len(scores), len(told) - len(scores))
            assert ours["mean"] == pytest.approx(scores.mean(), abs=1e-6)
            assert ours.sd == pytest.approx(scores.std(), abs=1e-6)
            if group == "everybody":
                alpha = 1.5 * (1 - complete.var().sum() / complete.sum(axis=1).var())
                assert ours.n_complete == len(complete)
                assert ours.alpha == pytest.approx(alpha, abs=1e-6)


def test_two_waves_of_three_are_scored_on_what_those_two_have_in_common(tmp_path: Path) -> None:
    files = write_survey(tmp_path)

    waves = waves_from_files(
        files.responses,
        files.codebook,
        files.frame,
        recruitment=Recruitment.CODES,
        only=WAVES[:2],
        tell=lambda note: None,
    )

    scales = compare_waves(waves).scales
    assert set(scales.wave) == set(WAVES[:2])
    assert set(scales["items"]) == {f"luistert {REWORDED} {REVERSED} contact"}
    assert set(scales.left_out) == {""}


def test_alpha_is_told_of_everybody_and_of_no_village(frames: Frames) -> None:
    # the items are drawn apart from each other, so every alpha is far below .70
    of_parts = frames.scale_changes[frames.scale_changes.group != "everybody"]

    assert frames.scale_changes.codes.str.contains("SCHAAL_ONBETROUWBAAR").sum() > 3
    assert "(alfa " in frames.scale_changes.reasons[0]
    # Of a part whose own alpha is not known, that of everybody holds, which is told of everybody.
    told = frames.scale_changes[frames.scale_changes.group == "everybody"].reasons.str.cat()
    for sentence in of_parts.reasons.str.cat(sep="\n").splitlines():
        assert "(alfa " not in sentence or sentence in told
    assert frames.scales[frames.scales.group != "everybody"][["alpha", "omega", "n_complete"]].isna().all(axis=None)


def test_ages_are_shares_of_those_whose_age_is_known(frames: Frames, rows: pd.DataFrame) -> None:
    for wave in WAVES:
        known = rows[(rows.wave == wave) & (rows.age != "")].age
        options = frames.options[(frames.options.wave == wave) & (frames.options.item == "age")]
        assert set(options.base) == {len(known)}
        for label, number in known.value_counts().items():
            ours = one(options, option_label=str(label))
            assert (ours["count"], ours.share) == (number, pytest.approx(number / len(known)))


def test_ages_are_compared_and_not_tested(frames: Frames) -> None:
    # STATISTICS 6: a background trait gets no test and no conclusion
    changes = frames.option_changes

    assert set(changes.item) == {"age"}
    assert changes.newcombe_pp.notna().all()
    assert changes[["fisher_p", "holm", "conclusion"]].isna().all(axis=None)


def test_response_is_of_the_households_in_the_frame(frames: Frames, rows: pd.DataFrame) -> None:
    for wave in WAVES:
        for village, (arm, households) in VILLAGES.items():
            ours = one(frames.segments, wave=wave, segment_label=village)
            number = ((rows.wave == wave) & (rows.village == village)).sum()
            assert (ours.arm, ours["frame"]) == (arm, households)
            if village in HIDDEN:
                assert pd.isna(ours.n_total) and pd.isna(ours.response)  # noqa: PT018  # both or neither
            else:
                assert (ours.n_total, ours.response) == (number, pytest.approx(number / households))


def test_trends_are_over_waves_as_far_apart_as_their_years(frames: Frames, rows: pd.DataFrame) -> None:
    # Cochran-Armitage is n r^2 of a yes and the date; Kendall's tau-b and Kruskal-Wallis by scipy
    assert set(frames.trends.item) == set(ITEMS) - {REWORDED, IN_TWO_WAVES}
    for trend in frames.trends.itertuples():
        found = [answers(rows, wave, "everybody", str(trend.item)) for wave in WAVES]
        pooled, years = np.concatenate(found), np.repeat([int(wave) for wave in WAVES], [len(one) for one in found])
        chi2 = len(pooled) * np.corrcoef(pooled >= 4, years)[0, 1] ** 2
        kruskal = stats.kruskal(*found)

        assert trend.waves == " ".join(WAVES)
        assert trend.chi2 == pytest.approx(chi2, abs=1e-6)
        assert trend.p == pytest.approx(stats.chi2.sf(chi2, 1), abs=1e-6)
        assert trend.tau_b == pytest.approx(stats.kendalltau(years, pooled).statistic, abs=1e-6)
        assert (trend.h, trend.h_p) == (pytest.approx(kruskal.statistic), pytest.approx(kruskal.pvalue))


def raked(rows: pd.DataFrame) -> pd.Series:
    """A weight for each respondent: STATISTICS 11, person by person. The two smallest villages count as one."""
    merged = {SMALL_VILLAGE: COVER}
    households = pd.Series({name: number for name, (_, number) in VILLAGES.items()}).groupby(
        lambda name: merged.get(name, name)
    )
    village = rows.village.replace(merged)
    factor = households.sum() / households.sum().sum() / village.value_counts(normalize=True)
    weights, known = village.map(factor), rows.age != ""
    people = pd.Series(AGES) / sum(AGES.values()) * weights[known].sum()
    of_villages = weights[known].groupby(village[known]).sum()
    found = pd.Series(1.0, index=rows.index[known])
    for _ in range(200):
        found *= rows.age[known].map(people / found.groupby(rows.age[known]).sum())
        found *= village[known].map(of_villages / found.groupby(village[known]).sum())
    weights[known] = found
    return weights


@pytest.mark.slow
def test_weights_are_those_of_raking_person_by_person(tmp_path: Path) -> None:
    files = write_survey(tmp_path)
    waves = waves_from_files(
        files.responses, files.codebook, files.frame, recruitment=Recruitment.CODES, tell=lambda note: None
    )
    weighted, rows = compare_waves(waves, Options(weighted=True)), pd.DataFrame(files.rows)
    by_hand = {wave: raked(rows[rows.wave == wave]) for wave in WAVES}

    # the margins are of those whose age is known: their shares of the population, over all who told their age
    for wave in WAVES:
        of_wave = rows[rows.wave == wave]
        weights, ours = by_hand[wave], one(weighted.weights, wave=wave)
        assert (ours.used, ours.trimmed, ours.n) == (True, 0, len(of_wave))
        assert ours.unknown_category == (of_wave.age == "").sum()
        assert ours.collapsed_segments == ""  # the two are the rest of their arm, which weighs as one
        assert ours.deff == pytest.approx(1 + ((weights - 1) ** 2).mean(), abs=1e-6)
        assert ours.n_eff == pytest.approx(weights.sum() ** 2 / (weights**2).sum(), abs=1e-3)
    for earlier, later in PAIRS:
        technical = one(weighted.technical, earlier=earlier, later=later, group="everybody", item="trots")
        for wave, name in ((earlier, "earlier"), (later, "later")):
            of_wave = rows[(rows.wave == wave)]
            valid = of_wave.trots.isin(list("12345"))
            weights = by_hand[wave][valid]
            share = np.average(of_wave.trots[valid].isin(["4", "5"]), weights=weights)
            n_eff = weights.sum() ** 2 / (weights**2).sum()
            low, high = wilson(share * n_eff, n_eff)
            assert technical[f"weighted_{name}"] == pytest.approx(share, abs=1e-6)
            assert technical[f"n_eff_{name}"] == pytest.approx(n_eff, abs=1e-3)
            assert technical[f"weighted_{name}_low"] == pytest.approx(low, abs=1e-6)
            assert technical[f"weighted_{name}_high"] == pytest.approx(high, abs=1e-6)


def test_a_village_of_nine_is_withheld_everywhere_and_so_is_the_smallest_beside_it(frames: Frames) -> None:
    for name in ("estimates", "distribution", "changes", "technical", "scales", "scale_changes"):
        frame = getattr(frames, name)
        assert set(frame.group) == set(SHOWN.values()), name


def test_the_arms_cannot_be_compared_without_the_hidden_villages(frames: Frames) -> None:
    secret = frames.segment_changes[frames.segment_changes.segment.isin(HIDDEN.values())]

    assert len(secret) > 0
    assert secret.change.isna().all()
    assert frames.arms.did.isna().all()
    assert frames.arms.missing.str.contains("ommeren").all()


def test_nothing_shown_adds_up_to_the_hidden_villages_one_by_one(frames: Frames, rows: pd.DataFrame) -> None:
    # the mirror arm less the villages that are shown is both hidden ones together: more than the threshold
    for wave in WAVES:
        of_wave = frames.estimates[(frames.estimates.wave == wave) & (frames.estimates.item == "luistert")]
        shown = of_wave.set_index("group").n_valid
        rest = shown["mirror"] - shown["maurik"]
        assert rest == sum(len(answers(rows, wave, village, "luistert")) for village in HIDDEN)
        assert rest >= 10
