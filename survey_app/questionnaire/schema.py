"""The YAML format as JSON Schema, so that an editor completes and checks while a questionnaire is being written."""

import json
from collections.abc import Mapping
from typing import Any  # JSON of any shape

from survey_app.language.catalogues import RESPONDENTS, SOURCE
from survey_app.questionnaire.model import Questionnaire
from survey_app.questionnaire.parts import Frozen
from survey_app.questionnaire.study import Study

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXTS = {
    name: {
        "anyOf": [
            {"type": "string", "minLength": 1, "maxLength": longest},
            {
                "type": "object",
                "description": "The text in each language of the questionnaire.",
                "properties": {
                    language: {"type": "string", "minLength": 1, "maxLength": longest} for language in RESPONDENTS
                },
                "required": [SOURCE],
                "additionalProperties": False,
            },
        ]
    }
    for name, longest in (("Line", 1000), ("Prose", 10_000))
}
"""A text, or the same text in more languages, which is read before the model is made (decision 0240)."""
_FILES: Mapping[str, type[Frozen]] = {"questionnaire.schema.json": Questionnaire, "study.schema.json": Study}


def schema_files() -> dict[str, str]:
    """The text of each schema by file name, made from the models themselves."""
    return {name: _schema(model) for name, model in _FILES.items()}


def _schema(model: type[Frozen]) -> str:
    made = model.model_json_schema(by_alias=True)
    schema = {"$schema": _DIALECT, **_by_language(made)}
    schema["$defs"] |= _TEXTS
    for part in schema.get("$defs", {}).values():
        if "const" in part.get("properties", {}).get("type", {}):
            part["required"] = ["type", *part["required"]]
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _by_language(part: Any) -> Any:  # JSON of any shape
    """The same, with `Line` or `Prose` wherever such a text stands."""
    if isinstance(part, list):
        return [_by_language(one) for one in part]
    if not isinstance(part, dict):
        return part
    for name, text in _TEXTS.items():
        if text["anyOf"][0].items() <= part.items():
            others = {key: told for key, told in part.items() if key not in ("type", "minLength", "maxLength")}
            return {"$ref": f"#/$defs/{name}", **others}
    return {key: _by_language(one) for key, one in part.items()}
