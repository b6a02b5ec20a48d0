"""What weighting to the population costs and did, per wave (STATISTICS 11)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from survey_app.comparison.raking import Unusable
from survey_app.comparison.results import FieldedWave
from survey_app.comparison.series import WaveSeries
from survey_app.comparison.weighting_told import WeightingTold
from survey_app.dataset.counts import ALL_REST
from survey_app.questionnaire.model import LikertStatement, options_of
from survey_app.questionnaire.words import Words, joined
from survey_app.tables.cells import precise_cell
from survey_app.tables.table import Cell, Column, Kind, Sign, Table

_USABLE = Words("Bruikbaar.", "Usable.")
_AS_ONE = Words(
    "Bruikbaar met een beperking: wat hiernaast samen staat, telt als één groep. Wie daarbinnen te weinig of niet "
    "meedeed, vullen deze gewichten niet aan.",
    "Usable with a restriction: what stands together in the next columns counts as one group. These weights do not "
    "make up for who took part too little or not at all within it.",
)
_EXCEPT = Words(
    " Van {few} van de {all} stellingen staat er geen gewogen cijfer: het zou iets geheims verraden.",
    " Of {few} of the {all} statements no weighted figure is given: it would tell something secret.",
)
_WHY_NOT = {
    Unusable.NOBODY: Words("Niet bruikbaar: er zijn geen respondenten.", "Not usable: there are no respondents."),
    Unusable.NO_CONVERGENCE: Words(
        "Niet bruikbaar: geen gewichten voldoen aan beide verdelingen tegelijk.",
        "Not usable: no weights satisfy both margins at once.",
    ),
    Unusable.DESIGN_EFFECT: Words(
        "Niet bruikbaar: het ontwerpeffect is groter dan 2; wegen kost meer dan het oplevert.",
        "Not usable: the design effect is above 2; weighting costs more than it brings.",
    ),
    Unusable.ALL_AS_ONE: Words(
        "Niet bruikbaar: alle {segments} en alle categorieën tellen als één groep, zodat er niets te wegen is.",
        "Not usable: all {segments} and all categories count as one group, so that there is nothing to weight.",
    ),
    Unusable.VILLAGE_UNKNOWN: Words(
        "Niet bruikbaar: van te veel mensen is geen {segment} bewaard.",
        "Not usable: of too many people no {segment} was kept.",
    ),
    Unusable.TELLS_CELLS: Words(
        "Niet te gebruiken: het zou verraden hoeveel mensen er per {segment} en kenmerk meededen.",
        "Not to be used: it would tell how many people of each {segment} and trait took part.",
    ),
}
_RESTS: Mapping[str, str | Words] = {
    "rest.pilot": Words("de rest van de pilot", "the rest of the pilot"),
    "rest.mirror": Words("de rest van de spiegel", "the rest of the mirror"),
    ALL_REST: Words("de rest", "the rest"),
}
"""Villages that were not kept, which weigh together."""
_NOT_BY_PERSON = Words(
    "Niet te wegen: van deze meting zijn geen antwoorden per persoon bekend.",
    "Cannot be weighted: of this wave no answers per person are known.",
)
_NOTES = (
    Words(
        "Gewichten naar {segment} en één kenmerk, in beurten passend gemaakt (raking; Deville en Särndal 1992); "
        "gemiddeld 1. Wat geheim is weegt als één; een categorie met minder dan 10 respondenten is met een "
        "andere samengevoegd.",
        "Weights by {segment} and one trait, fitted in turns (raking; Deville and Särndal 1992); 1 on average. What "
        "is secret weighs as one; a category with fewer than 10 respondents was merged with another.",
    ),
    Words(
        "Ontwerpeffect: 1 + gemiddelde van (w − 1)² (Kish 1965). n_eff: aantal respondenten dat de gewogen groep waard "
        "is.",
        "Design effect: 1 + mean of (w − 1)² (Kish 1965). n_eff: the number of respondents that the weighted group is "
        "worth.",
    ),
    Words(
        "Afgekapt: respondenten met een gewicht onder 1/4 of boven 4; daarna is nog eens passend gemaakt. Onbekend: "
        "respondenten die alleen op het andere kenmerk gewogen zijn, of op geen van beide.",
        "Trimmed: respondents with a weight below 1/4 or above 4; then all were fitted once more. Unknown: respondents "
        "weighted on the other margin alone, or on neither.",
    ),
)


def how_weighted(series: WaveSeries) -> Words | None:
    """What is weighted in this workbook and what is not; None where nothing is."""
    told = (statement.is_weighted for pair in series.pairs for statement in pair.comparison.statements)
    return _HOW if any(told) else None


_HOW = Words(
    "Verschil en uitspraak van iedereen samen zijn gewogen waar dat kan; n en de percentages per meting niet. Welke "
    "gewogen zijn staat op Technisch (Hoofdblad), de gewogen percentages op Technisch 2.",
    "Difference and conclusion of everybody together are weighted where they can be; n and the percentages of a wave "
    "are not. Which are weighted is told on Technical (Main sheet), the weighted percentages on Technical 2.",
)


def weighting_tables(series: WaveSeries) -> tuple[Table, ...]:
    """A row per wave; no table in a study that stores no margins."""
    if all(fielded.instrument.study.margins is None for fielded in series.waves):
        return ()
    found = _weightings(series)
    rows = tuple(
        _row(name, fielded, found.get(wave))
        for wave, (name, fielded) in enumerate(zip(series.names, series.waves, strict=True))
    )
    notes = tuple(note.filled(**series.segment_names) for note in _NOTES)
    return (Table("Technisch_weging", "", _columns(series), rows, notes=notes),)


def _weightings(series: WaveSeries) -> Mapping[int, WeightingTold]:
    both = (
        (wave, weighting)
        for pair in series.pairs
        for wave, weighting in zip((pair.earlier, pair.later), pair.comparison.weighting, strict=True)
    )
    return {wave: weighting for wave, weighting in both if weighting is not None}


def _columns(series: WaveSeries) -> tuple[Column, ...]:
    return (
        Column(Words("Meting", "Wave"), Kind.STRONG, 14),
        Column(Words("Te gebruiken", "May be used"), width=36),
        Column(Words("{Segments} samen", "{Segments} merged").filled(**series.segment_names), width=20),
        Column(Words("Categorieën samen", "Categories merged"), width=29),
        Column(Words("n", "n"), Kind.COUNT, 10),
        Column(Words("Ontwerp-effect", "Design effect"), Kind.PRECISE, 10),
        Column(Words("n_eff", "n_eff"), Kind.PRECISE, 10),
        Column(Words("Afgekapt", "Trimmed"), Kind.COUNT, 10),
        Column(Words("{Segment} onbekend", "{Segment} unknown").filled(**series.segment_names), Kind.COUNT, 10),
        Column(Words("Kenmerk onbekend", "Trait unknown"), Kind.COUNT, 10),
    )


def _row(name: Words, fielded: FieldedWave, weighting: WeightingTold | None) -> tuple[Cell, ...]:
    if weighting is None:
        return (name, _NOT_BY_PERSON, *(Sign.UNKNOWN,) * 8)
    segments = {**_RESTS, **{segment.id: segment.label for segment in fielded.instrument.study.segments}}
    return (
        name,
        _may_be_used(fielded, weighting),
        _merged(weighting.collapsed_segments, segments),
        _merged(weighting.collapsed_categories, _categories(fielded)),
        weighting.respondents,
        precise_cell(weighting.design_effect, hidden=weighting.design_effect is None),
        precise_cell(weighting.effective_base, hidden=weighting.effective_base is None),
        Sign.SECRET if weighting.trimmed is None else weighting.trimmed,
        weighting.unknown_segment,
        Sign.SECRET if weighting.unknown_category is None else weighting.unknown_category,
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
    told = [joined([labels.get(one, one) for one in group], " + ") for group in groups]
    return joined(told, "; ") if told else Sign.NIL
