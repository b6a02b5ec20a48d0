"""Verdicts in the words that every output has for them, and how precise a comparison is."""

from __future__ import annotations

from collections.abc import Iterator

from survey_app.comparison.conclusion import Conclusion
from survey_app.comparison.results import Level, Verdict
from survey_app.language.words import Words, joined

LEVEL_WORDS = {
    Level.NOT_COMPARABLE: Words("niet vergelijkbaar"),
    Level.INDICATIVE: Words("indicatief"),
    Level.COMPARABLE: Words("vergelijkbaar"),
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
        yield Words("Precisie: {clauses}.").filled(clauses=joined(clauses, "; "))


_UNCERTAIN = Words("hoe groot het verschil is, is onzeker")
