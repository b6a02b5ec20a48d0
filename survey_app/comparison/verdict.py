"""May these two waves be compared? The lowest level that any reason gives (STATISTICS 9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from survey_app.comparison.intervals import effective_base, margin_pp
from survey_app.comparison.results import Code, Level, Reason, Verdict
from survey_app.comparison.sentences import Basis, and_list, counted, number_nl, percent_nl
from survey_app.fieldwork.wave import Recruitment
from survey_app.questionnaire.revisions import is_same_text

RULE_VERSION = "1 (november 2026)"
"""Printed in every export; it changes with every bound in this file."""

_N_SMALL, _N_MODERATE, _N_NEAR_CENSUS = 30, 100, 10
_MARGIN_LARGE, _MARGIN_MODERATE = 20, 10
_NEAR_CENSUS = Fraction(7, 10)
_RESPONSE_RATIO = Fraction(3, 2)

_APPROACH = {Recruitment.CODES: "met een code per brief", Recruitment.OPEN_LINK: "met een open link"}


@dataclass(frozen=True)
class Side:
    """One of the two waves, as far as a verdict looks at it.

    `base` is the number that the compared figure rests on; `frame` how many were approached, None if unknown.
    """

    name: str
    base: int
    respondents: int
    frame: int | None
    recruitment: Recruitment
    population: str

    @property
    def known_frame(self) -> int | None:
        """The frame, unless more people answered than it holds: then it cannot be the frame."""
        return self.frame if self.frame is not None and self.respondents <= self.frame else None

    @property
    def response(self) -> Fraction | None:
        """Response rate; None when the frame is unknown."""
        return None if self.known_frame is None else Fraction(self.respondents, self.known_frame)

    @property
    def near_census(self) -> bool:
        """Nearly everybody of a known frame is in the base, and they are not a handful."""
        if self.known_frame is None or self.base < _N_NEAR_CENSUS:
            return False
        return Fraction(self.base, self.known_frame) >= _NEAR_CENSUS


Sides = tuple[Side, Side]


def judge(sides: Sides, basis: Basis, further: Iterable[Reason] = ()) -> Verdict:
    """The verdict on figures that rest on the sides' bases, with `further` reasons that counts do not tell."""
    reasons = [*base_reasons(sides, basis), *wave_reasons(sides), *further]
    return conclude(reasons, _margin(sides))


def conclude(reasons: Iterable[Reason], margin: float | None) -> Verdict:
    """The lowest level of all reasons, the gravest reasons first."""
    ordered = tuple(sorted(reasons, key=lambda reason: reason.caps_at))
    return Verdict(ordered[0].caps_at if ordered else Level.COMPARABLE, ordered, margin)


def base_reasons(sides: Sides, basis: Basis) -> list[Reason]:
    """Whether the bases are large enough, by themselves and for the margin of a difference."""
    return [*_small_bases(sides, basis), *_wide_margin(_margin(sides))]


def wave_reasons(sides: Sides) -> list[Reason]:
    """Whether the same population was reached in the same way; the same for every item of the two waves."""
    return [
        *_population_differs(sides),
        *_population_unknown(sides),
        *_self_selection(sides),
        *_recruitment_differs(sides),
        *_response_differs(sides),
    ]


def _both_near_census(sides: Sides) -> bool:
    return all(side.near_census for side in sides)


def _margin(sides: Sides) -> float | None:
    """M in percentage points; for a finite population when nearly all of it answered in both waves."""
    if any(side.base == 0 for side in sides):
        return None
    if _both_near_census(sides):
        first, second = (effective_base(side.base, side.frame or side.base) for side in sides)
    else:
        first, second = (float(side.base) for side in sides)
    return margin_pp(first, second)


