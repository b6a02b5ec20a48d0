"""Verdicts in the words that every output has for them, and how precise a comparison is."""

from collections.abc import Iterator

from survey_app.comparison.conclusion import Conclusion
from survey_app.comparison.results import Code, Level, Verdict
from survey_app.language.words import Words, joined

LEVEL_WORDS = {
    Level.NOT_COMPARABLE: Words("niet vergelijkbaar"),
    Level.INDICATIVE: Words("indicatief"),
    Level.COMPARABLE: Words("vergelijkbaar"),
}

IN_SHORT = {
    Code.WORDING: Words("de vraag is gewijzigd"),
    Code.NOT_ASKED: Words("niet in beide metingen gesteld"),
    Code.N_SMALL: Words("te weinig antwoorden"),
    Code.MARGIN_LARGE: Words("heel ruime foutmarge"),
    Code.N_MODERATE: Words("weinig antwoorden"),
    Code.MARGIN_MODERATE: Words("ruime foutmarge"),
    Code.POPULATION_UNKNOWN: Words("onbekend hoeveel mensen konden meedoen"),
    Code.RECRUITMENT_UNKNOWN: Words("werving onbekend"),
    Code.SELF_SELECTION: Words("open link"),
    Code.RECRUITMENT: Words("andere manier van benaderen"),
    Code.RESPONSE_DIFFERS: Words("andere respons"),
    Code.COMPOSITION: Words("andere samenstelling"),
    Code.BLOCK: Words("andere plaats of inleiding"),
    Code.FORM: Words("andere vorm"),
    Code.NOT_APPLICABLE_SHIFT: Words("meer of minder n.v.t."),
    Code.EDITORIAL: Words("kleine wijziging, geaccepteerd"),
    Code.POPULATION_DIFFERS: Words("andere groep mensen"),
    Code.OPTION_NOT_OFFERED: Words("antwoord niet in beide metingen aangeboden"),
    Code.UNRELIABLE: Words("schaal beperkt betrouwbaar"),
    Code.WEIGHTS: Words("niet te wegen"),
    Code.NOT_COMPUTABLE: Words("niet te berekenen"),
    Code.WITHHELD: Words("geheim"),
    Code.NOT_RANDOM: Words("niet geloot"),
    Code.FEW_SEGMENTS: Words("minder dan twee in pilot of spiegel"),
}
"""Every reason in a few words, for where its sentence would be too long."""


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
