"""Nothing that is half merged stands in the project: a template with such a line is a page with it."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("survey_app", "tests", "docs", "benchmarks", "questionnaires", "migrations")
ENDINGS = (".py", ".html", ".css", ".js", ".md", ".yaml", ".po", ".toml", ".typ", ".csv")
MARKS = tuple(sign * 7 + " " for sign in "<>")


def test_no_file_has_the_marks_of_a_merge() -> None:
    files = [file for folder in FOLDERS for file in (ROOT / folder).rglob("*") if file.suffix in ENDINGS]
    assert len(files) > 1000

    half_merged = [
        str(file.relative_to(ROOT))
        for file in (*files, *ROOT.glob("*.md"))
        if any(line.startswith(MARKS) for line in file.read_text("utf-8", "replace").splitlines())
    ]

    assert half_merged == []
