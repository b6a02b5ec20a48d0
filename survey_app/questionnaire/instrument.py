"""The instrument as it is fielded: questionnaire and study together, frozen, with a hash to hold it to."""

import hashlib
import json
from functools import lru_cache

from survey_app.questionnaire.model import Questionnaire
from survey_app.questionnaire.parts import Frozen
from survey_app.questionnaire.study import Study


class Instrument(Frozen):
    """What a wave asks and by which rules; a wave keeps it from its opening on."""

    study: Study
    questionnaire: Questionnaire

    @property
    def series(self) -> tuple[str, str]:
        """The study and the questionnaire, in whatever version: waves are compared within one."""
        return self.study.study, self.questionnaire.questionnaire

    def to_json(self) -> str:
        """One text for one instrument: sorted keys, ASCII, nothing left out."""
        return json.dumps(self.model_dump(mode="json", by_alias=True), sort_keys=True, ensure_ascii=True)

    def fingerprint(self) -> str:
        """SHA-256 of the text, in hexadecimal."""
        return hashlib.sha256(self.to_json().encode("ascii")).hexdigest()


@lru_cache(maxsize=64)
def instrument_from_json(text: str) -> Instrument:
    """The instrument that was written by `to_json`; raises pydantic.ValidationError when it was not."""
    return Instrument.model_validate_json(text)
