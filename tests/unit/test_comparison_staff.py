"""The real staff survey, 2019 against 2020: every figure as R has it, and the verdict of the report itself."""

import csv

import pytest

from survey_app.comparison.results import Code, ItemEstimate, Level, StatementComparison, WaveComparison
from survey_app.comparison.statistics.changes import change_between
from survey_app.comparison.verdict.words import precision_words
from tests.counted_waves import REFERENCE, compare_waves, staff_wave


@pytest.fixture(scope="module")
def comparison() -> WaveComparison:
    return compare_waves(staff_wave(2019), staff_wave(2020))


def reference(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def estimates(statement: StatementComparison) -> tuple[tuple[str, ItemEstimate], tuple[str, ItemEstimate]]:
    earlier, later = statement.estimates
    assert earlier is not None
    assert later is not None
    return ("2019", earlier), ("2020", later)


def figures(year: str, estimate: ItemEstimate) -> dict[str, float | None]:
    """Our figures under the names that the reference file has for them."""
    assert estimate.agree is not None
    assert estimate.agree_interval is not None
    assert estimate.disagree is not None
    return {
        f"n_valid_{year}": estimate.n_valid,
        f"nvt_{year}": estimate.n_not_applicable,
        f"agree_n_{year}": estimate.counts["eens"] + estimate.counts["helemaal_eens"],
        f"agree_pct_{year}": 100 * estimate.agree,
        f"agree_lo_{year}": 100 * estimate.agree_interval.low,
        f"agree_hi_{year}": 100 * estimate.agree_interval.high,
        f"disagree_pct_{year}": 100 * estimate.disagree,
        f"mean_{year}": estimate.mean,
        f"sd_{year}": estimate.sd,
        f"median_{year}": estimate.median,
    }


def test_every_figure_of_a_statement_equals_r(comparison: WaveComparison) -> None:
    rows = reference("reference-comparison.csv")

    assert [statement.item_id for statement in comparison.statements] == [row["item_id"] for row in rows]
    for statement, row in zip(comparison.statements, rows, strict=True):
        for year, estimate in estimates(statement):
            for column, ours in figures(year, estimate).items():
                assert ours == pytest.approx(float(row[column]), abs=1e-6), (statement.item_id, column)


def test_every_change_equals_r_although_it_is_not_shown() -> None:
    for row in reference("reference-comparison.csv"):
        earlier, later = ((int(row[f"agree_n_{year}"]), int(row[f"n_valid_{year}"])) for year in ("2019", "2020"))

        change = change_between(earlier, later)

        assert change.agree_pp == pytest.approx(float(row["diff_agree_pp"]), abs=1e-6)
        assert change.interval_pp.low == pytest.approx(float(row["newcombe_lo_pp"]), abs=1e-6)
        assert change.interval_pp.high == pytest.approx(float(row["newcombe_hi_pp"]), abs=1e-6)


def test_every_share_of_the_expectations_equals_r(comparison: WaveComparison) -> None:
    expectations = next(choice for choice in comparison.choices if choice.item_id == "verwachtingen")

    for (earlier, later), row in zip(expectations.options, reference("reference-expectations.csv"), strict=True):
        assert earlier.option == later.option == row["option_id"]
        for year, ours in (("2019", earlier), ("2020", later)):
            assert ours.share is not None
            assert ours.interval is not None
            assert ours.count == int(row[f"n_{year}"])
            assert 100 * ours.share == pytest.approx(float(row[f"pct_{year}"]), abs=1e-6)
            assert 100 * ours.interval.low == pytest.approx(float(row[f"lo_{year}"]), abs=1e-6)
            assert 100 * ours.interval.high == pytest.approx(float(row[f"hi_{year}"]), abs=1e-6)


def test_every_change_of_the_expectations_equals_r() -> None:
    for row in reference("reference-expectations.csv"):
        change = change_between((int(row["n_2019"]), 51), (int(row["n_2020"]), 16))

        assert change.agree_pp == pytest.approx(float(row["diff_pp"]), abs=1e-6)
        assert change.interval_pp.low == pytest.approx(float(row["newcombe_lo"]), abs=1e-6)
        assert change.interval_pp.high == pytest.approx(float(row["newcombe_hi"]), abs=1e-6)


def test_no_statement_is_comparable_and_each_says_why(comparison: WaveComparison) -> None:
    # STATISTICS 9, "Report under the rule"
    expected = [Code.N_SMALL, Code.POPULATION_UNKNOWN, Code.SELF_SELECTION]

    assert len(comparison.statements) == 25
    for statement in comparison.statements:
        codes = [reason.code for reason in statement.verdict.reasons if reason.code is not Code.BLOCK]
        assert statement.verdict.level is Level.NOT_COMPARABLE
        assert codes == expected
        assert [note.code for note in statement.verdict.notes] == [Code.MARGIN_LARGE]


def test_three_statements_moved_to_another_block(comparison: WaveComparison) -> None:
    # data/README.md, anomaly 1
    moved = [
        statement.item_id
        for statement in comparison.statements
        if Code.BLOCK in {reason.code for reason in statement.verdict.reasons}
    ]

    assert moved == ["vertrouwen_succes", "gemeente_meer_verantw", "inwoners_meer_verantw"]


def test_the_margin_lies_between_28_and_33_points(comparison: WaveComparison) -> None:
    # STATISTICS 9: M is 28-32 (32.45 for 38 and 12 answers: 195.9964 * sqrt(.25/38 + .25/12))
    margins = [statement.verdict.margin_pp for statement in comparison.statements]

    assert min(margin for margin in margins if margin) == pytest.approx(28.080861, abs=1e-6)
    assert max(margin for margin in margins if margin) == pytest.approx(32.450446, abs=1e-6)


def test_nothing_is_said_to_have_changed(comparison: WaveComparison) -> None:
    assert all(statement.change is None for statement in comparison.statements)
    assert all(change is None for choice in comparison.choices for change in choice.changes)
    assert comparison.overall.level is Level.NOT_COMPARABLE


def test_reasons_are_sentences_with_their_figures(comparison: WaveComparison) -> None:
    verdict = comparison.statements[0].verdict
    sentences = [reason.sentence.dutch for reason in verdict.reasons]

    assert sentences == [
        "In mei 2020 gaven maar 16 mensen een geldig antwoord; voor vergelijken zijn er minstens 30 nodig.",
        "Van juni 2019 en mei 2020 is niet bekend hoeveel mensen konden meedoen; "
        "de respons is daardoor niet te berekenen.",
        "In juni 2019 en mei 2020 kon iedereen met de link meedoen, ook vaker dan één keer; "
        "wie er niet meededen is niet bekend.",
    ]
    # STATISTICS 9: M = 28.1 of 51 and 16, and 40.1 to be detectable.
    assert [words.dutch for words in precision_words(verdict, None)] == [
        "De foutmarge van een verschil tussen percentages is 28,1 procentpunt.",
        "Precisie: alleen verschillen vanaf ongeveer 40 procentpunten zijn hier goed te zien.",
    ]


def test_team_staf_was_not_offered_in_2019_which_is_not_nobody(comparison: WaveComparison) -> None:
    team = next(choice for choice in comparison.choices if choice.item_id == "team")
    position = [later.option for _, later in team.options].index("staf")
    earlier, later = team.options[position]

    assert (earlier.offered, earlier.count, earlier.share) == (False, None, None)
    assert (later.offered, later.count, later.base) == (True, 1, 16)
    assert Code.OPTION_NOT_OFFERED in {reason.code for reason in team.verdicts[position].reasons}


def test_teams_rest_on_people_and_not_on_ticks(comparison: WaveComparison) -> None:
    # data/README.md, anomaly 3: 53 ticks by 51 people, 17 by 16
    team = next(choice for choice in comparison.choices if choice.item_id == "team")

    assert sum(earlier.count or 0 for earlier, _ in team.options) == 53
    assert sum(later.count or 0 for _, later in team.options) == 17
    assert {earlier.base for earlier, _ in team.options if earlier.offered} == {51}
    assert {later.base for _, later in team.options} == {16}


def test_age_was_asked_in_one_wave_only(comparison: WaveComparison) -> None:
    age = next(choice for choice in comparison.choices if choice.item_id == "leeftijd")

    assert age.items[0] is None
    assert all(not earlier.offered for earlier, _ in age.options)
    assert [later.count for _, later in age.options] == [1, 5, 2, 5, 3]
    assert {verdict.reasons[0].code for verdict in age.verdicts} == {Code.NOT_ASKED}


def test_the_order_in_which_waves_are_handed_in_makes_no_difference(comparison: WaveComparison) -> None:
    assert compare_waves(staff_wave(2020), staff_wave(2019)) == comparison


def test_printed_counts_are_shown_as_they_were_printed(comparison: WaveComparison) -> None:
    # STATISTICS 15, rule 11: age in 2020 was published with cells of 1 and 2
    shown = comparison.shown[1]["leeftijd"]

    assert shown is not None
    assert shown.hidden == frozenset()
    assert list(shown.answers.values()) == [1, 5, 2, 5, 3]


@pytest.mark.parametrize("year", ["2019", "2020"])
def test_the_project_holds_the_figures_of_the_report(comparison: WaveComparison, year: str) -> None:
    # staff-*.csv, expectations.csv, team.csv and age.csv were transcribed from the appendices, apart from our tables
    wave = comparison.shown[("2019", "2020").index(year)]

    for row in reference(f"staff-{year}.csv"):
        counts = wave[row["item_id"]]
        assert counts is not None
        assert {**counts.answers, "nvt": counts.not_applicable} == {
            answer: int(row[answer]) for answer in (*counts.answers, "nvt")
        }
    for file, item in (("expectations.csv", "verwachtingen"), ("team.csv", "team"), ("age.csv", "leeftijd")):
        printed = {row["option_id"]: int(row["count"]) for row in reference(file) if row["wave"] == year}
        counts = wave.get(item)
        assert (counts.answers if counts else {}) == printed
