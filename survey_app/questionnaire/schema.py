"""The YAML format as JSON Schema, so that an editor completes and checks while a questionnaire is being written."""

import json
from collections.abc import Mapping

from survey_app.questionnaire.model import Questionnaire
from survey_app.questionnaire.parts import Frozen
from survey_app.questionnaire.study import Study

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FILES: Mapping[str, type[Frozen]] = {"questionnaire.schema.json": Questionnaire, "study.schema.json": Study}


def schema_files() -> dict[str, str]:
    """The text of each schema by file name, made from the models themselves."""
    return {name: _schema(model) for name, model in _FILES.items()}


def _schema(model: type[Frozen]) -> str:
    schema = {"$schema": _DIALECT, **model.model_json_schema(by_alias=True)}
    for part in schema.get("$defs", {}).values():
        if "const" in part.get("properties", {}).get("type", {}):
            part["required"] = ["type", *part["required"]]
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
