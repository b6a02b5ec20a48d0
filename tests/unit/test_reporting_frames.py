"""The data frames of a comparison: the two real staff waves as R has them, and columns that are what they say."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pandas as pd
import pytest

from survey_app.comparison.data_frames.build import Frames, described
from survey_app.comparison.results import Code
from survey_app.comparison.statistics.multiplicity import benjamini_hochberg, holm
from survey_app.comparison.verdict.words import LEVEL_WORDS
from survey_app.reporting import compare_waves
from tests.counted_waves import REFERENCE, ROOT, fielded, instrument, likert, section, staff_wave, statement
from tests.survey_elsewhere import write_survey

FIRST, SECOND = "medewerkers-2019", "medewerkers-2020"


@pytest.fixture(scope="module")
def frames() -> Frames:
    return compare_waves([staff_wave(2020), staff_wave(2019)])


@pytest.fixture(scope="module")
def r() -> pd.DataFrame:
    """R 4.2.2 (base, coin, ordinal): tests/data/README.md."""
    return pd.read_csv(REFERENCE / "reference-comparison.csv").set_index("item_id")


def by_item(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.set_index("item")


def assert_same(ours: pd.Series, reference: pd.Series, column: str) -> None:
    found = ours.reindex(reference.index).astype(float)
    assert found.notna().all(), column
    assert list(found) == pytest.approx(list(reference.astype(float)), abs=1e-6), column


@pytest.mark.parametrize(("wave", "year"), [(FIRST, "2019"), (SECOND, "2020")])
def test_each_wave_equals_r(frames: Frames, r: pd.DataFrame, wave: str, year: str) -> None:
    estimates = by_item(frames.estimates[frames.estimates.wave == wave])
    shares = {"agree": "agree_pct", "agree_low": "agree_lo", "agree_high": "agree_hi", "disagree": "disagree_pct"}
    plain = {"n_valid": "n_valid", "n_nvt": "nvt", "mean": "mean", "sd": "sd", "median": "median"}

    for ours, theirs in shares.items():
        assert_same(100 * estimates[ours], r[f"{theirs}_{year}"], ours)
    for ours, theirs in plain.items():
        assert_same(estimates[ours], r[f"{theirs}_{year}"], ours)


@pytest.mark.parametrize(("wave", "year"), [(FIRST, "2019"), (SECOND, "2020")])
def test_the_distribution_adds_up_to_r(frames: Frames, r: pd.DataFrame, wave: str, year: str) -> None:
    points = frames.distribution[frames.distribution.wave == wave]
    agreeing = points[points.score >= 4].groupby("item")

    assert_same(agreeing["count"].sum(), r[f"agree_n_{year}"], "count")
    assert_same(100 * agreeing["share"].sum(), r[f"agree_pct_{year}"], "share")
    assert_same(points.groupby("item")["count"].sum(), r[f"n_valid_{year}"], "n_valid")


OF_TWO_WAVES = {
    "newcombe_pp": "diff_agree_pp",
    "newcombe_low_pp": "newcombe_lo_pp",
    "newcombe_high_pp": "newcombe_hi_pp",
    "welch_difference": "diff_mean",
    "welch_low": "welch_lo",
    "welch_high": "welch_hi",
    "welch_t": "welch_t",
    "welch_df": "welch_df",
    "welch_p": "welch_p",
    "permutation_p": "exact_p",
    "bm_statistic": "bm_stat",
    "bm_df": "bm_df",
    "bm_p": "bm_p",
    "theta": "theta",
    "theta_se": "theta_se",
    "theta_low": "theta_lo_logit",
    "theta_high": "theta_hi_logit",
    "delta": "cliff_delta",
    "delta_low": "cliff_lo_logit",
    "delta_high": "cliff_hi_logit",
}


@pytest.mark.parametrize(("ours", "theirs"), OF_TWO_WAVES.items())
def test_the_two_waves_side_by_side_equal_r(frames: Frames, r: pd.DataFrame, ours: str, theirs: str) -> None:
    technical = by_item(frames.technical)

    assert len(technical) == 25
    assert_same(technical[ours], r[theirs], ours)


def test_families_over_all_statements_equal_r(frames: Frames, r: pd.DataFrame) -> None:
    # R adjusts over all 25; the comparison over the comparable ones, of which the staff waves have none
    technical = by_item(frames.technical).reindex(r.index)

    assert holm(list(technical.bm_p)) == pytest.approx(list(r.holm_bm_p), abs=1e-6)
    assert holm(list(technical.permutation_p)) == pytest.approx(list(r.holm_exact_p), abs=1e-6)
    assert benjamini_hochberg(list(technical.permutation_p)) == pytest.approx(list(r.bh_exact_p), abs=1e-6)
    assert technical.holm.isna().all()


def test_the_expectations_equal_r(frames: Frames) -> None:
    theirs = pd.read_csv(REFERENCE / "reference-expectations.csv").set_index("option_id")
    changes = frames.option_changes[frames.option_changes.item == "verwachtingen"].set_index("option")

    assert list(changes.index) == list(theirs.index)
    for ours, column in (
        ("newcombe_pp", "diff_pp"),
        ("newcombe_low_pp", "newcombe_lo"),
        ("newcombe_high_pp", "newcombe_hi"),
        ("fisher_p", "fisher_p"),
    ):
        assert_same(changes[ours], theirs[column], ours)
    assert holm(list(changes.fisher_p)) == pytest.approx(list(theirs.holm_fisher_p), abs=1e-6)
    for wave, year in ((FIRST, "2019"), (SECOND, "2020")):
        chosen = (frames.options.item == "verwachtingen") & (frames.options.wave == wave)
        options = frames.options[chosen].set_index("option")
        assert_same(options["count"], theirs[f"n_{year}"], "count")
        for ours, column in (("share", "pct"), ("share_low", "lo"), ("share_high", "hi")):
            assert_same(100 * options[ours], theirs[f"{column}_{year}"], ours)


def test_what_the_verdict_forbids_is_missing_from_changes_and_not_from_technical(frames: Frames) -> None:
    # STATISTICS 9: the report is not comparable on all 25 items
    assert set(frames.changes.level) == {0}
    assert set(frames.changes.verdict) == {"niet vergelijkbaar"}
    assert frames.changes.codes.str.startswith("N_KLEIN POPULATIE_ONBEKEND ZELFSELECTIE").all()
    assert set(frames.changes.notes) == {"MARGE_GROOT"}
    assert frames.changes[["change_pp", "change_low_pp", "change_high_pp", "conclusion", "size"]].isna().all(axis=None)
    assert frames.technical[list(OF_TWO_WAVES)].notna().all(axis=None)


def test_blanks_are_missing_where_a_printed_table_cannot_tell_them(frames: Frames) -> None:
    assert frames.estimates.n_blank.isna().all()
    assert frames.estimates.n_nvt.notna().all()


def test_the_finite_population_is_told_only_when_asked_for() -> None:
    # STATISTICS 3, by R: n = 51 of N = 150, 7 of 51: 7.7 to 23.2%
    asked = instrument(section(statement()))
    waves = [fielded(year, asked, likert("luistert", 44, 0, 0, 7, 0), frame=150) for year in (2019, 2020)]

    plain = compare_waves(waves).estimates.iloc[0]
    finite = compare_waves(waves, finite_population=True).estimates.iloc[0]

    assert (round(100 * plain.agree_low, 1), round(100 * plain.agree_high, 1)) == (6.8, 25.7)
    assert pd.isna(plain.agree_finite_low)
    assert (round(100 * finite.agree_finite_low, 1), round(100 * finite.agree_finite_high, 1)) == (7.7, 23.2)
    assert finite.agree_low == plain.agree_low


def test_a_shown_change_has_its_conclusion_and_its_size() -> None:
    # 360 and 372 of 600: STATISTICS 6, case 2; 480 of 600 is 20 points more.
    asked = instrument(section(statement()))
    waves = [
        fielded(year, asked, likert("luistert", 0, 600 - agree, 0, agree, 0), frame=1000)
        for year, agree in ((2019, 360), (2020, 372), (2021, 480))
    ]

    change, higher = compare_waves(waves[:2]).changes.iloc[0], compare_waves(waves[::2]).changes.iloc[0]

    assert (change.level, change.verdict, change.codes) == (2, "vergelijkbaar", "")
    assert change.change_pp == pytest.approx(2.0)
    assert change.conclusion == "verschil kleiner dan 10 procentpunten"
    assert change[["size", "delta_size", "notes", "precision"]].isna().all()
    assert (higher.conclusion, higher["size"]) == ("hoger", "duidelijk")


def test_every_column_is_described_as_it_is(frames: Frames) -> None:
    told = described()

    assert list(told.frame.unique()) == [one.name for one in fields(Frames)]
    for name, columns in told.groupby("frame", sort=False):
        frame = getattr(frames, str(name))
        assert list(frame.columns) == list(columns.column), name
        assert [str(kind).lower() for kind in frame.dtypes] == [kind.lower() for kind in columns.type], name
    assert (told.meaning != "").all()


def test_the_documentation_explains_every_code_and_level() -> None:
    page = (ROOT / "docs" / "statistics.md").read_text(encoding="utf-8")
    table = page[page.index("## The verdict") : page.index("*Near census*")]

    assert {line.split("`")[1] for line in table.splitlines() if line.startswith("| `")} == {
        code.value for code in Code
    }
    assert all(f"*{words.dutch}*" in page for words in LEVEL_WORDS.values())


@pytest.mark.slow
def test_the_example_in_the_documentation_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_survey(tmp_path)
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs" / "frames.md").read_text(encoding="utf-8")
    code = page.split("```python\n")[1].split("```")[0]

    found: dict[str, object] = {}
    exec(compile(code, "docs/frames.md", "exec"), found)

    assert isinstance(found["frames"], Frames)
    assert (tmp_path / "vergelijking.xlsx").exists()
    assert not list(tmp_path.glob("*.xlsx.*"))
