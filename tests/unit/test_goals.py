"""The goal register of a study: what it may say, and whether what was measured reached it (STATISTICS 18)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from survey_app.comparison.compare_series import compare_series, describe
from survey_app.comparison.figures.signs import Sign
from survey_app.comparison.goals import Outcome, goals_in
from survey_app.comparison.results import FieldedWave
from survey_app.questionnaire.faults import Fault, QuestionnaireFaults
from survey_app.questionnaire.folder import inspect
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.loader import load_instrument, load_study
from survey_app.reporting import compare_waves, describe_wave, wave_workbook
from tests.counted_waves import answered, fielded, instrument, likert, section, staff_wave, statement
from tests.opened_workbook import tables_of, texts_of
from tests.small_questionnaire import GOOD, STUDY

SERIOUS = "inbreng_serieus"
"""3, 12, 33 and 3 of 51 (report, appendix 6.1): 71% agree, 57 to 81 by Wilson (R: binom::binom.wilson(36, 51))."""


def with_goals(asked: Instrument, *goals: dict[str, object], worse: str | None = None) -> Instrument:
    """The instrument of a study with these goals; a higher answer to `worse` is worse."""
    data = asked.model_dump(mode="json", by_alias=True)
    data["study"]["goals"] = list(goals)
    for block in data["questionnaire"]["sections"]:
        for item in block["items"]:
            if item.get("id") == worse:
                item["higher_is"] = "worse"
    return Instrument.model_validate(data)


def staff_with(*goals: dict[str, object], worse: str | None = None) -> FieldedWave:
    wave = staff_wave(2019)
    asked = with_goals(wave.instrument, *goals, worse=worse)
    return replace(wave, instrument=asked, wave=replace(wave.wave, instrument=asked))


def agree(target: float, **more: object) -> dict[str, object]:
    return {"item": SERIOUS, "figure": "agree", "target": target, **more}


@pytest.mark.parametrize(
    ("target", "worse", "outcome"),
    [
        (50, None, Outcome.REACHED),
        (60, None, Outcome.UNDECIDED),
        (80, None, Outcome.UNDECIDED),
        (85, None, Outcome.NOT_REACHED),
        # Where lower is better the target is the most that it may be.
        (50, SERIOUS, Outcome.NOT_REACHED),
        (70, SERIOUS, Outcome.UNDECIDED),
        (85, SERIOUS, Outcome.REACHED),
    ],
)
def test_the_whole_interval_decides(target: float, worse: str | None, outcome: Outcome) -> None:
    (goal,) = goals_in(describe(staff_with(agree(target), worse=worse)))

    assert goal.outcome is outcome
    assert goal.is_most is (worse is not None)
    assert goal.measured.n == 51


def test_an_end_of_the_interval_that_is_the_target_is_held_by_it() -> None:
    # Of 20 marks, ten times 6 and ten times 8: mean 7; sd 1.02598, so 7 -+ 2.09302 * 1.02598 / sqrt(20), by hand:
    # 6.5198 to 7.4802.
    mark = {"id": "cijfer", "type": "mark", "text": "Welk cijfer?"}
    counts = answered("cijfer", {str(number): 10 if number in (6, 8) else 0 for number in range(1, 11)})
    goals = [{"item": "cijfer", "figure": "mean", "target": target, "why": str(target)} for target in (6.5, 6.6, 7.5)]
    asked = with_goals(instrument(section(mark)), *goals)

    found = goals_in(describe(fielded(2020, asked, counts)))

    assert [goal.outcome for goal in found] == [Outcome.REACHED, Outcome.UNDECIDED, Outcome.NOT_REACHED]
    assert found[0].measured.interval is not None
    assert found[0].measured.interval.low == pytest.approx(6.5198, abs=1e-4)


def test_a_withheld_figure_has_no_verdict(tmp_path: Path) -> None:
    asked = with_goals(instrument(section(statement("luistert"))), {**agree(50), "item": "luistert"})
    few = fielded(2020, asked, likert("luistert", 0, 0, 0, 9, 0), respondents=40)

    (goal,) = goals_in(describe(few))
    wave_workbook(few, tmp_path / "w.xlsx")

    assert (goal.outcome, goal.measured.value, goal.measured.n) == (None, None, None)
    (row,) = next(
        table for table in tables_of(load_workbook(tmp_path / "w.xlsx")["Uitkomsten"]) if _of_goals(table)
    ).rows
    assert row == (Sign.SECRET, "Tekst van luistert: ten minste 50%", *[Sign.SECRET] * 4)
    frame = describe_wave(few).goals
    assert frame.outcome.isna().all()
    assert frame.value.isna().all()


def _of_goals(table: object) -> bool:
    return str(getattr(table, "name", "")).startswith("Doelen")


def test_a_goal_stands_on_the_sheets_of_one_wave(tmp_path: Path) -> None:
    wave_workbook(staff_with(agree(60, by="2021-06", why="Collegeprogramma, doel 3")), tmp_path / "w.xlsx")
    book = load_workbook(tmp_path / "w.xlsx")

    (table,) = (table for table in tables_of(book["Uitkomsten"]) if _of_goals(table))
    assert table.rows == (
        (
            "niet te zeggen",
            "De gemeente neemt de inbreng van inwoners serieus: ten minste 60%, uiterlijk juni 2021",
            51,
            0.71,
            0.57,
            0.81,
        ),
    )
    said = list(texts_of(book, "Uitkomsten"))
    assert "‘De gemeente neemt de inbreng van inwoners serieus’: Collegeprogramma, doel 3" in said
    # Nobody knows when a goal was written that stands beside a printed table.
    assert any(text.endswith("zij kunnen achteraf zijn gekozen.") for text in said)
    findings = tables_of(book["In het kort"])[0].rows
    assert (
        "Doel niet te zeggen: ‘De gemeente neemt de inbreng van inwoners serieus’ ten minste 60%, uiterlijk juni 2021; "
        "het is 71% (95%-interval 57% tot 81%).",
        "Uitkomsten",
    ) in findings
    # The chart: 71 - 60 to the right of its goal, from 57 to 81.
    (drawn,) = (table for table in tables_of(book["Grafiekgegevens"]) if table.name == "Grafiek_doelen")
    assert drawn.rows[0][1:] == (11, 1, 14, 10)


def test_of_more_than_three_goals_the_first_page_tells_how_many(tmp_path: Path) -> None:
    targets: list[dict[str, object]] = [
        agree(50),
        agree(60, wave="medewerkers-2019"),
        agree(85, by="2030-01", wave="medewerkers-2019"),
    ]
    others: list[dict[str, object]] = [
        {"item": item, "figure": "agree", "target": 1} for item in ("luistert", "open_voor_gesprek")
    ]
    wave_workbook(staff_with(*targets, *others), tmp_path / "w.xlsx")

    told = [row[0] for row in tables_of(load_workbook(tmp_path / "w.xlsx")["In het kort"])[0].rows]

    assert "Doelen: van de 5 gehaald 3, niet gehaald 1, niet te zeggen 1 en geheim 0." in told


def test_in_a_comparison_each_wave_has_the_goals_that_it_was_opened_with() -> None:
    asked = instrument(section(statement("luistert")))
    goal = {"item": "luistert", "figure": "agree", "target": 40}
    before = fielded(2019, asked, likert("luistert", 10, 10, 10, 20, 10))
    after = fielded(2020, with_goals(asked, goal), likert("luistert", 5, 5, 10, 40, 20))
    elsewhere = fielded(2020, with_goals(asked, {**goal, "wave": "een-andere"}), likert("luistert", 5, 5, 10, 40, 20))

    (found,) = goals_in(compare_series([before, after]))

    assert (found.wave, found.outcome) == (1, Outcome.REACHED)
    assert goals_in(compare_series([before, elsewhere])) == ()
    frame = compare_waves([before, after]).goals
    assert list(frame.wave) == [after.wave.id]
    assert (frame.target[0], frame.value[0], frame.outcome[0]) == (0.4, 0.75, "reached")


def test_goals_do_not_change_the_fingerprint_of_a_study_without() -> None:
    asked = instrument(section(statement("luistert")))

    assert "goals" not in asked.to_json()
    assert with_goals(asked, {**agree(50), "item": "luistert"}).fingerprint() != asked.fingerprint()


def _faults(folder: Path, goals: str, questionnaire: str = GOOD) -> list[Fault]:
    (folder / "study.yaml").write_text(f"{STUDY}goals:\n{goals}", encoding="utf-8")
    (folder / "een.yaml").write_text(questionnaire, encoding="utf-8")
    try:
        load_instrument(folder / "een.yaml")
    except QuestionnaireFaults as refusal:
        return list(refusal.faults)
    return inspect([folder]).faults


@pytest.mark.parametrize(
    ("goal", "where", "wrong", "right"),
    [
        ("{ figure: agree, target: 50 }", "goals[0]", "about nothing", "item: or scale:"),
        ("{ item: a, scale: b, figure: mean, target: 3 }", "goals[0]", "of an item and of a scale", "one of the two"),
        ("{ scale: b, figure: agree, target: 50 }", "goals[0].figure", "no share that agrees", "figure: mean"),
        ("{ item: luistert, figure: agree, target: 0 }", "goals[0].target", "0 percent is no goal", "above 0"),
        ("{ item: luistert, figure: agree, target: 100 }", "goals[0].target", "100 percent", "below 100"),
        ("{ item: luistert, figure: share, target: 50 }", "goals[0].figure", "not one of the words", "agree"),
        ('{ item: luistert, figure: agree, target: 50, by: "juni" }', "goals[0].by", "not a month", "2027-06"),
        ("{ item: luisterd, figure: agree, target: 50 }", "goals[0].item", "no questionnaire of this", "luistert"),
        ("{ item: luistert, figure: agree, target: 5, questionnaire: x }", "goals[0].item", "questionnaire x", "known"),
        ("{ item: bezocht, figure: agree, target: 50 }", "type", "which is of type single_choice", "another item"),
        ("{ item: luistert, figure: mean, target: 9 }", "sections", "of which a mean is 1 to", "between the two"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_goal_is_told(tmp_path: Path, goal: str, where: str, wrong: str, right: str) -> None:
    faults = _faults(tmp_path, f"  - {goal}\n")

    assert any(where in fault.where and wrong in fault.wrong and right in fault.right for fault in faults), faults


def test_a_goal_is_told_once_and_needs_a_direction(tmp_path: Path) -> None:
    goal = "  - { item: luistert, figure: agree, target: 50 }\n"
    neither = GOOD.replace("id: luistert", "id: luistert\n        higher_is: neither")

    (twice,) = _faults(tmp_path, goal + goal)
    (undirected,) = _faults(tmp_path, goal, neither)

    assert "there is a goal for this figure before" in twice.wrong
    assert "neither higher nor lower is better" in undirected.wrong
    assert _faults(tmp_path, goal) == []
    assert load_study(tmp_path).goals[0].target == 50


def test_a_target_and_a_bound_may_have_decimals(tmp_path: Path) -> None:
    goals = "  - { item: cijfer, figure: mean, target: 7.5 }\nmark_bound: 0.7\n"

    assert _faults(tmp_path, goals) == []
    study = load_study(tmp_path)
    assert (study.goals[0].target, study.mark_bound) == (7.5, 0.7)
    (fault,) = _faults(tmp_path, goals + "equivalence_bound: 7.5\n")
    assert "equivalence_bound" in fault.where
