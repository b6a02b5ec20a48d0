"""Items that are answered with more or less, of which may be told which of the two is good."""

from enum import StrEnum

from pydantic import Field

from survey_app.questionnaire.types.item import Item


class HigherIs(StrEnum):
    """What a higher answer is for who the study is about."""

    BETTER = "better"
    WORSE = "worse"
    NEITHER = "neither"


class Directed(Item):
    """An item of which a higher answer may be better or worse; nothing is said where the questionnaire does not."""

    # Left out of the instrument when it is not told, so that the fingerprints of instruments without it stay.
    higher_is: HigherIs | None = Field(default=None, exclude_if=lambda higher: higher is None)
