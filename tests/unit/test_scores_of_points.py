"""What a point counts as: the number that it is called by, wherever a questionnaire comes from and a figure goes to."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey_app.comparison.compare_series import compare_series
from survey_app.dataset.microdata.coding import Nothing, coded_variables
from survey_app.questionnaire.faults import QuestionnaireFaults
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.loader import load_questionnaire
from survey_app.questionnaire.model import ResponseScale
from survey_app.questionnaire.revisions import Change, revisions
from survey_app.reporting import waves_from_files
from survey_app.tables.table import Cell, Sheet, Table
from survey_app.tables.workbook import workbook_sheets
from tests.counted_waves import instrument, section, statement
from tests.small_questionnaire import GOOD

CASES = Path(__file__).parents[1] / "data" / "cases"


def scale(*points: tuple[str, str, int | None]) -> ResponseScale:
    return ResponseScale.model_validate({"points": [{"id": i, "label": label, "score": s} for i, label, s in points]})


def asked(judged_on: ResponseScale) -> Instrument:
    plain = instrument(section(statement()))
    questionnaire = plain.questionnaire.model_copy(update={"response_scales": {"eens": judged_on}})
    return plain.model_copy(update={"questionnaire": questionnaire})


@pytest.mark.parametrize(
    ("points", "scores"),
    [
        ([("nul", "0", None), ("een", "1", None), ("twee", "2", None)], (0, 1, 2)),
        ([("a", "Slecht", None), ("b", "Matig", None), ("c", "Goed", None)], (1, 2, 3)),
        ([("0", "Slecht", None), ("5", "Matig", None), ("10", "Goed", None)], (0, 5, 10)),
        ([("3", "Slecht", None), ("2", "Matig", None), ("1", "Goed", None)], (1, 2, 3)),
        ([("a", "Slecht", -2), ("b", "Matig", 0), ("c", "Goed", 2)], (-2, 0, 2)),
        ([("1", "0 (heel slecht)", None), ("2", "1", None), ("3", "2 (heel goed)", None)], (0, 1, 2)),
        ([("a", "5 - 10 uur", None), ("b", "10 - 15 uur", None)], (1, 2)),
        ([("a", "10", None), ("b", "Goed", None)], (1, 2)),
    ],
)
def test_a_point_counts_as_its_number_or_else_its_place(
    points: list[tuple[str, str, int | None]], scores: tuple[int, ...]
) -> None:
    assert scale(*points).scores == scores


@pytest.mark.parametrize("given", [(2, 1), (1, 1), (1, None)])
def test_scores_that_do_not_rise_are_a_fault(tmp_path: Path, given: tuple[int | None, ...]) -> None:
    text = GOOD
    for label, score in zip(("Oneens", "Eens"), given, strict=True):
        told = "" if score is None else f"\n        score: {score}"
        text = text.replace(f"        label: {label}\n", f"        label: {label}{told}\n", 1)
    path = tmp_path / "bewoners.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(QuestionnaireFaults, match="the scores do not rise from point to point; give every point a sc"):
        load_questionnaire(path)


def test_another_score_is_another_response_scale() -> None:
    first, second = (asked(scale(("a", "Slecht", low), ("b", "Goed", low + 1))).questionnaire for low in (0, 1))

    assert revisions(first, second)["luistert"].changes == {Change.RESPONSE_SCALE}


@pytest.mark.parametrize(
    ("scores", "blank"), [((0, 5, 10), -2), ((-2, 0, 2), -4), ((1, 2, 3), -2), ((0, 50_000, 100_000), -2)]
)
def test_microdata_have_these_numbers_and_others_for_no_answer(scores: tuple[int, ...], blank: int) -> None:
    points = [(name, name.title(), score) for name, score in zip(("slecht", "matig", "goed"), scores, strict=True)]

    variable = next(one for one in coded_variables(asked(scale(*points))) if one.item == "luistert")

    assert tuple(variable.codes.values()) == scores
    assert variable.nothing[Nothing.BLANK] == blank
    assert (variable.lowest, variable.maximum) == (min(0, *scores), max(scores))


def cells(sheets: list[Sheet], name: str) -> list[Cell]:
    """Every cell of every table of the sheets whose Dutch name begins so."""
    found = [sheet for sheet in sheets if str(getattr(sheet.name, "dutch", sheet.name)).startswith(name)]
    tables = (block for sheet in found for block in sheet.blocks if isinstance(block, Table))
    return [cell for table in tables for row in table.rows for cell in row]


def test_a_workbook_has_the_mean_of_the_numbers_in_its_headings() -> None:
    """Cases, README: 5.8, beside headings 0 to 10; it was 6.8."""
    waves = waves_from_files(CASES / "nul_tien.csv", CASES / "nul_tien_cb.csv", tell=lambda _: None)

    sheets = list(workbook_sheets(compare_series(waves)))

    comparison = [str(cell) for cell in cells(sheets, "Cijfers")]
    assert comparison.count("5.8") == 2
    assert "6.8" not in comparison
    assert "0, 10" in map(str, cells(sheets, "Technisch"))
