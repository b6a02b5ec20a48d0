"""What each scale is made of: the statements it is scored on, and those that were left out, with why."""

from collections.abc import Iterator

from survey_app.comparison.results import ScaleComparison
from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words, listed
from survey_app.questionnaire.model import LikertStatement, Questionnaire, Scale
from survey_app.tables.items import in_own_words, scale_titles, wording_of
from survey_app.tables.rows import Gathered
from survey_app.tables.scales import scored_end
from survey_app.tables.table import Block, Heading, Paragraph, Text

_LINE = Words("–  {text}")
_REVERSED = Words("–  {text} (omgekeerd geteld)")
_LEFT_OUT = Words("–  Weggelaten: {text} ({why})")


def item_blocks(series: WaveSeries, gathered: Gathered[ScaleComparison]) -> Iterator[Block]:
    """Per scale a heading line and a line per statement."""
    yield Heading(Words("Waaruit elke schaal bestaat"))
    for scale_id in gathered.ids:
        scale = next(scale for _, _, scale in gathered.in_pairs(scale_id))
        yield from (Paragraph(text) for text in _lines(series, scale))


def _lines(series: WaveSeries, scored: ScaleComparison) -> Iterator[Words]:
    questionnaire = _defining(series, scored.scale_id)
    title = in_own_words(scale_titles(series.waves, scored.scale_id), series.names, " · ")
    scale = next(scale for scale in questionnaire.scales if scale.id == scored.scale_id)
    yield _about(questionnaire, scale, scored, title)
    for item_id in scored.items:
        line = _REVERSED if item_id in scale.reversed else _LINE
        yield line.filled(text=questionnaire.items[item_id].text)
    for item_id in scored.left_out:
        asked = [fielded.instrument.questionnaire.items.get(item_id) for fielded in series.waves]
        yield _LEFT_OUT.filled(text=wording_of(asked, series.names, " · "), why=_why(series, item_id))


def _defining(series: WaveSeries, scale_id: str) -> Questionnaire:
    """The latest questionnaire with the scale."""
    questionnaires = [fielded.instrument.questionnaire for fielded in reversed(series.waves)]
    return next(asked for asked in questionnaires if any(scale.id == scale_id for scale in asked.scales))


def _about(questionnaire: Questionnaire, scale: Scale, scored: ScaleComparison, title: Text) -> Words:
    first = questionnaire.items[scale.items[0]]
    if not isinstance(first, LikertStatement):
        raise TypeError(f"scale {scale.id} has an item that is not a statement: {first.id}")
    judged_on = questionnaire.response_scale_of(first)
    return Words(
        "{title}: {number} van de {all} stellingen, in elke meting dezelfde; score van {low} tot {high}"
    ).filled(
        title=title,
        number=len(scored.items),
        all=len(scale.items),
        low=scored_end(judged_on, 0, "{score} ({label})"),
        high=scored_end(judged_on, -1, "{score} ({label})"),
    )


def _why(series: WaveSeries, item_id: str) -> Words:
    """Not asked in some wave; or asked, in other words, of other people or counted the other way round."""
    missing = [
        name
        for name, fielded in zip(series.names, series.waves, strict=True)
        if item_id not in fielded.instrument.questionnaire.items
    ]
    if missing:
        return Words("niet gesteld in {waves}").filled(waves=listed(missing))
    return Words("niet in elke meting op dezelfde manier gevraagd en geteld")
