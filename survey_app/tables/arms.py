"""Sheet *Pilot en spiegel*: the change of each village as dots, then the figures (STATISTICS 10)."""

from __future__ import annotations

from collections.abc import Iterator

from survey_app.comparison.results import Contrast
from survey_app.comparison.series import WaveSeries
from survey_app.questionnaire.words import Words
from survey_app.tables.arm_levels import EXPLAINED, by_village, level_tables
from survey_app.tables.contrasts import contrast_tables
from survey_app.tables.dots import dot_parts, dots_chart
from survey_app.tables.rounding import hundredth
from survey_app.tables.table import Block, Heading, PageBreak, Paragraph, Sheet
from survey_app.tables.waves import titled

NAME = Words("Pilot en spiegel", "Pilot and mirror")

_WHAT = Words(
    "Ontwikkeling in de pilotkernen vergeleken met de spiegelkernen. Dit laat zien wat er gebeurde, niet waardoor.",
    "Development in the pilot villages compared with the mirror villages. This shows what happened, not why.",
)
_CAVEATS = (
    Words(
        "Niet geloot: welke kern pilot werd is gekozen, dus de kernen kunnen ook in andere dingen verschillen.",
        "Not drawn by lot: which village became a pilot was chosen, so the villages may differ in other things too.",
    ),
    Words(
        "Uitstraling: wie in een spiegelkern woont, kan iets merken van wat in een pilotkern gebeurt.",
        "Spill-over: who lives in a mirror village may notice what happens in a pilot village.",
    ),
    Words(
        "Andere gebeurtenissen tussen de metingen (zoals corona) kunnen kernen verschillend hebben geraakt.",
        "Other events between the waves (such as corona) may have touched villages differently.",
    ),
    Words(
        "Verschil in ontwikkeling: de gemiddelde verandering van de pilotkernen min die van de spiegelkernen; elke "
        "kern telt even zwaar. Mist de verandering van een kern, dan is het niet te berekenen.",
        "Difference in development: the mean change of the pilot villages minus that of the mirror villages; each "
        "village counts the same. If the change of a village is missing it cannot be computed.",
    ),
)
_FEW = Words(
    "Er zijn {pilot} pilotkernen en {mirror} spiegelkernen: dat is weinig, en het aantal kernen telt hier, niet het "
    "aantal mensen.",
    "There are {pilot} pilot villages and {mirror} mirror villages: those are few, and the number of villages counts "
    "here, not the number of people.",
)
_SMALLEST = Words(
    "De p uit verwisseling kan met dit aantal kernen nooit lager zijn dan {two} (tweezijdig) of {one} (eenzijdig); hij "
    "is een maatstaf, want er is niet geloot.",
    "With this number of villages the p by permutation can never be below {two} (two-sided) or {one} (one-sided); it "
    "is a yardstick, for nothing was drawn by lot.",
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


def arms_sheet(series: WaveSeries) -> Sheet | None:
    """Caveats, charts, a table per pair of waves, and what the changes come from; None when there is no contrast."""
    contrasts = [one for pair in series.pairs for one in pair.comparison.contrasts]
    if not contrasts:
        return None
    weighted = by_village(series)
    blocks: tuple[Block, ...] = (
        Paragraph(_WHAT, strong=True),
        *(Paragraph(text) for text in (*_CAVEATS, *_design(contrasts))),
        *_charts(series),
        *contrast_tables(series),
        PageBreak(),
        Heading(_LEVELS),
        Paragraph(_TRACE),
        *([Paragraph(EXPLAINED)] if weighted else ()),
        *level_tables(series, weighted),
    )
    return Sheet(NAME, titled(Words("Pilot en spiegel in {waves}", "Pilot and mirror in {waves}"), series), blocks)


def _design(contrasts: list[Contrast]) -> Iterator[Words]:
    arms = contrasts[0].arms
    yield _FEW.filled(pilot=len(arms.pilot), mirror=len(arms.mirror))
    permutation = next((one.arms.permutation for one in contrasts if one.arms.permutation is not None), None)
    if permutation is not None:
        yield _SMALLEST.filled(two=_number(permutation.smallest_two_sided), one=_number(permutation.smallest_one_sided))


def _number(p: float) -> Words:
    """In two decimals, which the smallest p of two and two villages still needs; of many villages it rounds to 0."""
    if p < 0.01:
        return Words("0,01", "0.01")
    text = f"{hundredth(p):.2f}"
    return Words(text.replace(".", ","), text)


def _charts(series: WaveSeries) -> Iterator[Block]:
    parts = dot_parts(series)
    if not parts:
        yield Paragraph(_NO_DOTS, strong=True)
    for part in parts:
        yield Heading(_SCALES_MOVED if part.is_scale else _STATEMENTS_MOVED)
        yield dots_chart(series, part)
