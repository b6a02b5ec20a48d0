"""A differencing attack on the data frames of a comparison, as on its workbook: unrounded, and with more columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

import numpy as np
import pandas as pd
import pytest

from survey_app.comparison.compare_series import compare_series
from survey_app.comparison.frames.build import Frames, described
from survey_app.comparison.options import Options
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.counts import ScaleCounts
from survey_app.reporting import compare_waves
from tests.answered_waves import ARMS, VILLAGES
from tests.attacked_cases import AGREE, BROKEN_DOWN, CASES, THRESHOLD, secrets, solved
from tests.attacked_truth import Truth
from tests.disclosure_attacker import subsets
from tests.frames_attacker import ReadFrames
from tests.workbook_attacker import WorkbookAttacker
from tests.workbook_facts import NOWHERE, Fact

SOLVED_WITH = {
    "waves": ("n_total",),
    "segments": ("n_total",),
    "estimates": ("n_valid", "n_nvt", "n_blank", "n_not_asked"),
    "distribution": ("count",),
    "options": ("count", "base"),
    "scales": ("n", "mean"),
    "segment_changes": ("change",),
    "arms": ("did", "pooled"),
    "weights": ("n", "unknown_segment", "unknown_category"),
}
"""Columns that an attacker makes equations of."""

_RANKS = ("theta", "theta_se", "theta_low", "theta_high", "delta", "delta_low", "delta_high")
_TESTS = ("bm_statistic", "bm_df", "bm_p", "holm", "fdr", "permutation_p")
_WELCH = ("welch_difference", "welch_low", "welch_high", "welch_t", "welch_df", "welch_p")
_NEWCOMBE = ("newcombe_pp", "newcombe_low_pp", "newcombe_high_pp", "newcombe90_low_pp", "newcombe90_high_pp")
_CHANGE = ("change_pp", "change_low_pp", "change_high_pp")
_MEAN = ("mean", "mean_low", "mean_high", "sd", "median")
_WEIGHTED = ("weighted_{}", "weighted_{}_low", "weighted_{}_high", "n_eff_{}")

FOLLOWS_FROM = {
    "estimates": ("n_valid", ("agree", "agree_low", "agree_high", "disagree", *_MEAN, "nvt", "agree_finite_low")),
    "distribution": ("count", ("share", "n_valid")),
    "changes": ("margin_pp", _CHANGE),
    "technical": ("theta", (*_RANKS, *_TESTS, *_WELCH, *_NEWCOMBE)),
    "options": ("count", ("share", "share_low", "share_high")),
    "option_changes": ("margin_pp", (*_CHANGE, *_NEWCOMBE, "fisher_p", "holm")),
    "values": ("n_valid", _MEAN),
    "value_changes": ("margin_pp", ("change", "change_low", "change_high", *_RANKS, *_TESTS, *_WELCH)),
    "scales": ("n", ("n_without", "mean_low", "mean_high", "sd", "n_complete", "alpha", "omega")),
    "scale_changes": ("margin_pp", ("change", "change_low", "change_high", *_RANKS, *_TESTS, *_WELCH)),
    "arms": ("did", ("did_low", "did_high", "t", "df", "p", "holm", "permutation_p", "permutation_p_one_sided")),
    "trends": ("h", ("z", "chi2", "p", "tau_b", "tau_b_p", "h_df", "h_p")),
    "segments": ("n_total", ("response", "margin_pp")),
    "waves": ("n_total", ("response", "margin_pp")),
}
"""By frame a column, and those that say no more of a row than it does: they are missing where it is."""

TESTED_FURTHER = {
    "estimates": ("agree_finite_high", "agree_by_village", "agree_by_village_low", "agree_by_village_high"),
    "technical": (
        *("nvt_change_pp", "nvt_change_low_pp", "nvt_change_high_pp"),
        *(one.format(wave) for wave in ("earlier", "later") for one in _WEIGHTED),
        *("weighted_pp", "weighted_low_pp", "weighted_high_pp", "weighted90_low_pp", "weighted90_high_pp"),
    ),
    "values": ("n_valid",),
    "changes": ("margin_pp",),
    "option_changes": ("margin_pp",),
    "value_changes": ("margin_pp",),
    "scale_changes": ("margin_pp",),
    "trends": ("h",),
}
"""Figures of whoever is shown in both waves, which the village of eight is not."""

NO_ANSWERS = {
    "waves": ("frame",),
    "segments": ("frame",),
    "estimates": ("n_total",),
    "distribution": ("score",),
    "pairs": ("level", "margin_pp"),
    "arms": ("level", "n_pilot", "n_mirror", "assignments", "smallest_p", "smallest_p_one_sided"),
    "weights": ("deff", "n_eff", "trimmed"),
    **dict.fromkeys(("changes", "technical", "option_changes", "value_changes", "scale_changes"), ("level",)),
}
"""Who was approached and who responded, verdicts, places on a scale, the design of the study, what weights cost."""

WITHOUT_ANSWERS = {"level", "n_total", "frame", "response", "score"}
cases = pytest.mark.parametrize("case", CASES)


@pytest.fixture(scope="module")
def frames() -> Mapping[str, Frames]:
    return {name: compare_waves(waves, Options(weighted=True), finite_population=True) for name, waves in CASES.items()}


def numeric_columns() -> set[tuple[str, str]]:
    listed = described()
    numbers = listed[listed.type.isin(["Int64", "float64"])]
    return set(zip(numbers.frame, numbers.column, strict=True))


def test_every_column_of_numbers_is_of_a_kind() -> None:
    # A new column is of none: then this test asks what an attacker can do with it
    follows = {frame: columns for frame, (_, columns) in FOLLOWS_FROM.items()}
    kinds = (SOLVED_WITH, follows, TESTED_FURTHER, NO_ANSWERS)

    known = {(frame, column) for kind in kinds for frame, columns in kind.items() for column in columns}

    assert numeric_columns() == known


@cases
@pytest.mark.parametrize("name", FOLLOWS_FROM)
def test_what_follows_is_missing_where_it_follows_from_nothing(
    frames: Mapping[str, Frames], case: str, name: str
) -> None:
    frame = getattr(frames[case], name)
    base, following = FOLLOWS_FROM[name]

    assert frame.loc[frame[base].isna(), list(following)].isna().all(axis=None)


@cases
def test_what_the_attacker_read_is_true(frames: Mapping[str, Frames], case: str) -> None:
    truths = [Truth(fielded) for fielded in CASES[case]]
    read = ReadFrames(frames[case])

    assert len(read.facts) > 100
    assert [fact for fact in read.facts if not truths[fact.wave].fits(fact)] == []
    for wave, fielded in enumerate(CASES[case]):
        assert read.responded(wave) == {village or NOWHERE: number for village, number in fielded.responded.items()}


@cases
def test_no_small_group_follows_from_all_figures_of_all_frames(frames: Mapping[str, Frames], case: str) -> None:
    assert solved(ReadFrames(frames[case]), CASES[case]) == []


def test_the_attack_solves_a_small_village_once_its_cover_is_told(frames: Mapping[str, Frames]) -> None:
    # So that the attack can fail
    case = "one small village, weighted"
    read, truth = ReadFrames(frames[case]), Truth(CASES[case][0])
    number = truth.number({"ravenswaaij"}, "luistert", AGREE)

    read.facts.append(Fact(0, "ravenswaaij", "luistert", AGREE, number, number))

    assert (0, "luistert", frozenset({"zoelen"})) in solved(read, CASES[case])


@cases
def test_no_small_village_has_only_one_possible_number_that_agrees(frames: Mapping[str, Frames], case: str) -> None:
    read = ReadFrames(frames[case])
    for wave, fielded in enumerate(CASES[case]):
        truth = Truth(fielded)
        for item in BROKEN_DOWN:
            attacker = WorkbookAttacker(read, wave, item)
            for villages in secrets(read, truth, wave, item):
                if len(villages) == 1:
                    wanted = attacker.told(villages, item, AGREE)
                    number = round(truth.number(villages, item, AGREE))
                    assert attacker.may_be_other_than(wanted, number), (wave, item, sorted(villages))


@cases
@pytest.mark.parametrize("name", ["estimates", "distribution", "changes", "technical"])
def test_the_village_of_eight_and_its_cover_are_missing_in_every_frame_of_groups(
    frames: Mapping[str, Frames], case: str, name: str
) -> None:
    # Of a village that `estimates` hides an item of, no frame has a figure of that item: not in either wave's pairs
    frame = getattr(frames[case], name)
    estimates = frames[case].estimates
    hidden = estimates[~estimates.shown & estimates.homogeneous.isna() & (estimates.group != "everybody")]
    numbers = [column for of, column in numeric_columns() if of == name and column not in WITHOUT_ANSWERS]

    for wave, group, item in zip(hidden.wave, hidden.group, hidden["item"], strict=True):
        rows = frame[(frame.group == group) & (frame["item"] == item)]
        in_wave = rows.wave == wave if "wave" in rows else (rows.earlier == wave) | (rows.later == wave)
        assert rows.loc[in_wave, numbers].isna().all(axis=None), (name, wave, group, item)


@cases
def test_a_village_with_fewer_than_ten_answers_is_hidden(frames: Mapping[str, Frames], case: str) -> None:
    estimates = frames[case].estimates
    for place, fielded in enumerate(CASES[case]):
        truth, wave = Truth(fielded), fielded.wave.id
        for village in [one for one in VILLAGES if one in fielded.responded]:
            for item in BROKEN_DOWN:
                if truth.answered({village}, item) < THRESHOLD:
                    rows = estimates[
                        (estimates.wave == wave) & (estimates.group == village) & (estimates["item"] == item)
                    ]
                    assert not rows.shown.any(), (place, village, item)


@cases
def test_no_scores_of_a_small_group_follow(frames: Mapping[str, Frames], case: str) -> None:
    # Unknown are how many have a score in each village and the sum of their scores: both add up
    scales = frames[case].scales
    for fielded in CASES[case]:
        shown = scales[(scales.wave == fielded.wave.id) & scales.n.notna()]
        villages = sorted(village or NOWHERE for village in fielded.responded)
        rows = np.array([[_is_in(village, group) for village in villages] for group in shown.group], dtype=float)
        hidden = set(villages) - set(shown.group)
        for small in subsets(hidden):
            if 0 < _scored(fielded, small) < THRESHOLD:
                wanted = np.array([village in small for village in villages], dtype=float)
                rank = np.linalg.matrix_rank(rows) if len(rows) else 0
                assert np.linalg.matrix_rank(np.vstack([*rows, wanted])) > rank, sorted(small)


def _is_in(village: str, group: str) -> bool:
    return group in ("everybody", village, ARMS.get(village))


def _scored(fielded: FieldedWave, villages: Set[str]) -> int:
    """How many in these villages answered one of the two items of the scale, which is half of them."""
    told = {village: _with_score(of.scales["gemeente"]) for village, of in fielded.counts.segments.items()}
    told[NOWHERE] = _with_score(fielded.counts.total.scales["gemeente"]) - sum(told.values())
    return sum(told[village] for village in villages)


def _with_score(counts: ScaleCounts) -> int:
    return sum(respondents for _, _, respondents in counts.scores)


@cases
def test_what_is_said_of_arms_is_made_of_villages_and_arms_that_are_shown(
    frames: Mapping[str, Frames], case: str
) -> None:
    # So it tells nothing of a village that is hidden: neither its change, nor the spread, nor that it was counted in
    found, arm_changes = frames[case], frames[case].technical
    for keys, of_subject in found.segment_changes.groupby(["earlier", "later", "subject"]):
        row = found.arms[(found.arms[["earlier", "later", "subject"]] == list(keys)).all(axis=1)].iloc[0]
        known = of_subject.dropna(subset="change").groupby("arm").change.agg(["mean", "size"])
        n_pilot, n_mirror = (known["size"].get(arm, 0) for arm in ("pilot", "mirror"))
        assert (row.n_pilot, row.n_mirror) == (n_pilot, n_mirror)
        assert pd.notna(row.did) == (min(n_pilot, n_mirror) > 1)
        if pd.notna(row.did):
            assert row.did == pytest.approx(known["mean"]["pilot"] - known["mean"]["mirror"])
        if not row.is_scale:
            same = (arm_changes[["earlier", "later", "item"]] == list(keys)).all(axis=1)
            of_arms = arm_changes[same].set_index("group").newcombe_pp
            assert row.pooled == pytest.approx(of_arms["pilot"] - of_arms["mirror"], nan_ok=True)


@cases
def test_weights_are_told_by_wave_and_never_by_cell(frames: Mapping[str, Frames], case: str) -> None:
    weights = frames[case].weights

    assert weights.wave.is_unique
    assert not ((weights.trimmed > 0) & (weights.trimmed < THRESHOLD)).any()
    series = compare_series(CASES[case], Options(weighted=True))
    told = [one for pair in series.pairs for one in pair.comparison.weighting if one is not None]
    assert not any(hasattr(one, "weights") for one in told)


@cases
def test_a_comparison_holds_no_counts_of_cells_or_villages(case: str) -> None:
    # What may not be shown is not in what a notebook is given (decision 0021)
    series = compare_series(CASES[case], Options(weighted=True))

    for fielded in (*series.waves, *(wave for pair in series.pairs for wave in pair.comparison.waves)):
        assert (fielded.counts.segments, fielded.counts.cells) == ({}, ())


def test_an_arm_whose_villages_count_by_size_tells_what_its_villages_tell(frames: Mapping[str, Frames]) -> None:
    seen = 0
    for arm, villages in (row for found in frames.values() for row in _weighted_by_village(found)):
        sizes = villages.frame.astype(float)
        assert len(villages) == 3
        assert arm.agree_by_village == pytest.approx((sizes * villages.agree).sum() / sizes.sum())
        seen += 1

    assert seen > 0


def _weighted_by_village(found: Frames) -> Iterator[tuple[pd.Series, pd.DataFrame]]:
    """The arms that have such a figure, with their villages that have a share of their own."""
    estimates = found.estimates.merge(
        found.segments[["wave", "segment", "arm", "frame"]],
        how="left",
        left_on=["wave", "group"],
        right_on=["wave", "segment"],
    )
    for arm in estimates[estimates.agree_by_village.notna()].itertuples():
        same = (estimates.wave == arm.wave) & (estimates.item == arm.item) & (estimates.arm == arm.group)
        yield arm, estimates[same & estimates.agree.notna()]
