"""What weighting to the population costs and did, per wave (STATISTICS 11)."""

from collections.abc import Mapping, Sequence

from survey_app.comparison.figures.response import WEIGHTS
from survey_app.comparison.figures.signs import Sign
from survey_app.comparison.results import FieldedWave
from survey_app.comparison.series import WaveSeries
from survey_app.comparison.weighting.raking import Unusable
from survey_app.comparison.weighting.told import WeightingTold
from survey_app.dataset.counts import ALL_REST
from survey_app.language.words import Words, joined
from survey_app.questionnaire.model import LikertStatement, options_of
from survey_app.tables.layout import all_filled, cells_of, columns_of, notes_of
from survey_app.tables.table import Cell, Column, Kind, Table

_USABLE = Words("Bruikbaar.")
_AS_ONE = Words(
    "Bruikbaar met een beperking: wat hiernaast samen staat, telt als één groep. Wie daarbinnen te weinig of niet "
    "meedeed, vullen deze gewichten niet aan."
)
_EXCEPT = Words(" Van {few} van de {all} stellingen staat er geen gewogen cijfer: het zou iets geheims verraden.")
_WHY_NOT = {
    Unusable.NOBODY: Words("Niet bruikbaar: er zijn geen respondenten."),
    Unusable.NO_CONVERGENCE: Words("Niet bruikbaar: geen gewichten voldoen aan beide verdelingen tegelijk."),
    Unusable.DESIGN_EFFECT: Words(
        "Niet bruikbaar: het ontwerpeffect is groter dan 2; wegen kost meer dan het oplevert."
    ),
    Unusable.ALL_AS_ONE: Words(
        "Niet bruikbaar: alle {segments} en alle categorieën tellen als één groep, zodat er niets te wegen is."
    ),
    Unusable.VILLAGE_UNKNOWN: Words("Niet bruikbaar: van te veel mensen is geen {segment} bewaard."),
    Unusable.TELLS_CELLS: Words(
        "Niet te gebruiken: het zou verraden hoeveel mensen er per {segment} en kenmerk meededen."
    ),
}
_RESTS: Mapping[str, str | Words] = {
    "rest.pilot": Words("de rest van de pilot"),
    "rest.mirror": Words("de rest van de spiegel"),
    ALL_REST: Words("de rest"),
}
"""Villages that were not kept, which weigh together."""
_NOT_BY_PERSON = Words("Niet te wegen: van deze meting zijn geen antwoorden per persoon bekend.")
_FIGURES = all_filled(
    WEIGHTS, dict.fromkeys(("n", "deff", "n_eff", "trimmed", "unknown_segment", "unknown_category"), 10), Kind.PRECISE
)
_TOGETHER = (WEIGHTS["collapsed_segments"], WEIGHTS["collapsed_categories"])
_NOTE = Words(
    "Gewichten naar {segment} en één kenmerk, in beurten passend gemaakt (raking; Deville en Särndal 1992); gemiddeld "
    "1. Wat geheim is weegt als één; een categorie met minder dan 10 respondenten is met een andere samengevoegd."
)


def how_weighted(series: WaveSeries) -> Words | None:
    """What is weighted in this workbook and what is not; None where nothing is."""
    if all(fielded.instrument.study.margins is None for fielded in series.waves):
        return None
    weighted = (statement.is_weighted for pair in series.pairs for statement in pair.comparison.statements)
    return _HOW if any(weighted) else None


_HOW = Words(
    "Verschil en uitspraak van iedereen samen zijn gewogen waar dat kan; n en de percentages per meting niet. Welke "
    "gewogen zijn staat op Technisch (Hoofdblad), de gewogen percentages op Technisch 2."
)


def weighting_tables(series: WaveSeries) -> tuple[Table, ...]:
    """A row per wave; no table in a study that stores no margins."""
    if all(fielded.instrument.study.margins is None for fielded in series.waves):
        return ()
    weightings = _weightings(series)
    rows = tuple(
        _row(name, fielded, weightings.get(wave))
        for wave, (name, fielded) in enumerate(zip(series.names, series.waves, strict=True))
    )
    columns = _columns(series)
    notes = _NOTE.filled(**series.segment_names), *notes_of(columns)
    return (Table("Technisch_weging", "", columns, rows, notes=notes),)


def _weightings(series: WaveSeries) -> Mapping[int, WeightingTold]:
    both = (
        (wave, weighting)
        for pair in series.pairs
        for wave, weighting in zip((pair.earlier, pair.later), pair.comparison.weighting, strict=True)
    )
    return {wave: weighting for wave, weighting in both if weighting is not None}


def _columns(series: WaveSeries) -> tuple[Column, ...]:
    names = series.segment_names
    return (
        Column(Words("Meting"), Kind.STRONG, 14),
        Column(Words("Te gebruiken"), width=36),
        Column(Words("{Segments} samen").filled(**names), width=20),
        Column(Words("Categorieën samen"), width=29),
        *columns_of(_FIGURES, names=names),
    )


def _row(name: Words, fielded: FieldedWave, weighting: WeightingTold | None) -> tuple[Cell, ...]:
    if weighting is None:
        return (name, _NOT_BY_PERSON, *(figure.absent(None) for figure in _TOGETHER), *cells_of(_FIGURES, None))
    segments = {**_RESTS, **{segment.id: segment.label for segment in fielded.instrument.study.segments}}
    return (
        name,
        _may_be_used(fielded, weighting),
        _merged(weighting.collapsed_segments, segments),
        _merged(weighting.collapsed_categories, _categories(fielded)),
        *cells_of(_FIGURES, weighting),
    )


def _may_be_used(fielded: FieldedWave, weighting: WeightingTold) -> Words:
    if weighting.why_not is not None:
        return _WHY_NOT[weighting.why_not].filled(**fielded.instrument.study.segment_names)
    usable = _AS_ONE if weighting.collapsed_segments or weighting.collapsed_categories else _USABLE
    if not weighting.unweighted:
        return usable
    items = fielded.instrument.questionnaire.items.values()
    statements = sum(isinstance(item, LikertStatement) for item in items)
    return joined([usable, _EXCEPT.filled(few=len(weighting.unweighted), all=statements)], "")


def _categories(fielded: FieldedWave) -> Mapping[str, str | Words]:
    margins = fielded.instrument.study.margins
    item = fielded.instrument.questionnaire.items.get(margins.item) if margins else None
    return {option.id: option.label for option in options_of(item)} if item else {}


def _merged(groups: Sequence[Sequence[str]], labels: Mapping[str, str | Words]) -> Cell:
    merged = [joined([labels.get(part, part) for part in group], " + ") for group in groups]
    return joined(merged, "; ") if merged else Sign.NIL
