"""Every figure is described once, in comparison/figures/: documentation, sheets and frames read it there."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from survey_app.comparison.data_frames.build import specs
from survey_app.comparison.figures.figure import Figure, Kind, figure
from survey_app.comparison.figures.signs import Sign, if_there
from survey_app.comparison.figures.statements import STATEMENT
from survey_app.language.catalogues import LANGUAGES
from survey_app.language.words import Words
from survey_app.tables.layout import cells_of, columns_of, filled, notes_of
from survey_app.tables.table import Kind as KindOfColumn
from tests.figure_pages import FRAMES, SECTIONS, STATISTICS, every_figure, frames_page, statistics_page
from tests.sentences import ROOT

TABLES = sorted((ROOT / "survey_app" / "tables").glob("*.py"))


@pytest.mark.parametrize(("page", "made"), [(FRAMES, frames_page), (STATISTICS, statistics_page)])
def test_the_lists_in_the_documentation_are_those_of_the_figures(page: Path, made: object) -> None:
    text = page.read_text(encoding="utf-8")

    assert callable(made)
    assert made(text) == text, "make pages writes it anew"


def test_the_documentation_has_every_figure_that_stands_in_a_table() -> None:
    told = {
        (one.id, one.meaning) for lists in SECTIONS.values() for name in lists for one in every_figure()[name].values()
    }
    in_tables = {(one.id, one.meaning) for listed in every_figure().values() for one in listed.values() if one.heading}
    page = STATISTICS.read_text(encoding="utf-8")

    assert len(in_tables) > 70
    assert in_tables <= told
    assert all(f"<!-- made: {section} -->" in page for section in SECTIONS)


def test_every_figure_has_a_meaning_in_every_language_of_its_own() -> None:
    meanings = {one.described for listed in every_figure().values() for one in listed.values()}

    spoken = {language: {words.spoken_in(language) for words in meanings} for language in LANGUAGES}

    assert len(spoken["nl"]) > 120
    assert all("" not in texts for texts in spoken.values())
    assert not spoken["nl"] & spoken["en"]


def test_a_number_in_a_frame_is_described_with_the_figures() -> None:
    """What only a frame has is what tells its rows apart: names and yes or no."""
    known = {(one.id, one.meaning) for listed in every_figure().values() for one in listed.values()}

    own = [one for spec in specs().values() for one in spec.columns if (one.id, one.meaning) not in known]

    assert {one.kind for one in own} == {Kind.TEXT, Kind.FLAG}


@pytest.mark.parametrize("module", TABLES, ids=lambda module: module.stem)
def test_no_table_describes_a_figure_or_decides_that_one_is_withheld(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    makers = {"bounds", "count", "figure", "flag", "signed", "text"}

    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "survey_app.comparison.figures.figure"
        for alias in node.names
    }
    signs = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Sign"
    }

    assert not imported & makers
    assert signs <= {"IMPOSSIBLE", "NIL"}  # where there is no row, or nothing to be said: never withheld or unknown


def test_a_new_figure_is_one_entry_and_a_line_in_a_layout() -> None:
    spread: Figure[str] = figure(
        "spread",
        Words("punten"),
        Words("proef"),
        lambda row: None if row == "secret" else float(len(row)),
        "Student 1908",
        Words("Spreiding"),
        lambda row: if_there(row, Sign.SECRET),
    )

    layout = (filled(spread, KindOfColumn.DECIMAL, 9),)

    assert [cells_of(layout, row) for row in ("four", "secret", None)] == [(4.0,), (Sign.SECRET,), (Sign.IMPOSSIBLE,)]
    (note,) = notes_of(columns_of(layout))
    assert str(getattr(note, "dutch", "")) == "Spreiding: proef (Student 1908)."


def test_both_ends_of_an_interval_are_explained_once() -> None:
    columns = columns_of([filled(STATEMENT[id_], KindOfColumn.PERCENT, 7) for id_ in ("agree_low", "agree_high")])

    assert [note.dutch for note in notes_of(columns) if isinstance(note, Words)] == [
        "Laag en hoog: 95%-interval van het aandeel (Wilson 1927)."
    ]


def test_a_figure_without_a_heading_stands_in_no_table() -> None:
    with pytest.raises(ValueError, match="disagree has no heading"):
        filled(STATEMENT["disagree"], KindOfColumn.PERCENT, 7)
