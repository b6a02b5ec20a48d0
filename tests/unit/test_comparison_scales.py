"""Scales over waves (STATISTICS 7): scored on common items, judged on their reliability, tested as one family."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from random import Random

import pytest
from scipy import stats

from survey_app.comparison.compare_series import compare_series
from survey_app.comparison.conclusion import Finding
from survey_app.comparison.fielded import rescored
from survey_app.comparison.results import Code, FieldedWave, Level, ScaleComparison
from survey_app.fieldwork.ports import StoredResponse
from survey_app.questionnaire.model import Scale
from tests.answered_waves import VILLAGES, Asked, Row, answered_wave, responses_of
from tests.counted_waves import POINTS, fielded, instrument, likert, section, statement

ITEMS = ("een", "twee", "drie", "vier")
SCALE: dict[str, object] = {"id": "erkenning", "title": "Erkenning", "items": list(ITEMS), "reversed": ["vier"]}


def people(number: int, mood: float, seed: int, items: Iterable[str] = ITEMS) -> list[dict[str, int]]:
    """Scores of people who answer all items by one mood, so that the items hang together; `vier` is the other way."""
    random = Random(seed)
    rows = []
    for _ in range(number):
        own = random.gauss(mood, 1)
        scores = {item: max(1, min(5, round(random.gauss(own, 0.5)))) for item in items}
        rows.append({item: 6 - score if item == "vier" else score for item, score in scores.items()})
    return rows


def asked(*changed: Mapping[str, object]) -> Asked:
    """The four statements; those in `changed` by id with other words."""
    other = {str(item["id"]): item for item in changed}
    return Asked((section(*(other.get(item) or statement(item) for item in ITEMS)),), scales=(SCALE,))


def wave(year: int, rows: list[dict[str, int]], what: Asked | None = None) -> tuple[FieldedWave, list[StoredResponse]]:
    answers = [
        Row({item: POINTS[score - 1] for item, score in row.items()}, VILLAGES[place % 6])
        for place, row in enumerate(rows)
    ]
    return answered_wave(year, (what or asked()).instrument(), answers), responses_of(answers)


def compared(*waves: tuple[FieldedWave, list[StoredResponse]]) -> ScaleComparison:
    """The only scale of the first pair, scored on what the waves have in common."""
    kept = {fielded.wave.id: responses for fielded, responses in waves}
    series = compare_series(rescored([one for one, _ in waves], lambda fielded: kept[fielded.wave.id]))
    return series.pairs[0].comparison.scales[0]


def scores(rows: Sequence[Mapping[str, int]], items: Iterable[str] = ITEMS) -> list[float]:
    """Person scores by hand: the mean of the items, those that are reversed turned around."""
    turned = [[6 - row[item] if item == "vier" else row[item] for item in items] for row in rows]
    return [sum(row) / len(row) for row in turned]


def test_scores_change_and_tests_are_those_of_scipy_on_the_persons() -> None:
    before, after = people(300, 3.0, 1), people(320, 3.6, 2)

    found = compared(wave(2019, before), wave(2020, after))

    one, other = scores(before), scores(after)
    assert found.estimates[0] is not None
    assert found.estimates[1] is not None
    assert (found.estimates[0].n, found.estimates[1].n) == (300, 320)
    assert found.estimates[0].mean == pytest.approx(sum(one) / 300)
    welch = stats.ttest_ind(other, one, equal_var=False)
    brunner = stats.brunnermunzel(one, other)
    assert found.technical is not None
    assert found.technical.welch.p == pytest.approx(welch.pvalue)
    assert found.technical.ranks.p == pytest.approx(brunner.pvalue)
    assert found.technical.holm == pytest.approx(brunner.pvalue)
    assert found.verdict.level is Level.COMPARABLE
    assert found.conclusion is not None
    assert found.conclusion.finding is Finding.HIGHER


def test_a_reworded_item_is_left_out_of_the_score_in_both_waves() -> None:
    before, after = people(300, 3.0, 1), people(320, 3.0, 2)
    reworded = asked(statement("drie", text="Heel andere woorden"))

    found = compared(wave(2019, before), wave(2020, after, reworded))

    kept = ("een", "twee", "vier")
    assert (found.items, found.left_out) == (kept, ("drie",))
    assert found.estimates[0] is not None
    assert found.estimates[0].mean == pytest.approx(sum(scores(before, kept)) / 300)
    assert found.verdict.level is Level.COMPARABLE


def test_without_the_responses_a_scale_with_a_reworded_item_cannot_be_computed() -> None:
    reworded = asked(statement("drie", text="Heel andere woorden"))
    waves = [wave(2019, people(300, 3.0, 1))[0], wave(2020, people(320, 3.0, 2), reworded)[0]]

    found = compare_series(waves).pairs[0].comparison.scales[0]

    assert found.change is None
    assert [reason.code for reason in found.verdict.reasons] == [Code.NOT_COMPUTABLE, Code.NOT_COMPUTABLE]


def test_items_that_do_not_hang_together_make_no_scale_that_is_tested() -> None:
    random = Random(3)
    loose = [{item: random.randint(1, 5) for item in ITEMS} for _ in range(300)]

    found = compared(wave(2019, loose), wave(2020, people(300, 3.6, 2)))

    # By their making: alpha of independent items is 0 in expectation; items with a shared variance of 1 and one of .25
    # of their own have an alpha of about 4 * .8 / (1 + 3 * .8) = .94. So one is too low, and they are far apart.
    assert {reason.code for reason in found.verdict.reasons} == {Code.UNRELIABLE}
    assert found.verdict.level is Level.INDICATIVE
    assert found.conclusion is None
    assert found.technical is not None
    assert found.technical.ranks.p is not None
    assert found.technical.holm is None


def test_a_scale_of_a_printed_wave_cannot_be_computed_and_says_so() -> None:
    plain = instrument(section(statement("een"), statement("twee")))
    scale = Scale(id="s", title="S", items=("een", "twee"))
    frozen = plain.model_copy(update={"questionnaire": plain.questionnaire.model_copy(update={"scales": (scale,)})})
    counts = likert("een", 20, 20, 20, 20, 20), likert("twee", 20, 20, 20, 20, 20)

    found = compare_series([fielded(2019, frozen, *counts), fielded(2020, frozen, *counts)]).pairs[0].comparison

    assert [reason.code for reason in found.scales[0].verdict.reasons] == [Code.NOT_COMPUTABLE] * 2
    assert found.scales[0].estimates[0] is not None
    assert not found.scales[0].estimates[0].computable
