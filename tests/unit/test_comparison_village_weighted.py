"""An arm in which each village counts by its size: by hand and with R, and only of what its villages may show."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from survey_app.comparison.compare_series import compare_series
from survey_app.comparison.groups import Group, GroupKind
from survey_app.comparison.results import FieldedWave
from survey_app.comparison.village_weighted import village_weighted
from survey_app.comparison.weighting.weighted import VillageWeighted
from survey_app.language.words import spoken
from survey_app.reporting import compare_waves
from survey_app.tables.arms import arms_sheets
from survey_app.tables.table import Paragraph, Table
from tests.answered_waves import Asked, Row, answered_wave
from tests.counted_waves import section, statement

ASKED = Asked((section(statement("een")),)).instrument()
PILOT, MIRROR = Group(GroupKind.ARM, "pilot"), Group(GroupKind.ARM, "mirror")

# Of 1,000 addresses in each village. Pilot: responses 5%, 10% and 20%, shares .8, .25 and .5: .5167 with each village a
# third, and 165 of 350 with each respondent one. Mirror: 6%, 8% and 9%, which is one and a half times exactly.
ANSWERED = {"ingen": (40, 50), "zoelen": (25, 100), "ravenswaaij": (100, 200)}
EVEN = {"maurik": (30, 60), "ommeren": (40, 80), "kerk-avezaath": (45, 90)}


def wave(answered: Mapping[str, tuple[int, int]], year: int = 2020, invited: int = 1000) -> FieldedWave:
    """In each village so many of so many agree, the others disagree."""
    rows = [
        Row({"een": answer}, village, times=number)
        for village, (agreed, of) in answered.items()
        for answer, number in (("eens", agreed), ("oneens", of - agreed))
    ]
    return answered_wave(year, ASKED, rows, invited=invited)


def found(fielded: FieldedWave) -> Mapping[tuple[Group, str], VillageWeighted]:
    series = compare_series((wave({**ANSWERED, **EVEN}, 2019), fielded))
    return village_weighted(fielded.instrument.study, series.groups[1])


def test_each_village_counts_by_its_size_where_response_differs_more_than_one_and_a_half_times() -> None:
    weighted = found(wave({**ANSWERED, **EVEN}))

    assert weighted.keys() == {(PILOT, "een")}
    arm = weighted[PILOT, "een"]
    assert arm.agree == pytest.approx((0.8 + 0.25 + 0.5) / 3)
    # On (3000)^2 / (1000^2/50 + 1000^2/100 + 1000^2/200) = 257.142857.
    # R: n <- 9e6/35e3; prop.test(1.55/3*n, n, correct=FALSE)$conf.int
    assert (arm.interval.low, arm.interval.high) == pytest.approx((0.455793376605, 0.577049319477), abs=1e-9)


def test_a_larger_village_counts_for_more() -> None:
    fielded = wave({**ANSWERED, **EVEN})
    sizes = {"ingen": 100, "zoelen": 300, "ravenswaaij": 600}
    fielded.invited.update(sizes)  # type: ignore[attr-defined]  # a dict, as answered_wave makes it

    # 100 x .8 + 300 x .25 + 600 x .5 = 455 of 1,000 addresses; responses 50%, 33% and 33%: 1.5 times, so not yet.
    assert found(fielded) == {}
    fielded.invited["zoelen"] = 301  # type: ignore[index]  # as above
    assert found(fielded)[PILOT, "een"].agree == pytest.approx((80 + 75.25 + 300) / 1001)


@pytest.mark.parametrize(
    "villages",
    [
        {**ANSWERED, "ingen": (4, 8)},  # below the threshold
        {**ANSWERED, "ingen": (20, 20)},  # all the same in a small group
        {"zoelen": (25, 100), "ravenswaaij": (100, 200)},  # nobody answered in Ingen
    ],
    ids=["hidden", "all the same", "nobody"],
)
def test_nothing_is_weighted_while_a_village_has_nothing_to_show(villages: dict[str, tuple[int, int]]) -> None:
    assert found(wave({**villages, **EVEN})) == {}


def test_nothing_is_weighted_while_it_is_unknown_how_large_villages_are() -> None:
    assert found(wave({**ANSWERED, **EVEN}, invited=0)) == {}


@pytest.fixture(scope="module")
def waves() -> tuple[FieldedWave, FieldedWave]:
    return wave({**EVEN, **dict.fromkeys(ANSWERED, (60, 100))}, 2019), wave({**ANSWERED, **EVEN})


def test_the_sheet_has_it_beside_the_share_of_respondents_in_the_arm_and_wave_that_need_it(
    waves: tuple[FieldedWave, FieldedWave],
) -> None:
    *_, sheet = arms_sheets(compare_series(waves))
    assert sheet is not None
    pilot, mirror, *_villages = (
        block for block in sheet.blocks if isinstance(block, Table) and block.name.startswith("Pilot_cijfers")
    )
    told = [str(spoken(block.text, "nl")) for block in sheet.blocks if isinstance(block, Paragraph)]

    assert headings(pilot) == [
        *("Blok", "Stelling", "n mei 2019", "% eens mei 2019"),
        *("n mei 2020", "% eens mei 2020", "% eens naar kern mei 2020"),
    ]
    assert headings(mirror) == ["Blok", "Stelling", "n mei 2019", "% eens mei 2019", "n mei 2020", "% eens mei 2020"]
    assert pilot.rows[0][4:] == (350, 47.1, 51.7)  # 165 of 350; and 51.67
    assert sum("anderhalf keer" in text for text in told) == 1


def headings(table: Table) -> list[str]:
    return [str(spoken(column.heading, "nl")) for column in table.columns]


def test_nothing_is_said_of_it_where_response_is_even(waves: tuple[FieldedWave, FieldedWave]) -> None:
    *_, sheet = arms_sheets(compare_series((waves[0], wave({**EVEN, **dict.fromkeys(ANSWERED, (60, 100))}))))

    assert sheet is not None
    assert not any("anderhalf keer" in str(getattr(block, "text", "")) for block in sheet.blocks)


def test_the_frame_has_it_for_that_arm_only(waves: tuple[FieldedWave, FieldedWave]) -> None:
    estimates = compare_waves(waves).estimates

    weighted = estimates[estimates.agree_by_village.notna()]

    assert weighted[["wave", "group"]].to_numpy().tolist() == [["meting-2020", "pilot"]]
    assert weighted.agree_by_village.tolist() == pytest.approx([1.55 / 3])
    assert weighted.agree_by_village_low.tolist() == pytest.approx([0.455793376605], abs=1e-9)  # R, as above
