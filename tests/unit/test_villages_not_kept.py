"""Who is known by his arm alone counts in his arm and in the whole, and is never a village."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from survey_app.comparison.compare_series import compare_series
from survey_app.comparison.figures.signs import Sign
from survey_app.comparison.groups import EVERYBODY, Group, GroupKind
from survey_app.comparison.prepared import prepared, segment_margin
from survey_app.comparison.results import FieldedWave
from survey_app.comparison.weighting.raking import Unusable
from survey_app.dataset.from_responses import count_responses, count_scales
from survey_app.dataset.kept import counts_from_json, counts_to_json
from survey_app.dataset.microdata.coding import coded_variables
from survey_app.dataset.microdata.reading import read_columns
from survey_app.fieldwork.place import NOWHERE, kept_places
from survey_app.fieldwork.ports import StoredResponse
from survey_app.language.words import Words
from survey_app.tables.response import response_sheet
from survey_app.tables.table import Table
from tests.answered_waves import VILLAGES, Asked, Row, answered_wave, responses_of

NAME = Words("de meting")
PILOT, MIRROR = Group(GroupKind.ARM, "pilot"), Group(GroupKind.ARM, "mirror")
NUMBERS = dict(zip(VILLAGES, (4, 9, 40, 30, 25, 35), strict=True))
STATEMENTS = [{"type": "likert", "id": one, "text": one, "response_scale": "eens"} for one in ("luistert", "helpt")]
AGE = {
    "type": "single_choice",
    "id": "leeftijd",
    "text": "Leeftijd",
    "background": True,
    "options": [{"id": one, "label": one} for one in ("jong", "oud")],
}
ASKED = Asked(
    sections=({"id": "alles", "title": "Alles", "items": [*STATEMENTS, AGE]},),
    scales=({"id": "steun", "title": "Steun", "items": ["luistert", "helpt"]},),
    margins={"item": "leeftijd", "population": {"jong": 3000, "oud": 3000}},
).instrument()


def rows(numbers: dict[str, int]) -> list[Row]:
    """Of each village so many, young and old and of three minds in turn."""
    minds = ("oneens", "neutraal", "eens")
    return [
        Row({"luistert": minds[n % 3], "helpt": minds[(n + 1) % 3], "leeftijd": ("jong", "oud")[n % 2]}, village)
        for village, number in numbers.items()
        for n in range(number)
    ]


def stored(numbers: dict[str, int], *, nowhere: bool = False) -> list[StoredResponse]:
    """As closing stores them; or with nothing beside those of villages that are not kept."""
    kept = kept_places(ASKED.study.segments, Counter(numbers), 10)
    places = [NOWHERE if nowhere and not kept[row.segment].segment else kept[row.segment] for row in rows(numbers)]
    return [one._replace(**place._asdict()) for one, place in zip(responses_of(rows(numbers)), places, strict=True)]


def wave(year: int, numbers: dict[str, int] = NUMBERS, *, nowhere: bool = False) -> FieldedWave:
    plain = answered_wave(year, ASKED, rows(numbers))
    counts = count_responses(plain.wave.id, ASKED, stored(numbers, nowhere=nowhere))
    responded: dict[str | None, int | None] = {
        one: counts.segments[one].respondents if one in counts.segments else None for one in VILLAGES
    }
    return replace(plain, counts=counts, responded=responded)


def test_the_rest_of_an_arm_is_counted_as_such() -> None:
    counts = wave(2020).counts

    assert counts.total.respondents == 143
    assert {one: group.respondents for one, group in counts.segments.items()} == dict(list(NUMBERS.items())[2:])
    assert {arm: group.respondents for arm, group in counts.rests.items()} == {"pilot": 13}
    assert counts_from_json(counts_to_json(counts)) == counts


def test_an_arm_is_its_villages_and_its_rest() -> None:
    made = prepared(wave(2020), NAME)

    assert made.halves[PILOT].fielded.counts.total.respondents == 53
    assert (made.halves[PILOT].fielded.approached, made.halves[MIRROR].fielded.approached) == (3000, 3000)
    assert {group.id for group in made.halves if group.kind is GroupKind.SEGMENT} == set(VILLAGES[2:])
    assert made.halves[PILOT].shown["luistert"] is not None
    assert made.halves[Group(GroupKind.SEGMENT, "ravenswaaij")].shown["luistert"] is not None  # the rest hides itself
    assert made.halves[PILOT].scales["steun"] is not None


def test_of_people_known_by_nothing_only_the_whole_tells() -> None:
    made = prepared(wave(2020, nowhere=True), NAME)

    assert made.halves[EVERYBODY].fielded.counts.total.respondents == 143
    assert made.halves[PILOT].fielded.counts.total.respondents == 40
    assert made.halves[PILOT].fielded.approached == 1000  # of the villages that it consists of


@pytest.mark.parametrize("nowhere", [False, True])
def test_the_villages_of_a_rest_weigh_together(nowhere: bool) -> None:
    """They are two of six equal villages: a third of all weight, however few of them answered."""
    fielded = wave(2020, nowhere=nowhere)
    row = "rest" if nowhere else "rest.pilot"
    assert segment_margin(fielded) == {row: 2000} | dict.fromkeys(VILLAGES[2:], 1000)

    weighting = prepared(fielded, NAME).halves[EVERYBODY].weighting

    assert weighting is not None
    rest = [cell for cell in fielded.counts.cells if cell.segment is None]
    weight = sum(weighting.weights[cell.row, cell.category] * cell.counts.respondents for cell in rest)
    assert sum(cell.counts.respondents for cell in rest) == 13
    assert weight == pytest.approx(143 / 3)


def test_nobody_is_weighted_where_cards_for_anybody_may_be_among_the_rest() -> None:
    fielded = wave(2020, nowhere=True)
    fielded = replace(fielded, invited={**fielded.invited, None: 50})

    weighting = prepared(fielded, NAME).halves[EVERYBODY].weighting

    assert weighting is not None
    assert weighting.why_not is Unusable.VILLAGE_UNKNOWN


def test_a_village_that_is_not_kept_is_secret_in_the_response() -> None:
    sheet = response_sheet(compare_series((wave(2019), wave(2020))))

    (table,) = (block for block in sheet.blocks if isinstance(block, Table) and block.name == "Respons_delen")
    told = {row[1]: row[3:] for row in table.rows}
    assert told["Ingen"] == (1000, Sign.SECRET, Sign.SECRET, Sign.SECRET)
    assert told["Ravenswaaij"][:2] == (1000, 40)


def test_shares_of_villages_are_compared_on_those_that_both_waves_tell() -> None:
    """The same people, of whom one wave did not keep two villages: nobody has moved."""
    exact = answered_wave(2019, ASKED, rows(NUMBERS))
    (pair,) = compare_series((exact, wave(2020))).pairs

    assert all(reason.code.value != "SAMENSTELLING" for reason in pair.comparison.overall.reasons)


def test_a_scale_is_counted_of_the_rest_too() -> None:
    (found,) = count_scales("meting", ASKED, stored(NUMBERS), [("steun", ("luistert",))])

    assert sum(number for _answered, _sum, number in found.rows["rest.pilot"].scores) == 13
    assert sum(number for _answered, _sum, number in found.total.scores) == 143


def test_microdata_has_the_arm_of_those_whose_village_is_not_kept() -> None:
    variables = coded_variables(ASKED)
    segment = variables[0]

    columns = read_columns("meting", ASKED, variables, stored(NUMBERS), 143, lambda _done, _total: None)

    codes = {value.code: value for value in segment.values}
    told = Counter(codes[int(code)].answer for code in columns[segment.name])
    assert told == {"rest.pilot": 13} | dict(list(NUMBERS.items())[2:])
    assert str(codes[7].label.spoken_in("en")) == "pilot, village not kept"  # type: ignore[union-attr]


def test_an_arm_of_which_no_village_is_known_stands_without_villages() -> None:
    series = compare_series((wave(2019), wave(2020)))
    waves = tuple(replace(one, invited={}, responded={}) for one in series.waves)

    sheet = response_sheet(replace(series, waves=waves))

    (arms,) = (block for block in sheet.blocks if isinstance(block, Table) and block.name == "Respons_pilot")
    assert [row[2] for row in arms.rows] == [Sign.NIL] * 4
