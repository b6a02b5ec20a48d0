"""May these two waves be compared? The lowest level that any reason gives (STATISTICS 9)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from survey_app.comparison.results import Code, Level, Reason, Verdict
from survey_app.comparison.sentences import Basis, counted, number_words, percent_words
from survey_app.comparison.statistics.intervals import Interval, effective_base, margin_pp
from survey_app.fieldwork.wave import Recruitment
from survey_app.language.words import Words, joined, listed
from survey_app.questionnaire.revisions import is_same_text

RULE_VERSION = "3 (november 2026)"
"""Printed in every export; it changes with every bound in this file."""

_N_SMALL, _N_MODERATE, _N_NEAR_CENSUS = 30, 100, 10
_MARGIN_LARGE, _MARGIN_MODERATE = 20, 10
_NEAR_CENSUS = Fraction(7, 10)
RESPONSE_RATIO = Fraction(3, 2)
"""Of the higher response and the lower: above it other people may have taken part."""
_PAPER_SHIFT = Fraction(1, 5)

_APPROACH = {
    Recruitment.CODES: Words("met een eigen code"),
    Recruitment.OPEN_LINK: Words("met een open link"),
}


@dataclass(frozen=True)
class Side:
    """One of the two waves, as far as a verdict looks at it.

    `base` is the number that the compared figure rests on (n_eff of a weighted one, rounded down); `approached` how
    many were approached, None if unknown; `on_paper` the share that came on paper, None if it was not kept. `whole` is
    the whole wave, where this is a group of it: what is not known of the group is looked up there. `is_category`: it is
    one of a trait, of which nobody counts who could take part; of the whole wave somebody may have.
    """

    name: Words
    base: int
    respondents: int
    approached: int | None
    recruitment: Recruitment
    population: str
    on_paper: Fraction | None = None
    whole: Side | None = None
    is_category: bool = False

    @property
    def known_approached(self) -> int | None:
        """How many were approached, unless more people answered: then that cannot be the number."""
        return self.approached if self.approached is not None and self.respondents <= self.approached else None

    @property
    def response(self) -> Fraction | None:
        """Response rate; None when it is unknown how many were approached."""
        return None if self.known_approached is None else Fraction(self.respondents, self.known_approached)

    @property
    def near_census(self) -> bool:
        """Nearly everybody of those approached is in the base, and they are not a handful."""
        if self.known_approached is None or self.base < _N_NEAR_CENSUS:
            return False
        return self.base * _NEAR_CENSUS.denominator >= self.known_approached * _NEAR_CENSUS.numerator


Sides = tuple[Side, Side]


def judge_sides(sides: Sides, basis: Basis, further: Iterable[Reason]) -> Verdict:
    """What the bases tell beside the reasons: whether there are enough answers, and how precise a difference is."""
    margin = margin_of(sides)
    verdict = conclude((*_small_bases(sides, basis), *further), margin)
    notes = (*_moderate_bases(sides, basis), *_wide_margin(margin))
    if not notes:
        return verdict
    return replace(verdict, notes=notes, visible=None if margin is None else _visible_points(detectable(margin)))


def conclude(reasons: Iterable[Reason], margin: float | None) -> Verdict:
    """The lowest level of all reasons, the gravest reasons first."""
    ordered = tuple(sorted(reasons, key=lambda reason: reason.caps_at))
    return Verdict(ordered[0].caps_at if ordered else Level.COMPARABLE, ordered, margin)


def seen_in(verdict: Verdict, interval: Interval | None, unit: Words | str, decimals: int) -> Verdict:
    """The verdict with what can be seen of a difference of means: its margin is in the unit of the scores."""
    if not verdict.notes or interval is None:
        return replace(verdict, visible=None)
    size = number_words(detectable((interval.high - interval.low) / 2), decimals)
    return replace(verdict, visible=_SEEN.filled(size=joined([size, unit]) if unit else size))


def detectable(margin: float) -> float:
    """The difference that is found in four of five comparisons (80% power) with this margin."""
    return 1.43 * margin


def _visible_points(size: float) -> Words | None:
    """None where nearly everybody took part: then any difference can be seen."""
    if size < 1:
        return None
    if size >= 100:
        return Words("geen enkel verschil is hier goed te zien")
    unit = Words("procentpunten")
    return _SEEN.filled(size=joined([number_words(size, 0), unit]))


_SEEN = Words("alleen verschillen vanaf ongeveer {size} zijn hier goed te zien")


def wave_reasons(sides: Sides) -> list[Reason]:
    """Whether the same population was reached in the same way; the same for every item of the two waves."""
    return [
        *_population_differs(*sides),
        *_population_unknown(sides),
        *_recruitment_doubtful(sides),
        *_recruitment_differs(*sides),
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
        return margin_pp(*(effective_base(side.base, side.approached or side.base) for side in sides))
    return margin_pp(*(side.base for side in sides))


def _small_bases(sides: Sides, basis: Basis) -> Iterator[Reason]:
    if min(side.base for side in sides) < _N_SMALL:
        is_census = _both_near_census(sides)
        level, sentence = (Level.INDICATIVE, _NEARLY_EVERYBODY) if is_census else (Level.NOT_COMPARABLE, _THIRTY_NEEDED)
        yield Reason(Code.N_SMALL, level, sentence.filled(found=_counted_below(_N_SMALL, sides, basis)))


_NEARLY_EVERYBODY = Words("{found}, maar dat is bijna iedereen; daarom is een vergelijking hooguit een aanwijzing.")
_THIRTY_NEEDED = Words("{found}; voor vergelijken zijn er minstens 30 nodig.")


def _moderate_bases(sides: Sides, basis: Basis) -> Iterator[Reason]:
    """A note that there are few answers, where they are not too few."""
    if _N_SMALL <= min(side.base for side in sides) < _N_MODERATE:
        sentence = Words("{found}.").filled(found=_counted_below(_N_MODERATE, sides, basis))
        yield Reason(Code.N_MODERATE, Level.COMPARABLE, sentence)


def _counted_below(bound: int, sides: Sides, basis: Basis) -> Words:
    return counted({side.name: side.base for side in sides if side.base < bound}, basis)


def _wide_margin(margin: float | None) -> Iterator[Reason]:
    """A note on the margin of a difference between percentages, which is wide above 10 points and very wide above 20.

    An interval that is clear of 0 is no less so for being wide.
    """
    if margin is not None and margin > _MARGIN_MODERATE:
        code = Code.MARGIN_LARGE if margin > _MARGIN_LARGE else Code.MARGIN_MODERATE
        yield Reason(code, Level.COMPARABLE, _MARGIN.filled(margin=number_words(margin)))


_MARGIN = Words("De foutmarge van een verschil tussen percentages is {margin} procentpunt.")


def _population_differs(earlier: Side, later: Side) -> Iterator[Reason]:
    if not is_same_text(earlier.population, later.population):
        sentence = Words(
            "In {earlier} ging de vragenlijst naar ‘{before}’, in {later} naar ‘{after}’: "
            "dat zijn verschillende groepen."
        ).filled(earlier=earlier.name, before=earlier.population, later=later.name, after=later.population)
        yield Reason(Code.POPULATION_DIFFERS, Level.NOT_COMPARABLE, sentence)


def _population_unknown(groups: Sides) -> Iterator[Reason]:
    sides = [side.whole if side.is_category and side.whole else side for side in groups]
    sentences = [
        _MORE_THAN_APPROACHED.filled(name=side.name, respondents=side.respondents, frame=side.approached)
        for side in sides
        if side.approached is not None and side.known_approached is None
    ]
    unknown = [side.name for side in sides if side.approached is None]
    if unknown:
        sentences.append(_NOT_TOLD.filled(names=listed(unknown)))
    if sentences:
        yield Reason(Code.POPULATION_UNKNOWN, Level.INDICATIVE, joined(sentences))


_MORE_THAN_APPROACHED = Words(
    "Van {name} zijn er meer antwoorden ({respondents}) dan mensen die zijn benaderd ({frame}); "
    "het aantal benaderde mensen klopt dus niet."
)
_NOT_TOLD = Words("Van {names} is niet bekend hoeveel mensen konden meedoen; de respons is daardoor niet te berekenen.")


def _recruitment_doubtful(sides: Sides) -> Iterator[Reason]:
    for recruitment, (code, sentence) in _DOUBTFUL.items():
        names = [side.name for side in sides if side.recruitment is recruitment]
        if names:
            yield Reason(code, Level.INDICATIVE, sentence.filled(names=listed(names)))


_DOUBTFUL = {
    Recruitment.UNKNOWN: (
        Code.RECRUITMENT_UNKNOWN,
        Words("Van {names} is niet bekend hoe mensen zijn benaderd: wie wilde, kan hebben meegedaan."),
    ),
    Recruitment.OPEN_LINK: (
        Code.SELF_SELECTION,
        Words(
            "In {names} kon iedereen met de link meedoen, ook vaker dan één keer; wie er niet meededen is niet bekend."
        ),
    ),
}


def _recruitment_differs(earlier: Side, later: Side) -> Iterator[Reason]:
    """Where both are known; what is not known has a reason of its own."""
    if earlier.recruitment is later.recruitment or Recruitment.UNKNOWN in (earlier.recruitment, later.recruitment):
        return
    before, after = _APPROACH[earlier.recruitment], _APPROACH[later.recruitment]
    sentence = Words(
        "In {earlier} werden mensen benaderd {before}, in {later} {after}; "
        "daardoor kunnen andere mensen hebben meegedaan."
    ).filled(earlier=earlier.name, before=before, later=later.name, after=after)
    yield Reason(Code.RECRUITMENT, Level.INDICATIVE, sentence)


def _mode_mix_differs(sides: Sides) -> Iterator[Reason]:
    """Whether the share on paper moved more than 20 points; which it is, sheet *Respons* tells as far as it may."""
    before, after = _of_group_or_whole(sides, lambda side: side.on_paper)
    if before is not None and after is not None and abs(after - before) > _PAPER_SHIFT:
        sentence = Words(
            "Het deel van de antwoorden dat op papier kwam, verschilt meer dan 20 procentpunt tussen {earlier} en "
            "{later}; wie op papier antwoordt kan anders zijn dan wie online antwoordt."
        ).filled(earlier=sides[0].name, later=sides[1].name)
        yield Reason(Code.RECRUITMENT, Level.INDICATIVE, sentence)


def _response_differs(sides: Sides) -> Iterator[Reason]:
    before, after = _of_group_or_whole(sides, lambda side: side.response)
    if before is not None and after is not None and responses_differ(before, after):
        sentence = Words(
            "De respons was {before} in {earlier} en {after} in {later}; "
            "bij zo’n groot verschil kunnen andere mensen hebben meegedaan."
        ).filled(before=percent_words(before), earlier=sides[0].name, after=percent_words(after), later=sides[1].name)
        yield Reason(Code.RESPONSE_DIFFERS, Level.INDICATIVE, sentence)


def responses_differ(before: Fraction, after: Fraction) -> bool:
    """Whether two responses are too far apart for more than an indication."""
    return max(before, after) > RESPONSE_RATIO * min(before, after)


def _of_group_or_whole(
    sides: Sides, figure: Callable[[Side], Fraction | None]
) -> tuple[Fraction | None, Fraction | None]:
    """The figure of both sides; of the whole waves where it is not known of the group in both."""
    earlier, later = sides
    own = figure(earlier), figure(later)
    if None in own and earlier.whole is not None and later.whole is not None:
        return figure(earlier.whole), figure(later.whole)
    return own