def _small_bases(sides: Sides, basis: Basis) -> list[Reason]:
    smallest = min(side.base for side in sides)
    if smallest >= _N_MODERATE:
        return []
    bound = _N_SMALL if smallest < _N_SMALL else _N_MODERATE
    found = counted({side.name: side.base for side in sides if side.base < bound}, basis)
    if smallest >= _N_SMALL:
        return [Reason(Code.N_MODERATE, Level.INDICATIVE, f"{found}; voor een vergelijking is 100 of meer beter.")]
    if _both_near_census(sides):
        spared = f"{found}, maar dat is bijna iedereen; daarom is een vergelijking hooguit een aanwijzing."
        return [Reason(Code.N_SMALL, Level.INDICATIVE, spared)]
    needed = f"{found}; voor vergelijken zijn er minstens 30 nodig."
    return [Reason(Code.N_SMALL, Level.NOT_COMPARABLE, needed)]


def _wide_margin(margin: float | None) -> list[Reason]:
    if margin is None or margin <= _MARGIN_MODERATE:
        return []
    told = f"De foutmarge van een verschil is {number_nl(margin)} procentpunt"
    if margin > _MARGIN_LARGE:
        sentence = f"{told}; boven 20 procentpunt is ook een groot verschil niet van toeval te onderscheiden."
        return [Reason(Code.MARGIN_LARGE, Level.NOT_COMPARABLE, sentence)]
    sentence = f"{told}; tot 10 procentpunt is een vergelijking nauwkeurig genoeg voor een conclusie."
    return [Reason(Code.MARGIN_MODERATE, Level.INDICATIVE, sentence)]


def _population_differs(sides: Sides) -> list[Reason]:
    earlier, later = sides
    if is_same_text(earlier.population, later.population):
        return []
    sentence = (
        f"In {earlier.name} ging de vragenlijst naar ‘{earlier.population}’, "
        f"in {later.name} naar ‘{later.population}’: dat zijn verschillende groepen."
    )
    return [Reason(Code.POPULATION_DIFFERS, Level.NOT_COMPARABLE, sentence)]


def _population_unknown(sides: Sides) -> list[Reason]:
    unknown = [side.name for side in sides if side.frame is None]
    sentences = [
        f"Van {side.name} zijn er meer antwoorden ({side.respondents}) dan mensen die zijn benaderd ({side.frame}); "
        "het aantal benaderde mensen klopt dus niet."
        for side in sides
        if side.frame is not None and side.known_frame is None
    ]
    if unknown:
        told = f"Van {and_list(unknown)} is niet bekend hoeveel mensen konden meedoen"
        sentences.append(f"{told}; de respons is daardoor niet te berekenen.")
    return [Reason(Code.POPULATION_UNKNOWN, Level.INDICATIVE, " ".join(sentences))] if sentences else []


def _self_selection(sides: Sides) -> list[Reason]:
    open_link = [side.name for side in sides if side.recruitment is Recruitment.OPEN_LINK]
    if not open_link:
        return []
    sentence = (
        f"In {and_list(open_link)} kon iedereen met de link meedoen, ook vaker dan één keer; "
        "wie er niet meededen is niet bekend."
    )
    return [Reason(Code.SELF_SELECTION, Level.INDICATIVE, sentence)]


def _recruitment_differs(sides: Sides) -> list[Reason]:
    earlier, later = sides
    if earlier.recruitment is later.recruitment:
        return []
    sentence = (
        f"In {earlier.name} werden mensen benaderd {_APPROACH[earlier.recruitment]}, "
        f"in {later.name} {_APPROACH[later.recruitment]}; daardoor kunnen andere mensen hebben meegedaan."
    )
    return [Reason(Code.RECRUITMENT, Level.INDICATIVE, sentence)]


def _response_differs(sides: Sides) -> list[Reason]:
    before, after = sides[0].response, sides[1].response
    if before is None or after is None or max(before, after) <= _RESPONSE_RATIO * min(before, after):
        return []
    sentence = (
        f"De respons was {percent_nl(before)} in {sides[0].name} en {percent_nl(after)} in {sides[1].name}; "
        "bij zo’n groot verschil kunnen andere mensen hebben meegedaan."
    )
    return [Reason(Code.RESPONSE_DIFFERS, Level.INDICATIVE, sentence)]
