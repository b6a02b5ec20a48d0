"""The published schemas are those of the models."""

from __future__ import annotations

import json
from pathlib import Path

from survey_app.questionnaire.schema import schema_files

DOCS = Path(__file__).parents[2] / "docs"


def test_the_published_schemas_are_true() -> None:
    """When this fails, the format changed: run `peilstok schema`."""
    for name, text in schema_files().items():
        assert (DOCS / name).read_text(encoding="utf-8") == text, name


def test_an_editor_knows_the_keys_as_they_are_written() -> None:
    schema = json.loads(schema_files()["questionnaire.schema.json"])

    assert schema["additionalProperties"] is False
    assert set(schema["$defs"]["AtLeast"]["properties"]) == {"item", "at_least"}
    assert set(schema["$defs"]["Number"]["required"]) >= {"id", "text", "minimum", "maximum"}
