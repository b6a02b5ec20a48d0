"""What holds of every comparison, whatever the counts: tried on waves that hypothesis makes up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.comparison.conclusion import Conclusion, Finding
from survey_app.comparison.data_frames.build import Frames
from survey_app.comparison.groups import Group, GroupKind
from survey_app.comparison.results import FieldedWave, StatementComparison
from survey_app.dataset.counts import GroupCounts, ItemCounts
from survey_app.dataset.from_printed import read_printed_counts
from survey_app.dataset.merging import merged
from survey_app.fieldwork.wave import Origin, Recruitment
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.model import NOT_APPLICABLE
from survey_app.questionnaire.study import Segment
from survey_app.reporting import compare_waves as frames_of
from tests.answered_waves import Row, answered_wave
from tests.counted_waves import POINTS, answered, choice, compare_waves, fielded, instrument, likert, section, statement
from tests.staff_reference import Counts, counted

ASKED = instrument(section(statement("luistert"), statement("serieus"), choice("weg", "fiets", "auto")))


def opposite(found: Conclusion | None) -> Finding | None:
    """What the other order of the waves must conclude."""
    if found is None or not found.has_direction:
        return None if found is None else found.finding
    turned = {"hoger": "lager", "lager": "hoger"}
    direction, *rest = found.finding.split("_")
    return Finding("_".join([turned[direction], *rest]))


waves = st.tuples(counted(5, most=120), counted(5, most=120), counted(2, most=120))
"""Counts of two statements and of one choice."""


def wave(year: int, counts: Sequence[Counts]) -> FieldedWave:
    first, second, options = counts
    return fielded(
        year,
        ASKED,
        likert("luistert", *first),
        likert("serieus", *second),
        answered("weg", dict(zip(("fiets", "auto"), options, strict=True))),
        respondents=max(map(sum, counts)),
    )


def turned(frame: pd.DataFrame, low: str, high: str) -> pd.DataFrame:
    """The two ends of an interval, each the negative of the other."""
    return pd.DataFrame({low: -frame[high], high: -frame[low]})


def assert_close(ours: pd.Series | pd.DataFrame, other: pd.Series | pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(pd.DataFrame(ours), pd.DataFrame(other), check_exact=False, rtol=0, atol=1e-9)


def assert_turned(one: Frames, other: Frames) -> None:
    ours, theirs = one.technical, other.technical
    for column in ("delta", "bm_statistic", "welch_difference", "welch_t", "newcombe_pp"):
        assert_close(ours[column], -theirs[column])
    for column in ("bm_p", "bm_df", "theta_se", "permutation_p", "welch_p", "welch_df", "holm", "fdr"):
        assert_close(ours[column], theirs[column])
    for low, high in (
        ("delta_low", "delta_high"),
        ("welch_low", "welch_high"),
        ("newcombe_low_pp", "newcombe_high_pp"),
    ):
        assert_close(ours[[low, high]], turned(theirs, low, high))
    assert list(ours.level) == list(theirs.level)
    assert_close(one.option_changes.newcombe_pp, -other.option_changes.newcombe_pp)
    assert_close(one.option_changes[["fisher_p", "holm"]], other.option_changes[["fisher_p", "holm"]])


@pytest.mark.slow
@given(waves, waves)
@settings(max_examples=60, deadline=None)
def test_waves_that_change_places_turn_every_sign_and_keep_every_p(
    one: Sequence[Counts], other: Sequence[Counts]
) -> None:
    assert_turned(frames_of([wave(2019, one), wave(2020, other)]), frames_of([wave(2019, other), wave(2020, one)]))


@given(waves, waves)
@settings(max_examples=60, deadline=None)
def test_waves_that_change_places_turn_every_conclusion(one: Sequence[Counts], other: Sequence[Counts]) -> None:
    forth = compare_waves(wave(2019, one), wave(2020, other))
    back = compare_waves(wave(2019, other), wave(2020, one))

    for ours, theirs in zip(forth.statements, back.statements, strict=True):
        assert (theirs.conclusion and theirs.conclusion.finding) == opposite(ours.conclusion)
    for ours_option, theirs_option in zip(forth.choices[0].conclusions, back.choices[0].conclusions, strict=True):
        assert (theirs_option and theirs_option.finding) == opposite(ours_option)


@given(waves, st.integers(1, 40))
@settings(max_examples=60, deadline=None)
def test_an_item_with_the_same_counts_in_both_waves_is_never_higher_or_lower(
    counts: Sequence[Counts], times: int
) -> None:
    more = [tuple(times * number for number in one) for one in counts]

    found = compare_waves(wave(2019, more), wave(2020, more))

    concluded = [*(statement.conclusion for statement in found.statements), *found.choices[0].conclusions]
    assert not any(one.has_direction for one in concluded if one)
    for one in found.statements:
        assert one.change is None or one.change.agree_pp == 0
        assert one.technical is None or (one.technical.ranks.delta == 0 and one.technical.ranks.p in (None, 1))


def in_villages(year: int, villages: dict[str, Counts]) -> FieldedWave:
    """One statement in villages that are all pilot villages."""
    plain = instrument(section(statement()))
    segments = tuple(Segment.model_validate({"id": name, "label": name, "arm": "pilot"}) for name in villages)
    asked = plain.model_copy(update={"study": plain.study.model_copy(update={"segments": segments})})
    groups = {name: GroupCounts(sum(one), {"luistert": likert("luistert", *one)}) for name, one in villages.items()}
    total = merged(groups.values())
    one = fielded(year, asked, respondents=total.respondents)
    return replace(one, counts=replace(one.counts, total=total, segments=groups))


def added(villages: dict[str, Counts]) -> Counts:
    return tuple(map(sum, zip(*villages.values(), strict=True)))


villages = st.fixed_dictionaries({name: counted(5, most=60, least=30) for name in ("ingen", "zoelen")})


def only(found: tuple[StatementComparison, ...]) -> StatementComparison:
    (one,) = found
    return one


@given(villages, villages)
@settings(max_examples=40, deadline=None)
def test_two_villages_taken_together_are_their_counts_added(
    before: dict[str, Counts], after: dict[str, Counts]
) -> None:
    of_villages = compare_waves(in_villages(2019, before), in_villages(2020, after))
    of_sum = compare_waves(in_villages(2019, {"samen": added(before)}), in_villages(2020, {"samen": added(after)}))

    arm = next(group for group in of_villages.groups if group.group == Group(GroupKind.ARM, "pilot"))

    expected = only(of_sum.statements)
    for found in (only(of_villages.statements), only(arm.statements)):
        assert found.estimates == expected.estimates
        assert found.technical == expected.technical


@pytest.mark.slow
@given(counted(5, most=40, least=10), counted(5, most=40, least=10), st.integers(0, 9))
@settings(max_examples=25, deadline=None)
def test_a_wave_of_responses_has_the_figures_of_its_printed_table(before: Counts, after: Counts, nvt: int) -> None:
    asked = instrument(section(statement()))
    of_responses = frames_of([from_responses(asked, 2019, before, nvt), from_responses(asked, 2020, after, nvt)])
    of_tables = frames_of([from_table(asked, 2019, before, nvt), from_table(asked, 2020, after, nvt)])
    estimates, printed = everybody(of_responses.estimates), everybody(of_tables.estimates)
    shown = estimates.shown
    figures = [column for column in estimates if column not in ("n_blank", "shown", "homogeneous")]

    # what responses do not tell (everybody of a small group gave one answer) a printed table has told already
    pd.testing.assert_frame_equal(estimates.loc[shown, figures], printed.loc[shown, figures])
    if shown.all():
        technical = everybody(of_responses.technical)
        pd.testing.assert_frame_equal(technical, everybody(of_tables.technical))


def everybody(frame: pd.DataFrame) -> pd.DataFrame:
    """Printed tables are of everybody only."""
    return frame[frame.group == "everybody"].reset_index(drop=True)


def from_responses(asked: Instrument, year: int, counts: Counts, nvt: int) -> FieldedWave:
    given_answers = [Row({"luistert": point}, times=number) for point, number in zip(POINTS, counts, strict=True)]
    return answered_wave(year, asked, [*given_answers, Row({"luistert": NOT_APPLICABLE}, times=nvt)])


def from_table(asked: Instrument, year: int, counts: Counts, nvt: int) -> FieldedWave:
    """The same wave, written as a printed table and read."""
    lines = [f"luistert,{point},{number}" for point, number in zip((*POINTS, "nvt"), (*counts, nvt), strict=True)]
    respondents = sum(counts) + nvt
    plain = from_responses(asked, year, counts, nvt)
    with TemporaryDirectory() as folder:
        table = Path(folder) / "tabel.csv"
        table.write_text("\n".join(["item,answer,count", *lines]) + "\n", encoding="utf-8")
        printed = read_printed_counts(table, plain.wave.id, asked.questionnaire, respondents)
    return replace(plain, wave=replace(plain.wave, origin=Origin.PRINTED), counts=printed)


@pytest.mark.slow
@given(
    counted(5, most=12, least=1),
    counted(5, most=200, least=1),
    st.integers(0, 3),
    st.integers(1, 30),
    st.integers(1, 30),
    st.sampled_from([None, 0, 1, 2, 8]),
)
@settings(max_examples=150, deadline=None)
def test_a_verdict_never_rises_when_n_falls(
    shape: Counts, other: Counts, nvt: int, fewer: int, more: int, silent: int | None
) -> None:
    """The same answers of fewer people, at the same response: `silent` people for each who answered; None: unknown."""
    less, many = sorted((fewer, more))

    def level(times: int) -> int:
        counts = likert("luistert", *(times * number for number in shape), not_applicable=times * nvt)
        return (
            compare_waves(sized(2019, counts, silent), sized(2020, likert("luistert", *other), silent))
            .statements[0]
            .verdict.level
        )

    assert level(less) <= level(many)


def sized(year: int, counts: ItemCounts, silent: int | None) -> FieldedWave:
    asked = instrument(section(statement()))
    if silent is None:
        return fielded(year, asked, counts, recruitment=Recruitment.OPEN_LINK)
    return fielded(year, asked, counts, frame=counts.asked * (1 + silent))


def test_a_wave_of_twice_as_many_alike_reaches_another_level() -> None:
    # so that the claim above is about something: 12, 60 and 600 answers against 600
    levels = []
    for number in (12, 60, 600):
        before, after = likert("luistert", 0, number // 2, 0, number // 2, 0), likert("luistert", 0, 300, 0, 300, 0)
        levels.append(int(compare_waves(sized(2019, before, 1), sized(2020, after, 1)).statements[0].verdict.level))

    assert levels == [0, 2, 2]


def test_the_signs_of_a_pair_are_those_of_its_shares() -> None:
    # 40 of 100 and 60 of 100 agree: +20 points by hand, and the other way round -20
    low, high = ((0, 60, 0, 40, 0),) * 2, ((0, 40, 0, 60, 0),) * 2
    rising = frames_of([wave(2019, (*low, (50, 50))), wave(2020, (*high, (50, 50)))])
    falling = frames_of([wave(2019, (*high, (50, 50))), wave(2020, (*low, (50, 50)))])

    assert rising.technical.newcombe_pp.tolist() == pytest.approx([20, 20])
    assert falling.technical.newcombe_pp.tolist() == pytest.approx([-20, -20])
