"""Verdicts and conclusions in words: what may be said of two waves, and why not more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from survey_app.comparison.code_words import IN_SHORT
from survey_app.comparison.conclusion import Conclusion
from survey_app.comparison.results import Level, Reason, Verdict
from survey_app.comparison.sizes import PointsSize, size_of_points
from survey_app.comparison.verdict_words import CONCLUSION_WORDS, LEVEL_WORDS
from survey_app.questionnaire.words import Words, joined
from survey_app.tables.table import Cell, Sign, Text

HINT = Words("aanwijzing", "hint")
NO_OBJECTIONS = Words("Geen bezwaren gevonden.", "No objections found.")

_SIZE_WORDS = {
    PointsSize.NEARLY_EQUAL: Words("nagenoeg gelijk", "nearly equal"),
    PointsSize.SMALL: Words("klein", "small"),
    PointsSize.CLEAR: Words("duidelijk", "clear"),
    PointsSize.LARGE: Words("groot", "large"),
}


def level_words(verdict: Verdict) -> Words:
    """The verdict as it stands in the first column."""
    return LEVEL_WORDS[verdict.level]


def reason_words(verdict: Verdict, shared: Sequence[Reason] = ()) -> Words:
    """Every reason: a sentence each, and in a few words those that are `shared` and explained above the table."""
    if not verdict.reasons:
        return NO_OBJECTIONS
    sentences = list(dict.fromkeys(reason.sentence for reason in verdict.reasons if reason not in shared))
    also = list(dict.fromkeys(IN_SHORT[reason.code] for reason in verdict.reasons if reason in shared))
    if also:
        told = Words("Ook: {also}.", "Also: {also}.") if sentences else _ABOVE
        sentences.append(told.filled(also=joined(also, ", ")))
    return joined(sentences, "\n")


_ABOVE = Words("Zie boven de tabel: {also}.", "See above the table: {also}.")


def shared_reasons(verdicts: Sequence[Verdict]) -> tuple[Reason, ...]:
    """Reasons that every one of several verdicts gives in the same words."""
    if len(verdicts) < 2:
        return ()
    first, *others = verdicts
    return tuple(reason for reason in first.reasons if all(reason in other.reasons for other in others))


def meaning_words(verdict: Verdict, conclusion: Conclusion | None) -> Cell:
    """What a shown difference means: a hint at the middle level, the conclusion at the highest."""
    if verdict.level is Level.NOT_COMPARABLE:
        return Sign.NIL
    if verdict.level is Level.INDICATIVE:
        return HINT
    return CONCLUSION_WORDS[conclusion] if conclusion else Words("zie interval", "see interval")


def size_words(verdict: Verdict, difference_pp: float | None) -> Cell:
    """How large a difference is, only where the verdict allows a conclusion."""
    if verdict.level is not Level.COMPARABLE or difference_pp is None:
        return Sign.NIL
    return _SIZE_WORDS[size_of_points(difference_pp)]


def tally(verdicts: Iterable[Verdict], one: Words, more: Words) -> Words:
    """How many of each verdict: "Alle 25 stellingen: niet vergelijkbaar."."""
    found = Counter(verdict.level for verdict in verdicts)
    total = sum(found.values())
    if len(found) == 1:
        subject = _ONLY_ONE if total == 1 else _ALL
        level = LEVEL_WORDS[next(iter(found))]
        return Words("{subject}: {level}.", "{subject}: {level}.").filled(
            subject=subject.filled(one=one, more=more, total=total), level=level
        )
    parts: list[Text] = [
        Words("{number} {level}", "{number} {level}").filled(number=found[level], level=LEVEL_WORDS[level])
        for level in Level
        if found[level]
    ]
    return Words("Van de {total} {more}: {parts}.", "Of the {total} {more}: {parts}.").filled(
        total=total, more=more, parts=joined(parts, ", ")
    )


_ONLY_ONE = Words("De enige {one}", "The only {one}")
_ALL = Words("Alle {total} {more}", "All {total} {more}")
STATEMENT, STATEMENTS = Words("stelling", "statement"), Words("stellingen", "statements")
SCALE, SCALES = Words("schaal", "scale"), Words("schalen", "scales")
