"""Why waves cannot be weighted to the population, in words."""

from collections.abc import Iterable, Sequence

from survey_app.comparison.names import names_of
from survey_app.comparison.prepared import prepared
from survey_app.comparison.results import FieldedWave
from survey_app.comparison.series import WaveSeries
from survey_app.comparison.weighting.raking import Unusable, Weighting
from survey_app.comparison.weighting.told import WeightingTold
from survey_app.language.words import Words

_NO_MARGINS = Words("In het onderzoek staat niet hoe de bevolking is samengesteld.")
_NOT_BY_PERSON = Words("Van {wave} is niet bekend hoe wie meedeed was samengesteld.")
_LEFT_OUT = Words(
    "Van {wave} blijft een deel van de stellingen ongewogen ({few}): een gewogen cijfer zou iets geheims verraden."
)
_UNUSABLE = {
    Unusable.NOBODY: Words("Aan {wave} deed niemand mee."),
    Unusable.NO_CONVERGENCE: Words("Voor {wave} zijn geen gewichten te vinden die kloppen."),
    Unusable.DESIGN_EFFECT: Words("In {wave} zouden enkele mensen veel te zwaar meetellen."),
    Unusable.ALL_AS_ONE: Words("In {wave} bleef er maar één groep over om te wegen."),
    Unusable.VILLAGE_UNKNOWN: Words("In {wave} is van te veel mensen geen {segment} bewaard."),
    Unusable.TELLS_CELLS: Words("In {wave} zou wegen verraden hoeveel mensen er per {segment} en kenmerk meededen."),
}


def why_unweighted(series: WaveSeries) -> tuple[Words, ...]:
    """A sentence for each reason why some wave cannot be weighted; none if all can be."""
    return obstacles(zip(series.names, series.waves, _weightings(series), strict=True))


def left_unweighted(series: WaveSeries) -> tuple[Words, ...]:
    """A sentence for each wave that can be weighted but for some of its statements."""
    return tuple(
        _LEFT_OUT.filled(wave=name, few=len(weighting.unweighted))
        for name, weighting in zip(series.names, _weightings(series), strict=True)
        if weighting is not None and weighting.why_not is None and weighting.unweighted
    )


def _weightings(series: WaveSeries) -> tuple[WeightingTold | None, ...]:
    """Of each wave, as they stand in its comparison with the first."""
    with_first = [pair.comparison.weighting for pair in series.pairs if pair.earlier == 0]
    return with_first[0][0], *(later for _first, later in with_first)


def why_not_weighted(waves: Sequence[FieldedWave]) -> tuple[Words, ...]:
    """The same, for waves in order of time that were not compared yet."""
    names = names_of(waves)
    weightings = (prepared(wave, name).weighting for wave, name in zip(waves, names, strict=True))
    return obstacles(zip(names, waves, weightings, strict=True))


def obstacles(weighted: Iterable[tuple[Words, FieldedWave, Weighting | WeightingTold | None]]) -> tuple[Words, ...]:
    """A sentence for each reason, of waves by their names with the weights that were found."""
    sentences = (_obstacle(name, wave, weighting) for name, wave, weighting in weighted)
    return tuple(dict.fromkeys(sentence for sentence in sentences if sentence))


def _obstacle(name: Words, wave: FieldedWave, weighting: Weighting | WeightingTold | None) -> Words | None:
    """None if there is none."""
    if weighting is not None:
        names = wave.instrument.study.segment_names
        return _UNUSABLE[weighting.why_not].filled(wave=name, **names) if weighting.why_not else None
    if wave.instrument.study.margins is None:
        return _NO_MARGINS
    return _NOT_BY_PERSON.filled(wave=name)
