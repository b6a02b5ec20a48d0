"""What is shown of a wave, or of two, is the same whatever else is chosen: more waves, weighting, a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook

from survey_app.comparison.data_frames.build import Frames
from survey_app.comparison.options import Options
from survey_app.reporting import compare_waves, comparison_workbook
from tests.attacked_waves import Place, places, weighted_waves

pytestmark = pytest.mark.slow

WAVES = weighted_waves(
    places(60, 8, 45, 52, 70, 41),
    {**places(160, 8, 45, 130, 6, 141, nowhere=12), "maurik": Place(14, of_one_mind=True)},
    places(60, 40, 45, 44, 3, 52, nowhere=3),
)
SELECTIONS = ((0, 1), (0, 2), (1, 2), (0, 1, 2))
ALL = SELECTIONS[-1]
OF_WAVES = ("waves", "segments", "estimates", "distribution", "options", "values", "scales")
OF_ALL = {"trends": (), "weights": ("used",)}
"""Frames and columns that are about all chosen waves: none of the first, all but these of the second."""
BY_VERDICT = {"level", "verdict", "codes", "reasons", "notes", "precision", "conclusion", "margin_pp", "holm", "fdr"}
"""Columns of figures that weighting changes: what a verdict rests on, and how many are in a family."""

Chosen = tuple[tuple[int, ...], bool]
"""Waves by their places, and whether they are weighted."""


@pytest.fixture(scope="module")
def frames() -> Mapping[Chosen, Frames]:
    return {
        (selection, weighted): compare_waves(
            [WAVES[place] for place in selection], Options(weighted=weighted), finite_population=True
        )
        for selection in SELECTIONS
        for weighted in (False, True)
    }


def book(selection: tuple[int, ...], target: Path, *, weighted: bool = False, language: str = "nl") -> Workbook:
    comparison_workbook([WAVES[place] for place in selection], target, Options(weighted=weighted), language=language)
    return load_workbook(target)


def ids(selection: tuple[int, ...]) -> list[str]:
    return [WAVES[place].wave.id for place in selection]


def rows_of(frame: pd.DataFrame, selection: tuple[int, ...]) -> list[str]:
    """The rows about these waves, or about the first and the last of them together, as texts."""
    chosen = ids(selection)
    about = frame.wave.isin(chosen) if "wave" in frame else (frame.earlier == chosen[0]) & (frame.later == chosen[-1])
    return [str(row).replace("overig", "oudst") for row in frame[about].itertuples(index=False)]


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("name", [field.name for field in fields(Frames) if field.name not in ("trends", "goals")])
def test_two_waves_say_the_same_with_a_third_beside_them(
    frames: Mapping[Chosen, Frames], name: str, weighted: bool
) -> None:
    whole = getattr(frames[ALL, weighted], name).drop(columns=list(OF_ALL.get(name, ())))
    for selection in SELECTIONS[:-1]:
        of_two = getattr(frames[selection, weighted], name)

        assert rows_of(of_two[whole.columns], selection) == rows_of(whole, selection)
        assert len(of_two) == len(rows_of(of_two, selection)) > 0


@pytest.mark.parametrize("selection", SELECTIONS)
@pytest.mark.parametrize("name", [*OF_WAVES, "technical"])
def test_what_is_shown_does_not_depend_on_weighting(
    frames: Mapping[Chosen, Frames], name: str, selection: tuple[int, ...]
) -> None:
    plain, weighted = (getattr(frames[selection, one], name) for one in (False, True))
    columns = [column for column in plain if column not in BY_VERDICT]

    pd.testing.assert_frame_equal(plain[columns], weighted[columns])


@pytest.mark.parametrize("selection", [(0, 1), ALL])
def test_figures_and_secrets_are_the_same_in_english(tmp_path: Path, selection: tuple[int, ...]) -> None:
    dutch, english = (book(selection, tmp_path / "book.xlsx", language=one) for one in ("nl", "en"))

    assert len(dutch.worksheets) == len(english.worksheets)
    # By column and in order: how many rows a paragraph above a table takes is a matter of its words.
    for one, other in zip(dutch, english, strict=True):
        cells = [
            [(cell.column, cell.value) for row in sheet for cell in row if is_figure(cell.value)]
            for sheet in (one, other)
        ]
        assert cells[0] == cells[1], one.title


def is_figure(value: object) -> bool:
    """A number, or one of the signs that stand for none."""
    return isinstance(value, int | float) or value in ("x", ".", "-")
