"""docs/architecture.md: its picture is that of the import contracts, and every room is two clicks from the README."""

from __future__ import annotations

import re

from tests.architecture import PAGE, ROOT, contracts, page, picture


def test_the_page_is_what_the_contracts_and_the_rooms_say_now() -> None:
    text = PAGE.read_text(encoding="utf-8")

    assert page(text, contracts()) == text, "python -m tests.architecture writes it anew"
    assert text.count("<!-- made: ") == 3


def test_every_room_is_two_clicks_from_the_readme() -> None:
    links = set(re.findall(r"\]\(\.\./([^)#]+)\)", PAGE.read_text(encoding="utf-8")))
    rooms = {f"{path.parent.relative_to(ROOT)}/" for path in (ROOT / "survey_app").glob("*/**/__init__.py")}

    assert "](docs/architecture.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(rooms) > 10
    assert rooms <= links


def test_rooms_side_by_side_and_the_line_within_a_room_are_drawn() -> None:
    drawn = picture(
        [
            {"type": "layers", "layers": ["survey_app.web | survey_app.cli", "(survey_app.comparison)"]},
            {"type": "layers", "containers": ["survey_app.comparison"], "layers": ["frames", "statistics : weighting"]},
            {"type": "forbidden", "source_modules": ["survey_app.comparison"], "forbidden_modules": ["flask", "click"]},
            {"type": "protected", "protected_modules": ["sqlalchemy"], "allowed_importers": ["survey_app.web.a"]},
            {"type": "protected", "protected_modules": ["openpyxl", "xlsxwriter"], "allowed_importers": []},
        ]
    )

    assert drawn.splitlines()[2:] == [
        '  subgraph comparison["comparison"]',
        '  comparison_statistics["statistics"]',
        '  comparison_weighting["weighting"]',
        '  comparison_frames["frames"]',
        "  comparison_statistics & comparison_weighting --> comparison_frames",
        "  end",
        '  web["web"]',
        '  cli["cli"]',
        "  comparison --> web & cli",
        "  classDef plain fill:#e8f1ea,stroke:#1d6b3a,color:#1c2530",
        "  class comparison plain",
        "```",
    ]
