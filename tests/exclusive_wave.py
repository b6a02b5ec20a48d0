"""The wave of the pages' tests with an option that goes with no other in its last question."""

from survey_app.questionnaire.instrument import Instrument
from tests.web.field import INSTRUMENT


def with_exclusive(others: int = 0) -> Instrument:
    """*Wat merkte u?* with, as its last option, one that goes with no other; `others` more of the usual."""
    raw = INSTRUMENT.model_dump(mode="json", by_alias=True)
    options = raw["questionnaire"]["sections"][-1]["items"][0]["options"]
    options[1:1] = [{"id": f"ander{number}", "label": f"Ander {number}"} for number in range(others)]
    options[0] = {"id": "brief", "label": "Een brief"}
    options.append({"id": "geen", "label": "Geen van deze", "exclusive": True})
    return Instrument.model_validate(raw)
