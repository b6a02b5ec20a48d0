"""Thirty statements in five sections, as a resident's questionnaire has them; on cards, or one at a time."""

from __future__ import annotations

from pathlib import Path

from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.loader import load_questionnaire
from survey_app.questionnaire.model import LikertStatement
from tests.web.field import INSTRUMENT

_STUDY = Path(__file__).parents[2] / "questionnaires" / "kerngericht-werken"


def thirty_statements(form: str = "cards") -> Instrument:
    """Statements, lead-ins and scale are those of the real study; statements come round until there are thirty."""
    real = load_questionnaire(_STUDY / "bewoners-2020.yaml")
    statements = [item.text for item in real.items.values() if isinstance(item, LikertStatement)]
    raw = INSTRUMENT.model_dump(mode="json", by_alias=True)
    raw["questionnaire"]["form"] = form
    raw["questionnaire"]["response_scales"] = {"eens": real.response_scales["eens"].model_dump(mode="json")}
    raw["questionnaire"]["sections"] = [
        {
            "id": f"deel{part}",
            "title": section.title,
            "lead_in": section.lead_in,
            "items": [_statement(number, statements) for number in range(part * 6, part * 6 + 6)],
        }
        for part, section in enumerate(real.sections[:5])
    ]
    return Instrument.model_validate(raw)


def _statement(number: int, statements: list[str]) -> dict[str, object]:
    text = statements[number % len(statements)]
    return {"type": "likert", "id": f"s{number}", "text": text, "response_scale": "eens"}
