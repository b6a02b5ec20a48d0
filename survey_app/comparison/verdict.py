"""May these two waves be compared? The lowest level that any reason gives (STATISTICS 9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from survey_app.comparison.intervals import effective_base, margin_pp
from survey_app.comparison.results import Code, Level, Reason, Verdict
from survey_app.comparison.sentences import Basis, counted, number_words, percent_words
from survey_app.fieldwork.wave import Recruitment
from survey_app.questionnaire.revisions import is_same_text
from survey_app.questionnaire.words import Words, joined, listed

RULE_VERSION = "2 (november 2026)"
"""Printed in every export; it changes with every bound in this file."""

_N_SMALL, _N_MODERATE, _N_NEAR_CENSUS = 30, 100, 10
_MARGIN_LARGE, _MARGIN_MODERATE = 20, 10
_NEAR_CENSUS = Fraction(7, 10)
_RESPONSE_RATIO = Fraction(3, 2)

_PAPER_SHIFT = Fraction(1, 5)

_APPROACH = {
    Recruitment.CODES: Words("met een code per brief", "with a code by letter"),
    Recruitment.OPEN_LINK: Words("met een open link", "with an open link"),
}


@dataclass(frozen=True)
class Side:
    """One of the two waves, as far as a verdict looks at it.

    `base` is the number that the compared figure rests on (n_eff of a weighted one, rounded down); `frame` how
    many were approached, None if unknown; `on_paper` the share that came on paper, None if it was not kept.
    """

    name: Words
    base: int
    respondents: int
    frame: int | None
    recruitment: Recruitment
    population: str
    on_paper: Fraction | None = None

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
    return conclude(reasons, margin_of(sides))


def conclude(reasons: Iterable[Reason], margin: float | None) -> Verdict:
    """The lowest level of all reasons, the gravest reasons first."""
    ordered = tuple(sorted(reasons, key=lambda reason: reason.caps_at))
    return Verdict(ordered[0].caps_at if ordered else Level.COMPARABLE, ordered, margin)


def base_reasons(sides: Sides, basis: Basis) -> list[Reason]:
    """Whether the bases are large enough, by themselves and for the margin of a difference."""
    return [*_small_bases(sides, basis), *_wide_margin(margin_of(sides))]


def wave_reasons(sides: Sides) -> list[Reason]:
    """Whether the same population was reached in the same way; the same for every item of the two waves."""
    return [
        *_population_differs(sides),
        *_population_unknown(sides),
        *_self_selection(sides),
        *_recruitment_differs(sides),
        *_mode_mix_differs(sides),
        *_response_differs(sides),
    ]


def _both_near_census(sides: Sides) -> bool:
    return all(side.near_census for side in sides)


def margin_of(sides: Sides) -> float | None:
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
        return [Reason(Code.N_MODERATE, Level.INDICATIVE, _HUNDRED_IS_BETTER.filled(found=found))]
    if _both_near_census(sides):
        return [Reason(Code.N_SMALL, Level.INDICATIVE, _NEARLY_EVERYBODY.filled(found=found))]
    return [Reason(Code.N_SMALL, Level.NOT_COMPARABLE, _THIRTY_NEEDED.filled(found=found))]


_HUNDRED_IS_BETTER = Words(
    "{found}; voor een vergelijking is 100 of meer beter.", "{found}; 100 or more is better for a comparison."
)
_NEARLY_EVERYBODY = Words(
    "{found}, maar dat is bijna iedereen; daarom is een vergelijking hooguit een aanwijzing.",
    "{found}, but that is nearly everybody; so a comparison is a hint at most.",
)
_THIRTY_NEEDED = Words("{found}; voor vergelijken zijn er minstens 30 nodig.", "{found}; comparing takes at least 30.")


def _wide_margin(margin: float | None) -> list[Reason]:
    if margin is None or margin <= _MARGIN_MODERATE:
        return []
    if margin > _MARGIN_LARGE:
        return [Reason(Code.MARGIN_LARGE, Level.NOT_COMPARABLE, _TOO_WIDE.filled(margin=number_words(margin)))]
    return [Reason(Code.MARGIN_MODERATE, Level.INDICATIVE, _RATHER_WIDE.filled(margin=number_words(margin)))]


_TOO_WIDE = Words(
    "De foutmarge van een verschil is {margin} procentpunt; boven 20 procentpunt is ook een groot verschil niet van "
    "toeval te onderscheiden.",
    "The margin of error of a difference is {margin} percentage points; above 20 points even a large difference cannot "
    "be told from chance.",
)
_RATHER_WIDE = Words(
    "De foutmarge van een verschil is {margin} procentpunt; tot 10 procentpunt is een vergelijking nauwkeurig genoeg "
    "voor een conclusie.",
    "The margin of error of a difference is {margin} percentage points; up to 10 points a comparison is precise enough "
    "for a conclusion.",
)


def _population_differs(sides: Sides) -> list[Reason]:
    earlier, later = sides
    if is_same_text(earlier.population, later.population):
        return []
    sentence = Words(
        "In {earlier} ging de vragenlijst naar ‘{before}’, in {later} naar ‘{after}’: dat zijn verschillende groepen.",
        "In {earlier} the questionnaire went to ‘{before}’, in {later} to ‘{after}’: those are different groups.",
    ).filled(earlier=earlier.name, before=earlier.population, later=later.name, after=later.population)
    return [Reason(Code.POPULATION_DIFFERS, Level.NOT_COMPARABLE, sentence)]


def _population_unknown(sides: Sides) -> list[Reason]:
    sentences = [
        _MORE_THAN_FRAME.filled(name=side.name, respondents=side.respondents, frame=side.frame)
        for side in sides
        if side.frame is not None and side.known_frame is None
    ]
    unknown = [side.name for side in sides if side.frame is None]
    if unknown:
        sentences.append(_NO_FRAME.filled(names=listed(unknown)))
    return [Reason(Code.POPULATION_UNKNOWN, Level.INDICATIVE, joined(sentences))] if sentences else []


_MORE_THAN_FRAME = Words(
    "Van {name} zijn er meer antwoorden ({respondents}) dan mensen die zijn benaderd ({frame}); "
    "het aantal benaderde mensen klopt dus niet.",
    "For {name} there are more responses ({respondents}) than people who were approached ({frame}); "
    "so the number of people approached is not right.",
)
_NO_FRAME = Words(
    "Van {names} is niet bekend hoeveel mensen konden meedoen; de respons is daardoor niet te berekenen.",
    "For {names} it is not known how many people could take part; so the response rate cannot be computed.",
)


def _self_selection(sides: Sides) -> list[Reason]:
    open_link = [side.name for side in sides if side.recruitment is Recruitment.OPEN_LINK]
    if not open_link:
        return []
    sentence = Words(
        "In {names} kon iedereen met de link meedoen, ook vaker dan één keer; wie er niet meededen is niet bekend.",
        "In {names} everybody with the link could take part, even more than once; who did not is not known.",
    ).filled(names=listed(open_link))
    return [Reason(Code.SELF_SELECTION, Level.INDICATIVE, sentence)]


def _recruitment_differs(sides: Sides) -> list[Reason]:
    earlier, later = sides
    if earlier.recruitment is later.recruitment or Recruitment.UNKNOWN in (earlier.recruitment, later.recruitment):
        return []
    sentence = Words(
        "In {earlier} werden mensen benaderd {before}, in {later} {after}; "
        "daardoor kunnen andere mensen hebben meegedaan.",
        "In {earlier} people were approached {before}, in {later} {after}; so other people may have taken part.",
    ).filled(
        earlier=earlier.name,
        before=_APPROACH[earlier.recruitment],
        later=later.name,
        after=_APPROACH[later.recruitment],
    )
    return [Reason(Code.RECRUITMENT, Level.INDICATIVE, sentence)]


def _mode_mix_differs(sides: Sides) -> list[Reason]:
    """Whether the share on paper moved more than 20 points; unknown where modes were not kept."""
    before, after = sides[0].on_paper, sides[1].on_paper
    if before is None or after is None or abs(after - before) <= _PAPER_SHIFT:
        return []
    sentence = Words(
        "Op papier kwam {before} van de antwoorden in {earlier} en {after} in {later}; "
        "wie op papier antwoordt kan anders zijn dan wie online antwoordt.",
        "On paper came {before} of the responses in {earlier} and {after} in {later}; "
        "those who answer on paper may differ from those who answer online.",
    ).filled(before=percent_words(before), earlier=sides[0].name, after=percent_words(after), later=sides[1].name)
    return [Reason(Code.RECRUITMENT, Level.INDICATIVE, sentence)]


def _response_differs(sides: Sides) -> list[Reason]:
    before, after = sides[0].response, sides[1].response
    if before is None or after is None or max(before, after) <= _RESPONSE_RATIO * min(before, after):
        return []
    sentence = Words(
        "De respons was {before} in {earlier} en {after} in {later}; "
        "bij zo’n groot verschil kunnen andere mensen hebben meegedaan.",
        "The response was {before} in {earlier} and {after} in {later}; "
        "with so large a difference other people may have taken part.",
    ).filled(before=percent_words(before), earlier=sides[0].name, after=percent_words(after), later=sides[1].name)
    return [Reason(Code.RESPONSE_DIFFERS, Level.INDICATIVE, sentence)]
