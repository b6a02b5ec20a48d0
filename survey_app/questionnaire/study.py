"""The study: whom it concerns, and the rules its figures obey in every wave."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from survey_app.language.words import Words
from survey_app.questionnaire.accountability import Accessibility, Privacy
from survey_app.questionnaire.goals import Goal
from survey_app.questionnaire.parts import Frozen, Identifier, Line, Prose, Whole

_MARK_BOUND = 0.5


class Segment(Frozen):
    """Where a respondent belongs by invitation (a village); `frame` is the number of addresses, None if unknown."""

    id: Identifier
    label: Line
    arm: Literal["pilot", "mirror"] | None = None
    frame: Annotated[Whole, Field(ge=1)] | None = None


class SegmentName(Frozen):
    """What one segment is called and what more of them are, as within a sentence and without an article."""

    one: Line
    many: Line


_ARABIC = SegmentName(one="مجموعة", many="مجموعات")


class SegmentWords(Frozen):
    """What segments are called in each language; whoever says nothing has groups."""

    nl: SegmentName = SegmentName(one="groep", many="groepen")
    en: SegmentName = SegmentName(one="group", many="groups")
    # Left out of the instrument where it is not told, so that the fingerprints of instruments without it stay.
    ar: SegmentName = Field(default=_ARABIC, exclude_if=lambda name: name == _ARABIC)

    @cached_property
    def names(self) -> Mapping[str, Words]:
        """What stands for `{segment}` and `{segments}` in a sentence of ours; `{Segment}` begins one."""
        told = {"nl": self.nl, "en": self.en, "ar": self.ar}
        segment = Words.of({language: name.one for language, name in told.items()})
        segments = Words.of({language: name.many for language, name in told.items()})
        begins = {"Segment": segment.capitalised(), "Segments": segments.capitalised()}
        return {"segment": segment, "segments": segments, **begins}


class Margins(Frozen):
    """How the population is made up, for weighting (STATISTICS 11): of one background item, people per option.

    The other margin is that of the segments, by their `frame`.
    """

    item: Identifier
    population: Mapping[Identifier, Annotated[Whole, Field(ge=0)]] = Field(min_length=2, max_length=100)


class Study(Frozen):
    """One research project; what stands here holds for all of its waves.

    `disclosure_threshold` is the least number of replies a shown group rests on (STATISTICS 15);
    `equivalence_bound` the difference, in percentage points, below which a change does not matter, `mark_bound` the
    same of a report mark, and `bound_reason` why these (STATISTICS 6). `broken_down_by` are the background items by
    whose options results may be broken down, as respondents are told; by no other they ever are (STATISTICS 19).
    `goals` are what it wants to reach (STATISTICS 18).
    """

    study: Identifier
    title: Line
    client: Line
    bureau: Line
    contact: Prose
    segments: tuple[Segment, ...] = Field(default=(), max_length=500)
    # Left out of the instrument when nothing is said, so that the fingerprints of instruments without it stay.
    segment_words: SegmentWords = Field(default=SegmentWords(), exclude_if=lambda words: words == SegmentWords())
    disclosure_threshold: Annotated[Whole, Field(ge=5, le=100)] = 10
    equivalence_bound: Annotated[Whole, Field(ge=1, le=50)] = 10
    # Left out of the instrument when there are none, so that the fingerprints of instruments without them stay.
    mark_bound: float = Field(_MARK_BOUND, strict=True, ge=0.1, le=5, exclude_if=lambda bound: bound == _MARK_BOUND)
    bound_reason: Line | None = Field(default=None, exclude_if=lambda reason: reason is None)
    margins: Margins | None = Field(default=None, exclude_if=lambda margins: margins is None)
    # Frozen with the instrument when a wave is opened: what respondents were told is binding (decision 0238).
    broken_down_by: tuple[Identifier, ...] = Field(default=(), max_length=20, exclude_if=lambda named: not named)
    goals: tuple[Goal, ...] = Field(default=(), max_length=200, exclude_if=lambda goals: not goals)
    # No part of the instrument: the pages tell what stands in the file now (decision 0234).
    privacy: Privacy | None = Field(default=None, exclude=True)
    accessibility: Accessibility | None = Field(default=None, exclude=True)

    @property
    def segment_names(self) -> Mapping[str, Words]:
        """What stands for `{segment}` and `{segments}` in a sentence of ours."""
        return self.segment_words.names
