"""Sheets *Pilot en spiegel*: the headline of each statement, then of each scale, then the villages (STATISTICS 10)."""

from collections.abc import Iterable, Iterator, Sequence

from survey_app.comparison.results import Contrast
from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words
from survey_app.tables.arm_headlines import READING, headlines
from survey_app.tables.arm_levels import EXPLAINED, by_village, level_tables
from survey_app.tables.contrasts import contrast_tables
from survey_app.tables.dots import dot_parts, dots_chart
from survey_app.tables.table import Block, Heading, Paragraph, Sheet
from survey_app.tables.waves import numbered, titled

NAME = Words("Pilot en spiegel")

_WHAT = Words(
    "Ontwikkeling in de pilot{segments} vergeleken met de spiegel{segments}. Dit laat zien wat er gebeurde, niet "
    "waardoor."
)
_CAVEATS = (
    Words(
        "Niet geloot, voor zover vastgelegd: de {segments} kunnen ook in andere dingen verschillen. Een verschil in "
        "ontwikkeling is daarom hooguit indicatief."
    ),
    Words("Uitstraling: wie bij een spiegel{segment} hoort, kan iets merken van wat in een pilot{segment} gebeurt."),
    Words("Andere gebeurtenissen tussen de metingen (zoals corona) kunnen {segments} verschillend hebben geraakt."),
)
_VILLAGES_COUNT = Words(
    "Er zijn {pilot} pilot{segments} en {mirror} spiegel{segments}: voor het verschil in ontwikkeling telt het "
    "aantal {segments}, niet het aantal mensen."
)
_NO_DOTS = Words("Van geen van de {segments} mag een verandering worden getoond; daarom is er geen grafiek.")
_STATEMENTS_MOVED = Words("Verandering per {segment}: stellingen")
_SCALES_MOVED = Words("Verandering per {segment}: schalen")
LEVELS = Words("Pilot en spiegel: cijfers per {segment}")
_LEVELS_OF = Words("De cijfers van pilot en spiegel, en per {segment}, in {{waves}}")
_TRACE = Words("Hieruit volgen de veranderingen: % boven het midden, later min eerder. x = geheim.")


def arms_sheets(series: WaveSeries) -> Iterator[Sheet]:
    """None when there is no contrast."""
    contrasts = [contrast for pair in series.pairs for contrast in pair.comparison.contrasts]
    kinds = [is_scale for is_scale in (False, True) if any(contrast.is_scale is is_scale for contrast in contrasts)]
    sheets: list[tuple[Words, Words, Iterable[Block]]] = [
        (
            OF_SCALES if is_scale else OF_STATEMENTS,
            _HEADLINES,
            (*_caveats(series, contrasts, is_first=is_scale is kinds[0]), *headlines(series, is_scale=is_scale)),
        )
        for is_scale in kinds
    ]
    if contrasts:
        names = series.segment_names
        sheets.append((OF_VILLAGES.filled(**names), _PER_VILLAGE.filled(**names), _villages(series)))
        sheets.append((LEVELS.filled(**names), _LEVELS_OF.filled(**names), _level_blocks(series)))
    for number, (known_as, title, blocks) in enumerate(sheets, start=1):
        is_last = number == len(sheets)
        yield Sheet(numbered(NAME, number), titled(title, series), tuple(blocks), upright=is_last, known_as=known_as)


OF_STATEMENTS, OF_SCALES = Words("Pilot en spiegel: stellingen"), Words("Pilot en spiegel: schalen")
OF_VILLAGES = Words("Pilot en spiegel: per {segment}")


_HEADLINES = Words("Pilot en spiegel in {waves}")
_PER_VILLAGE = Words("Pilot en spiegel per {segment} in {{waves}}")


def _caveats(series: WaveSeries, contrasts: Sequence[Contrast], *, is_first: bool) -> Iterator[Block]:
    """What may not be concluded, and how to read it; on a next sheet where that stands."""
    arms, names = contrasts[-1].arms, series.segment_names
    yield Paragraph(_WHAT.filled(**names), strong=True)
    if not is_first:
        yield Paragraph(_ALSO_HERE.filled(sheet=NAME))
        return
    yield from (Paragraph(text.filled(**names)) for text in _CAVEATS)
    yield Paragraph(_VILLAGES_COUNT.filled(pilot=len(arms.pilot), mirror=len(arms.mirror), **names))
    yield from (Paragraph(text.filled(**names)) for text in READING)


_ALSO_HERE = Words(
    "Wat op {sheet} staat over loting, uitstraling, andere gebeurtenissen en het interval, geldt ook hier."
)


def _villages(series: WaveSeries) -> Iterator[Block]:
    """Charts, and the numbers that are drawn and what the difference comes from."""
    yield Paragraph(_WHAT.filled(**series.segment_names), strong=True)
    yield from _charts(series)
    yield from contrast_tables(series)


def _level_blocks(series: WaveSeries) -> Iterator[Block]:
    """What those changes come from."""
    weighted, names = by_village(series), series.segment_names
    yield Paragraph(_TRACE)
    if weighted:
        yield Paragraph(EXPLAINED.filled(**names))
    yield from level_tables(series, weighted)


def _charts(series: WaveSeries) -> Iterator[Block]:
    parts = dot_parts(series)
    if not parts:
        yield Paragraph(_NO_DOTS.filled(**series.segment_names), strong=True)
    for part in parts:
        moved = _SCALES_MOVED if part.is_scale else _STATEMENTS_MOVED
        yield Heading(moved.filled(**series.segment_names))
        yield dots_chart(series, part)
