"""What docs/csv.md says is so."""

import re
from pathlib import Path

import pytest

from survey_app.dataset.from_files.fields import CODEBOOK, FRAME, RESPONSES, Names, field_of
from survey_app.dataset.from_files.items import KINDS
from tests.written_csv import Written, answers, kinds

TEXT = (Path(__file__).parents[2] / "docs" / "csv.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```csv\n(.*?)```", TEXT, re.DOTALL)


@pytest.fixture
def written(tmp_path: Path) -> Written:
    return Written(tmp_path)


def table_under(title: str) -> list[str]:
    """The first column of the first table under a heading."""
    lines = TEXT.partition(f"\n## {title}\n")[2].partition("\n## ")[0].splitlines()
    rows = [line for line in lines if line.startswith("|")]
    cells = [row.split("|")[1].strip() for row in rows]
    end = next((place for place, cell in enumerate(cells[1:], start=1) if cell == "cell"), len(cells))
    return cells[2:end]


def test_the_examples_are_read_together(written: Written) -> None:
    first, second = written.read(*EXAMPLES).waves

    assert first.invited == {"ingen": 560, "maurik": 900}
    assert kinds(first, "serieus") == (1, 1, 0, 0)
    assert answers(second, "team") == {"team_advies": 1, "team_beheer": 1}
    assert [one.instrument.questionnaire.scales[0].reversed for one in (first, second)] == [("formulieren",)] * 2
    assert first.instrument.study.margins is not None


@pytest.mark.parametrize(
    ("title", "names"), [("responses.csv", RESPONSES), ("codebook.csv", CODEBOOK), ("frame.csv", FRAME)]
)
def test_every_name_in_the_tables_of_columns_is_known(title: str, names: Names) -> None:
    told = [name for cell in table_under(title) for name in re.findall(r"`([^`]+)`", cell)]
    traits = ("age", "leeftijd", "gender", "geslacht") if names is RESPONSES else ()

    assert len(told) > 8
    assert [name for name in told if field_of(name, names) is None and name not in traits] == []


def test_every_column_is_in_a_table() -> None:
    for title, names in (("codebook.csv", CODEBOOK), ("frame.csv", FRAME)):
        told = {field_of(name, names) for cell in table_under(title) for name in re.findall(r"`([^`]+)`", cell)}
        assert set(names) - told <= {"background", "note"}


def test_every_type_of_item_is_told() -> None:
    (row,) = re.findall(r"\| `type` \(`soort`\) \|(.*)\|", TEXT)

    assert set(re.findall(r"`(\w+)`", row)) == set(KINDS.values())


def test_the_fault_is_told_in_these_words(written: Written) -> None:
    rows = "2019,4\n" * 810 + "2019,6\n" * 4

    assert written.refusal(f"wave,luistert\n{rows}")[0] in TEXT
