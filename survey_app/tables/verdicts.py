"""Verdicts in words: what may be said of two waves, and why not more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from survey_app.comparison.results import Code, Level, Reason, Verdict

LEVEL_WORDS = {
    Level.NOT_COMPARABLE: "niet vergelijkbaar",
    Level.INDICATIVE: "indicatief",
    Level.COMPARABLE: "vergelijkbaar",
}

HINT = "aanwijzing"


def level_words(verdict: Verdict) -> str:
    """The verdict as it stands in the first column."""
    return LEVEL_WORDS[verdict.level]


def reason_words(verdict: Verdict, shared: Sequence[Reason] = ()) -> str:
    """Every reason: a sentence each, and in a few words those that are `shared` and explained above the table."""
    if not verdict.reasons:
        return "Geen bezwaren gevonden."
    sentences = list(dict.fromkeys(reason.sentence for reason in verdict.reasons if reason not in shared))
    also = list(dict.fromkeys(_IN_SHORT[reason.code] for reason in verdict.reasons if reason in shared))
    told = [f"{'Ook' if sentences else 'Zie boven de tabel'}: {', '.join(also)}."] if also else []
    return "\n".join([*sentences, *told])


_IN_SHORT = {
    Code.WORDING: "de vraag is gewijzigd",
    Code.NOT_ASKED: "niet in beide metingen gesteld",
    Code.N_SMALL: "te weinig antwoorden",
    Code.MARGIN_LARGE: "te grote foutmarge",
    Code.N_MODERATE: "weinig antwoorden",
    Code.MARGIN_MODERATE: "ruime foutmarge",
    Code.POPULATION_UNKNOWN: "onbekend hoeveel mensen konden meedoen",
    Code.SELF_SELECTION: "open link",
    Code.RECRUITMENT: "andere manier van benaderen",
    Code.RESPONSE_DIFFERS: "andere respons",
    Code.BLOCK: "andere plaats of inleiding",
    Code.NOT_APPLICABLE_SHIFT: "meer of minder n.v.t.",
    Code.POPULATION_DIFFERS: "andere groep mensen",
    Code.OPTION_NOT_OFFERED: "antwoord niet in beide metingen aangeboden",
    Code.WITHHELD: "geheim",
}


def shared_reasons(verdicts: Sequence[Verdict]) -> tuple[Reason, ...]:
    """Reasons that every one of several verdicts gives in the same words."""
    if len(verdicts) < 2:
        return ()
    first, *others = verdicts
    return tuple(reason for reason in first.reasons if all(reason in other.reasons for other in others))


def weight_words(verdict: Verdict) -> str:
    """How much weight a shown difference bears: a hint at the middle level, nothing without a difference."""
    return {Level.NOT_COMPARABLE: "-", Level.INDICATIVE: HINT, Level.COMPARABLE: "zie interval"}[verdict.level]


def tally(verdicts: Iterable[Verdict], one: str, more: str) -> str:
    """How many of each verdict: "Alle 25 stellingen: niet vergelijkbaar."."""
    found = Counter(verdict.level for verdict in verdicts)
    total = sum(found.values())
    if len(found) == 1:
        subject = f"De enige {one}" if total == 1 else f"Alle {total} {more}"
        return f"{subject}: {LEVEL_WORDS[next(iter(found))]}."
    parts = [f"{found[level]} {LEVEL_WORDS[level]}" for level in Level if found[level]]
    return f"Van de {total} {more}: {', '.join(parts)}."
