"""The charts of dots of *Pilot en spiegel*: how far each village moved on each statement, and what draws that."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import floor

from survey_app.comparison.groups import ARMS
from survey_app.comparison.results import Contrast
from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words, counted, joined
from survey_app.tables.columns import shortened
from survey_app.tables.parts import charts_of
from survey_app.tables.rounding import precise
from survey_app.tables.table import Cell, Column, Dots, DotSeries, Kind, Table, Text
from survey_app.tables.verdicts import SCALE_WORDS, STATEMENT_WORDS, tally
from survey_app.tables.waves import marked_title, pair_words

_LINES_PER_CHART = 8
"""As high as a page on its side."""
LONGEST_LABEL = 90
"""Beside a line there is room for so much; the whole statement stands in the table."""
_SHAPES = 4
"""Villages of one arm that can be told apart by form; of more, all have one form."""
_OFFSET = 0.13
"""How far pilot dots lie above their line and mirror dots below it, so that equal changes do not hide each other."""
POINTS, _SCORES = (5, 10, 20), (0.1, 0.2, 0.5, 1)
"""Distances of the numbers on an axis: of percentage points, and of scores."""
_MOST_STEPS = 6

ARM_NAMES: Mapping[str | None, Words] = {"pilot": Words("pilot"), "mirror": Words("spiegel")}
IN_ARM = Words("{village} ({arm})")
LINE, HEIGHT = Column(Words("Lijn"), width=76), Column(Words("Hoogte"), Kind.PRECISE, 12)
AROUND = (Column(Words("Naar links"), Kind.MARGIN, 12), Column(Words("Naar rechts"), Kind.MARGIN, 12))
"""What every chart of dots is drawn from, and how far the interval of a dot goes to both sides."""


@dataclass(frozen=True)
class DotPart:
    """Statements of a block, or scales, that fit in one chart; `places` are its two waves, `labels` villages by id."""

    number: int
    block: Text
    contrasts: tuple[Contrast, ...]
    is_scale: bool
    places: tuple[int, int]
    labels: Mapping[str, str]

    @property
    def changes(self) -> list[float]:
        """Every change that is drawn."""
        return [change for contrast in self.contrasts for arm in contrast.said for change in arm.values()]

    @property
    def axis(self) -> tuple[float, float]:
        """How far the axis goes to both sides, past the largest change, and the distance of its numbers."""
        return axis_of(self.changes, _SCORES if self.is_scale else POINTS)


def axis_of(numbers: Iterable[float], steps: Sequence[float]) -> tuple[float, float]:
    """How far an axis around 0 goes so that all these stand on it, and one of the steps as distance of its numbers."""
    largest = max(map(abs, numbers))
    step = next((step for step in steps if largest < _MOST_STEPS * step), steps[-1])
    return round(step * (floor(largest / step) + 1), 6), step


def dot_parts(series: WaveSeries) -> tuple[DotPart, ...]:
    """The latest wave that may be compared, against the earliest; only what some village has a change on.

    Statements before scales. Where the first wave is printed, no village has a change against it.
    """
    drawn_pairs = [pair for pair in series.pairs if any(map(_has_dots, pair.comparison.contrasts))]
    if not drawn_pairs:
        return ()
    shown = min(drawn_pairs, key=lambda pair: (-pair.later, pair.earlier))
    contrasts = shown.comparison.contrasts
    labels = {segment.id: segment.label for segment in series.latest.instrument.study.segments}
    drawn = [line for line in contrasts if _has_dots(line)]
    places = shown.earlier, shown.later
    return tuple(
        DotPart(number, block, lines, is_scale, places, labels)
        for number, (block, lines, is_scale) in enumerate(_chunks(drawn), start=1)
    )


def _chunks(drawn: Sequence[Contrast]) -> Iterator[tuple[Text, tuple[Contrast, ...], bool]]:
    """The lines of the blocks, then those of the scales, as many as fit in one chart."""
    for is_scale in (False, True):
        of_block: dict[Text, list[Contrast]] = {}
        for line in drawn:
            if line.is_scale is is_scale:
                of_block.setdefault(_SCALES if is_scale else line.block or "", []).append(line)
        for block, lines in charts_of(of_block, _LINES_PER_CHART):
            yield block, lines, is_scale


_SCALES = Words("Schalen")


def _has_dots(contrast: Contrast) -> bool:
    return any(contrast.said)


@dataclass(frozen=True)
class _Kind:
    """A kind of dot: whose, and where on the line; `villages` is more than one where there are too many to tell."""

    name: Text
    arm: str
    villages: tuple[str, ...]
    shape: int


def dots_table(series: WaveSeries, part: DotPart) -> Table:
    """The dots of each kind under each other, then a row per line with its text, all by their place in the chart."""
    rows = [row for kind in _kinds(part) for row in _dot_rows(part, kind)]
    reach, _ = part.axis
    lines = [(_label(contrast), -reach, _height(part, place), "", "") for place, contrast in enumerate(part.contrasts)]
    return Table(
        name=_table_name(part),
        title=_title(series, part),
        columns=(
            LINE,
            Column(Words("Verandering"), Kind.PRECISE, 12),
            HEIGHT,
            Column(series.segment_names["Segment"], width=12),
            Column(Words("Pilot of spiegel"), width=12),
        ),
        rows=(*rows, *lines),
    )


def _table_name(part: DotPart) -> str:
    return f"Grafiek_delen_{part.number}"


def dots_chart(series: WaveSeries, part: DotPart) -> Dots:
    """The chart that is drawn from that table."""
    kinds, marks, first = _kinds(part), [], 0
    for kind in kinds:
        number = len(_dot_rows(part, kind))
        if number:
            marks.append(DotSeries(kind.name, first, number, kind.shape, filled=kind.arm == "pilot"))
        first += number
    unit = Words("punten van de score") if part.is_scale else _PERCENTAGE_POINTS
    return Dots(
        title=marked_title(_title(series, part), series),
        table=_table_name(part),
        lines=DotSeries(Words("stelling"), first, len(part.contrasts), 0, filled=False),
        marks=tuple(marks),
        axis=Words("Verandering in {unit}").filled(unit=unit),
        reach=part.axis[0],
        step=part.axis[1],
        alt_text=marked_title(_alt_text(series, part), series),
    )


_PERCENTAGE_POINTS = Words("procentpunten")


def _title(series: WaveSeries, part: DotPart) -> Words:
    """What is drawn, and which verdict the difference between the arms has."""
    waves = pair_words(series, *part.places)
    drawn = (_OF_SCALES if part.is_scale else _OF_STATEMENTS).filled(block=part.block, waves=waves)
    words = SCALE_WORDS if part.is_scale else STATEMENT_WORDS
    verdicts = tally([contrast.verdict for contrast in part.contrasts], *words).changed(_within)
    return joined([drawn, joined([_DIFFERENCE, verdicts], ", ")], ". ")


def _within(sentence: str) -> str:
    """As it is within a sentence."""
    return sentence[:1].lower() + sentence[1:]


_DIFFERENCE = Words("Verschil in ontwikkeling")
_OF_SCALES = Words("{block}: score, {waves}")
_OF_STATEMENTS = Words("{block}: % boven het midden, {waves}")


def _alt_text(series: WaveSeries, part: DotPart) -> Words:
    return Words(
        "Stippen per {segment} op {lines} rond 0: hoeveel {later} verschilt van {earlier}. Pilot{segments} "
        "zijn dichte vormen, spiegel{segments} kruisjes en sterretjes. De cijfers staan in de tabellen eronder."
    ).filled(
        lines=counted(len(part.contrasts), _LINE, _LINES),
        later=series.names[part.places[1]],
        earlier=series.names[part.places[0]],
        **series.segment_names,
    )


_LINE, _LINES = Words("lijn"), Words("lijnen")


def _kinds(part: DotPart) -> tuple[_Kind, ...]:
    arms = part.contrasts[0].arms
    return (*_kinds_of(part, "pilot", list(arms.pilot)), *_kinds_of(part, "mirror", list(arms.mirror)))


def _kinds_of(part: DotPart, arm: str, villages: Sequence[str]) -> Iterator[_Kind]:
    """One per village, if there are forms enough; else one for the arm."""
    if len(villages) > _SHAPES:
        yield _Kind(ARM_NAMES[arm], arm, tuple(villages), 0)
        return
    for shape, village in enumerate(villages):
        yield _Kind(IN_ARM.filled(village=part.labels[village], arm=ARM_NAMES[arm]), arm, (village,), shape)


def _dot_rows(part: DotPart, kind: _Kind) -> list[tuple[Cell, ...]]:
    """A row per dot: a village without a change on a statement has none."""
    offset = _OFFSET if kind.arm == "pilot" else -_OFFSET
    return [
        (_label(contrast), precise(change), precise(_height(part, place) + offset), part.labels[village], name)
        for place, contrast in enumerate(part.contrasts)
        for village in kind.villages
        for name in [ARM_NAMES[kind.arm]]
        if (change := contrast.said[ARMS.index(kind.arm)].get(village)) is not None
    ]


def _height(part: DotPart, place: int) -> float:
    """The first line is the highest."""
    return float(len(part.contrasts) - place)


def _label(contrast: Contrast) -> str:
    return shortened(contrast.text, LONGEST_LABEL)
