"""Sheets *Pilot en spiegel*: the headline of each statement, then of each scale, then the villages (STATISTICS 10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from survey_app.comparison.results import Contrast
from survey_app.comparison.series import WaveSeries
from survey_app.questionnaire.words import Words
from survey_app.tables.arm_headlines import headlines
from survey_app.tables.arm_levels import EXPLAINED, by_village, level_tables
from survey_app.tables.contrasts import contrast_tables
from survey_app.tables.dots import dot_parts, dots_chart
from survey_app.tables.table import Block, Heading, PageBreak, Paragraph, Sheet
from survey_app.tables.waves import titled

NAME = Words("Pilot en spiegel", "Pilot and mirror")

_WHAT = Words(
    "Ontwikkeling in de pilotkernen vergeleken met de spiegelkernen. Dit laat zien wat er gebeurde, niet waardoor.",
    "Development in the pilot villages compared with the mirror villages. This shows what happened, not why.",
)
_CAVEATS = (
    Words(
        "Niet geloot, voor zover vastgelegd: de kernen kunnen ook in andere dingen verschillen. Een verschil in "
        "ontwikkeling is daarom hooguit indicatief.",
        "Not drawn by lot, as far as is recorded: the villages may differ in other things too. So a difference in "
        "development is indicative at most.",
    ),
    Words(
        "Uitstraling: wie in een spiegelkern woont, kan iets merken van wat in een pilotkern gebeurt.",
        "Spill-over: who lives in a mirror village may notice what happens in a pilot village.",
    ),
    Words(
        "Andere gebeurtenissen tussen de metingen (zoals corona) kunnen kernen verschillend hebben geraakt.",
        "Other events between the waves (such as corona) may have touched villages differently.",
    ),
)
_VILLAGES_COUNT = Words(
    "Er zijn {pilot} pilotkernen en {mirror} spiegelkernen: voor het verschil in ontwikkeling telt het aantal kernen, "
    "niet het aantal mensen.",
    "There are {pilot} pilot villages and {mirror} mirror villages: for the difference in development the number of "
    "villages counts, not the number of people.",
)
_NO_DOTS = Words(
    "Van geen enkele kern mag een verandering worden getoond; daarom is er geen grafiek.",
    "Of no village may a change be shown; so there is no chart.",
)
_STATEMENTS_MOVED = Words("Verandering per kern: stellingen", "Change per village: statements")
_SCALES_MOVED = Words("Verandering per kern: schalen", "Change per village: scales")
_LEVELS = Words("De cijfers per kern en per groep", "The figures per village and per arm")
_TRACE = Words(
    "Hieruit volgen de veranderingen: % boven het midden, later min eerder. x = geheim.",
    "The changes follow from these: % above the middle, later minus earlier. x = secret.",
)


def arms_sheets(series: WaveSeries) -> Iterator[Sheet]:
    """None when there is no contrast."""
    contrasts = [one for pair in series.pairs for one in pair.comparison.contrasts]
    kinds = [is_scale for is_scale in (False, True) if any(one.is_scale is is_scale for one in contrasts)]
    sheets = [(_HEADLINES, _headlines(series, contrasts, is_scale=is_scale)) for is_scale in kinds]
    if contrasts:
        sheets.append((_PER_VILLAGE, _villages(series)))
    for number, (title, blocks) in enumerate(sheets, start=1):
        name = NAME if number == 1 else Words(f"{NAME.dutch} {number}", f"{NAME.english} {number}")
        yield Sheet(name, titled(title, series), tuple(blocks))


_HEADLINES = Words("Pilot en spiegel in {waves}", "Pilot and mirror in {waves}")
_PER_VILLAGE = Words("Pilot en spiegel per kern in {waves}", "Pilot and mirror by village in {waves}")


def _headlines(series: WaveSeries, contrasts: Sequence[Contrast], *, is_scale: bool) -> Iterator[Block]:
    yield Paragraph(_WHAT, strong=True)
    yield from (Paragraph(text) for text in _CAVEATS)
    arms = contrasts[-1].arms
    yield Paragraph(_VILLAGES_COUNT.filled(pilot=len(arms.pilot), mirror=len(arms.mirror)))
    yield from headlines(series, is_scale=is_scale)


def _villages(series: WaveSeries) -> Iterator[Block]:
    """Charts, the numbers that are drawn and what the difference comes from, and then the levels."""
    weighted = by_village(series)
    yield Paragraph(_WHAT, strong=True)
    yield from _charts(series)
    yield from contrast_tables(series)
    yield PageBreak()
    yield Heading(_LEVELS)
    yield Paragraph(_TRACE)
    if weighted:
        yield Paragraph(EXPLAINED)
    yield from level_tables(series, weighted)


def _charts(series: WaveSeries) -> Iterator[Block]:
    parts = dot_parts(series)
    if not parts:
        yield Paragraph(_NO_DOTS, strong=True)
    for part in parts:
        yield Heading(_SCALES_MOVED if part.is_scale else _STATEMENTS_MOVED)
        yield dots_chart(series, part)
