"""The charts of *Respons*: a bar per group and wave, and under it how far a later response may lie from the first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from survey_app.comparison.figures.response import Response, response_of
from survey_app.comparison.figures.signs import Sign
from survey_app.comparison.groups import GroupKind
from survey_app.comparison.series import WaveSeries
from survey_app.comparison.verdict.judging import RESPONSE_RATIO, responses_differ
from survey_app.language.words import Words, joined
from survey_app.tables.columns import shortened
from survey_app.tables.parts import BARS_PER_CHART, charts_of, dashed, unbroken, waves_drawn
from survey_app.tables.rounding import grouped, percent
from survey_app.tables.table import Bars, Cell, Column, Kind, Table, Text
from survey_app.tables.waves import marked_title

_MOST_SEGMENTS = 40
"""Of more there is no chart: nobody looks for one among so many bars, and the table has them all."""
_LONGEST_LABEL = 60
_LABEL, _SHARE, _FROM, _WIDE = range(4)

_Group = tuple[Text, tuple[Response, ...]]
"""What a group is called, and its response in each wave that is drawn."""


@dataclass(frozen=True)
class ResponsePart:
    """Groups that fit in one chart: everybody with the arms, or segments; of each a response is known in some wave."""

    number: int
    title: Words
    groups: tuple[_Group, ...]
    of_segments: bool

    @property
    def table(self) -> str:
        """The name of the table that it is drawn from."""
        return f"Grafiek_respons_{self.number}"


def response_parts(series: WaveSeries) -> tuple[ResponsePart, ...]:
    """Everybody and arms first, then segments, as many as fit in one chart; none where no response is known."""
    most = max(1, BARS_PER_CHART // len(waves_drawn(len(series.waves))))
    segments = [group for group in _segments(series) if _is_known(group)]
    everybody = _EVERYBODY, tuple(response_of(series.waves[wave]) for wave in waves_drawn(len(series.waves)))
    whole = [group for group in (everybody, *_arms(series)) if _is_known(group)]
    by_title: dict[Text, list[_Group]] = {_TITLE: whole}
    charts = [(title, groups, False) for title, groups in charts_of(by_title, max(most, len(whole)))]
    if len(segments) <= _MOST_SEGMENTS:
        by_title = {_PER_SEGMENT.filled(**series.segment_names): segments}
        charts += [(title, groups, True) for title, groups in charts_of(by_title, most)]
    return tuple(
        ResponsePart(number, joined([title]), groups, of_segments)
        for number, (title, groups, of_segments) in enumerate(charts, start=1)
    )


_TITLE = Words("Respons: wie meedeed van wie kon meedoen")
_PER_SEGMENT = Words("Respons per {segment}")


_EVERYBODY = Words("Iedereen")


def _arms(series: WaveSeries) -> Iterator[_Group]:
    drawn = [series.groups[wave] for wave in waves_drawn(len(series.waves))]
    arms = [here.group for groups in drawn for here in groups if here.group.kind is GroupKind.ARM]
    for arm in dict.fromkeys(arms):
        there = [next((here for here in groups if here.group == arm), None) for groups in drawn]
        responses = [Response(here.approached, here.respondents) if here else _ABSENT for here in there]
        yield joined([series.label_of(arm)]).capitalised(), tuple(responses)


def _segments(series: WaveSeries) -> Iterator[_Group]:
    """As the latest wave calls them; of one that is in no later wave nothing is to be compared."""
    drawn = [series.waves[wave] for wave in waves_drawn(len(series.waves))]
    for segment in series.latest.instrument.study.segments:
        responses = [response_of(wave, segment) if segment.id in wave.invited else _ABSENT for wave in drawn]
        yield segment.label, tuple(responses)


_ABSENT = Response(approached=None, responded=0)


def _is_known(group: _Group) -> bool:
    return any(response.rate is not None for response in group[1])


def response_table(series: WaveSeries, part: ResponsePart) -> Table:
    """A row per bar: its share, from where on a later one lies near enough the first, and how wide that is."""
    return Table(
        name=part.table,
        title=part.title,
        columns=(
            Column(Words("Staaf"), width=76),
            Column(Words("Respons"), Kind.PERCENT, 12),
            Column(Words("Dicht genoeg vanaf"), Kind.PERCENT, 12),
            Column(Words("Breedte daarvan"), Kind.PERCENT, 12),
        ),
        rows=tuple(row for group in part.groups for row in _rows(series, *group)),
        rows_together=len(part.groups[0][1]),
    )


def _rows(series: WaveSeries, who: Text, responses: Sequence[Response]) -> Iterator[tuple[Cell, ...]]:
    first = responses[0]
    for place, (wave, response) in enumerate(zip(waves_drawn(len(series.waves)), responses, strict=True)):
        bar = joined([series.names[wave], _base(response)])
        named = joined([who]).changed(partial(shortened, longest=_LONGEST_LABEL))
        parts: list[Words | str] = [bar.changed(unbroken)] if place else [named, dashed(bar)]
        if place and _differ(first, response):
            parts.append(_TOO_FAR)
        share = Sign.IMPOSSIBLE if response.rate is None else percent(response.rate)
        yield joined(parts), share, *(_near(first) if place else (Sign.IMPOSSIBLE,) * 2)


def _base(response: Response) -> Words:
    if response.responded is None:
        return Words("(geheim)")
    if response.rate is None or response.approached is None:
        return Words("(respons onbekend)")
    return Words("({number} van {frame})").filled(
        number=grouped(response.responded), frame=grouped(response.approached)
    )


def _differ(first: Response, later: Response) -> bool:
    before, after = (_exactly(response) for response in (first, later))
    return before is not None and after is not None and responses_differ(before, after)


def _exactly(response: Response) -> Fraction | None:
    if response.rate is None or response.responded is None or response.approached is None:
        return None
    return Fraction(response.responded, response.approached)


_TOO_FAR = Words("· verschilt te veel")


def _near(first: Response) -> tuple[Cell, Cell]:
    """Where a later response may lie: from two thirds of the first to one and a half times as much."""
    if not first.rate:
        return Sign.IMPOSSIBLE, Sign.IMPOSSIBLE
    low, high = percent(float(first.rate / RESPONSE_RATIO)), percent(min(1.0, float(first.rate * RESPONSE_RATIO)))
    return low, percent(high - low)


def response_bars(series: WaveSeries, part: ResponsePart) -> Bars:
    """The chart that is drawn from that table."""
    waves = len(part.groups[0][1])
    return Bars(
        title=marked_title(part.title, series),
        table=part.table,
        labels=_LABEL,
        share=_SHARE,
        name=Words("Respons"),
        band=(_FROM, _WIDE) if waves > 1 else None,
        band_name=_NEAR.filled(wave=series.names[0]),
        bars=waves * len(part.groups),
        together=waves,
        alt_text=marked_title(_ALT_OF_ONE if waves == 1 else _ALT.filled(wave=series.names[0]), series),
    )


_NEAR = Words("Streep: zo ver mag de respons afwijken van {wave}")
_ALT_OF_ONE = Words("Een staaf per groep: de respons, als deel van wie kon meedoen. De cijfers staan in de tabellen.")
_ALT = Words(
    "Per groep een staaf voor elke meting: de respons, als deel van wie kon meedoen. De streep eronder loopt van twee "
    "derde tot anderhalf keer de respons in {wave}: daarbuiten is een verschil hooguit een aanwijzing. De cijfers "
    "staan in de tabellen."
)
