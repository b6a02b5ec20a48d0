"""Verdicts in the words that every output has for them, and how precise a comparison is."""

from __future__ import annotations

from collections.abc import Iterator

from survey_app.comparison.conclusion import Conclusion
from survey_app.comparison.results import Level, Verdict
from survey_app.questionnaire.words import Words, joined

LEVEL_WORDS = {
    Level.NOT_COMPARABLE: Words("niet vergelijkbaar", "not comparable"),
    Level.INDICATIVE: Words("indicatief", "indicative"),
    Level.COMPARABLE: Words("vergelijkbaar", "comparable"),
}


def precision_words(verdict: Verdict, conclusion: Conclusion | None) -> Iterator[Words]:
    """The notes of a verdict, what can be seen at all, and what that means for a difference that was found."""
    if not verdict.notes:
        return
    yield from (note.sentence for note in verdict.notes)
    clauses = [verdict.visible] if verdict.visible else []
    if conclusion and conclusion.has_direction:
        clauses.append(_UNCERTAIN)
    if clauses:
        yield Words("Precisie: {clauses}.", "Precision: {clauses}.").filled(clauses=joined(clauses, "; "))


_UNCERTAIN = Words("hoe groot het verschil is, is onzeker", "how large the difference is, is uncertain")
