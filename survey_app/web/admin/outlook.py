"""What a comparison of waves will be able to say; read before anybody downloads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from survey_app.comparison.groups import GroupKind
from survey_app.comparison.results import Code, Contrast, GroupComparison, Level, Reason, Verdict
from survey_app.comparison.series import SeriesPair, WaveSeries
from survey_app.comparison.verdict.words import IN_SHORT, precision_words
from survey_app.comparison.why_unweighted import left_unweighted, why_unweighted
from survey_app.fieldwork.wave import Wave
from survey_app.language.words import spoken as said
from survey_app.web.segment_names import spoken_names


@dataclass(frozen=True)
class Reached:
    """How many of something reach each level, highest level first; every level is there."""

    levels: tuple[tuple[Level, int], ...]

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(number for _level, number in self.levels)

    @property
    def some(self) -> list[tuple[Level, int]]:
        """The levels that are reached by any."""
        return [(level, number) for level, number in self.levels if number]


@dataclass(frozen=True)
class ToldReason:
    """A reason in the language of the page, and the level that it allows at most."""

    sentence: str
    caps_at: Level


@dataclass(frozen=True)
class GroupOutlook:
    """The statements of one arm or segment; `respondents` in each wave."""

    label: str
    respondents: tuple[int, int]
    statements: Reached


@dataclass(frozen=True)
class Computable:
    """Of how many, out of `total`, pilot and mirror segments can be set side by side."""

    number: int
    total: int


@dataclass(frozen=True)
class InTheWay:
    """A reason in a few words, and how many statements and scales cannot be computed because of it among others."""

    reason: str
    number: int


@dataclass(frozen=True)
class ArmsOutlook:
    """Pilot beside mirror segments, and what is in the way of that, the commonest reason first."""

    statements: Computable
    scales: Computable
    in_the_way: tuple[InTheWay, ...]


@dataclass(frozen=True)
class PairOutlook:
    """Two waves of a series, by their places in it too.

    `precision` is what can be seen of a difference at all, where answers are few. `items` are statements, numbers and
    marks. `has_segments`: the study has; `absent`: those not in both waves.
    `arms` is None in a study without pilot and mirror segments, and where no segment is in both waves.
    """

    places: tuple[int, int]
    waves: tuple[Wave, Wave]
    names: tuple[str, str]
    level: Level
    reasons: tuple[ToldReason, ...]
    precision: tuple[str, ...]
    items: Reached
    scales: Reached
    groups: tuple[GroupOutlook, ...]
    absent: tuple[str, ...]
    has_segments: bool
    names_of_segments: Mapping[str, str]
    arms: ArmsOutlook | None

    @property
    def is_with_first(self) -> bool:
        """Whether the earlier is the first of the series."""
        return self.places[0] == 0

    @property
    def is_consecutive(self) -> bool:
        """Whether no wave of the series is between them."""
        return self.places[1] - self.places[0] == 1


@dataclass(frozen=True)
class Outlook:
    """Waves in order of time and their pairs; `unweighted` says why they cannot be weighted, empty if they can.

    `left_unweighted` says of what statements stay unweighted all the same.
    """

    waves: tuple[Wave, ...]
    pairs: tuple[PairOutlook, ...]
    unweighted: tuple[str, ...]
    left_unweighted: tuple[str, ...]

    @property
    def is_fictitious(self) -> bool:
        """Whether any answers are made up."""
        return any(wave.fictitious for wave in self.waves)


def outlook(series: WaveSeries, language: str) -> Outlook:
    """Keep what was judged, in words of this language."""
    return Outlook(
        waves=tuple(fielded.wave for fielded in series.waves),
        pairs=tuple(_pair(pair, language) for pair in series.pairs),
        unweighted=tuple(why.spoken_in(language) for why in why_unweighted(series)),
        left_unweighted=tuple(why.spoken_in(language) for why in left_unweighted(series)),
    )


def _pair(pair: SeriesPair, language: str) -> PairOutlook:
    found = pair.comparison
    segments = found.waves[1].instrument.study.segments
    there = {group.group.id for group in found.groups if group.group.kind is GroupKind.SEGMENT}
    earlier, later = (name.spoken_in(language) for name in found.names)
    return PairOutlook(
        places=(pair.earlier, pair.later),
        waves=(found.waves[0].wave, found.waves[1].wave),
        names=(earlier, later),
        level=found.overall.level,
        reasons=_told(found.overall.reasons, language),
        precision=tuple(words.spoken_in(language) for words in precision_words(found.overall, None)),
        items=_reached([*(one.verdict for one in found.statements), *(one.verdict for one in found.values)]),
        scales=_reached(scale.verdict for scale in found.scales),
        groups=tuple(_group(group, language) for group in found.groups),
        absent=tuple(segment.label for segment in segments if segment.id not in there),
        has_segments=bool(segments),
        names_of_segments=spoken_names(found.waves[1].instrument.study),
        arms=_arms(found.contrasts, language) if found.contrasts else None,
    )


def _told(reasons: Iterable[Reason], language: str) -> tuple[ToldReason, ...]:
    return tuple(ToldReason(reason.sentence.spoken_in(language), reason.caps_at) for reason in reasons)


def _reached(verdicts: Iterable[Verdict]) -> Reached:
    levels = Counter(verdict.level for verdict in verdicts)
    return Reached(tuple((level, levels[level]) for level in reversed(Level)))


def _group(group: GroupComparison, language: str) -> GroupOutlook:
    statements = _reached(statement.verdict for statement in group.statements)
    return GroupOutlook(str(said(group.label, language)), group.respondents, statements)


def _arms(contrasts: Sequence[Contrast], language: str) -> ArmsOutlook:
    return ArmsOutlook(
        statements=_computable(contrast for contrast in contrasts if not contrast.is_scale),
        scales=_computable(contrast for contrast in contrasts if contrast.is_scale),
        in_the_way=tuple(_in_the_way(contrasts, language)),
    )


def _computable(contrasts: Iterable[Contrast]) -> Computable:
    found = [contrast.is_shown for contrast in contrasts]
    return Computable(sum(found), len(found))


def _in_the_way(contrasts: Iterable[Contrast], language: str) -> Iterator[InTheWay]:
    """What makes an arm not comparable, or leaves too few segments to tell a difference from."""
    lacking = [contrast.verdict.reasons for contrast in contrasts if not contrast.is_shown]
    codes = Counter(code for reasons in lacking for code in _lowest(reasons))
    for code, number in codes.most_common():
        yield InTheWay(IN_SHORT[code].capitalised().spoken_in(language), number)


def _lowest(reasons: Iterable[Reason]) -> list[Code]:
    """Each code once, in an order that does not depend on the run."""
    return list(dict.fromkeys(reason.code for reason in reasons if reason.caps_at is Level.NOT_COMPARABLE))
