"""The instrument as it is fielded: questionnaire and study together, frozen, with a hash to hold it to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import lru_cache

from pydantic import Field

from survey_app.language.catalogues import RESPONDENTS
from survey_app.questionnaire.model import AnyItem, Choice, Questionnaire
from survey_app.questionnaire.parts import Frozen
from survey_app.questionnaire.study import Study


class Instrument(Frozen):
    """What a wave asks and by which rules; a wave keeps it from its opening on."""

    study: Study
    questionnaire: Questionnaire
    # Left out when there is one language, so that the fingerprints of instruments in one language stay.
    translations: Mapping[str, Instrument] = Field(default_factory=dict, exclude_if=lambda others: not others)

    @property
    def languages(self) -> tuple[str, ...]:
        """Those in which it can be answered, that of its figures first."""
        return self.questionnaire.language, *(language for language in RESPONDENTS if language in self.translations)

    def in_language(self, language: str) -> Instrument:
        """The same in one of its languages; raises KeyError for any other, so that nobody reads one for another."""
        return self if language == self.questionnaire.language else self.translations[language]

    def nearest_to(self, language: str) -> Instrument:
        """The same in this language, or in that of its figures where it has no other."""
        return self.in_language(language) if language in self.languages else self

    def items_in_each_language(self) -> Iterator[AnyItem]:
        """Every item as often as there are languages."""
        for language in self.languages:
            yield from self.in_language(language).questionnaire.items.values()

    @property
    def series(self) -> tuple[str, str]:
        """The study and the questionnaire, in whatever version: waves are compared within one."""
        return self.study.study, self.questionnaire.questionnaire

    @property
    def breakdowns(self) -> tuple[Choice, ...]:
        """The traits by which results may be broken down, in the order in which they are asked."""
        items = self.questionnaire.items.values()
        named = self.study.broken_down_by
        return tuple(item for item in items if item.id in named and isinstance(item, Choice) and item.is_trait)

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
