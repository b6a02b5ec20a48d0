"""Verdicts and conclusions in the words that every output has for them."""

from __future__ import annotations

from survey_app.comparison.conclusion import Conclusion
from survey_app.comparison.results import Level
from survey_app.questionnaire.words import Words

LEVEL_WORDS = {
    Level.NOT_COMPARABLE: Words("niet vergelijkbaar", "not comparable"),
    Level.INDICATIVE: Words("indicatief", "indicative"),
    Level.COMPARABLE: Words("vergelijkbaar", "comparable"),
}

CONCLUSION_WORDS = {
    Conclusion.HIGHER: Words("hoger", "higher"),
    Conclusion.LOWER: Words("lager", "lower"),
    Conclusion.HIGHER_SMALL: Words("hoger, verschil klein", "higher, small difference"),
    Conclusion.LOWER_SMALL: Words("lager, verschil klein", "lower, small difference"),
    Conclusion.EQUIVALENT: Words("praktisch gelijk", "practically equal"),
    Conclusion.UNDECIDED: Words("geen uitspraak mogelijk", "no conclusion possible"),
}
